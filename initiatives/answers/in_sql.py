"""The answer in plain SQL: slow and plain to see. The tests compare the bitmaps with it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.functional import cached_property

from initiatives.answers import asking, order
from initiatives.answers.asking import Asked, Box, Counted, Near, circle, is_inside, most_common
from initiatives.bitmaps.state import called
from initiatives.geography import Level, distance_km
from initiatives.models import PLACE_FIELDS, Coverage, Initiative, InitiativeCitation, InitiativeQuerySet, Place
from research.models import Source
from research.vocabulary import Publication


class SqlAnswer:
    """What answers a valid filter, by queries."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def total(self) -> int:
        """How many."""
        return self.asked.matching().count()

    def any_of(self, keys: list[int]) -> bool:
        """Whether any of these is among the results."""
        return bool(self.asked.matching().filter(pk__in=keys).exists())

    def keys(self, start: int, stop: int) -> list[int]:
        """The primary keys of one run of the results."""
        return [entry.pk for entry in self.asked.qs[start:stop]]

    def after(self, column: str, last: tuple[Any, int] | None, most: int) -> list[tuple[Any, int]]:
        """The next of an order by column."""
        down, name = column.startswith("-"), order.COLUMNS[column.removeprefix("-")]
        rows = self.asked.matching()
        if last is not None:
            rows = rows & order.beyond(name, last, down=down)
        sign = "-" if down else ""
        return list(rows.order_by(sign + name, sign + "pk").values_list(name, "pk")[:most])

    def standing_among(self, keys: list[int]) -> set[int]:
        """Those that stand in the places asked for."""
        found = Initiative.objects.filter(pk__in=keys)
        for places in self.asked.everywhere:
            found = found.standing_in(places)
        return set(found.values_list("pk", flat=True)) if self.asked.everywhere else set()

    def distances(self, keys: list[int]) -> dict[int, float]:
        """How far each is."""
        near = circle(self.asked)
        return dict(Initiative.objects.filter(pk__in=keys).near(*near).values_list("pk", "distance")) if near else {}

    def terms(self, scheme: str) -> Counted:
        """By the slugs of a vocabulary."""
        base = self.asked.matching(without=scheme)
        links = Initiative.terms.through.objects.filter(
            initiative__in=base.values("pk"), term__scheme=scheme, term__publication=Publication.PUBLISHED
        )
        counts = Counter(dict(links.values_list("term__slug").annotate(Count("pk")).order_by()))
        return Counted(counts, base.count() - links.values("initiative").distinct().count())

    def activities(self) -> Counted:
        """By activity."""
        base = self.asked.matching(without="activity")
        return Counted(Counter(dict(base.values_list("activity").annotate(Count("pk")).order_by())), 0)

    def sources(self) -> Counted:
        """By source, those with most."""
        base, chosen = self.asked.matching(without="source"), self.asked.chosen("source").values
        cited = InitiativeCitation.objects.filter(
            subject__in=base.values("pk"), source__publication=Publication.PUBLISHED
        )
        counts = dict(cited.values_list("source__slug").annotate(Count("subject", distinct=True)).order_by())
        known: Any = Source._default_manager
        titles = known.filter(slug__in={*counts, *chosen}).values_list("slug", "title")
        found = Counter({(slug, title): counts.get(slug, 0) for slug, title in titles})
        kept = most_common(found, [pair for pair in found if pair[0] in chosen])
        return Counted(kept, base.uncited_by_any().count())

    def cited(self) -> Counter[int]:
        """By the keys of sources."""
        cited = InitiativeCitation.objects.filter(subject__in=self.asked.matching().values("pk"))
        return Counter(dict(cited.values_list("source").annotate(Count("subject", distinct=True)).order_by()))

    def places(self, level: str) -> Counted:
        """By the places of a level."""
        counted = _PlaceCounts(self.asked.matching(without=level))
        chosen = self.asked.chosen(level).values
        found = counted.at(level, also=chosen)
        kept = {place: n for place, n in found.items() if n or place in chosen}
        return Counted(_called(kept), counted.unplaced(level))

    @cached_property
    def _places(self) -> "_PlaceCounts":
        return _PlaceCounts(self.asked.matching())

    def standing(self, level: str) -> Counted:
        """By the places of a level where results stand."""
        return Counted(_called(self._places.standing_at(level)), self._places.unplaced(level))

    def nearest(self, here: tuple[float, float], most: int, within: float) -> list[Near]:
        """The nearest places where results stand."""
        near = [
            Near(distance_km(here, (place.lat, place.lon)), place)
            for place in self._places.known.values()
            if place.lat is not None and place.lon is not None
        ]
        return sorted((one for one in near if one.km <= within), key=lambda one: (one.km, one.place.sort_name))[:most]

    def groups(self, level: str, box: Box | None) -> Counter[int]:
        """By the keys of places where results stand, each result once."""
        wider = list(PLACE_FIELDS[PLACE_FIELDS.index(level) :: -1])
        found: Counter[int] = Counter()
        for key, count in self._places.standing.items():
            spot = self._places.known.get(key)
            at = next((place for one in wider if spot and (place := self._places.place_at(spot, one))), None)
            if at and (at.level != Level.COMMUNE or is_inside(at.lat, at.lon, box)):
                found[at.pk] += count
        return found


def _called(counts: dict[Place, int]) -> Counter[Any]:
    return Counter({called(place): count for place, count in counts.items()})


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
        """How many stand in each place of a level; of communes, in those with most."""
        counts: Counter[Place] = Counter()
        for pk, count in self.standing.items():
            place = self.place_at(self.known[pk], level) if pk else None
            if place:
                counts[place] += count
        if level == Level.COMMUNE:
            most = sorted(counts, key=lambda place: (-counts[place], place.pk))[: asking.MOST_LISTED]
            return Counter({place: counts[place] for place in most})
        return counts

    def at(self, level: str, *, also: Iterable[Place] = ()) -> dict[Place, int]:
        """How many stand in or serve each place; `also` are places to count even where nothing stands.

        Communes appear where something stands, wider places also where something serves.
        """
        counts = self.standing_at(level)
        stood = {place: self.standing.get(place.pk, 0) if level == Level.COMMUNE else 0 for place in also}
        counts.update({place: count for place, count in stood.items() if place not in counts})
        for place, initiatives in self._served(level, list(counts)).items():
            counts[place] += len(initiatives)
        return dict(counts)

    def unplaced(self, level: str) -> int:
        """How many have no place known at this level."""
        return sum(count for pk, count in self.standing.items() if not pk or not self.place_at(self.known[pk], level))

    def place_at(self, place: Place, level: str) -> Place | None:
        """The place of a level that one is or lies in."""
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
            stands = self.place_at(own, level) if own else None
            for place in self._reached(row.place, level, stood_in):
                if place != stands:
                    served.setdefault(place, set()).add(row.initiative_id)
        return served

    def _reached(self, coverage: Place, level: str, stood_in: list[Place]) -> Iterable[Place]:
        """The places of a level that a coverage meets: what it lies in, or what lies in it."""
        wider = self.place_at(coverage, level)
        if wider:
            return [wider]
        candidates = stood_in if level == Level.COMMUNE else self._all_at(level)
        return [place for place in candidates if place.lies_in(coverage)]
