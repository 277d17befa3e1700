"""Pages that show both sides: sources with what cites them, definitions with their initiatives, training."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from initiatives.filters import InitiativeFilter
from initiatives.interchange import schema_org
from initiatives.models import Formation, Initiative
from initiatives.models.citing import citing, with_cited_elsewhere
from initiatives.results import Results, entries
from initiatives.stats import borne, with_cited_by
from initiatives.views.address import Asked
from initiatives.vocabulary import TERM_FACETS
from research.interchange import schema_org as research_schema
from research.models import Source, Term
from research.views.facts import Notes, Shown, plain
from research.views.found import answers_elsewhere, find
from research.vocabulary import Scheme, SourceKind

MOST_LISTED = 100  # initiatives on a page about something else
SOURCE_FACTS = ("kind", "authors", "year", "container", "publisher", "pages", "link")


def read_source(name: str, value: Any) -> Shown:
    """A source's values as people read them."""
    if name == "kind":
        return Shown(str(SourceKind(value).label))
    return Shown(str(value), url=str(value)) if name == "link" else plain(name, value)


@dataclass(frozen=True)
class Having:
    """The initiatives with a value of a facet: how many, the first by name, and the address of all of them."""

    total: int = 0
    first: Sequence[Initiative] = ()
    url: str = ""


def having(facet: str, value: str, drafted: Callable[[], Any]) -> Having:
    """Those of a page about the value; while it is no value yet, and only its curators see the page, the `drafted`."""
    params = QueryDict(mutable=True)
    params[facet] = value
    asked = InitiativeFilter(params)
    if not asked.is_valid():
        found = drafted()
        return Having(found.count(), found[:MOST_LISTED])
    url = Asked(params).link(reverse("initiatives"))
    return Having(asked.answer.total(), Results(asked, entries)[:MOST_LISTED], url)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources, what most rests on first."""
    published = with_cited_by(with_cited_elsewhere(Source.objects.published().order_by("title", "pk")))
    published.sort(key=lambda source: -source.cited_by)
    return render(request, "sources/list.html", {"sources": published})


@require_safe
@answers_elsewhere
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source, and all that says something after it."""
    entry = find(request, with_cited_elsewhere(Source.objects.with_citations()), slug)
    notes, public = Notes(entry), Initiative.objects.published()
    return render(
        request,
        "sources/detail.html",
        {
            "source": with_cited_by([entry])[0],
            "notes": notes,
            "title": notes.fact("title"),
            "facts": notes.facts(SOURCE_FACTS, read_source),
            "initiatives": having("source", entry.slug, lambda: public.filter(citations__source=entry).distinct()),
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
    notes, public = Notes(entry), Initiative.objects.published()
    return render(
        request,
        "formations/detail.html",
        {
            "formation": entry,
            "notes": notes,
            "name": notes.fact("name"),
            "facts": notes.facts(("diploma", "institution", "description")),
            "initiatives": having(Scheme.FORMATION, entry.term.slug, lambda: public.filter(terms=entry.term)),
            "linked": schema_org.formation(entry, settings.SITE_URL),
        },
    )


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """All terms, by vocabulary, each with its debate and how many initiatives bear it."""
    terms = Term.objects.published().with_citations().in_scheme(*Scheme.values)
    order, counts = list(Scheme.values), borne()
    shown = []
    for term in sorted(terms, key=lambda term: order.index(term.scheme)):
        notes = Notes(term)
        facts = {name: notes.fact(name) for name in ("label", "definition", "synonyms", "debate")}
        shown.append(
            {
                "term": term,
                "notes": notes,
                "facts": facts,
                "facet": term.scheme in TERM_FACETS,
                "borne": counts[term.slug],
            }
        )
    groups = [
        (Scheme(scheme).label, scheme, list(rows))
        for scheme, rows in groupby(shown, key=lambda row: row["term"].scheme)
    ]
    linked = research_schema.vocabulary([row["term"] for row in shown], settings.SITE_URL)
    return render(request, "landmarks/definitions.html", {"groups": groups, "linked": linked})
