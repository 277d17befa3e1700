"""What the words of a query leave, and which of it is nearer to them: by bitmaps."""

from collections.abc import Iterator

from pyroaring import BitMap

from initiatives.bitmaps import Bitmaps
from initiatives.bitmaps.state import NONE, union
from initiatives.search import Understanding, index
from initiatives.vocabulary import TERM_FACETS
from pairaidance.kit import french


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
            phrases = [phrase for term in own for phrase in meant.phrases[term.pk]]
            parts.append(union(_all(phrase, bits) for phrase in phrases))
    if meant.stems:
        parts.append(_all(meant.stems, bits))
    return BitMap.intersection(*parts)


def ranks(found: BitMap, meant: Understanding, bits: Bitmaps, *, backwards: bool) -> Iterator[BitMap]:
    """The results by how near they are to what was typed, as `search.ranked` tells it in SQL; the nearest first."""
    if not meant.typed or not found:
        return iter([found])
    tiers = _tiers(found, meant.typed[: index.MOST_RANKED], meant.typed, bits)
    return iter(list(tiers)[::-1]) if backwards else tiers


def _tiers(found: BitMap, some: tuple[str, ...], typed: tuple[str, ...], bits: Bitmaps) -> Iterator[BitMap]:
    """The name holds all of it, or some; then name and terms; then the place; then all else."""
    names = [index.keys(stem, "name", bits.state.token) for stem in typed]
    left = found
    for reached in (
        lambda: BitMap.intersection(*names),
        lambda: union(names[: len(some)]),
        lambda: BitMap.intersection(*(name | _borne(stem, bits) for name, stem in zip(names, typed, strict=True))),
        lambda: BitMap.intersection(
            *(
                name | _borne(stem, bits) | index.keys(stem, "place", bits.state.token)
                for name, stem in zip(names, typed, strict=True)
            )
        ),
    ):
        tier = left & reached()
        yield tier
        left = left - tier
    yield left


def _borne(stem: str, bits: Bitmaps) -> BitMap:
    """Those with a term of which a name holds a stem."""
    own = [term for term in bits.words.terms if stem in french.stems(" ".join([term.label, *term.synonyms]))]
    return union(bits.terms.get(term.pk, NONE) for term in own)


def _all(stems: list[str] | tuple[str, ...], bits: Bitmaps) -> BitMap:
    """Those that hold every stem anywhere."""
    return BitMap.intersection(*(index.keys(stem, "", bits.state.token) for stem in stems)) if stems else NONE
