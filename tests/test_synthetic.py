"""The synthetic directory of the bench: the same each time, and indexed as the search would index it."""

import pytest

from bench import synthetic
from initiatives.models import Initiative
from initiatives.search import index
from tests.initiatives.indexed import indexed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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
