"""From the database to bitmaps: all of them at once, or those that a few writes touched."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from sys import intern
from typing import Any

import numpy as np
from django.db.models import Aggregate, CharField, Func, QuerySet, TextField
from pyroaring import BitMap

from initiatives.bitmaps import alphabet
from initiatives.bitmaps.state import NONE, Bitmaps, Spot, Words, holders, levels_of, union
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


def build(state: State) -> Bitmaps:
    """All bitmaps, read anew. A million initiatives take some seconds."""
    everything = Initiative.objects.all()
    public = grouped(everything, "publication").get(Publication.PUBLISHED, BitMap())
    rows = _links()
    words = read_words()
    stood_at = _within(public, grouped(everything.filter(place__isnull=False), "place"))
    serving = _within(public, grouped(rows["coverages"], "place", "initiative"))
    spots = _spots({*stood_at, *serving})
    standing: dict[int, list[BitMap]] = defaultdict(list)
    known: dict[str, list[BitMap]] = defaultdict(list)
    stood = np.zeros((public.max() if public else 0) + 1, np.uint32)
    for place, bits in stood_at.items():
        for key in holders(place, spots[place], words.countries):
            standing[key].append(bits)
        for level in levels_of(spots[place]):
            known[level].append(bits)
        stood[np.asarray(bits.to_array())] = place
    sources = _within(public, grouped(rows["citations"], "source", "subject"))
    return Bitmaps(
        state=state,
        words=words,
        published=public,
        terms=_within(public, grouped(rows["terms"], "term", "initiative")),
        activities=_within(public, grouped(everything, "activity")),
        sources=sources,
        told=_told(_public(sources, words)),
        standing=_united(standing),
        serving=serving,
        known=_united(known),
        changed=_days(_within(public, grouped(everything, UtcDay("modified_at")))),
        verified=_within(public, grouped(everything.filter(verified_on__isnull=False), "verified_on")),
        spots=spots,
        stood=stood,
        alphabet=alphabet.read(),
    )


def patched(held: Bitmaps, state: State, keys: list[int], kinds: set[str]) -> Bitmaps:
    """The bitmaps after the initiatives with these keys, and entries of these other kinds, were written."""
    words = read_words(held.words.wider) if kinds & {"term", "source"} else held.words
    if "source" in kinds:  # one that was withdrawn tells nothing
        held = replace(held, told=_told(_public(held.sources, words)))
    if not keys:
        return replace(held, state=state, words=words)
    written = BitMap(keys)
    columns = ("pk", "place", "activity", UtcDay("modified_at"), "verified_on")
    rows = list(
        Initiative.objects.published().filter(among("initiatives_initiative.id", keys)).order_by().values_list(*columns)
    )
    public = BitMap([row[0] for row in rows])
    links = _links(keys)
    sources = _pairs(links["citations"].values_list("source", "subject"))
    serving = _pairs(links["coverages"].values_list("place", "initiative"))
    spots = held.spots | _spots({place for _pk, place, *_rest in rows if place} | set(serving), but=held.spots)
    stood, standing, known = _stood(held, written, rows, spots, words)
    return replace(
        held,
        state=state,
        words=words,
        published=_with(held.published, written, public),
        terms=_changed(held.terms, written, _within(public, _pairs(links["terms"].values_list("term", "initiative")))),
        activities=_changed(held.activities, written, _pairs((row[2], row[0]) for row in rows)),
        sources=_changed(held.sources, written, _within(public, sources)),
        told=_retold(held.told, written, _told(_public(_within(public, sources), words))),
        standing=_changed(held.standing, written, standing),
        serving=_changed(held.serving, written, _within(public, serving)),
        known=_changed(held.known, written, known),
        changed=_changed(held.changed, written, _days(_pairs((row[3], row[0]) for row in rows))),
        verified=_changed(held.verified, written, _pairs((row[4], row[0]) for row in rows if row[4])),
        spots=spots,
        stood=stood,
        alphabet=alphabet.patched(held.alphabet, keys),
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


def _links(keys: list[int] | None = None) -> dict[str, QuerySet[Any]]:
    """The rows beside initiatives, of all or of some."""
    through = Initiative.terms.through.objects.all()
    citations = InitiativeCitation.objects.order_by()
    coverages = Coverage.objects.filter(place__isnull=False).order_by()
    if keys is None:
        return {"terms": through, "citations": citations, "coverages": coverages}
    return {
        "terms": through.filter(among("initiative_id", keys)),
        "citations": citations.filter(among("subject_id", keys)),
        "coverages": coverages.filter(among("initiative_id", keys)),
    }


def _spots(keys: set[int], but: dict[int, Spot] | None = None) -> dict[int, Spot]:
    wanted = keys - set(but or ())
    if len(wanted) > 500:  # most of a country: a condition would be longer than the table
        rows = Place.objects.order_by().values_list("pk", *SPOT)
        return {pk: _spot(*rest) for pk, *rest in rows if pk in wanted}
    rows = Place.objects.filter(pk__in=wanted).order_by().values_list("pk", *SPOT)
    return {pk: _spot(*rest) for pk, *rest in rows} if wanted else {}


def _spot(level: str, country: str, *rest: Any) -> Spot:
    return Spot(intern(level), intern(country), *rest)  # two of the same few words for each of tens of thousands


def _pairs(rows: Iterable[tuple[Any, int]]) -> dict[Any, BitMap]:
    found: dict[Any, list[int]] = defaultdict(list)
    for group, key in rows:
        found[group].append(key)
    return _bitmaps(found)


def _within(public: BitMap, groups: dict[Any, BitMap]) -> dict[Any, BitMap]:
    return {group: bits & public for group, bits in groups.items()}


def _united(groups: dict[Any, list[BitMap]]) -> dict[Any, BitMap]:
    return {group: union(bits) for group, bits in groups.items()}


def _days(groups: dict[str, BitMap]) -> dict[date, BitMap]:
    return {date.fromisoformat(day): bits for day, bits in groups.items()}


def _public(sources: dict[int, BitMap], words: Words) -> list[BitMap]:
    return [sources[key] for key in words.source_keys.values() if key in sources]


def _told(sources: Iterable[BitMap]) -> tuple[BitMap, ...]:
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


def _retold(held: tuple[BitMap, ...], written: BitMap, new: tuple[BitMap, ...]) -> tuple[BitMap, ...]:
    size = max(len(held), len(new))
    pairs = zip((*held, *[NONE] * (size - len(held))), (*new, *[NONE] * (size - len(new))), strict=True)
    return tuple(_with(before, written, added) for before, added in pairs)


def _changed(held: dict[Any, BitMap], written: BitMap, new: dict[Any, BitMap]) -> dict[Any, BitMap]:
    """The groups after some keys were written: `new` says in which of them each is now."""
    return {group: _with(held.get(group, NONE), written, new.get(group, NONE)) for group in {**held, **new}}


def _with(bits: BitMap, written: BitMap, new: BitMap) -> BitMap:
    """A group that holds of the written keys those that are `new` in it; itself, where it held the same before."""
    if bits & written == new if new else bits.isdisjoint(written):
        return bits
    fresh = bits - written
    fresh |= new
    return fresh


def _stood(
    held: Bitmaps, written: BitMap, rows: list[Any], spots: dict[int, Spot], words: Words
) -> tuple[Any, dict[Any, BitMap], dict[Any, BitMap]]:
    """The places by initiative, and the new keys by place and by level."""
    stood = np.concatenate([held.stood, np.zeros(max(max(written) + 1 - len(held.stood), 0), np.uint32)])
    standing: dict[Any, list[int]] = defaultdict(list)
    known: dict[Any, list[int]] = defaultdict(list)
    stood[np.asarray(written.to_array())] = 0
    for pk, place, *_rest in rows:
        if place:
            stood[pk] = place
            for key in holders(place, spots[place], words.countries):
                standing[key].append(pk)
            for level in levels_of(spots[place]):
                known[level].append(pk)
    return stood, _bitmaps(standing), _bitmaps(known)


def _bitmaps(groups: dict[Any, list[int]]) -> dict[Any, BitMap]:
    return {group: BitMap(keys) for group, keys in groups.items()}
