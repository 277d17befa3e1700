"""The synthetic directory of the bench: the same each time, and indexed as the search would index it."""

from typing import Any

import pytest
from pyroaring import BitMap

from bench import synthetic
from initiatives.models import Indexed, Initiative, Posting
from initiatives.search import index

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def indexed() -> tuple[Any, Any]:
    """What the index holds: each entry's stems, in no order, and each stem's entries."""
    stems = {key: [sorted(line.split()) for line in text.split("\n")] for key, text in Indexed.objects.values_list()}
    rows = Posting.objects.values_list("stem", "column", "chunk", "keys")
    return stems, {tuple(place): sorted(BitMap.deserialize(bytes(keys))) for *place, keys in rows}


def test_it_is_the_same_each_time_and_indexed_as_the_search_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic, "analyse", lambda: None)  # no VACUUM in a test's transaction
    synthetic.write(40)
    columns = ("slug", "name", "description", "place", "modified_at")
    first = list(Initiative.objects.order_by("pk").values(*columns))
    written = indexed()
    assert len(first) == 40
    assert {row["place"] is None for row in first} == {True, False}

    synthetic.write(40)
    assert (
        list(Initiative.objects.order_by("pk").values("slug", "name", "description", "place", "modified_at")) == first
    )

    index.rebuild()
    assert indexed() == written
    Initiative.objects.first().full_clean()


def test_other_people_s_entries_are_never_replaced() -> None:
    Initiative(slug="vraie", name="Vraie", publication="published").save()

    with pytest.raises(SystemExit, match="replace"):
        synthetic.write(3)
