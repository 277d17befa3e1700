"""The sitemap: every public page, at its public address."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from initiatives.models import Formation, Initiative
from research.models import Entry, Source, Study

PAGES = (
    "home", "finding", "supported", "becoming", "professional", "initiatives", "map", "propose", "formations",
    "studies", "sources", "reperes", "definitions", "landmarks", "consultations", "figures", "questions",
    "testimonies", "data", "about", "site-map", "accessibility", "privacy",
)  # fmt: skip


class Public(Sitemap):
    """Addresses under SITE_URL, whatever host asked, in each language with the others named beside."""

    i18n = True
    alternates = True
    x_default = True

    def get_domain(self, site: Any = None) -> str:
        """The public host."""
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        """The public scheme."""
        return urlsplit(settings.SITE_URL).scheme


class Pages(Public):
    """The site's own pages."""

    def items(self) -> tuple[str, ...]:
        """By name."""
        return PAGES

    def location(self, item: str) -> str:
        """The path of a page."""
        return reverse(item)


class Entries(Public):
    """One kind of entry with a page of its own."""

    def __init__(self, model: type[Entry]) -> None:
        super().__init__()
        self.model = model

    def items(self) -> QuerySet[Any]:
        """What is published."""
        return self.model._default_manager.published().order_by("pk")

    def lastmod(self, item: Entry) -> Any:
        """When it last changed."""
        return item.modified_at


SITEMAPS: dict[str, Public] = {
    "pages": Pages(),
    **{model.KIND: Entries(model) for model in (Initiative, Formation, Study, Source)},
}
