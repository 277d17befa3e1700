"""Where each initiative's name stands among all names: results in order without asking the database.

Ranks only compare: what was written after the rest was read gets a fraction between its neighbours.
"""

import heapq
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import OuterRef, Q, Subquery
from pyroaring import BitMap

from initiatives.models import Initiative, among
from pairaidance.kit.keys import values_of, with_values

UNKNOWN = -1.0
CLOSEST = 1e-6  # neighbours nearer than this leave no room
BATCH = 10_000  # rows read at once
MOST_MOVED = 20_000  # keys: with more, all are read anew
SORTED_AS_ONE_WALKED = 30  # keys that are sorted while one is walked past
Ranks = np.ndarray[tuple[int], np.dtype[np.float64]]
Spellings = np.ndarray[tuple[int], np.dtype[np.uint32]]


@dataclass(frozen=True)
class Alphabet:
    """All initiatives, published or not, in the order of their names, ties by key.

    `ranks` and `spellings` (of the names that were ranked) are by primary key; `order` is the keys as they were read,
    `moved` those that were made or renamed since.
    """

    ranks: Ranks = field(default_factory=lambda: np.zeros(0))
    spellings: Spellings = field(default_factory=lambda: np.zeros(1, np.uint32))
    order: "array[int]" = field(default_factory=lambda: array("I"))
    moved: BitMap = field(default_factory=BitMap)

    def first(self, keys: BitMap, most: int) -> list[int]:
        """The first of some keys: of few by sorting them, of many by walking along all until enough are met."""
        if len(keys) ** 2 <= SORTED_AS_ONE_WALKED * most * len(self.order):
            found = np.asarray(keys.to_array())
            ranks = self.ranks[found]
            if len(found) > most:
                nearest = np.argpartition(ranks, most - 1)[:most]
                found, ranks = found[nearest], ranks[nearest]
            first: list[int] = found[np.argsort(ranks)].tolist()
            return first
        return list(islice((key for key in self._walked() if key in keys), most))

    def _walked(self) -> Iterator[int]:
        if not self.moved:
            return iter(self.order)
        rank = self.ranks.__getitem__
        return heapq.merge((key for key in self.order if key not in self.moved), sorted(self.moved, key=rank), key=rank)


def spelling(sort_name: str) -> int:
    """A number, not 0, that tells whether a name still stands where it stood among the others."""
    return zlib.crc32(sort_name.encode()) or 1


def read() -> Alphabet:
    """All of them, anew."""
    rows = Initiative.objects.order_by("sort_name", "pk").values_list("pk", "sort_name").iterator(chunk_size=BATCH)
    order, spelled = array("I"), array("I")
    while batch := list(islice(rows, BATCH)):
        keys, names = zip(*batch, strict=True)
        order.extend(keys)
        spelled.extend(map(spelling, names))
    size = max(order, default=0) + 1
    ranks, spellings = np.full(size, UNKNOWN), np.zeros(size, np.uint32)
    ranks[np.asarray(order)] = np.arange(len(order))
    spellings[np.asarray(order)] = np.asarray(spelled)
    return Alphabet(ranks, spellings, order)


def patched(held: Alphabet, keys: Sequence[int], spelled: Sequence[int]) -> Alphabet:
    """After some were written: how each one's name is spelled now, 0 for what is gone.

    Read anew where there is no room left between two.
    """
    before = values_of(held.spellings, keys)
    renamed = {key: now for key, now, then in zip(keys, spelled, before, strict=True) if now != then}
    if not renamed:
        return held
    keys, moved = list(renamed), held.moved | BitMap(renamed)
    written = _beside(keys)
    now = renamed | {key: spelling(sort_name) for key, sort_name, *_names in written}  # which may be later than the log
    spellings = with_values(held.spellings, keys, [now[key] for key in keys])
    ranks = with_values(held.ranks, keys, [UNKNOWN] * len(keys), otherwise=UNKNOWN).copy()
    if not _are_called(spellings, {key for _key, _name, *others in written for key in others if key}):
        return read()
    while written:
        run = 1  # of those that stand next to each other, between two others that were not written
        while run < len(written) and written[run][2] == written[run - 1][0]:
            run += 1
        before, after = written[0][2], written[run - 1][3]
        least = _at(ranks, before) if before else -1.0
        most = _at(ranks, after) if after else float(ranks.max()) + 1
        step = (most - least) / (run + 1)
        if (before and least == UNKNOWN) or (after and most == UNKNOWN) or step < CLOSEST or len(moved) > MOST_MOVED:
            return read()
        for at, (key, *_beside_it) in enumerate(islice(written, run), start=1):
            ranks[key] = least + step * at
        del written[:run]
    return Alphabet(ranks, spellings, held.order, moved)  # what is gone stays in the order: no result holds its key


def _beside(keys: Iterable[int]) -> list[Any]:
    """Key, sorting name, key before and key after (None at the ends), in the order of names."""
    name, key = OuterRef("sort_name"), OuterRef("pk")
    before = Initiative.objects.filter(Q(sort_name__lt=name) | Q(pk__lt=key), sort_name__lte=name)
    after = Initiative.objects.filter(Q(sort_name__gt=name) | Q(pk__gt=key), sort_name__gte=name)
    rows = Initiative.objects.filter(among("initiatives_initiative.id", keys)).order_by("sort_name", "pk")
    columns = (
        Subquery(before.order_by("-sort_name", "-pk").values("pk")[:1]),
        Subquery(after.order_by("sort_name", "pk").values("pk")[:1]),
    )
    return list(rows.values_list("pk", "sort_name", *columns))


def _are_called(spellings: Spellings, keys: set[int]) -> bool:
    """Whether the names of some are those that were ranked: one may have been written since the log was read."""
    rows = Initiative.objects.filter(among("initiatives_initiative.id", keys)).order_by()
    names = dict(rows.values_list("pk", "sort_name"))
    return values_of(spellings, list(names)) == [spelling(name) for name in names.values()]


def _at(ranks: Ranks, key: int) -> float:
    return float(ranks[key]) if key < len(ranks) else UNKNOWN
