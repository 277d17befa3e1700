"""A valid filter's results, as paginators take them: counted and in order by the answer, shown as one likes."""

from collections.abc import Callable
from copy import copy
from typing import Any

from initiatives.filters import InitiativeFilter
from initiatives.models import Initiative
from initiatives.vocabulary import PlaceMatch
from research.models.edition import Kept

kept: Kept[int, Initiative] = Kept(most=200)  # some 40 KB each
Shown = Callable[[InitiativeFilter, list[int]], list[Any]]


class Results:
    """The results of a filter; a run of them is read only when it is asked for."""

    def __init__(self, asked: InitiativeFilter, shown: Shown) -> None:
        self.asked = asked
        self.shown = shown

    def __len__(self) -> int:
        return self.asked.answer.total()

    def __getitem__(self, run: slice) -> list[Any]:
        return self.shown(self.asked, self.asked.answer.keys(run.start or 0, run.stop))


def entries(asked: InitiativeFilter, keys: list[int]) -> list[Initiative]:
    """Initiatives in the order of their keys, each with its `place_match` and its `distance` where they were asked."""
    found = kept.of(keys, lambda missing: Initiative.objects.for_cards().in_bulk(missing))
    marks, distances = matches(asked, keys), asked.answer.distances(keys)
    shown: list[Any] = [copy(found[key]) for key in keys if key in found]
    for entry in shown:
        entry.place_match, entry.distance = marks.get(entry.pk, ""), distances.get(entry.pk)
    return shown


def matches(asked: InitiativeFilter, keys: list[int]) -> dict[int, str]:
    """Whether each stands in the places asked for or serves them; nothing where no place was asked for."""
    if not asked.everywhere:
        return {}
    standing = asked.answer.standing_among(keys)
    return {key: str(PlaceMatch.STANDS if key in standing else PlaceMatch.SERVES) for key in keys}
