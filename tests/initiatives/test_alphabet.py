"""Where names stand in the alphabet, after any write, as the database orders them."""

import random
from typing import Any

import pytest
from pyroaring import BitMap

from initiatives import bitmaps
from initiatives.bitmaps import alphabet
from initiatives.models import Initiative

pytestmark = pytest.mark.django_db


def in_memory() -> list[int]:
    """By sorting, which is what few are ordered by, and by walking."""
    alphabet, keys = bitmaps.current().alphabet, BitMap(Initiative.objects.values_list("pk", flat=True))
    found = sorted(keys, key=alphabet.ranks.__getitem__)
    assert alphabet.first(keys, 3) == found[:3]
    assert alphabet.first(keys, len(keys)) == found
    assert alphabet.first(BitMap(found[3:6]), 2) == found[3:5]
    return found


def in_the_database() -> list[int]:
    return list(Initiative.objects.order_by("sort_name", "pk").values_list("pk", flat=True))


def test_names_keep_their_order_whatever_is_written(make: Any) -> None:
    chance = random.Random(4)
    for number in range(12):  # neighbours of each other, the first and the last of all, and the same name twice
        make(f"un-{number}", name=chance.choice(["AAA", "Zzz", "Milieu", "Milieu bis", f"Milieu {number}"]))
        if number % 3 == 0:
            renamed = Initiative.objects.order_by("pk")[chance.randrange(8)]
            renamed.name = chance.choice(["Zzz", "Archaos", f"Milieu {number}"])
            renamed.save()
        if number % 4 == 0:
            Initiative.objects.order_by("pk")[chance.randrange(8)].delete()
        assert in_memory() == in_the_database()


def test_many_written_at_once_stand_in_one_run(make: Any) -> None:
    bitmaps.current()
    for name in ("Milieu d", "Milieu b", "Milieu c", "Milieu a"):
        make(name.lower().replace(" ", "-"), name=name)

    assert in_memory() == in_the_database()


def test_they_are_read_anew_where_there_is_no_room(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bitmaps.current()
    monkeypatch.setattr(alphabet, "CLOSEST", 2.0)
    make("milieu", name="Milieu")

    assert in_memory() == in_the_database()
    assert set(map(float.is_integer, bitmaps.current().alphabet.ranks)) == {True}
