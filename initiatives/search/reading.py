"""One reading of a query: each word belongs to one phrase, one place, one name, or to the words left over."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from initiatives.models import Place
from initiatives.search.everyday import EVERYDAY
from initiatives.search.lexicon import LONGEST, Lexicon, Meaning
from initiatives.search.mentions import Span, places_in
from initiatives.search.names import Named, names_in, spellings
from initiatives.search.query import WITHOUT, Part, Understanding, Unit, tokens
from pairaidance.kit import french
from research.models import Term
from research.vocabulary import Scheme


class Phrase(NamedTuple):
    """A run of a query's words, `first` to `last`, that the lexicon knows; or what is refused: « pas de bénévolat »."""

    first: int
    last: int
    meaning: Meaning
    refused: bool = False


Claim = Phrase | Span | Named
SENTENCE = 6  # things said: of so many, some are by the way
OF_ONESELF = frozenset({"je", "j", "mon", "ma", "mes", "me", "m", "moi", "nous"})
DENYING = frozenset({WITHOUT, "sauf", "ni", "hors", "excepte"})
CONTRASTING = frozenset({"mais", "et", "surtout", "ou", "non"})
NOT = "pas"
DENIED = frozenset({Scheme.STATUT, Scheme.CONTRAT})


class Reading:
    """One reading of a text. Its words are shared out among `phrases`, `spans` (places) and `names`."""

    def __init__(
        self, text: str, lexicon: Lexicon, unheard: Collection[int] = (), *, numbers: bool = True, places: bool = True
    ) -> None:
        """Reads it. `unheard` are positions of words that no entry holds.

        Without `numbers`, « 38 » is no place; without `places`, nothing is.
        """
        self.text = text
        self.lexicon = lexicon
        self.tokens = tokens(text)
        phrases = self._phrases_in()
        spans, refused = self._places_in(phrases, unheard) if places else ([], [])
        self.numbers = [span for span in spans if span.first == span.last and self.tokens[span.first].word.isdigit()]
        found: list[Claim] = [*phrases, *refused, *(span for span in spans if numbers or span not in self.numbers)]
        self._share_out(found)
        self._share_out([*self._names_in(), *found])

    def _places_in(self, phrases: list[Phrase], unheard: Collection[int]) -> tuple[list[Span], list[Phrase]]:
        """The places that are named, and those that are refused."""
        typed = [token.word for token in self.tokens]
        said = {phrase.first for phrase in phrases if phrase.first == phrase.last}
        said |= {at for at, word in enumerate(typed) if _is_everyday(word)}
        spans = places_in(typed, spoken_for=said, phrased=_positions(phrases), unheard=unheard)
        refused = {span.first: phrase for span in spans if (phrase := self._refused(span.first, span.last))}
        return [span for span in spans if span.first not in refused], list(refused.values())

    def _names_in(self) -> list[Named]:
        """The names that words left over are part of: « Café Lille » is no place."""
        typed, left = [token.word for token in self.tokens], set(self.left_over())
        within = names_in(typed) if left and (self.taken or len(typed) == 1) else []
        return [name for name in within if left & _positions([name])]

    def _phrases_in(self) -> list[Phrase]:
        """Every run of telling words that the lexicon knows."""
        telling = [at for at, token in enumerate(self.tokens) if token.telling]
        found = []
        for start in range(len(telling)):
            for end in range(start, min(start + LONGEST, len(telling))):
                key = " ".join(self.tokens[at].stem for at in telling[start : end + 1])
                meaning = self.lexicon.meanings.get(key)
                if meaning:
                    found.append(Phrase(telling[start], telling[end], meaning))
                    if meaning.is_only(DENIED) and (refused := self._refused(telling[start], telling[end])):
                        found.append(refused)
        return found

    def _refused(self, first: int, last: int) -> Phrase | None:
        """A run of words with the one before that says that it is not meant, if any: « sans emploi », « sauf Lille ».

        « Salarié, pas bénévole » is a contrast; « je connais pas Lille » is none.
        """
        at = first - 1
        while at > 0 and not self.tokens[at].telling and self.tokens[at].word != NOT:
            at -= 1
        if at < 0:
            return None
        word, before = self.tokens[at].word, self.tokens[at - 1] if at else None
        contrasted = before and (before.word in CONTRASTING or (before.telling and not _is_everyday(before.word)))
        is_refused = word in DENYING or (word == NOT and contrasted)
        return Phrase(at, last, Meaning(), refused=True) if is_refused else None

    def _share_out(self, found: list[Claim]) -> None:
        """Gives each word to one of what was found."""
        self.taken: set[int] = set()
        kept: list[Claim] = []
        for claim in sorted(found, key=self._weight):
            if not self.taken & _positions([claim]):
                self.taken |= _positions([claim])
                kept.append(claim)
        kept.sort(key=lambda claim: claim.first)
        self.phrases = [claim for claim in kept if isinstance(claim, Phrase)]
        self.spans = [claim for claim in kept if isinstance(claim, Span)]
        self.names = [claim for claim in kept if isinstance(claim, Named)]

    def _weight(self, claim: Claim) -> tuple[int, int, int]:
        """Longer first; of two as long, names, places that were signed or great, then phrases; then from the left."""
        telling = sum(self.tokens[at].telling for at in range(claim.first, claim.last + 1))
        if isinstance(claim, Phrase) and claim.refused and self.tokens[claim.first].word == NOT:
            telling += 1  # « pas » tells nothing by itself
        return (-telling, [Named, Span, Phrase].index(type(claim)), claim.first)

    def left_over(self) -> list[int]:
        """The positions of the words without a meaning, those of names too; of all words, where none tells anything."""
        meant = _positions([*self.phrases, *self.spans])
        free = [at for at in range(len(self.tokens)) if at not in meant]
        telling = [at for at in free if self.tokens[at].telling]
        return telling if telling or meant else free

    def run(self, first: int, last: int) -> list[str]:
        """The words from one position to another, folded."""
        return [token.word for token in self.tokens[first : last + 1]]

    def rare(self) -> list[int]:
        """The positions of the words left over that not everybody says: the others are no slips."""
        return [at for at in self.left_over() if not _is_everyday(self.tokens[at].word)]

    # What was understood

    @property
    def tells(self) -> bool:
        """Whether more is told than looked for: by somebody of oneself, or at length."""
        said = len(self.left_over()) + len(self.phrases) + len(self.spans)
        return said >= SENTENCE or any(token.word in OF_ONESELF for token in self.tokens)

    @property
    def chats(self) -> bool:
        """Whether all that is left over are words that everybody says: « bosser pour la mairie »."""
        return not self.rare() and bool(self.left_over())

    @property
    def topics(self) -> list[Phrase]:
        """The phrases that are a topic and no term: they must be spoken of."""
        return [phrase for phrase in self._asking() if phrase.meaning.is_topic_only]

    def of_schemes(self, *schemes: str) -> list[Phrase]:
        """The phrases that ask for terms of these schemes alone."""
        asking = (phrase for phrase in self._asking() if not phrase.meaning.general)
        return [phrase for phrase in asking if phrase.meaning.is_only(schemes)]

    def result(
        self,
        corrections: list[tuple[str, str]],
        *,
        spoken: Collection[Phrase] = (),
        aside: Collection[Phrase] = (),
        words_aside: bool = False,
    ) -> Understanding:
        """The reading as an answer is made from it.

        What `spoken` phrases ask for need not be an entry's own term: it must speak of it. Topics that are `aside`, and
        with `words_aside` the words left over, only give the order; everyday words among these not even that.
        """
        places, choices, place_parts = settled([(span, self._part("place", span)) for span in self.spans])
        left, asking = self.left_over(), self._asking()
        in_words = [phrase for phrase in asking if phrase.meaning.is_topic_only or phrase in spoken]
        terms = {term.slug: term for phrase in asking if phrase not in in_words for term in phrase.meaning.terms}
        kept = [phrase for phrase in in_words if phrase not in aside]
        words: list[Unit] = [((stem,),) for stem in self._stems(left)]
        nearer = [((stem,),) for stem in self._stems(self.rare())] if words_aside else words
        distress = [phrase for phrase in self.phrases if phrase.meaning.help and phrase not in asking]
        units = [*nearer, *(unit for phrase in (*asking, *distress) for unit in self._units(phrase))]
        held = [unit for phrase in kept for unit in self._held(phrase)]
        typed = self._typed()
        free = [] if words_aside else left
        mere = [self._said(self._at(at)) for at in free]
        told: list[Claim] = [*aside, *(map(self._at, left) if words_aside else ())]
        return Understanding(
            text=self.text,
            places=tuple(places),
            choices=tuple(choices),
            terms=tuple(terms.values()),
            words=(*map(self._said, kept), *mere),
            corrections=tuple(dict.fromkeys(corrections)),
            help=tuple(dict.fromkeys(number for phrase in self.phrases for number in phrase.meaning.help)),
            parts=(
                *place_parts,
                *self._parts([phrase for phrase in asking if phrase not in in_words or phrase in kept], kept),
                *(self._part("word", self._at(at)) for at in free),
            ),
            wanted=tuple(dict.fromkeys([*(() if words_aside else words), *held])),
            units=tuple(dict.fromkeys(units or [((stem,),) for stem in typed])),
            typed=tuple(typed),
            names=spellings(french.words(self.text)),
            refused=tuple(self._said(phrase) for phrase in self.phrases if phrase.refused),
            aside=tuple(map(self._said, sorted(told, key=lambda claim: claim.first))),
            phrases={term.pk: self.lexicon.phrases.get(term.pk, []) for term in terms.values()},
            topics=tuple(
                self._ways(topic) for phrase in asking if phrase not in in_words for topic in phrase.meaning.topics
            ),
            spoken=bool(spoken),
            guesses=any(meant in mere for _typed, meant in corrections),
        )

    def called(self, corrections: list[tuple[str, str]]) -> Understanding:
        """The same as words alone, places and all: those of a name (« Le Café de Lille », in Lyon)."""
        telling = [at for at, token in enumerate(self.tokens) if token.telling]
        stems = french.stems(self.text)
        units = tuple(((stem,),) for stem in stems)
        return Understanding(
            text=self.text,
            words=tuple(self._said(self._at(at)) for at in telling),
            corrections=tuple(corrections),
            parts=tuple(self._part("word", self._at(at)) for at in telling),
            wanted=units,
            units=units,
            typed=tuple(stems),
            names=spellings(french.words(self.text)),
        )

    def _asking(self) -> list[Phrase]:
        """The phrases that narrow; one of what all of the directory is about only where nothing else is asked."""
        narrowing = [phrase for phrase in self.phrases if phrase.meaning.narrows]
        certain = [phrase for phrase in narrowing if not phrase.meaning.general]
        return certain if certain or self.spans or self.left_over() else narrowing

    def _parts(self, asking: list[Phrase], in_words: list[Phrase]) -> list[Part]:
        """What can be taken away: each term, and each phrase that must be spoken of."""
        parts: dict[str, Part] = {}
        for phrase in asking:
            labels = [] if phrase in in_words else [term.label for term in phrase.meaning.terms]
            kind = "term" if labels else "word"
            for label in labels or ([self._said(phrase)] if phrase in in_words else []):
                parts.setdefault(label, self._part(kind, phrase)._replace(label=label))
        return list(parts.values())

    def _held(self, phrase: Phrase) -> list[Unit]:
        """What must be held where a phrase is looked for in words: each of its topics, else each of its terms."""
        meant: Sequence[Term | str] = phrase.meaning.topics or phrase.meaning.terms
        return [self._ways(one) for one in meant]

    def _stems(self, left: list[int]) -> list[str]:
        """What the words left over must find: the stems of the names that they are, and their own."""
        named = _positions(self.names)
        return [*(stem for name in self.names for stem in name.stems)] + [
            self.tokens[at].stem for at in left if at not in named
        ]

    def _typed(self) -> list[str]:
        """The stems of telling words outside places; of those that narrow nothing only where there are no others."""
        placed, idle = _positions(self.spans), _positions(one for one in self.phrases if not one.meaning.narrows)
        telling = [at for at, token in enumerate(self.tokens) if token.telling and at not in placed]
        return list(dict.fromkeys(self.tokens[at].stem for at in [at for at in telling if at not in idle] or telling))

    def _units(self, phrase: Phrase) -> list[Unit]:
        """What a phrase asks for, as typed first: its topic in any words, else its term, else what its help is for."""
        own = tuple(token.stem for token in self.tokens[phrase.first : phrase.last + 1] if token.telling)
        ways = [self._ways(topic) for topic in phrase.meaning.topics]
        ways = ways or [self._ways(term) for term in phrase.meaning.terms]
        ways = ways or [self._ways(number) for number in phrase.meaning.help[:1]]
        return [tuple(dict.fromkeys([own, *way])) for way in ways] if own else ways

    def _ways(self, meant: Term | str) -> Unit:
        """The ways to say a term or a topic."""
        found = self.lexicon.phrases.get(meant if isinstance(meant, str) else meant.pk, [])
        return tuple(dict.fromkeys(tuple(phrase) for phrase in found))

    def _at(self, position: int) -> Named:
        return Named(position, position, ())

    def _part(self, kind: str, claim: Claim) -> Part:
        before, after = self.text[: self.tokens[claim.first].start], self.text[self.tokens[claim.last].end :]
        rest = f"{before} {after}" if any(token.telling for token in tokens(f"{before} {after}")) else ""
        return Part(kind, self._said(claim), " ".join(rest.split()))

    def _said(self, claim: Claim) -> str:
        return self.text[self.tokens[claim.first].start : self.tokens[claim.last].end]


