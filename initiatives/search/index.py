"""Tokens in and out of the database: FTS5 on SQLite, a weighted tsvector on PostgreSQL, the same answers.

The index is written here and nowhere else: a trigger would vanish with the next change of its table.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import islice
from operator import and_, or_

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from initiatives.models import Initiative, InitiativeQuerySet, beginning, listed
from initiatives.search.analysis import COLUMNS, Document, document
from initiatives.search.query import Understanding
from pairaidance.kit.keys import bitmap_of
from research.models import Edition

TABLE = "initiatives_search"
MOST_RANKED = 8  # things asked for that results are ordered by
MOST_HELD = 96  # bitmaps of stems kept in a process
BATCH = 500  # initiatives read at once
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
    """Indexes those of the initiatives with these keys that are published, as they stand, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        left = iter(keys)
        while batch := list(islice(left, BATCH)):
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid IN ({listed(batch)})")  # noqa: S608  (whole numbers)
            for initiative in Initiative.objects.published().for_list().filter(pk__in=batch):
                _insert(cursor, initiative.pk, document(initiative))


def rebuild() -> int:
    """Indexes every published initiative anew; how many."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608  (a constant)
        Edition.advance("initiative")
        keys = list(Initiative.objects.published().order_by("pk").values_list("pk", flat=True))
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


Phrases = Sequence[Sequence[str]]  # any of them; of each, every stem


def _condition(phrases: Phrases, columns: tuple[str, ...]) -> tuple[str, str]:
    """A condition with one parameter, and the parameter. All columns need no naming, which spares much work."""
    everywhere = columns == COLUMNS
    if connection.vendor == "sqlite":
        wanted = " OR ".join("(" + " AND ".join(f'"{stem}"' for stem in stems) + ")" for stems in phrases)
        return f"{TABLE} MATCH %s", wanted if everywhere else f"{{{' '.join(columns)}}} : ({wanted})"
    weights = "" if everywhere else ":" + "".join(WEIGHTS[column] for column in columns)
    wanted = " | ".join("(" + " & ".join(f"{stem}{weights}" for stem in stems) + ")" for stems in phrases)
    return "vector @@ to_tsquery('simple', %s)", wanted


def holding(phrases: Phrases, columns: tuple[str, ...] = COLUMNS) -> Q:
    """Whether an initiative holds every stem ([0-9a-z]+ each) of one of `phrases` in these columns."""
    condition, query = _condition(phrases, columns)
    return Q(pk__in=RawSQL(f"SELECT rowid FROM {TABLE} WHERE {condition}", [query]))  # noqa: S608, S611  (constants; the query is a parameter)


def keys(phrases: tuple[tuple[str, ...], ...], columns: tuple[str, ...], edition: str) -> BitMap:
    """The keys of what holds one of `phrases` in these columns; kept as long as the data is of one edition."""
    return _kept(phrases, columns, edition) if edition else _read(phrases, columns)


@lru_cache(maxsize=MOST_HELD)
def _kept(phrases: tuple[tuple[str, ...], ...], columns: tuple[str, ...], _edition: str) -> BitMap:
    return _read(phrases, columns)


def _read(phrases: Phrases, columns: tuple[str, ...]) -> BitMap:
    condition, query = _condition(phrases, columns)
    together = "group_concat(rowid)" if connection.vendor == "sqlite" else "string_agg(rowid::text, ',')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {together} FROM {TABLE} WHERE {condition}", [query])  # noqa: S608  (constants; the query is a parameter)
        (text,) = cursor.fetchone()
    return bitmap_of(text)


def known(stem: str) -> bool:
    """Whether any initiative holds a stem."""
    token = Edition.current().token
    return bool(keys(((stem,),), COLUMNS, token)) if token else Initiative.objects.filter(holding([[stem]])).exists()


def named(stems: tuple[str, ...]) -> bool:
    """Whether any initiative has all of these stems in its name."""
    return bool(keys((stems,), ("name",), Edition.current().token))


def is_called(meant: Understanding) -> Q:
    """Whether a name is the query."""
    return Q(sort_name__in=meant.names)


def begins_as(meant: Understanding) -> Q:
    """Whether a name begins with the query, one that names a place among other things: « Bus 13, prévention »."""
    if not (meant.everywhere and meant.typed):
        return Q(pk__in=[])
    return reduce(or_, map(beginning, meant.names), Q(pk__in=[]))


def with_relevance(queryset: InitiativeQuerySet, meant: Understanding) -> InitiativeQuerySet:
    """With `relevance` to what was asked, the best highest, as `initiatives.answers.words.ranks` orders it."""
    units: Sequence[Phrases] = meant.units[:MOST_RANKED]
    if not units:
        return queryset.annotate(relevance=Value(0))
    typed = [unit[:1] for unit in units]

    def every(asked: Sequence[Phrases], *columns: str) -> Q:
        return reduce(and_, (holding(unit, columns) for unit in asked))

    def borne(*columns: str) -> Q:
        """Each in one of the columns, not a phrase spread over several."""
        return reduce(and_, (reduce(or_, (holding(unit, (column,)) for column in columns)) for unit in units))

    def some(asked: Sequence[Phrases]) -> Q:
        return reduce(or_, (holding(unit, ("name",)) for unit in asked))

    said = every(units, "name", "text")
    ranks = [
        is_called(meant), begins_as(meant), every(typed, "name"), some(typed) & said, every(typed, "name", "text"),
        every(units, "name"), some(units) & said, borne("name", "terms") & said, some(units),
        borne("name", "terms"), borne("name", "terms", "place"), every(units, *COLUMNS),
    ]  # fmt: skip
    whens = [When(condition, then=Value(len(ranks) - at)) for at, condition in enumerate(ranks)]
    return queryset.annotate(relevance=Case(*whens, default=Value(0), output_field=IntegerField()))
