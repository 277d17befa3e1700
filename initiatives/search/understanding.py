"""From what people type to what they mean: places, terms of the vocabularies, help lines, and remaining words.

What is understood narrows as the parameters of the same names would. Nothing is guessed where what was typed is known.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from initiatives.search import slips
from initiatives.search.lexicon import lexicon
from initiatives.search.mending import Mended, Slip, guessed, heard_otherwise, is_sure, mended, slips_in
from initiatives.search.names import is_name
from initiatives.search.outcome import Manner, as_words, understood
from initiatives.search.query import Telling, Understanding, spelled_out, with_degree
from initiatives.search.reading import Phrase, Reading, positions
from pairaidance.kit import french
from research.vocabulary import Scheme

# Lists file an entry under nothing, and say « un médiateur de santé pair » or « alcool » in its text.
SPOKEN = (
    (Scheme.APPELLATION,),
    (Scheme.APPELLATION, Scheme.STATUT),
    (Scheme.APPELLATION, Scheme.STATUT, Scheme.DOMAINE),
)
# What frames what is looked for.
FRAMING = (Scheme.STATUT, Scheme.CONTRAT, Scheme.FORMATION, Scheme.APPELLATION, Scheme.EMPLOYER)
MOST_ASIDE = 6  # of them, one or two are left out in turn: 21 ways
MUCH = 2  # things, a place among them: as much must be left of what is asked
HOME = "FR"  # the country whose towns are all known

Naming = Callable[[tuple[str, ...]], bool]


def readings(text: str, known: Telling, named: Naming) -> Iterator[Understanding]:
    """What a query may mean, the likeliest first; the next are for where nothing answers the ones before.

    `known` says which of some stems any entry holds: what nobody knows is first taken for a slip; `named`, whether any
    has some stems in its name. Docs: docs/search.md.
    """
    query = _Query(text, known, named)
    for way in (
        query.as_mended,
        query.without_bold_guesses,
        query.as_typed,
        query.as_a_name,
        query.without_numbers,
        query.as_it_sounds,
        query.spoken_of,
        query.mended_otherwise,
        query.as_a_sentence,
        query.as_most_of_it,
        query.abroad,
    ):
        yield from (replace(meant, way=way.__name__) for meant in way())


class _Query:
    """A text, and the ways to read it in the order in which they are tried; each may give several readings or none."""

    def __init__(self, text: str, known: Telling, named: Naming) -> None:
        self.known, self.named = known, named
        asked, words = spelled_out(unicodedata.normalize("NFC", text).strip()), lexicon()
        degree = with_degree(asked)
        asked = asked if degree == asked or is_name(french.words(asked)) else degree
        self.typed = Reading(asked, words)
        self.unheard = self._unheard(self.typed)
        self.typed.unheard = {self.typed.tokens[at].word for at in self.unheard}
        if self.unheard and self.typed.phrases and not self.typed.spans:
            self.typed = self.typed.again(asked)  # beside a theme, it may be the name of a village
            self.unheard = [at for at in self.unheard if at in self.typed.left_over()]
        self.slips = self._slips(0)
        self.mended = mended(self.typed, self.slips)
        self.mendings = [self.mended]  # and those with other choices, once they were tried

    def _unheard(self, reading: Reading) -> list[int]:
        """The positions of its words that no entry holds and not everybody says."""
        rare = reading.rare()
        heard = self.known({reading.tokens[at].stem for at in rare})
        return [at for at in rare if reading.tokens[at].stem not in heard]

    def _slips(self, choice: int) -> list[Slip]:
        return slips_in(self.typed, self.unheard, choice, self.known)

    def as_mended(self) -> Iterator[Understanding]:
        """Places, terms, topics and words, its slips mended: « alcool savoi »."""
        yield understood(*self.mended)

    def mended_otherwise(self) -> Iterator[Understanding]:
        """With the next of the words that each slip may have been: « coc », no « choc » but « coke »."""
        tried = [self.slips]
        for choice in range(1, slips.MOST_OFFERED):
            found = self._slips(choice)
            if found in tried:  # no word has another choice
                return
            tried.append(found)
            self.mendings.append(mended(self.typed, found))
            yield understood(*self.mendings[-1])

    def without_bold_guesses(self) -> Iterator[Understanding]:
        """Those slips alone that lead to a place or a term."""
        sure = [slip for slip in self.slips if is_sure(slip, self.typed.lexicon)]
        if sure and len(sure) < len(self.slips):
            yield understood(*mended(self.typed, sure))

    def as_typed(self) -> Iterator[Understanding]:
        """« Canne blanche », not Cannes."""
        if self.mended.corrections:
            yield understood(self.typed, [])

    def as_a_name(self) -> Iterator[Understanding]:
        """All as words, where some name holds them: « GEM rue de Vienne », in Lille; then all but its places."""
        for reading, corrections in [self.mended, *([(self.typed, [])] if self.slips else [])]:
            ways = [(), reading.spans] if reading.spans and reading.phrases else [()]
            for called in (as_words(reading, corrections, but=places) for places in ways):
                if reading.has_meaning() and called.typed and self.named(called.typed):
                    yield called

    def without_numbers(self) -> Iterator[Understanding]:
        """« En 12 étapes » is not the Aveyron."""
        reading, corrections = self.mended
        if reading.numbers:
            yield understood(reading.again(reading.text, numbers=False), corrections)

    def as_it_sounds(self) -> Iterator[Understanding]:
        """Words that some entry holds for others that sound the same: « gem lile », « médiateur de santé père »."""
        looked_for = sorted({*self.typed.left_over(), *positions(self.typed.topics())})
        heard = mended(self.typed, heard_otherwise(self.typed, looked_for))
        if heard.corrections and heard.corrections != self.mended.corrections:
            yield understood(*heard)

    def spoken_of(self) -> Iterator[Understanding]:
        """What peers are called, then themes too, spoken of rather than borne as a term: « poker »."""
        yield from (understood(*self.mended, Manner(spoken=way)) for way in _ways(self.mended.reading)[1:])

    def as_a_sentence(self) -> Iterator[Understanding]:
        """Of what is told, what is asked for: first with the words that some entry holds, then without any."""
        for reading, corrections in (one for one in self.mendings if one is self.mended or not guessed(one)):
            if reading.tells() or reading.chats():
                yield from self._without_what_is_told(reading, corrections)

    def _without_what_is_told(self, reading: Reading, corrections: list[tuple[str, str]]) -> Iterator[Understanding]:
        left, topics, ways = reading.left_over(), reading.topics(), _ways(reading)
        unheard, rare = self._unheard(reading), reading.rare()
        idle = [at for at in left if at not in rare or at in unheard]
        if idle and len(idle) < len(left):  # then the rare words alone: « mon fils sort de Lantin »
            for aside in [[], topics] if topics else [[]]:
                yield from (understood(reading, corrections, Manner(way, aside, idle)) for way in ways)
        framing = reading.of_schemes(*FRAMING)
        more = len(reading.asking()) > len(framing)  # without what frames it, something must be asked
        beside = [*topics, *(framing if more else [])] if reading.tells() else []
        for aside in [[], *([one] for one in beside), *([beside] if len(beside) > 1 else [])]:
            for way in ways:
                spoken = [*way, *(one for one in aside if one in framing)]
                found = understood(reading, corrections, Manner(spoken, aside, left))
                if found.terms or found.wanted or found.help or (found.everywhere and reading.tells()):
                    yield found

    def as_most_of_it(self) -> Iterator[Understanding]:
        """All but one or two things, where more is asked: « experts du vécu SPF pauvreté », said without « SPF »."""
        reading, corrections = self.mended
        least, framing = self._least_telling(reading), reading.of_schemes(*FRAMING)
        things = len(reading.left_over()) + len(reading.asking()) + bool(reading.spans)
        for few in (1, 2):
            for aside in combinations([*least, *framing][:MOST_ASIDE], few):
                words = [one for one in aside if isinstance(one, int)]
                phrases = [one for one in framing if one in aside]
                says = [at for at in reading.rare() if at not in words] or len(reading.asking()) > len(framing)
                if says and things - few >= MUCH:
                    for way in _ways(reading):
                        most = understood(reading, corrections, Manner([*way, *phrases], phrases, words))
                        yield replace(most, partial=True)

    def _least_telling(self, reading: Reading) -> list[int]:
        """The positions of words left over: those that everybody says, then those that no entry holds, then the others.

        Rare ones that stand side by side are one thing: « armée de terre ».
        """
        rare, unheard = reading.rare(), self._unheard(reading)
        beside = {at for pair in pairwise(reading.telling()) if set(pair) <= set(rare) for at in pair}
        return sorted(set(reading.left_over()) - beside, key=lambda at: (at in rare, at not in unheard))

    def abroad(self) -> Iterator[Understanding]:
        """Places outside France as words: entries say where they are, and are filed under their country at most."""
        reading, corrections = self.mended
        if reading.spans and not any(place.country == HOME for span in reading.spans for place in span.places):
            said = Mended(reading.again(reading.text, places=False), corrections)
            yield from (understood(*said, Manner(spoken=way)) for way in _ways(said.reading))


def _ways(reading: Reading) -> list[list[Phrase]]:
    """The phrases that must be spoken of rather than borne: none of them, then more and more."""
    ways: list[list[Phrase]] = [[], *(reading.of_schemes(*schemes) for schemes in SPOKEN)]
    return [way for at, way in enumerate(ways) if way not in ways[:at]]
