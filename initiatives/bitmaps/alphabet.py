"""Where each initiative's name stands among all names: results in order without asking the database.

An array by primary key, whose numbers only compare: what was written later gets a fraction between its neighbours.
"""

from array import array
from itertools import islice
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from initiatives.models import Initiative, among

UNKNOWN = -1.0
CLOSEST = 1e-6  # neighbours nearer than this leave no room


def read() -> "array[float]":
    """All of them, published or not, in the order of names, ties by key."""
    found = array("d")
    keys = Initiative.objects.order_by("sort_name", "pk").values_list("pk", flat=True).iterator(chunk_size=10_000)
    for rank, key in enumerate(keys):
        _reach(found, key)
        found[key] = rank
    return found


def patched(held: "array[float]", keys: list[int]) -> "array[float]":
    """After the initiatives with these keys were written: a new array, read anew where there is no room left."""
    moved = list(_neighbours(keys))
    found = held[:]
    _reach(found, max(keys))
    for key in keys:
        found[key] = UNKNOWN
    while moved:
        run = 1  # of those that stand next to each other, between two others that were not written
        while run < len(moved) and moved[run][1] == moved[run - 1][0]:
            run += 1
        before, after = moved[0][1], moved[run - 1][2]
        least = _at(found, before) if before else -1.0
        most = _at(found, after) if after else max(found) + 1
        step = (most - least) / (run + 1)
        if (before and least == UNKNOWN) or (after and most == UNKNOWN) or step < CLOSEST:
            return read()
        for at, (key, *_beside) in enumerate(islice(moved, run), start=1):
            found[key] = least + step * at
        del moved[:run]
    return found


def _neighbours(keys: list[int]) -> Any:
    """Key, key before and key after (None at the ends), in the order of names."""
    name, key = OuterRef("sort_name"), OuterRef("pk")
    before = Initiative.objects.filter(Q(sort_name__lt=name) | Q(pk__lt=key), sort_name__lte=name)
    after = Initiative.objects.filter(Q(sort_name__gt=name) | Q(pk__gt=key), sort_name__gte=name)
    rows = Initiative.objects.filter(among("initiatives_initiative.id", keys)).order_by("sort_name", "pk")
    return rows.values_list(
        "pk",
        Subquery(before.order_by("-sort_name", "-pk").values("pk")[:1]),
        Subquery(after.order_by("sort_name", "pk").values("pk")[:1]),
    )


def _at(found: "array[float]", key: int) -> float:
    return found[key] if key < len(found) else UNKNOWN


def _reach(found: "array[float]", key: int) -> None:
    if key >= len(found):
        found.extend([UNKNOWN] * (key + 1 - len(found)))
