"""An initiative as JSON: pydantic response models."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict

Slug = Annotated[str, BeforeValidator(lambda row: row.slug)]


class Row(BaseModel):
    """What is read from the ORM's objects."""

    model_config = ConfigDict(from_attributes=True)


class Term(Row):
    """A term."""

    scheme: str
    slug: str
    label: str


class WiderPlace(Row):
    """What a place lies in."""

    code: str
    name: str


class Place(WiderPlace):
    """A place."""

    level: str
    country: str
    lat: float | None
    lon: float | None
    region: WiderPlace | None
    departement: WiderPlace | None


class Coverage(Row):
    """Whom it serves."""

    kind: str
    place: WiderPlace | None


class Headcount(Row):
    """How many peers."""

    count: int
    kind: str
    as_of: str
    approximate: bool


class Citation(Row):
    """Who says what."""

    field: str
    value: Any
    source: Slug
    locator: str
    quote: str
    basis: str
    reason: str
    consulted_on: date


class Initiative(Row):
    """All of an initiative, as our API shows it."""

    uuid: UUID
    slug: str
    name: str
    other_names: list[str]
    summary: str
    description: str
    terms: list[Term]
    place: Place | None
    coverages: list[Coverage]
    website: str
    email: str
    phone: str
    parent: Slug | None
    parent_name: str
    started: str
    ended: str
    activity: str
    verified_on: date | None
    created_at: datetime
    modified_at: datetime
    headcounts: list[Headcount]
    citations: list[Citation]


class Page(BaseModel):
    """A page of a list, and how many there are."""

    count: int
    results: list[Initiative]


class Value(Row):
    """A value of a facet."""

    value: str
    count: int
