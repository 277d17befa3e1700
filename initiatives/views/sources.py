"""Pages that show both sides: sources with what cites them, definitions with their initiatives, training."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives.interchange import schema_org
from initiatives.models import Formation, Initiative
from initiatives.models.citing import citing, with_cited_by
from initiatives.vocabulary import TERM_FACETS
from research.interchange import schema_org as research_schema
from research.models import Source, Term
from research.views.facts import Notes, Shown, plain
from research.views.found import answers_elsewhere, find
from research.vocabulary import Publication, Scheme, SourceKind

SOURCE_FACTS = ("kind", "authors", "year", "container", "publisher", "pages", "link")


def read_source(name: str, value: Any) -> Shown:
    """A source's values as people read them."""
    if name == "kind":
        return Shown(str(SourceKind(value).label))
    return Shown(str(value), url=str(value)) if name == "link" else plain(name, value)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources, what most rests on first."""
    published: Any = with_cited_by(Source.objects.published())
    published = published.order_by("-cited_by", "title", "pk")
    return render(request, "sources/list.html", {"sources": published})


@require_safe
@answers_elsewhere
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source, and all that says something after it."""
    entry = find(request, with_cited_by(Source.objects.with_citations()), slug)
    notes = Notes(entry)
    return render(
        request,
        "sources/detail.html",
        {
            "source": entry,
            "notes": notes,
            "title": notes.fact("title"),
            "facts": notes.facts(SOURCE_FACTS, read_source),
            "groups": citing(entry),
            "linked": research_schema.source(entry, settings.SITE_URL),
        },
    )


@require_safe
def formations(request: HttpRequest) -> HttpResponse:
    """All training programmes."""
    shown = []
    for formation in Formation.objects.published().for_list():
        notes = Notes(formation)
        shown.append({"formation": formation, "facts": notes.facts(("diploma", "institution"))})
    return render(request, "formations/list.html", {"formations": shown})


@require_safe
@answers_elsewhere
def formation(request: HttpRequest, slug: str) -> HttpResponse:
    """One training programme, and the initiatives that a source ties to it."""
    entry = find(request, Formation.objects.for_list(), slug)
    notes = Notes(entry)
    return render(
        request,
        "formations/detail.html",
        {
            "formation": entry,
            "notes": notes,
            "name": notes.fact("name"),
            "facts": notes.facts(("diploma", "institution", "description")),
            "initiatives": Initiative.objects.published().filter(terms=entry.term),
            "linked": schema_org.formation(entry, settings.SITE_URL),
        },
    )


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """All terms, by vocabulary, each with its debate and how many initiatives bear it."""
    terms = (
        Term.objects.published()
        .with_citations()
        .annotate(borne=Count("initiatives", filter=Q(initiatives__publication=Publication.PUBLISHED)))
        .in_scheme(*Scheme.values)
    )
    order = list(Scheme.values)
    shown = []
    for term in sorted(terms, key=lambda term: order.index(term.scheme)):
        notes = Notes(term)
        facts = {name: notes.fact(name) for name in ("label", "definition", "synonyms", "debate")}
        shown.append({"term": term, "notes": notes, "facts": facts, "facet": term.scheme in TERM_FACETS})
    groups = [
        (Scheme(scheme).label, scheme, list(rows))
        for scheme, rows in groupby(shown, key=lambda row: row["term"].scheme)
    ]
    linked = research_schema.vocabulary([row["term"] for row in shown], settings.SITE_URL)
    return render(request, "landmarks/definitions.html", {"groups": groups, "linked": linked})
