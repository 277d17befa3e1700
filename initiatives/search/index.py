"""What the search asks of its index, and how the index follows what is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from itertools import groupby, islice
from operator import and_, or_

from django.db import connection, transaction
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from initiatives.models import Initiative, InitiativeQuerySet, beginning
from initiatives.search import postings
from initiatives.search.analysis import COLUMNS, document
from initiatives.search.postings import Postings
from initiatives.search.query import NOT, Understanding, Unit
from research.models import Edition
from research.models.edition import Kept

MOST_RANKED = 8  # things asked for that results are ordered by
MOST_HELD = 64  # bitmaps of stems kept in a process
BATCH = 500  # initiatives read at once
LISTED = {
    "sqlite": "SELECT value FROM json_each('[' || %s || ']')",
    "postgresql": "SELECT unnest(string_to_array(%s, ',')::bigint[])",
}


def write(keys: Iterable[int]) -> None:
    """Indexes those of the initiatives with these keys that are published, as they stand, in one transaction."""
    left = iter(keys)
    with transaction.atomic():
        Edition.objects.select_for_update().filter(pk=Edition.ONLY).first()  # before what is held is read
        while batch := list(islice(left, BATCH)):
            changes = Postings()
            changes.remove(batch)
            _add(changes, batch)
            changes.write()


def rebuild() -> int:
    """Indexes every published initiative anew; how many."""
    keys = Initiative.objects.published().order_by("pk").values_list("pk", flat=True)
    with transaction.atomic():
        Edition.advance("initiative")
        postings.clear()
        for _chunk, group in groupby(list(keys), lambda key: key >> postings.CHUNK):
            changes = Postings()
            while batch := list(islice(group, BATCH)):
                _add(changes, batch)
            changes.write()
    return len(keys)


def _add(changes: Postings, keys: list[int]) -> None:
    for initiative in Initiative.objects.published().for_list().filter(pk__in=keys):
        changes.add(initiative.pk, document(initiative))


Phrases = Sequence[Sequence[str]]  # any of them; of each, every stem
Asked = tuple[Unit, tuple[str, ...]]  # and the columns where it is looked for
_kept: Kept[Asked, BitMap] = Kept(most=MOST_HELD)


def holding(phrases: Phrases, columns: tuple[str, ...] = COLUMNS) -> Q:
    """Whether an initiative holds every stem ([0-9a-z]+ each) of one of `phrases` in these columns, none with a -."""
    held = postings.holding({stem.lstrip(NOT) for stems in phrases for stem in stems}, columns)
    found = ",".join(map(str, _holding(phrases, held)))
    return Q(pk__in=RawSQL(LISTED[connection.vendor], [found]) if found else [])  # noqa: S611  (a constant; the keys are a parameter)


def keys(units: Iterable[Unit], *columns: str) -> list[BitMap]:
    """The keys of what holds each of some things asked for in these columns; all that is not kept in one read."""
    asked: list[Asked] = [(unit, columns) for unit in units]
    found = _kept.of(asked, lambda missing: _read_all(missing, columns))
    return [found[one] for one in asked]


def _read_all(asked: list[Asked], columns: tuple[str, ...]) -> dict[Asked, BitMap]:
    held = postings.holding({stem.lstrip(NOT) for unit, _columns in asked for stems in unit for stem in stems}, columns)
    return {one: _holding(one[0], held) for one in asked}


def _holding(phrases: Phrases, held: Mapping[str, BitMap]) -> BitMap:
    return BitMap.union(BitMap(), *(_holding_all(stems, held) for stems in phrases))


def _holding_all(stems: Sequence[str], held: Mapping[str, BitMap]) -> BitMap:
    found = BitMap.intersection(*(held[stem] for stem in stems if stem[0] != NOT))
    return found.difference(*(held[stem[1:]] for stem in stems if stem[0] == NOT))


def known(stems: Collection[str]) -> set[str]:
    """Those of some stems that any initiative holds."""
    wanted = list(stems)
    found = keys((((stem,),) for stem in wanted), *COLUMNS)
    return {stem for stem, holders in zip(wanted, found, strict=True) if holders}


def named(stems: tuple[str, ...]) -> bool:
    """Whether any initiative has all of these stems in its name."""
    return any(keys([(stems,)], "name"))


def is_called(meant: Understanding) -> Q:
    """Whether a name is the query."""
    return Q(sort_name__in=meant.names)


def begins_as(meant: Understanding) -> Q:
    """Whether a name begins with the query, one that names a place among other things: « Bus 13, prévention »."""
    if not (meant.everywhere and meant.typed):
        return Q(pk__in=[])
    return reduce(or_, map(beginning, meant.names), Q(pk__in=[]))


def with_relevance(queryset: InitiativeQuerySet, meant: Understanding) -> InitiativeQuerySet:
    """With `relevance` to what was asked, 0 to 19, the best highest, as `initiatives.answers.words.ranks` orders it."""
    units: Sequence[Phrases] = meant.units[:MOST_RANKED]
    typed = [unit[:1] for unit in units]

    def every(asked: Sequence[Phrases], *columns: str) -> Q:
        return reduce(and_, (holding(unit, columns) for unit in asked))

    def borne(*columns: str) -> Q:
        """Each in one of the columns, not a phrase spread over several."""
        return reduce(and_, (reduce(or_, (holding(unit, (column,)) for column in columns)) for unit in units))

    def some(asked: Sequence[Phrases]) -> Q:
        return reduce(or_, (holding(unit, ("name",)) for unit in asked))

    ranks = [is_called(meant), begins_as(meant)]
    if units:
        said = every(units, "name", "text")
        ranks += [
            every(typed, "name"), some(typed) & said, every(typed, "name", "text"), every(units, "name"),
            some(units) & said, borne("name", "terms") & said, some(units), borne("name", "terms"),
            borne("name", "terms", "place"),
        ]  # fmt: skip
    held = (Case(When(holding(unit), then=1), default=0) for unit in units)  # how many of what was asked, anywhere
    whens = [When(condition, then=Value(len(units) + len(ranks) - at)) for at, condition in enumerate(ranks)]
    rest = sum(held, Value(0))
    return queryset.annotate(relevance=Case(*whens, default=rest, output_field=IntegerField()))
