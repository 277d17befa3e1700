"""One initiative, and its history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from initiatives.geography import Level
from initiatives.models import PLACE_FIELDS, Initiative, Place
from initiatives.vocabulary import TERM_FACETS, Activity, HeadcountKind
from pairaidance.kit.countries import country
from research.models import Change
from research.templatetags.facts import partial_date
from research.views.facts import Fact, Notes, Shown, plain
from research.views.found import answers_elsewhere, find
from research.vocabulary import Publication, Scheme

DATES = ("started", "ended")
CONTACTS = ("website", "email", "phone")
STEPS_OF_LIST = 40


class Reader:
    """An initiative's values as people read them: labels, definitions, links."""

    def __init__(self, initiative: Initiative) -> None:
        self.initiative = initiative
        self.terms = {term.slug: term for term in initiative.terms.all()}

    def __call__(self, name: str, value: Any) -> Shown:
        """One value of one field."""
        if name in Scheme.values:
            return self._term(name, value)
        if name in PLACE_FIELDS:
            return self._place(name, value)
        if name in DATES:
            return Shown(partial_date(str(value)))
        if name == "website":
            return Shown(str(value), url=str(value))
        if name == "email":
            return Shown(str(value), url=f"mailto:{value}")
        if name == "phone":
            return Shown(str(value), url=f"tel:{str(value).replace(' ', '')}")
        if name == "parent" and self.initiative.parent:
            return Shown(str(value), url=self.initiative.parent.get_absolute_url())
        return plain(name, value)

    def _term(self, scheme: str, slug: str) -> Shown:
        term = self.terms.get(slug)
        if term is None or term.publication != Publication.PUBLISHED:
            return Shown(slug)
        return Shown(term.label, url=f"{reverse('initiatives')}?{scheme}={slug}", about=term.definition)

    def _place(self, level: str, code: str) -> Shown:
        url = f"{reverse('initiatives')}?{level}={code}"
        if level == Level.PAYS:
            return Shown((country(code) or {"name": code})["name"], url=url)
        own = self.initiative.place.at(level) if self.initiative.place else None
        place = own if own and own.code == code else Place.objects.filter(level=level, code=code).first()
        return Shown(place.name if place else code, url=url)


@require_safe
@answers_elsewhere
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One initiative, each fact with its notes."""
    initiative = find(request, Initiative.objects.for_list(), slug)
    notes, read = Notes(initiative), Reader(initiative)
    place = initiative.place
    return render(
        request,
        "initiatives/detail.html",
        {
            "initiative": initiative,
            "notes": notes,
            "name": notes.fact("name"),
            "other_names": notes.fact("other_names"),
            "summary": notes.fact("summary"),
            "description": notes.fact("description"),
            "status": notes.facts([str(scheme) for scheme in TERM_FACETS], read),
            "contacts": notes.facts(CONTACTS, read),
            "where": _where(notes, read, place),
            "coverage": initiative.coverages.all(),
            "coverage_fact": notes.fact("coverage"),
            "parent": _parent(notes, read, initiative),
            "dates": notes.facts(DATES, read),
            "headcounts": _headcounts(initiative, notes),
            "children": initiative.children.published(),
            "unchecked": initiative.activity == Activity.CITED,
            "cited_year": _last_year(notes),
        },
    )


def _where(notes: Notes, read: Reader, place: Place | None) -> list[Fact]:
    """The place at each level: the most precise with its notes, the wider ones as they follow from it."""
    if place is None:
        return [Fact("pays", Initiative.label_of("pays"), ())]
    facts = []
    for level in reversed(PLACE_FIELDS):
        at = place.at(level)
        code = place.country if level == Level.PAYS else at.code if at else ""
        if not code:
            continue
        fact = notes.fact(level, read)
        shown = fact.said or (read(level, code),)
        cited = tuple(Shown(one.text, one.url, one.about, notes.of(level, code), one.inferred) for one in shown)
        facts.append(Fact(level, fact.label, cited, fact.otherwise))
    return facts


def _parent(notes: Notes, read: Reader, initiative: Initiative) -> Fact:
    """The structure that carries it; nothing where that is not public."""
    if initiative.public_parent_label or not initiative.parent:
        return notes.fact("parent", read)
    return Fact("parent", Initiative.label_of("parent"), ())


def _headcounts(initiative: Initiative, notes: Notes) -> list[dict[str, Any]]:
    """One table a kind: active and recruited are never mixed."""
    tables = []
    for kind, label in HeadcountKind.choices:
        rows = [headcount for headcount in initiative.headcounts.all() if headcount.kind == kind]
        if rows:
            cited = [{"row": row, "notes": notes.of("headcounts", row.count)} for row in rows]
            tables.append({"kind": kind, "label": label, "rows": cited, "most": max(row.count for row in rows)})
    return tables


def _last_year(notes: Notes) -> int | None:
    """The year of the youngest source that speaks of it."""
    years = [note.source.year for note in notes.all if note.source.year]
    return max(years) if years else None


@require_safe
@answers_elsewhere
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed in one initiative, when, why and after which source."""
    initiative = find(request, Initiative.objects.select_related("place"), slug)
    changes = Change.objects.of(Initiative.KIND, initiative.pk)[:STEPS_OF_LIST]
    return render(
        request,
        "initiatives/history.html",
        {
            "initiative": initiative,
            "steps": [{"change": change, "lines": [_line(line) for line in change.changes]} for change in changes],
        },
    )


def _line(change: dict[str, Any]) -> dict[str, Any]:
    """One changed field as people read it."""
    name = change["field"]
    if name == "citations":
        return {"label": name, "citations": True, "gone": change["before"], "new": change["after"]}
    return {
        "label": Initiative.label_of(name),
        "citations": False,
        "before": _text(name, change["before"]),
        "after": _text(name, change["after"]),
    }


def _text(name: str, value: Any) -> str:
    leaves = Initiative.leaves(name, value)
    return ", ".join(str(leaf) for leaf in leaves)
