"""The sitemap: every public page, at its public address; in parts where they are many.

A part has the entries of a run of primary keys, so that none is ever moved to another.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from initiatives.answers import answer_in_words
from initiatives.models import Formation, Initiative
from research.models import Entry, Source, Study

PAGES = (
    "home", "finding", "supported", "becoming", "professional", "initiatives", "map", "propose", "formations",
    "studies", "sources", "reperes", "definitions", "landmarks", "consultations", "figures", "questions",
    "testimonies", "data", "about", "site-map", "accessibility", "privacy",
)  # fmt: skip
KINDS: dict[str, type[Entry]] = {model.KIND: model for model in (Initiative, Formation, Study, Source)}
MOST_WHOLE = 2_000  # entries that one file lists
PART = 1_000  # keys: each entry has two addresses, and each of these names three


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
    """One kind of entry with a page of its own: all of them, or a part."""

    def __init__(self, model: type[Entry], part: int | None = None) -> None:
        super().__init__()
        self.model = model
        self.part = part

    def items(self) -> QuerySet[Any]:
        """What is published."""
        rows: QuerySet[Any] = self.model._default_manager.published().order_by("pk").only("slug", "modified_at")
        return rows if self.part is None else rows.filter(pk__gt=self.part * PART, pk__lte=(self.part + 1) * PART)

    def lastmod(self, item: Entry) -> Any:
        """When it last changed."""
        return item.modified_at


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """All pages; where there are too many for one file, where its parts are."""
    kinds: list[Any] = [model._default_manager.published() for model in KINDS.values() if model is not Initiative]
    if answer_in_words(None).total() + sum(entries.count() for entries in kinds) <= MOST_WHOLE:
        every: Any = {"pages": Pages(), **{kind: Entries(model) for kind, model in KINDS.items()}}
        return views.sitemap(request, every)
    parts = [("pages", 0), *((kind, part) for kind, model in KINDS.items() for part in _parts(model))]
    items = [
        views.SitemapIndexItem(f"{settings.SITE_URL}{reverse('sitemap-part', args=[kind, part])}")
        for kind, part in parts
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


@require_safe
def sitemap_part(request: HttpRequest, kind: str, part: int) -> HttpResponseBase:
    """The pages of one kind in one run of keys."""
    if kind == "pages" and part == 0:
        return views.sitemap(request, {kind: Pages()})
    if kind not in KINDS or not (entries := Entries(KINDS[kind], part)).items().exists():
        raise Http404
    return views.sitemap(request, {kind: entries})


def _parts(model: type[Entry]) -> list[int]:
    """Those in which anything is public."""
    rows: Any = model._default_manager.published().annotate(part=(F("pk") - 1) / PART)
    return sorted(rows.order_by().values_list("part", flat=True).distinct())
