"""One reading of a query: each word belongs to one phrase, one place, one name, or to the words left over."""

from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from initiatives.models import Place
from initiatives.search.everyday import is_everyday
from initiatives.search.lexicon import LONGEST, Lexicon, Meaning
from initiatives.search.mentions import NUMBER, Span, places_in
from initiatives.search.names import Named, names_in
from initiatives.search.nicknames import is_inhabitant
from initiatives.search.query import OF_ONESELF, Stretch, joining, tokens
from initiatives.search.refusals import DENIED, LACKED, denied_from, leaves_out, refused_among, refused_from
from pairaidance.kit import french
from research.vocabulary import Scheme


class Phrase(NamedTuple):
    """A run of a query's words, `first` to `last` (both counted), that the lexicon knows.

    Or what is `refused`: « pas de bénévolat », « pas Lille » with its `places`, « mais pas l’alcool », that it `shuns`.
    """

    first: int
    last: int
    meaning: Meaning
    refused: bool = False
    places: tuple[Place, ...] = ()
    shuns: Meaning | None = None

    @property
    def excludes(self) -> bool:
        """Whether nothing shown may have it: a place or a theme that is refused."""
        return bool(self.places or self.shuns)


Claim = Phrase | Span | Named  # to a run of words


class Shares(NamedTuple):
    """What got which words, from left to right."""

    phrases: list[Phrase]
    spans: list[Span]
    names: list[Named]


SHORT_STEM = 2  # letters: of an acronym, and by accident of longer words
SENTENCE = 6  # things said: of so many, some are by the way
RELATIVES = "proches"  # a topic: « mari alcoolique »
TIMES = frozenset({"an", "ans", "mois", "semaine", "semaines"})  # days and hours are names too: « les 24 heures »


