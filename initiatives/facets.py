"""Facets: for each value, the count of the same list with this facet set to that value alone, all else kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from initiatives.filters import FACETS, InitiativeFilter
from initiatives.geography import Level
from initiatives.models import (
    PLACE_FIELDS,
    Coverage,
    Initiative,
    InitiativeCitation,
    InitiativeQuerySet,
    Place,
)
from initiatives.vocabulary import TERM_FACETS, UNSTATED, Activity
from research.models import Source
from research.vocabulary import Publication


@dataclass(frozen=True)
class Value:
    """One value of a facet."""

    value: str
    label: str
    count: int
    selected: bool


def facets(asked: InitiativeFilter) -> dict[str, list[Value]]:
    """Every facet of a valid filter, in the contract's order."""
    counted = _Counts(asked)
    found = {str(scheme): counted.terms(str(scheme)) for scheme in TERM_FACETS}
    found |= {level: counted.places(level) for level in PLACE_FIELDS}
    return {**found, "activity": counted.activity(), "source": counted.sources()}


def as_json(found: dict[str, list[Value]]) -> dict[str, list[dict[str, Any]]]:
    """The API's form."""
    return {name: [asdict(value) for value in values] for name, values in found.items()}


class _Counts:
    """The counts behind one filter. Facets without a choice share one reading of the whole list."""

    def __init__(self, asked: InitiativeFilter) -> None:
        self.asked = asked
        self.bases = {name: asked.matching(without=name) for name in FACETS if asked.chosen(name)}
        self.whole = asked.matching()
        self.open_schemes = [str(scheme) for scheme in TERM_FACETS if str(scheme) not in self.bases]
        self.open_terms = _term_counts(self.whole, self.open_schemes)
        self.open_places = _PlaceCounts(self.whole)
        self.total = self.whole.count()

    def terms(self, scheme: str) -> list[Value]:
        chosen = self.asked.chosen(scheme)
        base = self.bases.get(scheme)
        counts, said = self.open_terms if base is None else _term_counts(base, [scheme])
        total = self.total if base is None else base.count()
        values = [
            Value(term.slug, term.label, counts[term.slug], term.slug in chosen.values)
            for term in self.asked.vocabulary
            if term.scheme == scheme
        ]
        return [*values, _unstated(total - said[scheme], selected=chosen.unstated)]

    def places(self, level: str) -> list[Value]:
        chosen = self.asked.chosen(level)
        counted = _PlaceCounts(self.bases[level]) if level in self.bases else self.open_places
        counts = counted.at(level, also=chosen.values)
        selected = {place.pk for place in chosen.values}
        values = [
            Value(place.code, str(place), count, place.pk in selected)
            for place, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].sort_name, pair[0].code))
            if count or place.pk in selected
        ]
        return [*values, _unstated(counted.unplaced(level), selected=chosen.unstated)]

    def activity(self) -> list[Value]:
        base = self.bases.get("activity", self.whole)
        counts = dict(base.values_list("activity").annotate(Count("pk")).order_by())
        chosen = self.asked.chosen("activity")
        return [
            Value(value, str(label), counts.get(value, 0), value in chosen.values) for value, label in Activity.choices
        ]

    def sources(self) -> list[Value]:
        base = self.bases.get("source", self.whole)
        chosen = self.asked.chosen("source")
        cited = InitiativeCitation.objects.filter(
            subject__in=base.values("pk"), source__publication=Publication.PUBLISHED
        )
        counts = dict(cited.values_list("source__slug").annotate(Count("subject", distinct=True)).order_by())
        sources: Any = Source.objects
        titles = sources.filter(slug__in={*counts, *chosen.values}).values_list("slug", "title")
        values = [
            Value(slug, title, counts.get(slug, 0), slug in chosen.values)
            for slug, title in sorted(titles, key=lambda pair: (-counts.get(pair[0], 0), pair[1], pair[0]))
        ]
        return [*values, _unstated(base.uncited_by_any().count(), selected=chosen.unstated)]


def _unstated(count: int, *, selected: bool) -> Value:
    return Value(UNSTATED, _("non précisé"), count, selected)


