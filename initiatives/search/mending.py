"""Slips in a reading, and the reading without them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple

from initiatives.search import slips
from initiatives.search.held import word_like
from initiatives.search.lexicon import Lexicon
from initiatives.search.query import Telling
from initiatives.search.reading import Reading, positions
from pairaidance.kit import french
from pairaidance.kit.wording import remarks
from research.models.synonym import key_of

LONGEST_RUN = 4  # words
MOST_LIKE_HELD = 3  # unknown words: of more, some entry is not likely to hold all


class Slip(NamedTuple):
    """A run of a reading's words, `first` to `last` (both counted), and what was meant."""

    first: int
    last: int
    meant: str


class Mended(NamedTuple):
    """A reading of a text, and the slips that were mended in it, as (typed, meant)."""

    reading: Reading
    corrections: list[tuple[str, str]]


def slips_in(reading: Reading, unknown: list[int], choice: int, known: Telling) -> list[Slip]:
    """The slips of a text, from left to right; `unknown` are the positions of words that may be some.

    Of the words that one may have been meant to be, it takes the one at `choice`, else the last.
    """
    found: list[Slip] = []
    ways = (
        _phrases(reading, unknown, slips.nearest_phrase),
        _joined(reading, unknown),
        _longer_places(reading, unknown),
        _names(reading, unknown, slips.nearest_name),
        _words(reading, unknown, choice, partial(slips.nearest_words, lexicon=reading.lexicon)),
        _towns(reading, unknown),
        _elided(reading, unknown, known),
    )
    _add_apart(reading, found, chain(*ways))
    if len(unknown) <= MOST_LIKE_HELD:
        _add_apart(reading, found, _held(reading, [at for at in unknown if at not in positions(found)]))
    return sorted(found)


def heard_otherwise(reading: Reading, looked_for: list[int]) -> list[Slip]:
    """What sounds as other words do that are better known, though every word is one: « père aidant », « gem lile »."""
    found: list[Slip] = []
    rare = [at for at in looked_for if at in reading.rare()]  # « quand » is not Caen
    ways = (
        _joined(reading, looked_for),
        _phrases(reading, looked_for, slips.phrase_of_same_sound),
        _names(reading, rare, slips.name_of_same_sound),
        _words(reading, looked_for, 0, slips.sounding_alike),
    )
    _add_apart(reading, found, chain(*ways))
    return sorted(found)


def _add_apart(reading: Reading, found: list[Slip], others: Iterable[Slip]) -> None:
    """Adds those that are another text than was typed and share no word with one before."""
    for slip in others:
        is_apart = not any(slip.first <= other.last and other.first <= slip.last for other in found)
        if is_apart and french.words(slip.meant) != reading.run(slip.first, slip.last):
            found.append(slip)


def _phrases(
    reading: Reading, unknown: list[int], nearest: Callable[[list[str], Lexicon], str | None]
) -> Iterator[Slip]:
    """« Entandeur de voi »."""
    for first, last in _runs(reading, unknown):
        if meant := nearest(reading.run(first, last), reading.lexicon):
            yield Slip(first, last, meant)


def _joined(reading: Reading, unknown: list[int]) -> Iterator[Slip]:
    """« Bi polaires »; where nothing answers, « contre courant »."""
    for at, following in pairwise(reading.left_over()):
        first, second = reading.tokens[at].word, reading.tokens[following].word
        meant = slips.joined(first, second) if following == at + 1 else None
        if meant and {at, following} & set(unknown):
            yield Slip(at, following, meant)


def _names(reading: Reading, unknown: list[int], nearest: Callable[[str], str | None]) -> Iterator[Slip]:
    """« Saint nazère »."""
    for first, last in _runs(reading, unknown):
        if meant := nearest(_glued(reading, first, last)):
            slip = _shortened(reading, first, last, meant)
            if slips.is_near("".join(reading.run(slip.first, slip.last)), "".join(french.words(slip.meant))):
                yield slip


def _longer_places(reading: Reading, unknown: list[int]) -> Iterator[Slip]:
    """« Loire atlantike », though the Loire is a place too; « la rénion »."""
    runs = [(at, at + size) for size in range(LONGEST_RUN, 0, -1) for at in range(len(reading.tokens) - size)]
    for first, last in runs:
        has_unknown = not set(unknown).isdisjoint(range(first, last + 1))
        if has_unknown and (meant := slips.nearest_place(_glued(reading, first, last))):
            yield _shortened(reading, first, last, meant)


