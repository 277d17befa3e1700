"""The index itself, the same on every database: for each stem and column, the initiatives that hold it, as bitmaps.

`Postings` gathers what changes and writes it at once. Nothing else writes these tables, and whoever writes holds the
edition's row, so that no two change one bitmap at a time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import connection
from pyroaring import BitMap

from initiatives.models import Indexed, Posting
from initiatives.search.analysis import COLUMNS, Document

CHUNK = 16  # bits: 65,536 keys, as one container of a bitmap has them
LONGEST = 100  # letters of a stem
BATCH = 500  # rows
NOBODY = BitMap().serialize()

Place = tuple[str, int, int]  # stem, column, chunk


class Postings:
    """Changes of the index, until they are written."""

    def __init__(self) -> None:
        self.added: dict[Place, list[int]] = defaultdict(list)
        self.removed: dict[Place, list[int]] = defaultdict(list)
        self.indexed: dict[int, str] = {}

    def add(self, key: int, document: Document) -> None:
        """An initiative as it is now."""
        self.indexed[key] = stems = "\n".join(getattr(document, column) for column in COLUMNS)
        for place in _places(key, stems):
            self.added[place].append(key)

    def remove(self, keys: Iterable[int]) -> None:
        """Initiatives as they were indexed, if they were; before they are added."""
        for key, stems in Indexed.objects.filter(pk__in=list(keys)).values_list("pk", "stems"):
            for place in _places(key, stems):
                self.removed[place].append(key)

    def write(self) -> None:
        """Into the database, within a transaction of the caller's, which holds the edition's row."""
        changed = self.added.keys() ^ self.removed.keys() | {
            place for place in self.added.keys() & self.removed.keys() if self.added[place] != self.removed[place]
        }
        held = _held(changed)
        rows, left = [], []
        for place in changed:
            keys = held.get(place, BitMap()) - BitMap(self.removed.get(place, ())) | BitMap(self.added.get(place, ()))
            rows.append(Posting(stem=place[0], column=place[1], chunk=place[2], keys=keys.serialize()))
            left += [] if keys else [place[0]]
        Posting.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["stem", "column", "chunk"],
            update_fields=["keys"],
        )
        Posting.objects.filter(stem__in=left, keys=NOBODY).delete()
        gone = {key for keys in self.removed.values() for key in keys} - self.indexed.keys()
        Indexed.objects.filter(pk__in=gone).delete()
        Indexed.objects.bulk_create(
            (Indexed(key=key, stems=stems) for key, stems in self.indexed.items()),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["stems"],
        )


def clear() -> None:
    """Takes all of the index away."""
    with connection.cursor() as cursor:  # by hand: Django would read each row first, to tell who listens
        for model in (Posting, Indexed):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608  (a constant)


def holding(stems: Collection[str], columns: Collection[str]) -> dict[str, BitMap]:
    """The keys of what holds each of some stems, in any of the columns."""
    cut = {stem[:LONGEST] for stem in stems}
    rows = Posting.objects.filter(stem__in=cut, column__in=[COLUMNS.index(column) for column in columns])
    found: dict[str, list[BitMap]] = defaultdict(list)
    for stem, keys in rows.values_list("stem", "keys"):
        found[stem].append(BitMap.deserialize(bytes(keys)))
    return {stem: BitMap.union(BitMap(), *found[stem[:LONGEST]]) for stem in stems}


def _places(key: int, stems: str) -> Iterator[Place]:
    for column, line in enumerate(stems.split("\n")):
        for stem in {word[:LONGEST] for word in line.split()}:
            yield stem, column, key >> CHUNK


def _held(places: Collection[Place]) -> dict[Place, BitMap]:
    """The bitmaps of some places, as they stand."""
    wanted = set(places)
    stems, chunks = iter(sorted({place[0] for place in wanted})), {place[2] for place in wanted}
    found = {}
    while some := list(islice(stems, BATCH)):
        rows = Posting.objects.filter(stem__in=some, chunk__in=chunks)
        for stem, column, chunk, keys in rows.values_list("stem", "column", "chunk", "keys"):
            if (stem, column, chunk) in wanted:
                found[stem, column, chunk] = BitMap.deserialize(bytes(keys))
    return found
