"""The tables of ours that an initiative is read from, and the engine."""

import os
import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Table, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

engine = create_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql+psycopg://", 1))


class Base(DeclarativeBase):
    """All models."""

    type_annotation_map = {Any: JSON, list[str]: JSON}


initiative_terms = Table(
    "initiatives_initiative_terms",
    Base.metadata,
    Column("initiative_id", ForeignKey("initiatives_initiative.id")),
    Column("term_id", ForeignKey("research_term.id")),
)


class Term(Base):
    """A word of a vocabulary."""

    __tablename__ = "research_term"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    scheme: Mapped[str]
    label: Mapped[str]


class Source(Base):
    """A document."""

    __tablename__ = "research_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]


class Place(Base):
    """A country, a région, a département or a commune."""

    __tablename__ = "initiatives_place"

    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    country: Mapped[str]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    region_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives_place.id"))
    departement_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives_place.id"))
    region: Mapped["Place | None"] = relationship(foreign_keys=region_id, remote_side="Place.id")
    departement: Mapped["Place | None"] = relationship(foreign_keys=departement_id, remote_side="Place.id")


class Headcount(Base):
    """How many peers."""

    __tablename__ = "initiatives_headcount"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives_initiative.id"))
    count: Mapped[int]
    kind: Mapped[str]
    as_of: Mapped[str]
    approximate: Mapped[bool]


class Coverage(Base):
    """Whom an initiative serves."""

    __tablename__ = "initiatives_coverage"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives_initiative.id"))
    kind: Mapped[str]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives_place.id"))
    place: Mapped[Place | None] = relationship()


class Citation(Base):
    """Who says which value."""

    __tablename__ = "initiatives_initiativecitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("initiatives_initiative.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("research_source.id"))
    field: Mapped[str]
    value: Mapped[Any]
    locator: Mapped[str]
    quote: Mapped[str]
    basis: Mapped[str]
    reason: Mapped[str]
    consulted_on: Mapped[date]
    source: Mapped[Source] = relationship()


class Initiative(Base):
    """An initiative."""

    __tablename__ = "initiatives_initiative"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    slug: Mapped[str]
    publication: Mapped[str]
    name: Mapped[str]
    other_names: Mapped[list[str]]
    sort_name: Mapped[str]
    summary: Mapped[str]
    description: Mapped[str]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives_place.id"))
    website: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives_initiative.id"))
    parent_name: Mapped[str]
    started: Mapped[str]
    ended: Mapped[str]
    activity: Mapped[str]
    verified_on: Mapped[date | None]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime]
    terms: Mapped[list[Term]] = relationship(secondary=initiative_terms)
    place: Mapped[Place | None] = relationship()
    parent: Mapped["Initiative | None"] = relationship(remote_side="Initiative.id")
    headcounts: Mapped[list[Headcount]] = relationship()
    coverages: Mapped[list[Coverage]] = relationship()
    citations: Mapped[list[Citation]] = relationship()
