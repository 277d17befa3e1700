"""The three-way merge: files may change, what curators did stays."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from research.interchange.merge import merge
from research.interchange.record import Record


def one(name: Any = "N", names: tuple[str, ...] = (), citations: tuple[Any, ...] = (), slug: str = "x") -> Record:
    return Record(slug, {"name": name, "other_names": list(names)}, list(citations))


def test_what_nobody_touched_follows_the_file() -> None:
    assert merge(base=one("A"), current=one("A"), new=one("B")) == one("B")


def test_what_a_curator_changed_stays() -> None:
    assert merge(base=one("A"), current=one("C"), new=one("B")) == one("C")


def test_what_a_curator_emptied_stays_empty() -> None:
    assert merge(base=one("A"), current=one(""), new=one("B")) == one("")


def test_what_a_curator_took_from_a_list_stays_away_and_what_the_file_adds_comes() -> None:
    merged = merge(base=one(names=("a", "b")), current=one(names=("a",)), new=one(names=("a", "b", "c")))

    assert merged == one(names=("a", "c"))


def test_what_a_curator_added_stays_and_what_the_file_drops_goes() -> None:
    merged = merge(base=one(names=("a", "b")), current=one(names=("a", "b", "z")), new=one(names=("b",)))

    assert merged == one(names=("b", "z"))


def test_a_removed_citation_does_not_come_back() -> None:
    first, second = {"field": "name", "value": "A"}, {"field": "name", "value": "B"}

    merged = merge(
        base=one(citations=(first, second)), current=one(citations=(first,)), new=one(citations=(first, second))
    )

    assert merged.citations == [first]


def test_a_renamed_slug_stays() -> None:
    assert merge(base=one(slug="a"), current=one(slug="b"), new=one(slug="a")).slug == "b"


def row(count: int, kind: str = "active", as_of: str = "2015") -> dict[str, Any]:
    return {"count": count, "kind": kind, "as_of": as_of, "approximate": False}


def counts(*rows: dict[str, Any]) -> Record:
    return Record("x", {"headcounts": list(rows)}, [])


def test_a_row_that_both_changed_is_the_curator_s_and_stands_once() -> None:
    merged = merge(base=counts(row(4)), current=counts(row(5)), new=counts(row(6)))

    assert merged == counts(row(5))


def test_a_row_that_only_the_file_changed_follows_it_beside_a_curator_s() -> None:
    merged = merge(
        base=counts(row(4)), current=counts(row(4), row(9, as_of="2020")), new=counts(row(6), row(1, "recruited"))
    )

    assert merged == counts(row(6), row(9, as_of="2020"), row(1, "recruited"))


def test_a_citation_whose_quote_both_corrected_is_the_curator_s() -> None:
    def cited(quote: str) -> Record:
        return one(citations=({"field": "name", "value": "N", "source": "s", "locator": "p. 1", "quote": quote},))

    assert merge(base=cited("a"), current=cited("b"), new=cited("c")) == cited("b")


def test_fields_that_are_one_value_are_merged_together() -> None:
    def place(**values: str) -> Record:
        return Record("x", {"pays": "", "region": "", "commune": "", **values}, [])

    units = [("pays", "region", "commune")]
    base, new = place(pays="FR"), place(commune="59350")

    assert merge(base=base, current=place(region="84"), new=new, units=units) == place(region="84")
    assert merge(base=base, current=base, new=new, units=units) == new


RECORDS = st.builds(one, st.sampled_from("AB"), st.lists(st.sampled_from("abc"), unique=True, max_size=3).map(tuple))


@given(RECORDS, RECORDS)
def test_merging_what_is_known_already_changes_nothing(base: Record, current: Record) -> None:
    assert merge(base=base, current=current, new=base) == current


@given(RECORDS, RECORDS, RECORDS)
def test_merging_twice_is_merging_once(base: Record, current: Record, new: Record) -> None:
    once = merge(base=base, current=current, new=new)

    assert merge(base=new, current=once, new=new) == once
