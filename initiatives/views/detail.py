"""One initiative, and its history."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from initiatives.geography import Level
from initiatives.interchange import schema_org
from initiatives.models import PLACE_FIELDS, Initiative, Place
from initiatives.views.sharing import Share
from initiatives.vocabulary import TERM_FACETS, Activity, HeadcountKind
from pairaidance.kit import french
from pairaidance.kit.countries import country
from research.models import Change, Source, Study, Term
from research.templatetags.facts import partial_date
from research.views.facts import Fact, Notes, Shown, plain
from research.views.found import answers_elsewhere, find
from research.vocabulary import Publication, Scheme

DATES = ("started", "ended")
CONTACTS = ("website", "email", "phone")
STEPS_OF_LIST = 40
CHOICES: dict[str, Any] = {"publication": Publication, "activity": Activity}
# What the journal holds for the team alone.
INTERNAL = frozenset({"withdrawal_reason", "parent_id"})
# Of these the public history says that they changed, not from what to what: a contact typed by mistake may be
# somebody's own, and a structure may not be public.
UNTOLD = frozenset({"website", "email", "phone", "parent"})


class Reader:
    """An initiative's values as people read them: labels, definitions, links."""

    def __init__(self, initiative: Initiative) -> None:
        self.initiative = initiative
        self.terms = {term.slug: term for term in initiative.terms.all()}

    def __call__(self, name: str, value: Any) -> Shown | None:
        """One value of one field; None where it is not public."""
        if name in Scheme.values:
            return self._term(name, value)
        if name in PLACE_FIELDS:
            return self.place(name, value)
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

    def _term(self, scheme: str, slug: str) -> Shown | None:
        term = self.terms.get(slug) or Term.objects.filter(slug=slug).first()
        if term is None or term.publication != Publication.PUBLISHED:
            return None
        return Shown(term.label, url=f"{reverse('initiatives')}?{scheme}={slug}", about=term.definition)

    def place(self, level: str, code: str) -> Shown:
        """A place by its code, with the list of what is there."""
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
            "for_whom": notes.fact("domaine", read),
            "status": notes.facts([str(scheme) for scheme in TERM_FACETS if scheme != Scheme.DOMAINE], read),
            "reachable": [fact for fact in notes.facts(CONTACTS, read) if fact.said],
            "contacts": notes.facts(CONTACTS, read),
            "where": _where(notes, read, place),
            "coverage": [(row, notes.of("coverage", row.as_record()["code"])) for row in initiative.coverages.all()],
            "parent": _parent(notes, read, initiative),
            "dates": notes.facts(DATES, read),
            "headcounts": _headcounts(initiative, notes),
            "children": initiative.children.published(),
            "unchecked": initiative.activity == Activity.CITED,
            "cited_year": _last_year(notes),
            "studies": _studies_naming(initiative),
            "share": Share(f"{settings.SITE_URL}{initiative.get_short_url()}", initiative.name),
            "linked": schema_org.initiative(initiative, settings.SITE_URL),
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
        shown = fact.said or (read.place(level, code),)
        numbers = notes.of(level, code) or notes.of(place.level, place.code)
        cited = tuple(Shown(one.text, one.url, one.about, numbers, one.inferred) for one in shown)
        facts.append(Fact(level, fact.label, cited, fact.otherwise))
    return facts


def _parent(notes: Notes, read: Reader, initiative: Initiative) -> Fact:
    """The structure that carries it; nothing where that is not public."""
    if initiative.public_parent_label or not initiative.parent:
        return notes.fact("parent", read)
    return Fact("parent", Initiative.label_of("parent"), ())


def _studies_naming(initiative: Initiative) -> list[Study]:
    """The studies whose title or setting names the initiative: they stand beside it, with their limits."""
    names = [_spelled(name) for name in (initiative.name, *initiative.other_names)]
    published = list(Study.objects.published())
    return [study for study in published if any(name in _spelled(f"{study.title} {study.setting}") for name in names)]


def _spelled(text: str) -> str:
    """A text's words alone, so that dashes, quotes and accents don't matter."""
    return f" {' '.join(french.words(text))} "


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
    return render(request, "initiatives/history.html", {"initiative": initiative, "steps": _public_steps(initiative)})


def _public_steps(initiative: Initiative) -> list[dict[str, Any]]:
    """The steps since the entry was first public, newest first, without what is not (or no longer) public."""
    changes = list(Change.objects.of(Initiative.KIND, initiative.pk))
    made_public = [at for at, change in enumerate(changes) if _publishes(change)]
    shown = changes[: made_public[-1] + 1][:STEPS_OF_LIST] if made_public else []
    sources = set(Source.objects.published().values_list("slug", flat=True))
    return [
        {
            "change": change,
            "source": change.source if change.source and change.source.slug in sources else None,
            "lines": [_line(line, sources) for line in change.changes if line["field"] not in INTERNAL],
        }
        for change in shown
    ]


def _publishes(change: Change) -> bool:
    return any(line["field"] == "publication" and line["after"] == Publication.PUBLISHED for line in change.changes)


def _line(change: dict[str, Any], sources: set[str]) -> dict[str, Any]:
    """One changed field as people read it."""
    name = change["field"]
    if name == "citations":
        gone, new = (_citation_rows(change[when] or [], sources) for when in ("before", "after"))
        return {"label": name, "citations": True, "gone": gone, "new": new}
    line = {"label": Initiative.label_of(name), "citations": False, "told": name not in UNTOLD}
    return {**line, "before": _text(name, change["before"]), "after": _text(name, change["after"])}


def _citation_rows(rows: list[dict[str, Any]], sources: set[str]) -> list[dict[str, Any]]:
    public = [row for row in rows if row["source"] in sources and row["field"] not in UNTOLD]
    return [{**row, "label": Initiative.label_of(row["field"])} for row in public]


def _text(name: str, value: Any) -> str:
    labels = CHOICES.get(name)
    if labels:
        return str(labels(value).label) if value else ""
    return ", ".join(str(leaf) for leaf in Initiative.leaves(name, value))
