"""The list, and the facets: one count with GROUP BY each."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from bench.peers.fast_api import schemas
from bench.peers.fast_api.models import Citation, Coverage, Initiative, Place, Term, engine, initiative_terms

PAGE_SIZE = 25
CHILDREN = (
    selectinload(Initiative.terms),
    selectinload(Initiative.headcounts),
    selectinload(Initiative.coverages).joinedload(Coverage.place),
    selectinload(Initiative.citations).joinedload(Citation.source),
    joinedload(Initiative.parent),
    joinedload(Initiative.place).options(joinedload(Place.region), joinedload(Place.departement)),
)

app = FastAPI()


def connected() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Connected = Annotated[Session, Depends(connected)]


def conditions(
    session: Connected, statut: str | None = None, domaine: str | None = None, region: str | None = None
) -> list[ColumnElement[bool]]:
    """What an initiative must meet: to be published, and what was asked for."""
    found: list[ColumnElement[bool]] = [Initiative.publication == "published"]
    found += [Initiative.terms.any(Term.slug == slug) for slug in (statut, domaine) if slug]
    if region:
        key = session.scalar(select(Place.id).where(Place.level == "region", Place.code == region))
        found.append(Initiative.place_id.in_(select(Place.id).where(or_(Place.id == key, Place.region_id == key))))
    return found


Conditions = Annotated[list[ColumnElement[bool]], Depends(conditions)]


@app.get("/initiatives")
def initiatives(session: Connected, asked: Conditions, page: int = 1) -> schemas.Page:
    """A page of 25, and how many there are."""
    count = session.scalar(select(func.count()).select_from(Initiative).where(*asked))
    order = (Initiative.sort_name, Initiative.id)
    query = select(Initiative).where(*asked).order_by(*order).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    rows = session.scalars(query.options(*CHILDREN)).all()
    return schemas.Page.model_validate({"count": count, "results": rows})


@app.get("/facets")
def facets(session: Connected, asked: Conditions) -> dict[str, list[schemas.Value]]:
    """How many of what answers the filters have each value, the most frequent first."""
    queries = {scheme: terms(scheme, asked) for scheme in ("statut", "contrat", "domaine")}
    queries |= {level: places(level, asked) for level in ("region", "departement")}
    queries["activity"] = counted(Initiative.activity).where(*asked)
    return {name: [schemas.Value.model_validate(row) for row in session.execute(queries[name])] for name in queries}


def terms(scheme: str, asked: list[ColumnElement[bool]]) -> Select[Any]:
    """The counts of the terms of a scheme."""
    joined = counted(Term.slug).join(initiative_terms, initiative_terms.c.term_id == Term.id)
    keys = select(Initiative.id).where(*asked)
    return joined.where(Term.scheme == scheme, initiative_terms.c.initiative_id.in_(keys))


def places(level: str, asked: list[ColumnElement[bool]]) -> Select[Any]:
    """The counts of the places of a level."""
    wider = aliased(Place)
    code = func.coalesce(wider.code, case((Place.level == level, Place.code)))
    lies_in = getattr(Place, level).of_type(wider)
    joined = counted(code).select_from(Initiative).join(Initiative.place).outerjoin(lies_in)
    return joined.where(*asked, code.is_not(None))


def counted(value: Any) -> Select[Any]:
    """How many rows there are of each value."""
    count = func.count().label("count")
    return select(value.label("value"), count).group_by(value).order_by(count.desc(), value)
