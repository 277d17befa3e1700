"""What every template may use."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from initiatives.views.declaration import verdict

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}
LOCALES = {"fr": "fr_FR", "en": "en_GB"}


@dataclass(frozen=True)
class Frame:
    """A page's addresses: its own, and in each language. `path` is that of the French page."""

    site: str
    language: str
    path: str
    both: bool

    @property
    def canonical(self) -> str:
        """The one address to link to."""
        return self.site + self.at(self.language)

    @property
    def locale(self) -> str:
        """As OpenGraph writes it."""
        return LOCALES[self.language]

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """(hreflang, address) of the page in each language; French for everyone else."""
        if not self.both:
            return []
        found = [(language, self.site + self.at(language)) for language in LANGUAGE_NAMES]
        return [*found, ("x-default", self.site + self.path)]

    @property
    def other_language(self) -> dict[str, str] | None:
        """The way to the same page in the other language."""
        if not self.both:
            return None
        code = "en" if self.language == "fr" else "fr"
        return {"code": code, "name": LANGUAGE_NAMES[code], "url": self.at(code)}

    def at(self, language: str) -> str:
        """The path in a language."""
        return self.path if language == settings.LANGUAGE_CODE else f"/{language}{self.path}"


def site(request: HttpRequest) -> dict[str, Any]:
    """The public address, how to reach the curators, and this page's own addresses."""
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    prefix = f"/{language}/"
    english = language != settings.LANGUAGE_CODE
    path = request.path.removeprefix(prefix[:-1]) if english and request.path.startswith(prefix) else request.path
    both = request.resolver_match is not None and not request.path.startswith(("/admin/", "/api/"))
    frame = Frame(settings.SITE_URL, language, path, both)
    return {
        "SITE_URL": settings.SITE_URL,
        "CONTACT_EMAIL": settings.CONTACT_EMAIL,
        "frame": frame,
        "accessibility": verdict(),
    }
