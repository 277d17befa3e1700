"""One edition's bitmaps, never changed once made: what any thread reads stays whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import compress
from typing import NamedTuple

import numpy as np
from django.utils.functional import cached_property
from pyroaring import BitMap

from initiatives.bitmaps.alphabet import Alphabet
from initiatives.bitmaps.days import Days
from initiatives.bitmaps.groups import NONE
from initiatives.geography import Level
from initiatives.models import PLACE_FIELDS, Place
from pairaidance.kit import french
from pairaidance.kit.keys import bitmap_from
from research.models import State, Term

LISTED_TO = 16  # of so many, less than one: a bitmap is lists of keys where fewer than 4,096 of 65,536 are in it
LISTED_FROM = 100  # with fewer, the lists are short
MOST = 0.6  # of the published: then the others are fewer
Whole = np.ndarray[tuple[int], np.dtype[np.int64]]
Places = np.ndarray[tuple[int], np.dtype[np.uint32]]


class Spot(NamedTuple):
    """A place as far as counting needs it: primary keys of what it lies in, degrees of its point."""

    level: str
    country: str
    region: int | None
    departement: int | None
    lat: float | None
    lon: float | None


class Called(NamedTuple):
    """A place as lists name it, in the order of their names."""

    sort_name: str
    code: str
    label: str


def called(place: Place) -> Called:
    """What a place is called."""
    return Called(place.sort_name, place.code, str(place))


@dataclass(frozen=True)
class Words:
    """What bitmaps are named by: the published terms in their order, and sources by key as (slug, title, public)."""

    terms: tuple[Term, ...]
    sources: dict[int, tuple[str, str, bool]]
    wider: dict[int, Place]  # countries, régions and départements
    called: dict[int, Called] = field(default_factory=dict)  # places that were asked for

    @cached_property
    def term_keys(self) -> dict[str, int]:
        """Keys of terms by slug."""
        return {term.slug: term.pk for term in self.terms}

    def at(self, level: str) -> Collection[Place]:
        """The places of a level above the commune, in their order."""
        return self._by_level.get(level, ())

    @cached_property
    def _by_level(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.wider.values():
            found[place.level].append(place)
        return found

    @cached_property
    def stems(self) -> dict[int, frozenset[str]]:
        """The stems of each term's names."""
        return {term.pk: frozenset(french.stems(" ".join([term.label, *term.synonyms]))) for term in self.terms}

    @cached_property
    def source_keys(self) -> dict[str, int]:
        """Keys of published sources by slug."""
        return {slug: pk for pk, (slug, _title, public) in self.sources.items() if public}

    @cached_property
    def countries(self) -> dict[str, int]:
        """Keys of countries as places, by ISO code."""
        return {place.code: place.pk for place in self.at(Level.PAYS)}


