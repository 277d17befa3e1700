"""From what people type to what they mean: places, terms of the vocabularies, help lines, and remaining words.

What is understood narrows as the parameters of the same names would. Nothing is guessed where what was typed is known.
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise, product

from initiatives.search import slips
from initiatives.search.lexicon import Lexicon, lexicon
from initiatives.search.query import Understanding, without_dots
from initiatives.search.reading import Reading
from pairaidance.kit import french
from pairaidance.kit.wording import remarks
from research.models.synonym import key_of


def readings(
    text: str, known: Callable[[str], bool], named: Callable[[tuple[str, ...]], bool]
) -> Iterator[Understanding]:
    """What a query may mean, the likeliest first; the next are for where nothing answers the ones before.

    `known` says whether any entry holds a stem: only what nobody knows is taken for a slip; `named`, whether any has
    some stems in its name. After the first reading: slips that were meant otherwise; all of it as a name;
    what peers are called, in words; and of a sentence, what it asks for without what it tells.
    """
    asked = without_dots(unicodedata.normalize("NFC", text).strip())
    words = lexicon()
    reading = Reading(asked, words)
    unheard = [at for at in reading.left_over() if not known(reading.tokens[at].stem)]
    if unheard and reading.taken and not reading.spans:
        reading = Reading(asked, words, unheard)  # what no entry holds, beside a theme, may be the name of a village
        unheard = [at for at in unheard if at not in reading.taken]
    tried: dict[str, tuple[Reading, list[tuple[str, str]]]] = {}
    for choice in range(slips.MOST_OFFERED):
        mended, corrections = _corrected(asked, reading, words, unheard, choice)
        if mended not in tried:
            tried[mended] = (Reading(mended, words) if corrections else reading, corrections)
            yield tried[mended][0].result(corrections)
    yield from _looser(*next(iter(tried.values())), named)


def _looser(
    reading: Reading, corrections: list[tuple[str, str]], named: Callable[[tuple[str, ...]], bool]
) -> Iterator[Understanding]:
    """One text read as a name, in words, or without what is only told."""
    called = reading.called(corrections)
    if called.typed and (reading.phrases or reading.spans) and named(called.typed):
        yield called
    yield reading.result(corrections, spoken=True)
    topics = reading.topics
    told = [(), *((one,) for one in topics), *([topics] if len(topics) > 1 else [])] if reading.tells else []
    for aside, spoken in product(told, (False, True)):
        meant = reading.result(corrections, spoken=spoken, aside=aside)
        if meant.everywhere or meant.terms or meant.wanted:
            yield meant


def _corrected(
    text: str, reading: Reading, words: Lexicon, unknown: list[int], choice: int
) -> tuple[str, list[tuple[str, str]]]:
    """The text with its slips mended, and the slips; only words that nobody knows are slips.

    Of the words that one may have been meant to be, it takes the one at `choice`, else the last.
    """
    mended: list[tuple[int, int, str]] = []

    def mend(first: int, last: int, meant: str | None) -> None:
        if meant and not any(first <= end and start <= last for start, end, _meant in mended):
            mended.append((first, last, meant))

    left = reading.left_over()
    for first, last in _runs(reading, unknown):
        typed = " ".join(token.word for token in reading.tokens[first : last + 1] if token.telling)
        mend(first, last, slips.nearest_phrase(typed, words))
    for at, following in pairwise(left):
        if following == at + 1 and {at, following} & set(unknown):
            mend(at, following, slips.joined(reading.tokens[at].word, reading.tokens[following].word, words))
    for at in left:
        typed = reading.tokens[at].word
        town = None if at in unknown else slips.town_of_same_stem(typed, words)
        offered = slips.nearest_words(typed, words) if at in unknown else [town] if town else []
        word = offered[: choice + 1][-1] if offered else None
        mend(at, at, word if word and french.fold(word) != typed else None)
    corrections = []
    for first, last, found in sorted(mended, reverse=True):
        meant = _said_with_respect(found, words)
        start, end = reading.tokens[first].start, reading.tokens[last].end
        corrections.append((text[start:end], meant))
        text = text[:start] + meant + text[end:]
    return text, corrections[::-1]


def _said_with_respect(text: str, words: Lexicon) -> str:
    """A correction as the page may say it: what is slang is given by the term that it leads to."""
    meaning = words.meanings.get(key_of(text))
    return meaning.terms[0].label if meaning and meaning.terms and any(remarks(text)) else text


def _runs(reading: Reading, unknown: list[int]) -> list[tuple[int, int]]:
    """Runs of two to four telling words around an unknown one, the longest first."""
    telling = [at for at, token in enumerate(reading.tokens) if token.telling]
    placed = {at for span in reading.spans for at in range(span.first, span.last + 1)}
    runs = [telling[start : start + size] for size in (4, 3, 2) for start in range(len(telling) - size + 1)]
    return [(run[0], run[-1]) for run in runs if set(run) & set(unknown) and not set(run) & placed]
