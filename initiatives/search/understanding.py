"""From what people type to what they mean: places, terms of the vocabularies, help lines, and remaining words.

What is understood narrows as the parameters of the same names would. Nothing is guessed where what was typed is known.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product
from typing import Any, NamedTuple

from initiatives.search import slips
from initiatives.search.lexicon import Lexicon, lexicon
from initiatives.search.query import Telling, Understanding, spelled_out
from initiatives.search.reading import Phrase, Reading
from pairaidance.kit import french
from pairaidance.kit.wording import remarks
from research.models.synonym import key_of
from research.vocabulary import Scheme

# Lists file an entry under nothing, and say « un médiateur de santé pair » or « alcool » in its text.
SPOKEN = ((Scheme.APPELLATION,), (Scheme.APPELLATION, Scheme.DOMAINE))

HOME = "FR"  # the country whose towns are all known


def readings(text: str, known: Telling, named: Callable[[tuple[str, ...]], bool]) -> Iterator[Understanding]:
    """What a query may mean, the likeliest first; the next are for where nothing answers the ones before.

    `known` says which of some stems any entry holds: what nobody knows is first taken for a slip; `named`, whether any
    has some stems in its name. Docs: docs/adr/0009-a-query-has-several-readings.md.
    """
    asked = spelled_out(unicodedata.normalize("NFC", text).strip())
    words = lexicon()
    reading = Reading(asked, words)
    heard = known({reading.tokens[at].stem for at in reading.rare()})
    unheard = [at for at in reading.rare() if reading.tokens[at].stem not in heard]
    if unheard and reading.taken and not reading.spans:
        reading = Reading(asked, words, unheard)  # what no entry holds, beside a theme, may be the name of a village
        unheard = [at for at in unheard if at not in reading.taken]
    tried: dict[tuple[Slip, ...], Mended] = {}
    for choice in range(slips.MOST_OFFERED):
        found = tuple(_slips(reading, unheard, choice, known))
        if found in tried:  # no word has another choice
            break
        tried[found] = _mended(reading, found)
        yield tried[found].result()
    found, likeliest = next(iter(tried.items()))
    yield from _otherwise(reading, found, likeliest, known, named)
    yield from _looser(likeliest)


def _ways(reading: Reading) -> list[list[Phrase]]:
    """The phrases that must be spoken of rather than borne: none of them, then more and more."""
    ways: list[list[Phrase]] = [[], *(reading.of_schemes(*schemes) for schemes in SPOKEN)]
    return [way for at, way in enumerate(ways) if way not in ways[:at]]


class Slip(NamedTuple):
    """A run of a reading's words, `first` to `last`, and what was meant."""

    first: int
    last: int
    meant: str


class Mended(NamedTuple):
    """A reading of a text, and the slips that were mended in it, as (typed, meant)."""

    reading: Reading
    corrections: list[tuple[str, str]]

    def result(self, **how: Any) -> Understanding:
        """The reading as an answer is made from it (see `Reading.result`)."""
        return self.reading.result(self.corrections, **how)


def _otherwise(
    typed: Reading,
    found: tuple[Slip, ...],
    likeliest: Mended,
    known: Telling,
    named: Callable[[tuple[str, ...]], bool],
) -> Iterator[Understanding]:
    """The same words, each read as something else: as typed, as a name, without numbers, as they sound."""
    reading, corrections = likeliest
    sure = [slip for slip in found if not Reading(slip.meant, typed.lexicon).left_over()]
    if sure and len(sure) < len(found):  # what leads to a place or a term; of other words, none is guessed
        yield _mended(typed, sure).result()
    if corrections:
        yield Mended(typed, []).result()
    for one in [likeliest, Mended(typed, [])] if corrections else [likeliest]:
        called = one.reading.called(one.corrections)
        if called.typed and (one.reading.phrases or one.reading.spans) and named(called.typed):
            yield called
    if reading.numbers:  # « en 12 étapes » is not the Aveyron
        yield Mended(Reading(reading.text, reading.lexicon, numbers=False), corrections).result()
    heard = _mended(typed, _slips(typed, typed.left_over(), 0, known, slips.sounding_alike))
    if heard.corrections and heard.corrections != corrections:
        yield heard.result()


