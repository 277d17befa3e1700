"""What the words of a query leave, and which of it is nearer to them: by bitmaps."""

from collections.abc import Iterator

from pyroaring import BitMap

from initiatives.bitmaps import Bitmaps
from initiatives.bitmaps.state import NONE, intersection, union
from initiatives.models import Initiative
from initiatives.search import Understanding, index
from initiatives.search.analysis import COLUMNS
from initiatives.search.query import Unit
from initiatives.vocabulary import TERM_FACETS


def of_words(meant: Understanding | None, bits: Bitmaps) -> BitMap | None:
    """What answers a query, as `search.matching` finds it in SQL; None without a query."""
    if meant is None:
        return None
    if not meant.asks:
        return NONE
    parts = [bits.published]
    if meant.everywhere:
        parts.append(bits.in_places(meant.everywhere))
    for scheme in dict.fromkeys(term.scheme for term in meant.terms):
        own = [term for term in meant.terms if term.scheme == scheme]
        if scheme in TERM_FACETS:
            parts.append(bits.with_terms(term.slug for term in own))
        else:  # no facet: whatever speaks of it
            phrases = tuple(tuple(phrase) for term in own for phrase in meant.phrases[term.pk])
            parts += index.keys([phrases], *COLUMNS)
    parts += index.keys(meant.wanted, *COLUMNS)
    return intersection(parts)


def ranks(found: BitMap, meant: Understanding, bits: Bitmaps, *, backwards: bool) -> Iterator[BitMap]:
    """The results by how near they are to what was asked, the nearest first; `_tiers` says how.

    `search.ranked` tells the same in SQL, in the same order.
    """
    units = meant.units[: index.MOST_RANKED]
    if not units or not found:
        return iter([found])
    tiers = _tiers(found, meant, units, bits)
    return iter(list(tiers)[::-1]) if backwards else tiers


def _tiers(found: BitMap, meant: Understanding, units: tuple[Unit, ...], bits: Bitmaps) -> Iterator[BitMap]:
    def held(asked: tuple[Unit, ...], *columns: str) -> list[BitMap]:
        return [holders & found for holders in index.keys(asked, *columns)]

    def every(asked: tuple[Unit, ...], *columns: str) -> BitMap:
        return intersection(held(asked, *columns))

    typed = tuple(unit[:1] for unit in units)
    names, typed_names = held(units, "name"), held(typed, "name")
    said = every(units, "name", "text")
    borne = [name | (_borne(unit, bits) & found) for name, unit in zip(names, units, strict=True)]
    bearing = intersection(borne)
    left = found
    for reached in (
        # it is called so; its name begins so, place and all
        lambda: BitMap(Initiative.objects.filter(index.is_called(meant)).values_list("pk", flat=True)),
        lambda: BitMap(Initiative.objects.filter(index.begins_as(meant)).values_list("pk", flat=True)),
        lambda: intersection(typed_names),  # the name holds all that was asked, as typed
        lambda: union(typed_names) & said,  # it holds some of it; name and text together hold all, in any words for it
        lambda: every(typed, "name", "text"),  # name and text hold all, as typed
        lambda: intersection(names),  # from here, in any words for it: the name holds all
        lambda: union(names) & said,  # some, and with the text all
        lambda: bearing & said,  # name and terms hold all, and it is spoken of
        lambda: union(names),  # the name holds some
        lambda: bearing,  # name and terms hold all
        # name, terms and place hold all
        lambda: intersection(one | place for one, place in zip(borne, held(units, "place"), strict=True)),
        lambda: every(units, *COLUMNS),  # all of it, anywhere
    ):
        tier = left & reached()
        yield tier
        left = left - tier
    yield left


def _borne(unit: Unit, bits: Bitmaps) -> BitMap:
    """Those whose terms, by all their names together, hold one of a unit's phrases."""
    return union(intersection(_with_stem(stem, bits) for stem in phrase) for phrase in unit)


def _with_stem(stem: str, bits: Bitmaps) -> BitMap:
    return union(bits.terms.get(key, NONE) for key, stems in bits.words.stems.items() if stem in stems)
