"""The neutral record: read, parsed with errors that say where, compared, and the same after a round trip."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.models import Initiative
from research.interchange.record import Record, RecordError, diff, parse, read
from research.models import Consultation, Landmark

DEFAULTS = {"source": "pair-aidance-2016", "consulted_on": "2026-11-22"}


@pytest.mark.django_db
def test_read_tells_all_of_an_entry() -> None:
    record = read(Initiative.objects.get(slug="collectif-des-sdf-de-lille"))

    assert record.values["statut"] == ["auto-support", "benevolat"]
    assert (record.values["commune"], record.values["pays"]) == ("59350", "")
    assert {citation["field"] for citation in record.citations} >= {"name", "statut", "contrat", "commune", "pays"}


def test_parse_says_which_values_a_passage_states() -> None:
    row = {
        "slug": "x",
        "name": "N",
        "statut": ["benevolat", "auto-support"],
        "citations": [{"says": ["name", "statut"]}, {"says": {"started": "2010"}, "quote": "dix"}],
    }

    record = parse(Initiative, row, DEFAULTS)

    assert [(citation["field"], citation["value"]) for citation in record.citations] == [
        ("name", "N"),
        ("statut", "benevolat"),
        ("statut", "auto-support"),
        ("started", "2010"),
    ]
    assert record.citations[3] == {
        "field": "started",
        "value": "2010",
        "source": "pair-aidance-2016",
        "locator": "",
        "quote": "dix",
        "basis": "stated",
        "reason": "",
        "consulted_on": "2026-11-22",
    }


def test_parse_takes_the_parts_of_a_list_of_objects() -> None:
    row = {
        "slug": "x",
        "options": [{"label": "Oui", "votes": 3}, {"label": "Non"}],
        "citations": [{"says": ["options"]}],
    }

    record = parse(Consultation, row, DEFAULTS)

    assert [citation["value"] for citation in record.citations] == ["Oui", 3, "Non"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"slug": "x", "nom": "N"}, "initiative x : champ inconnu : nom"),
        ({"slug": "x", "citations": [{"quote": "q"}]}, "initiative x, citation 1 : « says » dit quels champs"),
        ({"slug": "x", "citations": [{"says": ["slug"]}]}, "initiative x, citation 1 : « slug » n’est pas un champ"),
        (
            {"slug": "x", "citations": [{"says": ["name"], "pages": 3}]},
            "initiative x, citation 1 : clé inconnue : pages",
        ),
        ({"slug": "x", "name": "N", "citations": [{"says": ["name"], "source": ""}]}, "il manque la source"),
        ({}, "initiative ? "),
    ],
)
def test_parse_names_what_is_wrong_and_where(row: dict[str, Any], message: str) -> None:
    if not row:
        row = {"x": 1}

    with pytest.raises(RecordError, match=None) as refused:
        parse(Initiative, row, DEFAULTS)

    assert message in str(refused.value)


TEXTS = st.text(min_size=1, max_size=20)
CITATIONS = st.fixed_dictionaries({"field": TEXTS, "value": TEXTS | st.integers(), "source": TEXTS})
RECORDS = st.builds(
    Record,
    slug=TEXTS,
    values=st.fixed_dictionaries({"date": TEXTS, "title": TEXTS, "text": TEXTS | st.none(), "pays": TEXTS}),
    citations=st.lists(CITATIONS, max_size=4),
)


@given(RECORDS)
def test_a_record_is_the_same_after_json(record: Record) -> None:
    assert Record.from_json(json.loads(json.dumps(record.as_json()))) == record


@given(RECORDS, RECORDS)
def test_diff_is_empty_for_the_same_and_for_nothing_else(one: Record, other: Record) -> None:
    assert diff(one.as_json(), one.as_json()) == []
    same = one.as_json() == other.as_json() or sorted(map(str, one.citations)) == sorted(map(str, other.citations))
    changed = [row["field"] for row in diff(one.as_json(), other.as_json())]
    assert bool([name for name in changed if name != "citations"]) == (
        (one.slug, one.values) != (other.slug, other.values)
    )
    assert same or "citations" in changed or all(row in other.citations for row in one.citations)


def test_diff_of_something_new_leaves_out_what_is_empty() -> None:
    record = Record("x", {"date": "2016", "text": "", "pays": None}, [])

    assert [row["field"] for row in diff(None, record.as_json())] == ["slug", "date"]


def test_diff_repeats_no_citation_that_stays() -> None:
    stays, goes, comes = ({"field": name} for name in ("a", "b", "c"))

    rows = diff(Record("x", {}, [stays, goes]).as_json(), Record("x", {}, [stays, comes]).as_json())

    assert rows == [{"field": "citations", "before": [goes], "after": [comes]}]


def test_parse_leaves_what_is_not_said_empty() -> None:
    record = parse(Landmark, {"slug": "x", "date": "2016"}, DEFAULTS)

    assert record == Record("x", {"date": "2016", "title": "", "text": "", "pays": ""}, [])