class Reading:
    """One reading of a text: its words shared out among `phrases`, `spans` (places) and `names`."""

    def __init__(
        self, text: str, lexicon: Lexicon, unheard: Collection[str] = (), *, numbers: bool = True, places: bool = True
    ) -> None:
        """Reads it. `unheard` are folded words that no entry holds.

        Without `numbers`, « 38 » is no place; without `places`, nothing is.
        """
        self.text = text
        self.lexicon = lexicon
        self.unheard = unheard
        self.tokens = tokens(text)
        phrases = self._phrases_in()
        spans, refused = self._places_in(phrases) if places else ([], [])
        self.numbers = [span for span in spans if NUMBER.fullmatch(self.tokens[span.first].word)]
        claims: list[Claim] = [*phrases, *refused, *(span for span in spans if numbers or span not in self.numbers)]
        # Names last: which words are left over tells whether one is meant.
        self.phrases, self.spans, self.names = self._shared_out(claims)
        self.distress = [phrase for phrase in self.phrases if phrase.meaning.help]  # whatever it is the name of
        self.phrases, self.spans, self.names = self._shared_out([*self._names_in(), *claims])

    def again(self, text: str, *, numbers: bool = True, places: bool = True) -> "Reading":
        """Another text, or the same in another way, with what is known of words."""
        return Reading(text, self.lexicon, self.unheard, numbers=numbers, places=places)

    def has_meaning(self) -> bool:
        """Whether anything in it is more than a word."""
        return bool(self.phrases or self.spans)

    # What its words may be

    def _phrases_in(self) -> list[Phrase]:
        """Every run of telling words that the lexicon knows."""
        telling = self.telling()
        found = []
        for start in range(len(telling)):
            for end in range(start, min(start + LONGEST, len(telling))):
                key = " ".join(french.stem(self.tokens[at].word) for at in telling[start : end + 1])
                meaning = self.lexicon.meanings.get(key)
                is_cut = len(key) <= SHORT_STEM and len(self.tokens[telling[end]].word) > 2 * SHORT_STEM
                if meaning and not is_cut:  # « naantes » is no « NA »
                    found.append(Phrase(telling[start], telling[end], meaning))
                    found += self._refused(found[-1], found)
        return found + [Phrase(at, at + 1, Meaning()) for at in self._lengths_of_time()]

    def _refused(self, phrase: Phrase, before: Collection[Phrase]) -> list[Phrase]:
        """The phrase with what says that it is not meant, where anything does; « sauf » goes on over « et »."""
        at = refused_from(self.tokens, phrase.first, phrase.last) if phrase.meaning.narrows else None
        and_at = joining(self.tokens, phrase.first)
        if at is None and any(one.shuns and one.last + 1 == and_at for one in before) and phrase.meaning.narrows:
            return [Phrase(phrase.first - 1, phrase.last, Meaning(), refused=True, shuns=phrase.meaning)]
        denied = denied_from(self.tokens, phrase.first) if phrase.meaning.narrows else None
        if denied is not None and self._narrows_beside(denied, phrase.last):
            return [Phrase(denied, phrase.last, Meaning(), refused=True)]
        if at is None:
            return []
        if phrase.meaning.is_only(DENIED):  # a paid post may be among volunteers: it is only not asked for
            return [Phrase(at, phrase.last, Meaning(), refused=True)]
        lacked = any(term.slug in LACKED for term in phrase.meaning.terms)
        left_out = leaves_out(self.tokens, at, lacked=lacked)
        return [Phrase(at, phrase.last, Meaning(), refused=True, shuns=phrase.meaning)] if left_out else []

    def _narrows_beside(self, first: int, last: int) -> bool:
        """Whether a word before or after some says what is asked for."""
        beside = [self.tokens[at] for at in self.telling() if not first <= at <= last]
        return any((meaning := self.lexicon.meanings.get(one.stem)) and meaning.terms for one in beside)

    def _lengths_of_time(self) -> list[int]:
        """The positions of numbers that tell, beside what is asked for, how old or how long: « 45 ans »."""
        words = [token.word for token in self.tokens]
        times = [at for at, (word, after) in enumerate(pairwise(words)) if word.isdigit() and after in TIMES]
        return times if len(self.telling()) > 2 * len(times) else []

    def _places_in(self, phrases: list[Phrase]) -> tuple[list[Span], list[Phrase]]:
        """The places that are named, and those that are refused."""
        typed = [token.word for token in self.tokens]
        said = {phrase.first for phrase in phrases if phrase.first == phrase.last}
        said -= {at for at in said if is_inhabitant(typed[at])}  # « réunionnais » is of no « réunion »
        said |= {at for at, word in enumerate(typed) if is_everyday(word)}
        spans = places_in(typed, spoken_for=said, phrased=positions(phrases))
        unheard = {at for at, word in enumerate(typed) if word in self.unheard}
        if unheard and phrases and not spans:
            spans = places_in(typed, spoken_for=said, phrased=positions(phrases), unheard=unheard)
        refused = refused_among(self.tokens, spans)
        ends = {span.last for _at, span in refused}
        return [span for span in spans if span.last not in ends], [
            Phrase(at, span.last, Meaning(), refused=True, places=span.places) for at, span in refused
        ]

    def _names_in(self) -> list[Named]:
        """The names that words left over are part of: « Café Lille » is no place."""
        typed, left = [token.word for token in self.tokens], set(self.left_over())
        within = names_in(typed) if left and (self.has_meaning() or len(typed) == 1) else []
        return [name for name in within if left & positions([name])]

    def _shared_out(self, claims: list[Claim]) -> Shares:
        """Each word given to one claim at most, the weightiest first."""
        kept: list[Claim] = []
        taken: set[int] = set()
        for claim in sorted(claims, key=self._weight):
            if not taken & positions([claim]):
                taken |= positions([claim])
                kept.append(claim)
        kept.sort(key=lambda claim: claim.first)
        return Shares(
            [claim for claim in kept if isinstance(claim, Phrase)],
            [claim for claim in kept if isinstance(claim, Span)],
            [claim for claim in kept if isinstance(claim, Named)],
        )

    def _weight(self, claim: Claim) -> tuple[int, int, int]:
        """Longer first; of two as long, names, places that were signed or great, then phrases; then from the left."""
        telling = sum(self.tokens[at].telling for at in range(claim.first, claim.last + 1))
        return (-telling, [Named, Span, Phrase].index(type(claim)), claim.first)

    # Its words

    def telling(self) -> list[int]:
        """The positions of the words that say something by themselves."""
        return [at for at, token in enumerate(self.tokens) if token.telling]

    def left_over(self) -> list[int]:
        """The positions of the words without a meaning, those of names too; of all words, where none tells anything."""
        meant = positions([*self.phrases, *self.spans])
        free = [at for at in range(len(self.tokens)) if at not in meant]
        telling = [at for at in free if self.tokens[at].telling]
        return telling if telling or meant else free

    def rare(self) -> list[int]:
        """The positions of the words left over that not everybody says: the others are no slips."""
        return [at for at in self.left_over() if not is_everyday(self.tokens[at].word)]

    def run(self, first: int, last: int) -> list[str]:
        """The words from one position to another (both counted), folded."""
        return [token.word for token in self.tokens[first : last + 1]]

    # What it is about

    def asking(self) -> list[Phrase]:
        """The phrases that narrow; one of what all of the directory is about only where nothing else is asked."""
        narrowing = [phrase for phrase in self.phrases if phrase.meaning.narrows]
        certain = [phrase for phrase in narrowing if not phrase.meaning.general]
        return certain if certain or self.spans or self.left_over() else narrowing

    def topics(self) -> list[Phrase]:
        """The phrases that are a topic and no term: they must be spoken of."""
        return [phrase for phrase in self.asking() if phrase.meaning.is_topic_only]

    def of_schemes(self, *schemes: str) -> list[Phrase]:
        """The phrases that ask for terms of these schemes alone."""
        asking = (phrase for phrase in self.asking() if not phrase.meaning.general)
        return [phrase for phrase in asking if phrase.meaning.is_only(schemes)]

    def tells(self) -> bool:
        """Whether more is told than looked for: by somebody of oneself or of a relative, or at length."""
        said = len(self.left_over()) + len(self.phrases) + len(self.spans)
        themes = [
            phrase for phrase in self.asking() if any(term.scheme == Scheme.DOMAINE for term in phrase.meaning.terms)
        ]
        of_somebody = themes and any(phrase.meaning.topics == [RELATIVES] for phrase in self.phrases)
        return bool(said >= SENTENCE or of_somebody or any(token.word in OF_ONESELF for token in self.tokens))

    def chats(self) -> bool:
        """Whether all that is left over are words that everybody says: « bosser pour la mairie »."""
        return not self.rare() and bool(self.left_over())


def positions(stretches: Iterable[Stretch]) -> set[int]:
    """The positions of their words."""
    return {at for one in stretches for at in range(one.first, one.last + 1)}