@dataclass(frozen=True)
class Bitmaps:
    """The published initiatives by what they have.

    `standing` is by place above the commune: what stands in it; `stood` is the place's own key by initiative, 0 for
    none: tens of thousands of communes are found in it, and take no bitmap each. `serving` is by the place of a
    coverage. `told[n]` holds those that more than n sources speak of. `changed` (in UTC) and `verified` are the days of
    each, as `days` numbers them.
    """

    state: State
    words: Words
    published: BitMap = NONE
    terms: dict[int, BitMap] = field(default_factory=dict)
    activities: dict[str, BitMap] = field(default_factory=dict)
    sources: dict[int, BitMap] = field(default_factory=dict)
    told: tuple[BitMap, ...] = ()
    standing: dict[int, BitMap] = field(default_factory=dict)
    serving: dict[int, BitMap] = field(default_factory=dict)
    known: dict[str, BitMap] = field(default_factory=dict)
    changed: Days = field(default_factory=lambda: np.zeros(1, np.uint16))
    verified: Days = field(default_factory=lambda: np.zeros(1, np.uint16))
    spots: dict[int, Spot] = field(default_factory=dict)
    stood: Places = field(default_factory=lambda: np.zeros(1, np.uint32))
    alphabet: Alphabet = field(default_factory=Alphabet)
    _reached: dict[str, dict[int, BitMap]] = field(default_factory=dict, init=False)
    _served: dict[tuple[str, int | None], BitMap] = field(default_factory=dict, init=False)
    _stated: dict[str, BitMap] = field(default_factory=dict, init=False)

    def with_terms(self, slugs: Iterable[str]) -> BitMap:
        """Those that have one of these published terms."""
        keys = (self.words.term_keys.get(slug) for slug in slugs)
        return union(self.terms.get(key, NONE) for key in keys if key)

    def shared(self, base: BitMap, groups: Iterable[BitMap]) -> list[int]:
        """How many of `base` are in each of some groups of the published; of all the published, all of them.

        Where `base` is kept as lists and groups are too, testing each group's keys against all others is faster.
        """
        if base is self.published:
            return list(map(len, groups))
        if not base:
            return [0 for _group in groups]
        if not 1 / LISTED_FROM < len(base) / len(self.published) < 1 / LISTED_TO:
            return list(map(base.intersection_cardinality, groups))
        others = self.published - base
        return [len(group) - others.intersection_cardinality(group) for group in groups]

    def stood_at(self, base: BitMap) -> Whole:
        """How many of `base` stand in each commune, by its key; 0 for wider places."""
        if base is self.published:
            return self._all_stood_at
        if len(base) > MOST * len(self.published):  # all of them but the others
            others = self._stood_at(self.published - base)
            found = self._all_stood_at.copy()
            found[: len(others)] -= others
            return found
        return self._stood_at(base)

    def home_at(self, base: BitMap) -> Whole:
        """How many of them say as well that they serve what it lies in."""
        return self._all_home_at if base is self.published else self._stood_at(base & self._home)

    @cached_property
    def _all_stood_at(self) -> Whole:
        return self._stood_at(self.published)

    @cached_property
    def _all_home_at(self) -> Whole:
        return self._stood_at(self._home)

    @cached_property
    def _home(self) -> BitMap:
        """Those that serve a place in which they stand."""
        return union(self._standing_among(bits, place) for place, bits in self.serving.items())

    def _standing_among(self, bits: BitMap, place: int) -> BitMap:
        if place in self.standing:
            return bits & self.standing[place]
        keys = np.asarray(bits.to_array())
        return bitmap_from(keys[self.stood[keys] == place])

    def _stood_at(self, base: BitMap) -> Whole:
        known = base & self.known.get(Level.COMMUNE, NONE)
        return np.bincount(self.stood.take(np.asarray(known.to_array())), minlength=1)

    def in_scheme(self, scheme: str) -> BitMap:
        """Those that have any published term of a scheme; kept."""
        if scheme not in self._stated:
            own = (term for term in self.words.terms if term.scheme == scheme)
            self._stated[scheme] = union(self.terms.get(term.pk, NONE) for term in own)
        return self._stated[scheme]

    def cited_from(self, slugs: Iterable[str]) -> BitMap:
        """Those cited from one of these published sources."""
        keys = (self.words.source_keys.get(slug) for slug in slugs)
        return union(self.sources.get(key, NONE) for key in keys if key)

    @cached_property
    def cited(self) -> BitMap:
        """Those that any published source speaks of."""
        return union(self.sources.get(key, NONE) for key in self.words.source_keys.values())

    def standing_in(self, places: Iterable[Place]) -> BitMap:
        """Those that stand in one of the places."""
        return union(self._standing_in(place.pk) for place in places)

    def _standing_in(self, key: int) -> BitMap:
        found = self.standing.get(key)
        return bitmap_from(np.flatnonzero(self.stood == key)) if found is None else found

    def at_points(self, places: Iterable[int]) -> BitMap:
        """Those whose own place is one of these, by key."""
        wanted = np.zeros(max(self.spots, default=0) + 1, bool)
        wanted[list(places)] = True
        return bitmap_from(np.flatnonzero(wanted[self.stood]))

    def in_places(self, places: Iterable[Place]) -> BitMap:
        """Those that stand in one of the places or serve it."""
        return union(bits for place in places for bits in self._reaching(spot_of(place), place.pk))

    def _reaching(self, spot: Spot, key: int) -> tuple[BitMap, BitMap, BitMap]:
        return self._standing_in(key), self.nationwide(spot.country), self.served(spot, key)

    def reached(self, base: BitMap, level: str) -> dict[int, int]:
        """How many of `base` stand in each place of a level above the commune or serve it, by its key."""
        if level not in self._reached:
            near = (one for one in self.words.at(level) if one.country in self._countries)
            self._reached[level] = {
                one.pk: union(self._reaching(spot_of(one), one.pk)) - self.nationwide(one.country) for one in near
            }
        groups, nationwide = self._reached[level], self.serving_countries(base)
        counts = self.shared(base, groups.values())
        return {key: n + nationwide[self.words.wider[key].country] for key, n in zip(groups, counts, strict=True)}

    def nationwide(self, country: str) -> BitMap:
        """Those that serve the whole of a country."""
        return self.serving.get(self.words.countries.get(country, 0), NONE)

    def serving_countries(self, base: BitMap) -> dict[str, int]:
        """How many of `base` serve the whole of each country: counted once, not again for each place in it."""
        return {country: base.intersection_cardinality(self.nationwide(country)) for country in self._countries}

    def served(self, spot: Spot, key: int) -> BitMap:
        """Those whose coverage is a place, lies in it, or holds it, but for the `nationwide`.

        Kept, once for all communes of a département.
        """
        kept = (spot.level, spot.departement if spot.level == Level.COMMUNE else key)
        if kept not in self._served:
            around = {key, spot.region, spot.departement}
            covering = (
                bits for place, bits in self.serving.items() if place in around or self._lies_in(place, key, spot)
            )
            self._served[kept] = union(covering) - self.nationwide(spot.country)
        return self._served[kept]

    def _lies_in(self, covered: int, key: int, spot: Spot) -> bool:
        inside = self.spots[covered]
        return key in (inside.region, inside.departement) or (
            spot.level == Level.PAYS and inside.country == spot.country
        )

    def called(self, keys: Iterable[int]) -> dict[int, Called]:
        """What places are called, by key; read once."""
        known = self.words.called
        wanted = list(keys)
        if missing := [key for key in wanted if key not in known]:
            rows = Place.objects.filter(pk__in=missing).order_by()
            for key, code, name, sort_name, inside in rows.values_list(
                "pk", "code", "name", "sort_name", "departement__code"
            ):
                commune = inside if key not in self.words.wider else None
                known[key] = Called(sort_name, code, f"{name} ({commune})" if commune else name)
        return {key: known[key] for key in wanted}

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(spot.country for spot in self.spots.values())