def _looser(meant: Mended) -> Iterator[Understanding]:
    """What was understood, spoken of rather than borne as a term; and of a sentence, what it asks for alone."""
    reading = meant.reading
    ways = _ways(reading)
    yield from (meant.result(spoken=way) for way in ways[1:])
    topics = reading.topics
    told = [[], *([one] for one in topics), *([topics] if len(topics) > 1 else [])] if reading.tells else [[]]
    for aside, way in product(told, ways) if reading.tells or reading.chats else ():
        found = meant.result(spoken=way, aside=aside, words_aside=True)
        if found.terms or found.wanted or found.help or (found.everywhere and reading.tells):
            yield found
    if reading.spans and not any(place.country == HOME for span in reading.spans for place in span.places):
        # Elsewhere, entries are filed under their country or région at most, and say where they are: « à Liège ».
        said = Mended(Reading(reading.text, reading.lexicon, places=False), meant.corrections)
        yield from (said.result(spoken=way) for way in _ways(said.reading))


def _slips(
    reading: Reading,
    unknown: list[int],
    choice: int,
    known: Telling,
    nearest: Callable[[str, Lexicon], list[str]] = slips.nearest_words,
) -> list[Slip]:
    """The slips of a text, from left to right; `unknown` are the positions of words that may be some.

    Of the words that one may have been meant to be, it takes the one at `choice`, else the last.
    """
    words = reading.lexicon
    found: list[Slip] = []

    def mend(first: int, last: int, meant: str | None) -> None:
        if meant and not any(first <= other.last and other.first <= last for other in found):
            found.append(Slip(first, last, meant))

    left = reading.left_over()
    runs = _runs(reading, unknown)
    for first, last in runs:
        mend(first, last, slips.nearest_phrase(reading.run(first, last), words))
    for at, following in pairwise(left):
        if following == at + 1 and {at, following} & set(unknown):
            mend(at, following, slips.joined(reading.tokens[at].word, reading.tokens[following].word, words))
    for first, last in runs:
        mend(*_shortened(reading, first, last, slips.nearest_name("".join(reading.run(first, last)), words)))
    for at in left:
        typed = reading.tokens[at].word
        town = None if at in unknown else slips.town_of_same_stem(typed, words)
        offered = nearest(typed, words) if at in unknown else [town] if town else []
        word = offered[: choice + 1][-1] if offered else None
        mend(at, at, word if word and french.fold(word) != typed else None)
    for at, meant in slips.elided({at: reading.tokens[at].word for at in unknown}, known).items():
        mend(at, at, meant)
    return sorted(found)


def _mended(reading: Reading, found: Sequence[Slip]) -> Mended:
    """A reading without some of its slips."""
    text, corrections = reading.text, []
    for slip in reversed(found):
        meant = _said_with_respect(slip.meant, reading.lexicon)
        start, end = reading.tokens[slip.first].start, reading.tokens[slip.last].end
        corrections.append((text[start:end], meant))
        text = text[:start] + meant + text[end:]
    return Mended(Reading(text, reading.lexicon), corrections[::-1]) if found else Mended(reading, [])


def _shortened(reading: Reading, first: int, last: int, meant: str | None) -> tuple[int, int, str | None]:
    """A mended run without the words at its ends that were well written."""
    left = french.words(meant or "")
    while first < last and left[1:] and left[0] == reading.tokens[first].word:
        first, left = first + 1, left[1:]
    while first < last and left[1:] and left[-1] == reading.tokens[last].word:
        last, left = last - 1, left[:-1]
    return first, last, " ".join(left) if meant and len(left) < len(french.words(meant)) else meant


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