def _is_everyday(word: str) -> bool:
    return word in EVERYDAY or word in french.EMPTY or word.isdigit()


def _positions(claims: Iterable[Claim]) -> set[int]:
    return {at for claim in claims for at in range(claim.first, claim.last + 1)}


def settled(spans: list[tuple[Span, Part]]) -> tuple[list[Place], list[tuple[str, tuple[Place, ...]]], list[Part]]:
    """The places meant, the homonyms to choose from, and the parts; a wider place named beside tells homonyms apart."""
    sure = [place for span, _part in spans if len(span.places) == 1 or span.together for place in span.places]
    places: list[Place] = []
    choices = []
    parts = []
    for span, part in spans:
        if span.together and _is_told_by_others(span, spans):
            continue  # « Strasbourg, Alsace »
        inside = [place for place in span.places if len(span.places) > 1 and any(map(place.lies_in, sure))]
        found = inside or list(span.places)
        if span.together:
            places += found
            parts.append(part)
        elif len(found) == 1:
            places.append(found[0])
            parts.append(part._replace(label=str(found[0])))
        else:
            choices.append((part.label, tuple(found)))
            parts.append(part)
    everything = [*places, *(place for _text, group in choices for place in group)]
    kept = [place for place in places if not any(one.lies_in(place) for one in everything)]
    return list(dict.fromkeys(kept)), choices, parts


def _is_told_by_others(span: Span, spans: list[tuple[Span, Part]]) -> bool:
    """Whether a nearer place within it is named beside."""
    others = [place for other, _part in spans if other is not span for place in other.places]
    return any(place.lies_in(wider) for place in others for wider in span.places)
