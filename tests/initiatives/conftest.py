"""Made-up initiatives beside the note's: coverage, homonyms, drafts."""

from typing import Any

import pytest

from initiatives.models import Initiative, Place
from research.actions import publish, save_record
from research.interchange.record import Record, read


@pytest.fixture
def make(curator: Any) -> Any:
    """`make("slug", name="…", statut=[…], commune="38185")` → a published, made-up initiative."""

    def made(slug: str, *, published: bool = True, **values: Any) -> Initiative:
        entry = Initiative(slug=slug)
        base = read(entry)
        record = Record(slug, {**base.values, "name": values.pop("name", slug), **values}, values.pop("citations", []))
        save_record(entry=entry, record=record, by=curator, reason="essai")
        if published:
            publish(entry=entry, by=curator, reason="essai")
        return entry

    return made


@pytest.fixture
def served(make: Any) -> dict[str, Initiative]:
    """One initiative a kind of coverage, none of them standing where it serves."""
    return {
        "national": make("sert-la-france", coverage=[{"kind": "national", "code": "FR"}]),
        "online": make("en-ligne", coverage=[{"kind": "online"}]),
        "region": make("sert-l-occitanie", coverage=[{"kind": "region", "code": "76"}], commune="59350"),
        "departement": make("sert-l-isere", coverage=[{"kind": "departement", "code": "38"}], region="84"),
    }


@pytest.fixture
def place(db: None) -> Any:
    """`place("commune", "38185")` → the place."""

    def found(level: str, code: str) -> Place:
        return Place.objects.get(level=level, code=code)

    return found
