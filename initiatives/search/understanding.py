"""From what people type to what they mean: places, terms of the vocabularies, help lines, and remaining words.

What is understood narrows as the parameters of the same names would. Nothing is guessed where what was typed is known.
"""

import unicodedata
from collections.abc import Callable

from initiatives.search import slips
from initiatives.search.lexicon import Lexicon, lexicon
from initiatives.search.query import Understanding
from initiatives.search.reading import Reading
from pairaidance.kit import french
from pairaidance.kit.wording import remarks
from research.models.synonym import key_of


def understand(text: str, known: Callable[[str], bool]) -> Understanding:
    """Reads a query. `known` says whether any entry holds a stem: only what nobody knows is taken for a slip."""
    asked = unicodedata.normalize("NFC", text).strip()
    words = lexicon()
    reading = Reading(asked, words)
    unheard = [at for at in reading.left_over() if not known(reading.tokens[at].stem)]
    if unheard and reading.taken and not reading.spans:
        reading = Reading(asked, words, unheard)  # what no entry holds, beside a theme, may be the name of a village
        unheard = [at for at in unheard if at not in reading.taken]
    corrected, corrections = _corrected(asked, reading, words, unheard)
    return (Reading(corrected, words) if corrections else reading).result(corrections)


def _corrected(text: str, reading: Reading, words: Lexicon, unknown: list[int]) -> tuple[str, list[tuple[str, str]]]:
    """The text with its slips mended, and the slips; only words that nobody knows are slips."""
    mended: list[tuple[int, int, str]] = []
    for first, last in _runs(reading, unknown):
        typed = " ".join(token.word for token in reading.tokens[first : last + 1] if token.telling)
        meant = slips.nearest_phrase(typed, words)
        if meant and not any(first <= end and start <= last for start, end, _meant in mended):
            mended.append((first, last, meant))
    for at in reading.left_over():
        if not any(start <= at <= end for start, end, _meant in mended):
            typed = reading.tokens[at].word
            word = slips.nearest_word(typed, words) if at in unknown else slips.town_of_same_stem(typed, words)
            if word and french.fold(word) != typed:
                mended.append((at, at, word))
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