def _term_counts(base: InitiativeQuerySet, schemes: list[str]) -> tuple[Counter[str], Counter[str]]:
    """How many of `base` bear each term, and how many bear any term of each scheme."""
    links = Initiative.terms.through.objects.filter(
        initiative__in=base.values("pk"), term__scheme__in=schemes, term__publication=Publication.PUBLISHED
    )
    by_slug = links.values_list("term__slug").annotate(Count("pk")).order_by()
    by_scheme = links.values_list("term__scheme").annotate(Count("initiative", distinct=True)).order_by()
    return Counter(dict(by_slug)), Counter(dict(by_scheme))


class _PlaceCounts:
    """How many of a queryset stand in each place or serve it."""

    def __init__(self, base: InitiativeQuerySet) -> None:
        self.base = base
        self.standing = dict(base.values_list("place").annotate(Count("pk")).order_by())
        self.known = {
            place.pk: place for place in Place.objects.for_list().filter(pk__in=[pk for pk in self.standing if pk])
        }
        rows = Coverage.objects.filter(initiative__in=base.values("pk"), place__isnull=False)
        # Any, since every one of these rows has its place.
        self.coverages: list[Any] = list(
            rows.select_related(
                "place__region", "place__departement", "initiative__place__region", "initiative__place__departement"
            )
        )
        self._by_level: dict[str, list[Place]] = {}

    def standing_at(self, level: str) -> Counter[Place]:
        """How many stand in each place of a level."""
        counts: Counter[Place] = Counter()
        for pk, count in self.standing.items():
            place = self._at(self.known[pk], level) if pk else None
            if place:
                counts[place] += count
        return counts

    def at(self, level: str, *, also: Iterable[Place] = ()) -> dict[Place, int]:
        """How many stand in or serve each place; `also` are places to count even where nothing stands.

        Communes appear where something stands, wider places also where something serves.
        """
        counts = self.standing_at(level)
        counts.update(dict.fromkeys((place for place in also if place not in counts), 0))
        for place, initiatives in self._served(level, list(counts)).items():
            counts[place] += len(initiatives)
        return dict(counts)

    def unplaced(self, level: str) -> int:
        """How many have no place known at this level."""
        return sum(count for pk, count in self.standing.items() if not pk or not self._at(self.known[pk], level))

    def _at(self, place: Place, level: str) -> Place | None:
        return self._countries().get(place.country) if level == Level.PAYS else place.at(level)

    def _countries(self) -> dict[str, Place]:
        return {place.code: place for place in self._all_at(Level.PAYS)}

    def _all_at(self, level: str) -> list[Place]:
        """Every place of one of the wider levels, read once."""
        if level not in self._by_level:
            codes = {place.country for place in self.known.values()} | {row.place.country for row in self.coverages}
            of_level = Place.objects.for_list().filter(level=level, country__in=codes)
            self._by_level[level] = list(of_level.order_by("pk"))
        return self._by_level[level]

    def _served(self, level: str, stood_in: list[Place]) -> dict[Place, set[int]]:
        """By place, the initiatives that serve it and don't stand in it."""
        served: dict[Place, set[int]] = {}
        for row in self.coverages:
            own = row.initiative.place
            stands = self._at(own, level) if own else None
            for place in self._reached(row.place, level, stood_in):
                if place != stands:
                    served.setdefault(place, set()).add(row.initiative_id)
        return served

    def _reached(self, coverage: Place, level: str, stood_in: list[Place]) -> Iterable[Place]:
        """The places of a level that a coverage meets: what it lies in, or what lies in it."""
        wider = self._at(coverage, level)
        if wider:
            return [wider]
        candidates = stood_in if level == Level.COMMUNE else self._all_at(level)
        return [place for place in candidates if _lies_in(place, coverage)]


def _lies_in(place: Place, wider: Place) -> bool:
    return place.country == wider.code if wider.level == Level.PAYS else place.at(wider.level) == wider


def standing(asked: InitiativeFilter, *levels: str) -> dict[str, list[Value]]:
    """What a valid filter finds, by where it stands, for each level; what has no place known there comes last."""
    counted = _PlaceCounts(asked.matching())
    shown = {}
    for level in levels:
        found = sorted(counted.standing_at(level).items(), key=lambda pair: (-pair[1], pair[0].sort_name, pair[0].code))
        values = [Value(place.code, str(place), count, selected=False) for place, count in found]
        unplaced = counted.unplaced(level)
        shown[level] = [*values, _unstated(unplaced, selected=False)] if unplaced else values
    return shown
