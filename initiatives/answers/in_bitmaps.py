"""The answer from bitmaps: they say which and how many, the database only in what order and what is shown."""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from pyroaring import BitMap

from initiatives import bitmaps
from initiatives.answers import asking, order
from initiatives.answers.asking import Asked, Box, Counted, Near, circle, is_inside, moment, most_common
from initiatives.answers.words import of_words, ranks
from initiatives.bitmaps import communes, days
from initiatives.bitmaps.groups import NONE
from initiatives.bitmaps.state import Spot, intersection, spot_of, union
from initiatives.forms import FACETS
from initiatives.geography import Level, degrees_of_latitude, distance_km
from initiatives.models import PLACE_FIELDS, Initiative, Place
from initiatives.vocabulary import TERM_FACETS, Activity


class BitmapAnswer:
    """What answers a valid filter, by bitmaps of one edition."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.bits = bitmaps.current()

    @cached_property
    def parts(self) -> dict[str, BitMap]:
        """What each parameter leaves of the published, by facet; "" for all else."""
        found = {facet: self._chosen(facet) for facet in FACETS if self.asked.chosen(facet)}
        rest = [
            part for part in (self._around(), self._dated(), of_words(self.asked.meant, self.bits)) if part is not None
        ]
        return found | ({"": intersection(rest)} if rest else {})

    def found(self, *, without: str | None = None) -> BitMap:
        """All that answers, but for one facet."""
        parts = [part for facet, part in self.parts.items() if facet != without]
        return intersection(parts) if parts else self.bits.published

    @cached_property
    def whole(self) -> BitMap:
        """All that answers."""
        return self.found()

    def open(self, facet: str) -> BitMap:
        """All that would answer with a facet left open."""
        return self.found(without=facet) if facet in self.parts else self.whole

    def total(self) -> int:
        """How many."""
        return len(self.whole)

    # Which, in what order

    def any_of(self, keys: list[int]) -> bool:
        """Whether any of these is among the results."""
        return not self.whole.isdisjoint(BitMap(keys))

    def keys(self, start: int, stop: int) -> list[int]:
        """The primary keys of one run of the results."""
        return order.run(self._ranked(), self.asked.order(), start, stop, self.bits)

    def after(self, column: str, last: tuple[Any, int] | None, most: int) -> list[tuple[Any, int]]:
        """The next of an order by column."""
        return order.after(self.whole, column, last, most)

    def _ranked(self) -> Any:
        """The results as sets, each before the next; within one, the order is that of a column."""
        name = self.asked.order().removeprefix("-")
        backwards = self.asked.order().startswith("-")
        if name == "relevance" and self.asked.meant:
            sets = ranks(self.whole, self.asked.meant, self.bits, backwards=backwards)
            trust = [self._standing, self.bits.activities.get(Activity.VERIFIED, NONE), *reversed(self.bits.told)]
            return order.split(sets, trust)
        if name == "distance":
            return order.by_distance(self.whole, self.bits.stood, self._near, backwards=backwards)
        if name in {"modified_at", "verified_on"}:
            known = self.bits.changed if name == "modified_at" else self.bits.verified
            return order.by_day(self.whole, known, backwards=backwards)
        return iter([self.whole])

    def standing_among(self, keys: list[int]) -> set[int]:
        """Those that stand in the places asked for."""
        return set(BitMap(keys) & self._standing)

    @cached_property
    def _standing(self) -> BitMap:
        groups = [self.bits.standing_in(places) for places in self.asked.everywhere]
        return intersection(groups) if groups else NONE

    def distances(self, keys: list[int]) -> dict[int, float]:
        """How far each is."""
        return {key: self._near[int(self.bits.stood[key])] for key in keys} if circle(self.asked) else {}

    # What the parameters leave

    def _chosen(self, facet: str) -> BitMap:
        chosen, bits = self.asked.chosen(facet), self.bits
        if facet in TERM_FACETS:
            found, stated = bits.with_terms(chosen.values), lambda: bits.in_scheme(facet)
        elif facet in PLACE_FIELDS:
            found, stated = bits.in_places(chosen.values), lambda: bits.known.get(facet, NONE)
        elif facet == "source":
            found, stated = bits.cited_from(chosen.values), lambda: bits.cited
        else:
            found, stated = union(bits.activities.get(value, NONE) for value in chosen.values), lambda: bits.published
        return found | (bits.published - stated()) if chosen.unstated else found

    @cached_property
    def _near(self) -> dict[int, float]:
        """The places with a point within the circle, by key, with their distance."""
        wanted = circle(self.asked)
        if wanted is None:
            return {}
        lat, lon, radius = wanted
        margin = degrees_of_latitude(radius)
        found = {}
        for key, spot in self.bits.spots.items():
            if spot.lat is not None and spot.lon is not None and abs(spot.lat - lat) <= margin:
                km = distance_km((lat, lon), (spot.lat, spot.lon))
                if km <= radius:
                    found[key] = km
        return found

    def _around(self) -> BitMap | None:
        return self.bits.at_points(self._near) if circle(self.asked) else None

    def _dated(self) -> BitMap | None:
        changed, verified = moment(self.asked, "modified_after"), moment(self.asked, "verified_after")
        found = self.bits.published
        if changed:
            first = changed.astimezone(UTC).date()
            midnight = datetime.combine(first, time(), UTC) + timedelta(days=1)
            rest = Initiative.objects.filter(modified_at__gte=changed, modified_at__lt=midnight)
            within = BitMap(rest.values_list("pk", flat=True))
            found = found & (within | days.since(self.bits.changed, first + timedelta(days=1)))
        if verified:
            found = found & days.since(self.bits.verified, timezone.localdate(verified))
        return found if changed or verified else None

    # How many of each value

    def terms(self, scheme: str) -> Counted:
        """By the slugs of a vocabulary."""
        base, own = self.open(scheme), [term for term in self.bits.words.terms if term.scheme == scheme]
        counts = self.bits.shared(base, (self.bits.terms.get(term.pk, NONE) for term in own))
        unstated = len(base) - base.intersection_cardinality(self.bits.in_scheme(scheme))
        return Counted(Counter(dict(zip((term.slug for term in own), counts, strict=True))), unstated)

    def activities(self) -> Counted:
        """By activity."""
        base, groups = self.open("activity"), self.bits.activities
        return Counted(Counter(dict(zip(groups, self.bits.shared(base, groups.values()), strict=True))), 0)

    def sources(self) -> Counted:
        """By source, those with most."""
        base, words = self.open("source"), self.bits.words
        chosen = set(self.asked.chosen("source").values)
        counts = self.bits.shared(base, (self.bits.sources.get(key, NONE) for key in words.source_keys.values()))
        called = zip(words.source_keys.items(), counts, strict=True)
        found = Counter({words.sources[key][:2]: count for (slug, key), count in called if count or slug in chosen})
        kept = most_common(found, [pair for pair in found if pair[0] in chosen])
        return Counted(kept, len(base) - base.intersection_cardinality(self.bits.cited))

    def cited(self) -> Counter[int]:
        """By the keys of sources."""
        own = self.bits.sources
        return Counter(dict(zip(own, self.bits.shared(self.whole, own.values()), strict=True)))

    def places(self, level: str) -> Counted:
        """By the places of a level."""
        base = self.open(level)
        chosen = {place.pk: spot_of(place) for place in self.asked.chosen(level).values}
        if level == Level.COMMUNE:
            counts = self._communes(base, chosen)
        else:
            counts = dict.fromkeys(chosen, 0) | self.bits.reached(base, level)
        return self._named(counts, base, level, always=chosen)

    def _named(self, counts: dict[int, int], base: BitMap, level: str, *, always: Collection[int] = ()) -> Counted:
        """Counts by what places are called, those with none left out, and how many have no place at the level."""
        called = self.bits.called(key for key, count in counts.items() if count or key in always)
        unplaced = len(base) - base.intersection_cardinality(self.bits.known.get(level, NONE))
        return Counted(Counter({name: counts[key] for key, name in called.items()}), unplaced)

    def _communes(self, base: BitMap, chosen: dict[int, Spot]) -> dict[int, int]:
        """Where something stands, those with most, and what is chosen: what stands there or serves it."""
        found = self.bits.stood_at(base)
        stands = communes.largest(found, asking.MOST_LISTED)
        stands.update(communes.among(found, chosen.keys() - stands.keys()))
        spots = {key: self.bits.spots[key] for key in stands} | chosen
        nationwide = self.bits.serving_countries(base)
        serves: dict[int | None, int] = {}  # by département: its communes are served alike
        for key, spot in spots.items():
            if spot.departement not in serves:
                served = base.intersection_cardinality(self.bits.served(spot, key))
                serves[spot.departement] = served + nationwide.get(spot.country, 0)
        both = communes.among(self.bits.home_at(base), stands)
        return {key: stands[key] + serves[spot.departement] - both[key] for key, spot in spots.items()}

    def standing(self, level: str) -> Counted:
        """By the places of a level where results stand."""
        base = self.whole
        if level == Level.COMMUNE:
            counts = communes.largest(self.bits.stood_at(base), asking.MOST_LISTED)
        else:
            counts = self._standing_at(level, base)
        return self._named(counts, base, level)

    def _standing_at(self, level: str, base: BitMap) -> Counter[int]:
        """How many of `base` stand in each place of a level above the commune, by its key."""
        held = {
            place.pk: self.bits.standing[place.pk]
            for place in self.bits.words.at(level)
            if place.pk in self.bits.standing
        }
        return Counter(dict(zip(held, self.bits.shared(base, held.values()), strict=True)))

    def nearest(self, here: tuple[float, float], most: int, within: float) -> list[Near]:
        """The nearest places where results stand."""
        for radius in (within / 5, within):
            near = self._nearest(here, most, radius)
            if len(near) >= most:
                break
        return near

    def _nearest(self, here: tuple[float, float], most: int, within: float) -> list[Near]:
        margin = degrees_of_latitude(within)
        far = {
            key: distance_km(here, (spot.lat, spot.lon))
            for key, spot in self.bits.spots.items()
            if spot.lat is not None and spot.lon is not None and abs(spot.lat - here[0]) <= margin
        }
        stands = communes.among(self.bits.stood_at(self.whole), far)
        found = [key for key in sorted(stands, key=far.__getitem__)[:most] if far[key] <= within]
        places = Place.objects.for_list().filter(pk__in=found)
        near = [Near(far[place.pk], place) for place in places]
        return sorted(near, key=lambda one: (one.km, one.place.sort_name))

    def groups(self, level: str, box: Box | None) -> Counter[int]:
        """By the keys of places where results stand, each result once."""
        found: Counter[int] = Counter()
        levels = list(PLACE_FIELDS[: PLACE_FIELDS.index(level) + 1])
        for at, nearer in zip(levels, [*levels[1:], None], strict=True):
            base = self.whole - self.bits.known.get(nearer, NONE) if nearer else self.whole
            if at == Level.COMMUNE:
                spots = self.bits.spots.items()
                seen = {key for key, one in spots if one.level == at and is_inside(one.lat, one.lon, box)}
                found |= communes.among(self.bits.stood_at(base), seen)
            else:
                found |= self._standing_at(at, base)
        return +found
