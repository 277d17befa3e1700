"""From the database to bitmaps, all of them at once; and what a patch has to ask it for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from sys import intern
from typing import Any

import numpy as np
from django.db.models import Aggregate, CharField, Func, QuerySet, TextField
from pyroaring import BitMap

from initiatives.bitmaps import alphabet, days
from initiatives.bitmaps.said import Row, row
from initiatives.bitmaps.state import Bitmaps, Spot, Words, holders, levels_of, union
from initiatives.geography import Level
from initiatives.models import Coverage, Initiative, InitiativeCitation, Place, among
from pairaidance.kit.keys import bitmap_of
from research.models import Source, State, Term
from research.vocabulary import Publication

SPOT = ("level", "country", "region_id", "departement_id", "lat", "lon")


class Keys(Aggregate):
    """The whole numbers of a group, as text."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """GROUP_CONCAT."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """STRING_AGG."""
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


class UtcDay(Func):
    """The day of a moment in UTC, as ISO text, without a function of Python's in between."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """A moment is text already."""
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 10)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """A moment with its zone."""
        template = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
        return self.as_sql(compiler, connection, template=template, **context)


def grouped(rows: QuerySet[Any], by: Any, keys: str = "pk") -> dict[Any, BitMap]:
    """The keys of the rows by one of their values."""
    found = rows.order_by().annotate(group=by) if not isinstance(by, str) else rows.order_by()
    name = by if isinstance(by, str) else "group"
    return {group: bitmap_of(text) for group, text in found.values_list(name).annotate(keys=Keys(keys))}


def keys_of(rows: QuerySet[Any]) -> BitMap:
    """The primary keys of rows, all at once."""
    return bitmap_of(rows.order_by().aggregate(keys=Keys("pk"))["keys"])


def build(state: State) -> Bitmaps:
    """All bitmaps, read anew. A million initiatives take some seconds."""
    everything = Initiative.objects.all()
    public = grouped(everything, "publication").get(Publication.PUBLISHED, BitMap())
    words = read_words()
    terms, sources, serving = (_within(public, grouped(*links)) for links in _links().values())
    stood_at = _within(public, grouped(everything.filter(place__isnull=False), "place"))
    spots = read_spots({*stood_at, *serving})
    standing: dict[int, list[BitMap]] = defaultdict(list)
    known: dict[str, list[BitMap]] = defaultdict(list)
    stood = np.zeros((public.max() if public else 0) + 1, np.uint32)
    for place, bits in stood_at.items():
        for key in holders(place, spots[place], words.countries):
            standing[key].append(bits)
        for level in levels_of(spots[place]):
            known[level].append(bits)
        stood[np.asarray(bits.to_array())] = place
    changed = {date.fromisoformat(day): bits for day, bits in grouped(everything, UtcDay("modified_at")).items()}
    verified = grouped(everything.filter(verified_on__isnull=False), "verified_on")
    return Bitmaps(
        state=state,
        words=words,
        published=public,
        terms=terms,
        activities=_within(public, grouped(everything, "activity")),
        sources=sources,
        told=told(public_of(sources, words)),
        standing=_united(standing),
        serving=serving,
        known=_united(known),
        changed=days.by_key(_within(public, changed), len(stood)),
        verified=days.by_key(_within(public, verified), len(stood)),
        spots=spots,
        stood=stood,
        alphabet=alphabet.read(),
    )


def read_words(wider: dict[int, Place] | None = None) -> Words:
    """What bitmaps are named by, as it stands; wider places are read only where they are not given."""
    sources: Any = Source._default_manager
    rows = sources.values_list("pk", "slug", "title", "publication")
    if wider is None:
        places = Place.objects.for_list().exclude(level=Level.COMMUNE)
        wider = {place.pk: place for place in places.order_by("sort_name", "code")}
    return Words(
        terms=tuple(Term.objects.published().order_by("scheme", "order", "label", "pk")),
        sources={pk: (slug, title, publication == Publication.PUBLISHED) for pk, slug, title, publication in rows},
        wider=wider,
    )


def read_whole(keys: Collection[int]) -> Iterator[tuple[int, Row | None, dict[str, list[int]]]]:
    """Some initiatives as the database has them: key, row (None where there is none), what each links to."""
    if not keys:
        return
    columns = ("pk", "publication", "place", "activity", "modified_at", "verified_on", "sort_name")
    rows = Initiative.objects.filter(among("initiatives_initiative.id", keys)).order_by().values_list(*columns)
    found = {key: row(*rest) for key, *rest in rows}
    links: dict[int, dict[str, set[int]]] = {key: defaultdict(set) for key in keys}
    for which, (table, to, subject) in _links().items():
        for key, linked in table.filter(among(f"{subject}_id", keys)).values_list(subject, to):
            links[key][which].add(linked)
    for key in keys:
        yield key, found.get(key), {which: sorted(linked) for which, linked in links[key].items()}


def _links() -> dict[str, tuple[QuerySet[Any], str, str]]:
    """The rows beside initiatives, the column of what they link to, and that of the initiative."""
    return {
        "terms": (Initiative.terms.through.objects.all(), "term", "initiative"),
        "sources": (InitiativeCitation.objects.order_by(), "source", "subject"),
        "serving": (Coverage.objects.filter(place__isnull=False).order_by(), "place", "initiative"),
    }


def read_spots(keys: set[int], but: Collection[int] = ()) -> dict[int, Spot]:
    """Places as counting needs them, by key, of those that are not among the known."""
    wanted = {key for key in keys if key not in but}
    if len(wanted) > 500:  # most of a country: a condition would be longer than the table
        rows = Place.objects.order_by().values_list("pk", *SPOT)
        return {pk: _spot(*rest) for pk, *rest in rows if pk in wanted}
    rows = Place.objects.filter(pk__in=wanted).order_by().values_list("pk", *SPOT)
    return {pk: _spot(*rest) for pk, *rest in rows} if wanted else {}


def _spot(level: str, country: str, *rest: Any) -> Spot:
    return Spot(intern(level), intern(country), *rest)  # two of the same few words for each of tens of thousands


def _within(public: BitMap, groups: dict[Any, BitMap]) -> dict[Any, BitMap]:
    return {group: bits & public for group, bits in groups.items()}


def _united(groups: dict[Any, list[BitMap]]) -> dict[Any, BitMap]:
    return {group: union(bits) for group, bits in groups.items()}


def public_of(sources: dict[int, BitMap], words: Words) -> list[BitMap]:
    """What each of the public sources speaks of."""
    return [sources[key] for key in words.source_keys.values() if key in sources]


def told(sources: Iterable[BitMap]) -> tuple[BitMap, ...]:
    """Those that more than 0, 1, 2… of the sources speak of."""
    found: list[BitMap] = []
    for bits in sources:
        more = bits
        for at, least in enumerate(found):
            both = least & more
            found[at] = least | more
            more = both
        if more:
            found.append(more)
    return tuple(found)