def spot_of(place: Place) -> Spot:
    """A place as counting needs it."""
    return Spot(place.level, place.country, place.region_id, place.departement_id, place.lat, place.lon)


def holders(key: int, spot: Spot, countries: dict[str, int]) -> list[int]:
    """The keys of what a place lies in, and its own above the commune."""
    own = None if spot.level == Level.COMMUNE else key
    return [each for each in (own, spot.region, spot.departement, countries.get(spot.country)) if each]


def levels_of(spot: Spot) -> list[str]:
    """The levels at which a place is known: its own, and the wider ones."""
    return _levels(spot.level, inside=(spot.region is not None, spot.departement is not None))


@cache
def _levels(own: str, inside: tuple[bool, bool]) -> list[str]:
    known = {own, Level.PAYS, *compress((Level.REGION, Level.DEPARTEMENT), inside)}
    return [level for level in PLACE_FIELDS if level in known]


def union(bitmaps: Iterable[BitMap]) -> BitMap:
    """All of several; the one itself, of one."""
    found = list(bitmaps)
    return BitMap.union(*found) if len(found) > 1 else found[0] if found else NONE


def intersection(bitmaps: Iterable[BitMap]) -> BitMap:
    """What is in each of several, the smallest first, which spares much work."""
    first, *others = sorted(bitmaps, key=len)
    return BitMap.intersection(first, *others) if others else first
