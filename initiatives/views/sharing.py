"""Ways to hand an address on: to copy, by SMS, by mail, and as a QR code for another phone or for paper."""

from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

MASK = 2  # one of eight patterns that all phones read; trying which is best takes most of the time


@dataclass(frozen=True)
class Share:
    """One address with its title; nothing is sent from here, and nothing is stored."""

    url: str
    title: str

    @property
    def sms(self) -> str:
        """Opens a new message that has no recipient yet."""
        return f"sms:?&body={quote(self._text)}"

    @property
    def mail(self) -> str:
        """Opens a new mail that has no recipient yet."""
        return f"mailto:?subject={quote(self.title)}&body={quote(self._text)}"

    @cached_property
    def qr(self) -> SafeString:
        """The address as an SVG that scales; its colours don't follow the theme, since cameras want dark on light."""
        code = segno.make(self.url, error="m", micro=False, mask=MASK)
        return mark_safe(code.svg_inline(omitsize=True, svgclass=None, lineclass=None))  # noqa: S308  (made of numbers)

    @property
    def _text(self) -> str:
        return f"{self.title}\n{self.url}"