def _glued(reading: Reading, first: int, last: int) -> str:
    return "".join(french.WRITTEN_OUT.get(word, word) for word in reading.run(first, last))


def _words(reading: Reading, unknown: list[int], choice: int, nearest: Callable[[str], list[str]]) -> Iterator[Slip]:
    """« Alcolique »."""
    for at in unknown:
        typed = reading.tokens[at].word
        offered = nearest(typed)
        if offered and french.fold(meant := offered[: choice + 1][-1]) != typed:
            yield Slip(at, at, meant)


def _towns(reading: Reading, unknown: list[int]) -> Iterator[Slip]:
    """« Marseile », « saint étiene », though some entry holds the words: they have the same stems."""
    left = set(reading.left_over()) - set(unknown)
    runs = [(at, at + size) for size in range(LONGEST_RUN - 1, -1, -1) for at in sorted(left)]
    for first, last in runs:
        if left.issuperset(range(first, last + 1)):
            typed = "".join(reading.run(first, last))
            meant = slips.town_of_same_stem(typed, reading.lexicon)
            if meant and french.sort_key(meant) != typed:
                yield Slip(first, last, meant)


def _elided(reading: Reading, unknown: list[int], known: Telling) -> Iterator[Slip]:
    """« Demployeurs »."""
    for at, meant in slips.elided({at: reading.tokens[at].word for at in unknown}, known).items():
        yield Slip(at, at, meant)


def _held(reading: Reading, unknown: list[int]) -> Iterator[Slip]:
    """« Endometrioze », where an entry speaks of it."""
    for at in unknown:
        if meant := word_like(reading.tokens[at].word):
            yield Slip(at, at, meant)


def mended(reading: Reading, found: Sequence[Slip]) -> Mended:
    """A reading without some of its slips."""
    text, corrections = reading.text, []
    for slip in reversed(found):
        meant = _said_with_respect(slip.meant, reading.lexicon)
        start, end = reading.tokens[slip.first].start, reading.tokens[slip.last].end
        corrections.append((text[start:end], meant))
        text = text[:start] + meant + text[end:]
    return Mended(reading.again(text), corrections[::-1]) if found else Mended(reading, [])


def guessed(one: Mended) -> int:
    """How many of its words without a meaning are guesses."""
    meant = {word for _typed, text in one.corrections for word in french.words(text)}
    return sum(one.reading.tokens[at].word in meant for at in one.reading.left_over())


def is_sure(slip: Slip, lexicon: Lexicon) -> bool:
    """Whether it leads to a place or a term: of mere words, none is guessed."""
    return not Reading(slip.meant, lexicon).left_over()


def _shortened(reading: Reading, first: int, last: int, meant: str) -> Slip:
    """A mended run without the words at its ends that were well written."""
    left = french.words(meant)
    whole = len(left)
    while first < last and left[1:] and left[0] == reading.tokens[first].word:
        first, left = first + 1, left[1:]
    while first < last and left[1:] and left[-1] == reading.tokens[last].word:
        last, left = last - 1, left[:-1]
    return Slip(first, last, " ".join(left) if len(left) < whole else meant)


def _said_with_respect(text: str, words: Lexicon) -> str:
    """A correction as the page may say it: what is slang is given in other words for it, else by its term."""
    meaning = words.meanings.get(key_of(text))
    if not meaning or not meaning.terms or not any(remarks(text)):
        return text
    others = (phrase for phrase in words.spelled if words.meanings.get(key_of(phrase)) == meaning)
    fair = [phrase for phrase in others if key_of(text) in key_of(phrase).split() and not any(remarks(phrase))]
    return words.spelled[min(fair, key=len)] if fair else meaning.terms[0].label


def _runs(reading: Reading, unknown: list[int]) -> list[tuple[int, int]]:
    """Runs of two to four telling words around an unknown one, the longest first."""
    telling, placed = reading.telling(), positions(reading.spans)
    sizes = range(LONGEST_RUN, 1, -1)
    runs = [telling[start : start + size] for size in sizes for start in range(len(telling) - size + 1)]
    return [(run[0], run[-1]) for run in runs if set(run) & set(unknown) and not set(run) & placed]
