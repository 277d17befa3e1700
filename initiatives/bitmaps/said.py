"""What a write says of an initiative, in a line of the log: bitmaps are patched from it, without asking the database.

A line is JSON: `["row", public, place, activity, changed, verified, spelling]` (see `Row`; "made" for a new one),
`["gone"]`, `["nothing"]` that a bitmap holds, or `["terms", "+", keys]`: which links (terms, sources, or the places of
`serving`), and whether these keys came (+) or are all there are (=). An empty text: ask the database.
"""

import json
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from initiatives.bitmaps import days
from initiatives.bitmaps.alphabet import spelling
from initiatives.models import Coverage, Headcount, Initiative, InitiativeCitation
from research.actions.edition import Write
from research.vocabulary import Publication

LINKS = ("terms", "sources", "serving")
ROW, MADE, GONE, NOTHING = "row", "made", "gone", "nothing"
CAME, ALL = "+", "="
COLUMNS = (str, int | None, str, datetime, date | None, str)  # the types of what a row is made of


class Row(NamedTuple):
    """An initiative's own row: its place's key (0 for none), days as numbers, its sorting name's `spelling`."""

    public: bool
    place: int
    activity: str
    changed: int
    verified: int
    spelling: int


def row(publication: str, place: int | None, activity: str, changed: datetime, verified: Any, sort_name: str) -> Row:
    """Out of the columns."""
    moments = days.number(changed.astimezone(UTC).date()), days.number(verified)
    return Row(publication == Publication.PUBLISHED, place or 0, activity, *moments, spelling(sort_name))


def say(write: Write) -> str:
    """The line for a write to an initiative or to what belongs to it; empty for anything else."""
    said = _said(write)
    return "" if said is None else json.dumps(said, separators=(",", ":"))


def _said(write: Write) -> list[Any] | None:
    one = write.row
    if isinstance(one, Initiative):
        return _of_row(one, write.what)
    if isinstance(one, InitiativeCitation):
        cited = InitiativeCitation.objects.filter(subject=one.subject_id)
        return _of_link("sources", one.source_id, write.what, cited.values_list("source", flat=True))
    if isinstance(one, Coverage):
        served = Coverage.objects.filter(initiative=one.initiative_id)
        return _of_link("serving", one.place_id, write.what, served.values_list("place", flat=True))
    if isinstance(one, Headcount):
        return [NOTHING]
    return _of_terms(write) if write.field == "terms" else None


def _of_terms(write: Write) -> list[Any] | None:
    """Those that were added. Of those that went, another transaction may have put one back: all that are left."""
    if write.what == "added":
        return ["terms", CAME, list(write.linked)]
    if len(write.subjects) > 1:
        return None
    left = Initiative.terms.through.objects.filter(initiative__in=write.subjects)
    return ["terms", ALL, sorted(left.values_list("term", flat=True))]


def _of_row(one: Initiative, what: str) -> list[Any] | None:
    if what == "deleted":
        return [GONE]
    values = (one.publication, one.place_id, one.activity, one.modified_at, one.verified_on, one.sort_name)
    typed = all(map(isinstance, values, COLUMNS)) and not isinstance(one.verified_on, datetime)
    if what == "changed in part" or not typed:  # the database may hold others
        return None
    return [MADE if what == "made" else ROW, *row(*values)]


def _of_link(which: str, to: int | None, what: str, left: QuerySet[Any]) -> list[Any]:
    """A new one alone; where one changes or goes, another may lead to the same: then all that there are."""
    now = [to] if what == "made" else left.order_by().distinct()
    return [which, CAME if what == "made" else ALL, sorted(key for key in now if key)]
