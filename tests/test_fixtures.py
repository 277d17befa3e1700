"""The reviewed files: every row cleans, every quote stands in the note, every value is cited, at its page."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from initiatives.management.commands.seed import FILES
from initiatives.models import Initiative
from research.actions.seed import load
from research.interchange.record import Record
from research.models import Entry
from research.vocabulary import Basis

NOTE = Path(settings.FIXTURES_DIR) / "note"
# The pages of the note begin at these lines of its text.
PAGES = (1, 66, 137, 217, 290, 348)
# A living private person whom the note thanks: nowhere in the data.
PRIVATE = ("Gervaux",)
ENTRIES = [
    pytest.param(model, record, row, id=f"{name}-{record.slug}")
    for name, model in FILES
    for record, row in load(NOTE / f"{name}.yaml", model)
]


def squeezed(text: str) -> str:
    """Without white space, and with one kind of apostrophe."""
    return re.sub(r"\s+", "", text.replace("'", "’"))


@cache
def note() -> str:
    return squeezed((NOTE / "note-clean.txt").read_text(encoding="utf-8"))


def unmarked(text: str) -> str:
    """Squeezed and without digits and commas: footnote marks stand in the note's sentences, not in the clean text."""
    return re.sub(r"[0-9,]", "", squeezed(text))


@cache
def page(number: int) -> tuple[str, str]:
    """The body and the footnotes of a page; a line of blanks parts them."""
    lines = (NOTE / "note.txt").read_text(encoding="utf-8").splitlines()
    ends = [*(start - 1 for start in PAGES[1:]), len(lines)]
    own = lines[PAGES[number - 1] - 1 : ends[number - 1]]
    rule = next((at for at, line in enumerate(own) if len(line) > 40 and not line.strip()), len(own))
    return unmarked(" ".join(own[:rule])), unmarked(" ".join(own[rule:]))


def parts(quote: str) -> list[str]:
    return [part for part in re.split(r"\[…\]|\[\.\.\.\]", quote) if part.strip()]


@pytest.mark.parametrize(("model", "record", "row"), ENTRIES)
def test_every_quote_stands_in_the_note(model: type[Entry], record: Record, row: dict[str, Any]) -> None:
    for citation in record.citations:
        position = 0
        for part in parts(citation["quote"]):
            found = note().find(squeezed(part), position)
            assert found >= 0, part
            position = found + len(squeezed(part))


@pytest.mark.parametrize(("model", "record", "row"), ENTRIES)
def test_every_locator_names_the_page_of_its_quote(model: type[Entry], record: Record, row: dict[str, Any]) -> None:
    for citation in record.citations:
        numbers = re.search(r"p\. ([0-9])(?:-([0-9]))?", citation["locator"])
        assert numbers, citation["locator"]
        pages = range(int(numbers[1]), int(numbers[2] or numbers[1]) + 1)
        text = "".join(page(number)[0] for number in pages) + "".join(page(number)[1] for number in pages)
        for part in parts(citation["quote"]):
            assert unmarked(part) in text, (citation["locator"], part)


@pytest.mark.parametrize(("model", "record", "row"), ENTRIES)
def test_every_value_is_cited_by_a_citation_of_that_value(
    model: type[Entry], record: Record, row: dict[str, Any]
) -> None:
    said = {(citation["field"], citation["value"]) for citation in record.citations}

    uncited = [
        (field, value)
        for field, held in record.values.items()
        if field not in model.UNCITED
        for value in model.leaves(field, held)
        if (field, value) not in said
    ]

    assert uncited == []


@pytest.mark.parametrize(("model", "record", "row"), ENTRIES)
def test_every_inferred_value_has_its_reason_and_no_stated_one_has(
    model: type[Entry], record: Record, row: dict[str, Any]
) -> None:
    for citation in record.citations:
        assert bool(citation["reason"]) == (citation["basis"] == Basis.INFERRED)


@pytest.mark.parametrize(("model", "record", "row"), [entry for entry in ENTRIES if entry.values[0] is Initiative])
def test_the_quote_of_a_statut_or_contrat_holds_a_name(model: type[Entry], record: Record, row: dict[str, Any]) -> None:
    names = [squeezed(name).lower().rstrip("s") for name in (record.values["name"], *record.values["other_names"])]
    # Of the programme that hosts peers, and of the experts, the sentence has another form of the name.
    for citation in record.citations:
        if citation["field"] in {"statut", "contrat"}:
            quote = squeezed(citation["quote"]).lower()
            assert any(name in quote for name in names), citation["quote"]


@pytest.mark.parametrize("path", sorted(NOTE.glob("*.yaml")), ids=lambda path: path.name)
def test_no_private_person_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert [name for name in PRIVATE if name in text] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "model"), FILES)
def test_every_row_cleans_and_is_there(name: str, model: type[Entry]) -> None:
    records = load(NOTE / f"{name}.yaml", model)

    for entry in model.objects.published():
        entry.full_clean()
        for citation in entry.all_citations():
            citation.full_clean()

    assert sorted(entry.slug for entry in model.objects.published()) == sorted(record.slug for record, _row in records)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "model"), FILES)
def test_nothing_seeded_is_flagged_uncited(name: str, model: type[Entry]) -> None:
    assert list(model.objects.filter(uncited__gt=0)) == []


# What FACTS counts, so that nothing is dropped.
COUNTS = {
    "sources": 16, "terms": 42, "formations": 2, "studies": 11, "findings": 13, "landmarks": 16,
    "consultations": 3, "questions": 16, "testimonies": 4, "figures": 9, "initiatives": 22,
}  # fmt: skip


@pytest.mark.parametrize(("name", "model"), FILES)
def test_nothing_is_dropped(name: str, model: type[Entry]) -> None:
    assert len(load(NOTE / f"{name}.yaml", model)) == COUNTS[name]
