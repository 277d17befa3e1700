"""Facets: for each value, the count of the same list with this facet set to that value alone, all else kept."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from initiatives.answers.asking import Counted
from initiatives.filters import InitiativeFilter
from initiatives.models import PLACE_FIELDS
from initiatives.vocabulary import TERM_FACETS, UNSTATED, Activity
from pairaidance.kit.written import TRUTHS, Written, quoted


class Value(NamedTuple):
    """One value of a facet."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # of results, not of the tuple's items
    selected: bool


def facets(asked: InitiativeFilter) -> dict[str, list[Value]]:
    """Every facet of a valid filter, in the contract's order."""
    unstated = _("non précisé")
    found = {str(scheme): _terms(asked, str(scheme), unstated) for scheme in TERM_FACETS}
    found |= {level: _places(asked, level, unstated) for level in PLACE_FIELDS}
    return {**found, "activity": _activities(asked), "source": _sources(asked, unstated)}


def as_json(found: dict[str, list[Value]]) -> dict[str, Written]:
    """The API's form: `[{"value", "label", "count", "selected"}]` for each facet."""
    return {
        name: Written.of(
            f'{{"value":{quoted(value)},"label":{quoted(label)},"count":{count},"selected":{TRUTHS[selected]}}}'
            for value, label, count, selected in values
        )
        for name, values in found.items()
    }


def _terms(asked: InitiativeFilter, scheme: str, unstated: str) -> list[Value]:
    counted, chosen = asked.answer.terms(scheme), asked.chosen(scheme)
    own = [term for term in asked.vocabulary if term.scheme == scheme]
    values = [Value(term.slug, term.label, counted.values[term.slug], term.slug in chosen.values) for term in own]
    return [*values, Value(UNSTATED, unstated, counted.unstated, chosen.unstated)]


def _places(asked: InitiativeFilter, level: str, unstated: str) -> list[Value]:
    counted, chosen = asked.answer.places(level), asked.chosen(level)
    return [
        *_by_count(counted, {place.code for place in chosen.values}),
        Value(UNSTATED, unstated, counted.unstated, chosen.unstated),
    ]


def _by_count(counted: Counted, chosen: Any = frozenset()) -> list[Value]:
    """Places with their counts, those with most first."""
    found = sorted(counted.values.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Value(place.code, place.label, count, place.code in chosen) for place, count in found]


def _activities(asked: InitiativeFilter) -> list[Value]:
    counts, chosen = asked.answer.activities().values, asked.chosen("activity").values
    return [Value(value, str(label), counts[value], value in chosen) for value, label in Activity.choices]


def _sources(asked: InitiativeFilter, unstated: str) -> list[Value]:
    counted, chosen = asked.answer.sources(), asked.chosen("source")
    found = sorted(counted.values.items(), key=lambda pair: (-pair[1], pair[0][1], pair[0][0]))
    values = [Value(slug, title, count, slug in chosen.values) for (slug, title), count in found]
    return [*values, Value(UNSTATED, unstated, counted.unstated, chosen.unstated)]


def standing(asked: InitiativeFilter, *levels: str) -> dict[str, list[Value]]:
    """What a valid filter finds, by where it stands, for each level; what has no place known there comes last."""
    shown = {}
    for level in levels:
        counted = asked.answer.standing(level)
        values = _by_count(counted)
        rest = [Value(UNSTATED, _("non précisé"), counted.unstated, selected=False)] if counted.unstated else []
        shown[level] = [*values, *rest]
    return shown
