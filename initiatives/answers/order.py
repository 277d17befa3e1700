"""A run of results out of bitmaps: sets that come one before the other, and within a set the order of a column."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Q
from pyroaring import BitMap

from initiatives.bitmaps.days import Days
from initiatives.bitmaps.state import Bitmaps, Places
from initiatives.models import Initiative, InitiativeQuerySet, among, listed
from pairaidance.kit.keys import bitmap_from

FEW = 500  # keys that are always sorted
SHORTEST_WALK, LONGEST_WALK = 200, 10_000  # rows read at once
# What each order is called by the parameters, as columns; ties are by name, then by key.
COLUMNS = {"name": "sort_name", "modified_at": "modified_at", "verified_on": "verified_on"}


def run(sets: Iterable[BitMap], order: str, start: int, stop: int, bits: Bitmaps) -> list[int]:
    """The keys from `start` to `stop`, over sets of which each stands before the next."""
    found: list[int] = []
    for keys in sets:
        if start < len(keys):
            found += within(keys, order, start, min(stop, len(keys)), bits)
        start, stop = max(start - len(keys), 0), stop - len(keys)
        if stop <= 0:
            break
    return found


def within(keys: BitMap, order: str, start: int, stop: int, bits: Bitmaps) -> list[int]:
    """A run of one set, by the column of an order; by name where it has none."""
    name, down = order.removeprefix("-"), order.startswith("-")
    if name != "modified_at" and order != "-name":
        return bits.alphabet.first(keys, stop)[start:]
    if is_few(keys, stop):
        return _sorted(keys, f"{COLUMNS[name]}{' DESC' if down else ''}", start, stop)
    if order == "-name":
        return [key for _value, key in walk(keys, "-sort_name", None, stop, ties="pk")[start:]]
    return _by_moment(keys, order, stop, bits)[start:stop]


def _by_moment(keys: BitMap, order: str, stop: int, bits: Bitmaps) -> list[int]:
    """The first of many by when they were changed, those of one moment by name; at least `stop`."""
    met = walk(keys, order, None, stop, ties="pk")
    last = met[-1][0]
    same = Initiative.objects.filter(modified_at=last).values_list("pk", flat=True)
    moments = {key: moment for moment, key in met} | {key: last for key in same if key in keys}
    by_name = sorted(moments, key=bits.alphabet.ranks.__getitem__)
    return sorted(by_name, key=moments.__getitem__, reverse=order.startswith("-"))


def _sorted(keys: BitMap, order: str, start: int, stop: int) -> list[int]:
    """A run of keys as the database orders them, by a column of `COLUMNS` of which every one has a value, then by name.

    Written out, since the query's text is long and made for every list.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM initiatives_initiative WHERE id IN ({listed(keys)}) ORDER BY {order}, sort_name, id"  # noqa: S608  (our own whole numbers and columns)
            " LIMIT %s OFFSET %s",
            [stop - start, start],
        )
        return [key for (key,) in cursor.fetchall()]


def after(keys: BitMap, order: str, last: tuple[Any, int] | None, most: int) -> list[tuple[Any, int]]:
    """The next results after one (value, key), by a column and then by key, whatever was written in between."""
    down = order.startswith("-")
    column = COLUMNS[order.removeprefix("-")]
    sign = "-" if down else ""
    if is_few(keys, most):
        rows = (
            beyond(column, last, down=down)
            .filter(among("initiatives_initiative.id", keys))
            .order_by(sign + column, sign + "pk")
        )
        return list(rows.values_list(column, "pk")[:most])
    return walk(keys, sign + column, last, most, ties=sign + "pk")


def is_few(keys: BitMap, stop: int) -> bool:
    """Whether the database sorts so few keys sooner than an index is walked along until `stop` of them are met.

    Sorting costs as much as there are keys, walking as much as there are entries between the first of them.
    """
    return len(keys) <= FEW or len(keys) ** 2 <= stop * keys.max()


def walk(keys: BitMap, order: str, last: tuple[Any, int] | None, most: int, *, ties: str) -> list[tuple[Any, int]]:
    """The first `most` of a large set along an index, as (value, key)."""
    column, down = order.removeprefix("-"), order.startswith("-")
    found: list[tuple[Any, int]] = []
    size = min(max(SHORTEST_WALK, most * 2), LONGEST_WALK)
    while len(found) < most:
        rows: Any = beyond(column, last, down=down, keys_down=ties.startswith("-")).order_by(order, ties)
        read = list(rows.values_list(column, "pk")[:size])
        found += [row for row in read if row[1] in keys]
        if len(read) < size:
            break
        last, size = read[-1], min(size * 2, LONGEST_WALK)
    return found[:most]


def beyond(
    column: str, last: tuple[Any, int] | None, *, down: bool, keys_down: bool | None = None
) -> InitiativeQuerySet:
    """What comes after (value, key): bounded by the value alone, so that an index is entered where it begins."""
    rows: InitiativeQuerySet = Initiative.objects.all()
    if last is None:
        return rows
    value, key = last
    further, key_further = ("lt" if down else "gt"), ("lt" if (down if keys_down is None else keys_down) else "gt")
    rest = Q(**{f"{column}__{further}": value}) | Q(**{f"pk__{key_further}": key})
    return rows.filter(rest, **{f"{column}__{further}e": value})


def split(sets: Iterable[BitMap], marks: list[BitMap]) -> Iterator[BitMap]:
    """Each set parted by every mark in turn, those with the mark first."""
    if not marks:
        yield from sets
        return
    first, *others = marks
    for keys in sets:
        both = keys & first
        parts = [both, keys - both] if both else [keys]
        for part in parts:
            if part:
                yield from split([part], others)


def by_day(keys: BitMap, known: Days, *, backwards: bool) -> Iterator[BitMap]:
    """The set day by day; what has no day comes last, either way."""
    found = np.asarray(keys.to_array())
    day = known[found]
    met = np.flatnonzero(np.bincount(day)).tolist()
    dated = [one for one in met if one]
    for one in (*(reversed(dated) if backwards else dated), *(one for one in met if not one)):
        yield bitmap_from(found[day == one])


def by_distance(keys: BitMap, stood: Places, far: dict[int, float], *, backwards: bool) -> Iterator[BitMap]:
    """The set by how far each one's own place is, in kilometres; all of them stand in places that are known."""
    found = np.asarray(keys.to_array())
    kilometres = np.array([far[place] for place in stood[found].tolist()])
    nearest = np.argsort(kilometres, kind="stable")
    ends = np.flatnonzero(np.diff(kilometres[nearest])) + 1
    groups = np.split(found[nearest], ends) if len(found) else []
    return map(bitmap_from, reversed(groups) if backwards else groups)
