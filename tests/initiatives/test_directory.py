"""The search on a made-up directory of some 370 entries, written by somebody who had not read the search."""

from typing import Any

import pytest
import yaml
from django.test import override_settings

from bench.judge import scores
from tests.initiatives import made_up

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
JUDGED = yaml.safe_load((made_up.FOLDER / "judged.yaml").read_text(encoding="utf-8"))


def test_what_people_mean_comes_first_and_false_friends_do_not() -> None:
    made_up.load()

    found = scores(JUDGED)

    assert found["queries"] >= 500
    assert found["success@1"] >= 0.96
    assert found["success@5"] >= 0.98
    assert found["nDCG@10"] >= 0.95
    assert found["wrong-first"] <= 0.005


def test_bitmaps_and_plain_sql_give_the_same_answers(api: Any) -> None:
    made_up.load()
    some = [row["q"] for row in JUDGED[::7]]

    served = [api("initiatives", q=query) for query in some]

    with override_settings(BITMAPS=False):
        for query, answer in zip(some, served, strict=True):
            assert api("initiatives", q=query) == answer, query
