"""What an answer needs to know of a question, and what it gives."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from initiatives import search
from initiatives.forms import DEFAULT_RADIUS_KM, Choice
from initiatives.models import Initiative, InitiativeQuerySet, Place
from initiatives.search import Understanding

Box = tuple[float, float, float, float]  # south, west, north, east; degrees
MOST_LISTED = 200  # communes, or sources, in a facet: those with most


class Asked(Protocol):
    """A valid filter."""

    @property
    def meant(self) -> Understanding | None:
        """What its words mean."""

    @property
    def everywhere(self) -> list[list[Place]]:
        """The places asked for: one of each group."""

    @property
    def qs(self) -> Any:
        """What answers, in order, in SQL."""

    def chosen(self, facet: str) -> Choice:
        """What was chosen in a facet."""

    def given(self, name: str) -> Any:
        """The value of any other parameter; None without one."""

    def order(self) -> str:
        """The order asked for, or the usual one."""

    def matching(self, *, without: str | None = None) -> InitiativeQuerySet:
        """What answers, in SQL and in no order, but for one facet."""


@dataclass(frozen=True)
class Worded:
    """A filter of words alone; without any, of everything."""

    meant: Understanding | None

    @property
    def everywhere(self) -> list[list[Place]]:
        """The places that the words name."""
        return self.meant.place_groups if self.meant else []

    @property
    def qs(self) -> Any:
        """What answers, in SQL, by name."""
        return self.matching().order_by("sort_name", "pk")

    def chosen(self, facet: str) -> Choice:
        """Nothing."""
        return Choice()

    def given(self, name: str) -> Any:
        """Nothing."""
        return None

    def order(self) -> str:
        """By name."""
        return "name"

    def matching(self, *, without: str | None = None) -> InitiativeQuerySet:
        """What answers, in SQL."""
        found: InitiativeQuerySet = Initiative.objects.published()
        return search.matching(found, self.meant) if self.meant else found


class Near(NamedTuple):
    """A place where results stand, and how far it is (km)."""

    km: float
    place: Place


class Counted(NamedTuple):
    """How many there would be for each value of a facet (by slug, or by the names of a place), and without any."""

    values: Counter[Any]
    unstated: int


class Answer(Protocol):
    """What answers a valid filter."""

    def total(self) -> int:
        """How many."""

    def any_of(self, keys: list[int]) -> bool:
        """Whether any of these is among the results."""

    def keys(self, start: int, stop: int) -> list[int]:
        """The primary keys of the results from `start` up to, not including, `stop`, in the order asked for."""

    def after(self, order: str, last: tuple[Any, int] | None, most: int) -> list[tuple[Any, int]]:
        """The next (value, key) in an order by column after a (value, key), or the first ones."""

    def standing_among(self, keys: list[int]) -> set[int]:
        """Those of some results that stand in the places asked for; the others serve them."""

    def distances(self, keys: list[int]) -> dict[int, float]:
        """How far some results are from the point asked for, in km; nothing without one."""

    def terms(self, scheme: str) -> Counted:
        """By the slugs of a vocabulary, with this facet left open."""

    def places(self, level: str) -> Counted:
        """By the places of a level, with this facet left open: what stands in each or serves it."""

    def activities(self) -> Counted:
        """By activity, with this facet left open."""

    def sources(self) -> Counted:
        """By source (slug, title), with this facet left open."""

    def cited(self) -> Counter[int]:
        """How many each source speaks of, public or not, by its key, of any number of sources."""

    def standing(self, level: str) -> Counted:
        """By the places of a level where results stand."""

    def nearest(self, here: tuple[float, float], most: int, within: float) -> list[Near]:
        """The nearest places with a point where results stand, within some km; ties by name."""

    def groups(self, level: str, box: Box | None) -> Counter[int]:
        """By the keys of places of a level, or of the nearest wider one that is known, where results stand.

        Each result counts once. `box` (south, west, north, east; degrees) is that of the communes.
        """


def is_inside(lat: float | None, lon: float | None, box: Box | None) -> bool:
    """Whether a point is within a box; every point is without one."""
    if box is None:
        return True
    south, west, north, east = box
    return lat is not None and lon is not None and south <= lat <= north and west <= lon <= east


def most_common(counts: Counter[Any], always: Collection[Any]) -> Counter[Any]:
    """The values of a long facet that are listed: those with most, ties in their order, and some always."""
    if len(counts) <= MOST_LISTED:
        return counts
    first = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_LISTED]
    return Counter({value: counts[value] for value in {*first, *always}})


def circle(asked: Asked) -> tuple[float, float, float] | None:
    """The point and the radius asked for (degrees, km)."""
    near = asked.given("near")
    return (*near, asked.given("radius") or DEFAULT_RADIUS_KM) if near else None


def moment(asked: Asked, name: str) -> datetime | None:
    """A moment asked for."""
    found: datetime | None = asked.given(name)
    return found
