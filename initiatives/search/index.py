"""Tokens in and out of the database: FTS5 on SQLite, a weighted tsvector on PostgreSQL, the same answers.

The index is written here and nowhere else: a trigger would vanish with the next change of its table.
"""

from array import array
from collections.abc import Iterable
from functools import lru_cache

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from initiatives.models import Initiative, InitiativeQuerySet
from initiatives.search.analysis import COLUMNS, Document, document
from research.models import Edition

TABLE = "initiatives_search"
MOST_HELD = 96  # bitmaps of stems kept in a process
MOST_RANKED = 12  # words of a query that are looked for in names one by one
WEIGHTS = dict(zip(COLUMNS, "ABCD", strict=True))
CREATE = {
    "sqlite": [f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(COLUMNS)}, tokenize = 'ascii')"],
    "postgresql": [
        f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)",
        f"CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector)",
    ],
}


def create(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the index's table (for a migration)."""
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Takes it away again."""
    schema_editor.execute(f"DROP TABLE {TABLE}")


def write(keys: Iterable[int]) -> None:
    """Indexes the initiatives with these keys anew, as they stand in the database, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for initiative in Initiative.objects.for_list().filter(pk__in=list(keys)):
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = %s", [initiative.pk])  # noqa: S608  (a constant)
            _insert(cursor, initiative.pk, document(initiative))


def rebuild() -> int:
    """Indexes every initiative; how many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608  (a constant)
        Edition.advance("initiative")
        keys = list(Initiative.objects.order_by("pk").values_list("pk", flat=True))
        write(keys)
    return len(keys)


def _insert(cursor: object, pk: int, doc: Document) -> None:
    columns = [getattr(doc, column) for column in COLUMNS]
    if connection.vendor == "sqlite":
        sql = f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608  (constants)
    else:
        vector = " || ".join(f"setweight(to_tsvector('simple', %s), '{WEIGHTS[column]}')" for column in COLUMNS)
        sql = f"INSERT INTO {TABLE} (rowid, vector) VALUES (%s, {vector})"  # noqa: S608  (constants)
    cursor.execute(sql, [pk, *columns])  # type: ignore[attr-defined]  # a database cursor


def _condition(stems: list[str], columns: tuple[str, ...]) -> tuple[str, str]:
    """A condition with one parameter, and the parameter. All columns need no naming, which spares much work."""
    everywhere = columns == COLUMNS
    if connection.vendor == "sqlite":
        wanted = " AND ".join(f'"{stem}"' for stem in stems)
        return f"{TABLE} MATCH %s", wanted if everywhere else f"{{{' '.join(columns)}}} : ({wanted})"
    weights = "" if everywhere else ":" + "".join(WEIGHTS[column] for column in columns)
    return "vector @@ to_tsquery('simple', %s)", " & ".join(f"{stem}{weights}" for stem in stems)


def holding(stems: list[str], columns: tuple[str, ...] = COLUMNS) -> Q:
    """Whether an initiative holds every one of `stems` ([0-9a-z]+ each) in these columns."""
    condition, query = _condition(stems, columns)
    return Q(pk__in=RawSQL(f"SELECT rowid FROM {TABLE} WHERE {condition}", [query]))  # noqa: S608, S611  (constants; the query is a parameter)


def keys(stem: str, column: str, edition: str) -> BitMap:
    """The keys of what holds a stem in a column, or anywhere for ""; kept as long as the data is of one edition."""
    return _kept(stem, column, edition) if edition else _read(stem, column)


@lru_cache(maxsize=MOST_HELD)
def _kept(stem: str, column: str, _edition: str) -> BitMap:
    return _read(stem, column)


def _read(stem: str, column: str) -> BitMap:
    condition, query = _condition([stem], (column,) if column else COLUMNS)
    together = "group_concat(rowid)" if connection.vendor == "sqlite" else "string_agg(rowid::text, ',')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {together} FROM {TABLE} WHERE {condition}", [query])  # noqa: S608  (constants; the query is a parameter)
        (text,) = cursor.fetchone()
    return BitMap(array("I", map(int, text.split(",")))) if text else BitMap()


def known(stem: str) -> bool:
    """Whether any initiative holds a stem."""
    return Initiative.objects.filter(holding([stem])).exists()


def holding_any(phrases: list[list[str]]) -> Q:
    """Whether an initiative holds every stem of one of `phrases`."""
    held = Q(pk__in=[])
    for stems in phrases:
        held |= holding(stems)
    return held


def matching(queryset: InitiativeQuerySet, stems: list[str]) -> InitiativeQuerySet:
    """Those of `queryset` that hold every stem anywhere; none where there is no stem to look for."""
    return queryset.filter(holding(stems)) if stems else queryset.none()


def with_relevance(queryset: InitiativeQuerySet, stems: list[str]) -> InitiativeQuerySet:
    """With `relevance` to what was typed: the name holds all of it, or some; then name and terms; then the place."""
    if not stems:
        return queryset.annotate(relevance=Value(0))
    some = Q(pk__in=[])
    for stem in stems[:MOST_RANKED]:
        some |= holding([stem], ("name",))
    ranks = [
        When(holding(stems, ("name",)), then=Value(5)),
        When(some, then=Value(4)),
        When(holding(stems, ("name", "terms")), then=Value(3)),
        When(holding(stems, ("name", "terms", "place")), then=Value(2)),
    ]
    return queryset.annotate(relevance=Case(*ranks, default=Value(1), output_field=IntegerField()))
