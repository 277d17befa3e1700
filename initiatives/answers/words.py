"""What the words of a query leave, and which of it is nearer to them: by bitmaps."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from pyroaring import BitMap

from initiatives.bitmaps import Bitmaps
from initiatives.bitmaps.build import keys_of
from initiatives.bitmaps.groups import NONE
from initiatives.bitmaps.state import intersection, union
from initiatives.models import Initiative
from initiatives.search import Understanding, index
from initiatives.search.analysis import COLUMNS
from initiatives.search.query import NOT, Unit
from initiatives.vocabulary import TERM_FACETS


def of_words(meant: Understanding | None, bits: Bitmaps) -> BitMap | None:
    """What answers a query, as `search.matching` finds it in SQL; None without a query."""
    if meant is None:
        return None
    if not meant.asks:
        return NONE
    parts = [bits.published, *(bits.in_places(places) for places in meant.place_groups)]
    for scheme in dict.fromkeys(term.scheme for term in meant.terms):
        own = [term for term in meant.terms if term.scheme == scheme]
        if scheme in TERM_FACETS:
            parts.append(bits.with_terms(term.slug for term in own))
        elif phrases := tuple(tuple(phrase) for term in own for phrase in meant.phrases.get(term.pk, [])):
            parts += index.keys([phrases], *COLUMNS)  # no facet: whatever speaks of it
    parts += index.keys(meant.wanted, *COLUMNS)
    found = intersection(parts)
    if meant.shunned or meant.shunned_terms:
        found = found - bits.standing_in(meant.shunned) - bits.with_terms(meant.shunned_terms)
    return found - union(index.keys([meant.without], *COLUMNS)) if meant.without else found


def ranks(found: BitMap, meant: Understanding, bits: Bitmaps, *, backwards: bool) -> Iterator[BitMap]:
    """The results in sets by how near they are to what was asked, the nearest first; `_nearer` says how.

    `search.ranked` tells the same in SQL, in the same order.
    """
    if not found:
        return iter([])
    tiers = _without_those_before(found, _nearer(found, meant, bits))
    return iter(list(tiers)[::-1]) if backwards else tiers


def _without_those_before(found: BitMap, sets: Iterable[BitMap]) -> Iterator[BitMap]:
    left = found
    for one in sets:
        yield left & one
        left = left - one
        if not left:
            return
    yield left


def _nearer(found: BitMap, meant: Understanding, bits: Bitmaps) -> Iterator[BitMap]:
    """Sets that may overlap, each nearer to what was asked than the next; each is looked for when its turn comes."""
    yield _keys(index.is_called(meant))
    yield _keys(index.begins_as(meant))  # place and all
    units = meant.units[: index.MOST_RANKED]
    if not units:
        return

    def held(asked: tuple[Unit, ...], *columns: str) -> list[BitMap]:
        return [holders & found for holders in index.keys(asked, *columns)]

    # Any words for what was asked, and those that were typed.
    typed = tuple(unit[:1] for unit in units)
    names, typed_names = held(units, "name"), held(typed, "name")
    said = intersection(held(units, "name", "text"))
    yield intersection(typed_names)  # the name holds all that was asked, as typed
    yield union(typed_names) & said  # it holds some of it; name and text together hold all, in any words for it
    yield intersection(held(typed, "name", "text"))  # name and text hold all, as typed
    yield intersection(names)  # from here, in any words for it: the name holds all
    yield union(names) & said  # some, and with the text all
    borne = [name | (_borne(unit, bits) & found) for name, unit in zip(names, units, strict=True)]
    bearing = intersection(borne)
    yield bearing & said  # name and terms hold all, and it is spoken of
    yield union(names)  # the name holds some
    yield bearing  # name and terms hold all
    in_place = held(units, "place")
    yield intersection(one | place for one, place in zip(borne, in_place, strict=True))  # name, terms, place hold all
    yield from _most_first(held(units, *COLUMNS))  # all of it, anywhere; then as much of it as possible


def _most_first(sets: list[BitMap]) -> list[BitMap]:
    """What is in all of some sets, then in all but one or more of them, and so on to any."""
    found = [NONE] * len(sets)  # what is in one of those seen so far, in two, …
    for one in sets:
        found = [held | (one & found[at - 1] if at else one) for at, held in enumerate(found)]
    return found[::-1]


def _keys(condition: Q) -> BitMap:
    return keys_of(Initiative.objects.filter(condition))


def _borne(unit: Unit, bits: Bitmaps) -> BitMap:
    """Those whose terms, by all their names together, hold one of a unit's phrases."""
    return union(intersection(_with_stem(stem, bits) for stem in phrase if stem[0] != NOT) for phrase in unit)


def _with_stem(stem: str, bits: Bitmaps) -> BitMap:
    return union(bits.terms.get(key, NONE) for key, stems in bits.words.stems.items() if stem in stems)
