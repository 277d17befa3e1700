"""One reading of a query: each word belongs to one phrase, one place, one name, or to the words left over."""

from collections.abc import Collection
from typing import Any

from initiatives.geography import Level
from initiatives.models import Place
from initiatives.search.gazetteer import Span, places_in
from initiatives.search.lexicon import LONGEST, Lexicon, Meaning
from initiatives.search.names import Named, names_in, spellings
from initiatives.search.query import Part, Understanding, Unit, tokens


class Reading:
    """One reading of a text: each word belongs to one phrase, one place, or to the words left over."""

    def __init__(self, text: str, words: Lexicon, unheard: Collection[int] = ()) -> None:
        self.text = text
        self.unheard = unheard
        self.lexicon = words
        self.tokens = tokens(text)
        self.taken: set[int] = set()  # positions
        self.claims: list[tuple[int, int, Any]] = []
        self._read()

    def _read(self) -> None:
        phrases = self._phrases()
        said = {first for first, last, _meaning in phrases if first == last}
        words = [token.word for token in self.tokens]
        spans = places_in(words, spoken_for=said, unheard=self.unheard)
        found: list[tuple[int, int, Any]] = [*phrases, *((span.first, span.last, span) for span in spans)]
        self._claim(found)
        left = set(self.left_over())
        if left and self.claims:  # what else is said may be part of a name: « Café Lille » is no place
            names = names_in(words)
            named = [(one.first, one.last, one) for one in names if left & set(range(one.first, one.last + 1))]
            if named:
                self._claim([*named, *found])

    def _claim(self, found: list[tuple[int, int, Any]]) -> None:
        """Gives each word to one of what was found."""
        self.claims, self.taken = [], set()
        for first, last, what in sorted(found, key=self._weight):
            positions = set(range(first, last + 1))
            if not self.taken & positions:
                self.taken |= positions
                self.claims.append((first, last, what))
        self.claims.sort(key=lambda claim: claim[0])

    def _weight(self, claim: tuple[int, int, Any]) -> tuple[int, int, int]:
        """Longer first; of two as long, names, places that were signed or great, then phrases; then from the left."""
        first, last, what = claim
        telling = sum(self.tokens[at].telling for at in range(first, last + 1))
        return (-telling, 0 if isinstance(what, Named) else 1 if isinstance(what, Span) else 2, first)

    def _phrases(self) -> list[tuple[int, int, Meaning]]:
        telling = [at for at, token in enumerate(self.tokens) if token.telling]
        found = []
        for start in range(len(telling)):
            for end in range(start, min(start + LONGEST, len(telling))):
                key = " ".join(self.tokens[at].stem for at in telling[start : end + 1])
                if key in self.lexicon.meanings:
                    found.append((telling[start], telling[end], self.lexicon.meanings[key]))
        return found

    def places(self) -> list[Span]:
        """The places that it names."""
        return [what for _first, _last, what in self.claims if isinstance(what, Span)]

    def left_over(self) -> list[int]:
        """The positions of the words without a meaning, those of names too; of all words, where none tells anything."""
        meant = {
            at for first, last, what in self.claims if not isinstance(what, Named) for at in range(first, last + 1)
        }
        free = [at for at in range(len(self.tokens)) if at not in meant]
        telling = [at for at in free if self.tokens[at].telling]
        return telling if telling or meant else free

    def result(self, corrections: list[tuple[str, str]]) -> Understanding:
        """What was understood."""
        spans = [
            (what, self._part("place", first, last)) for first, last, what in self.claims if isinstance(what, Span)
        ]
        places, choices, place_parts = settled(spans)
        left = self.left_over()
        meanings = [claim for claim in self.claims if isinstance(claim[2], Meaning)]
        if left or spans or any(what.narrows and not what.general for _first, _last, what in meanings):
            meanings = [(first, last, what) for first, last, what in meanings if not what.general]
        narrowing = [claim for claim in meanings if claim[2].narrows]
        terms = {term.slug: term for _first, _last, what in narrowing for term in what.terms}
        parts: list[Part] = []
        for first, last, what in narrowing:
            own = [self._said(first, last)] if not what.help else []
            for label in [term.label for term in what.terms] or own:
                if label not in {part.label for part in parts}:
                    parts.append(self._part("term" if what.terms else "word", first, last)._replace(label=label))
        words = self._words(left)
        strict = [what for _first, _last, what in narrowing if not what.terms and not what.help]
        topics = [self._ways(topic) for what in strict for topic in what.topics]
        said = [self._said(first, last) for first, last, what in narrowing if what in strict]
        asked = [unit for first, last, what in narrowing for unit in self._units(first, last, what)]
        units = [*((word,) for word in words), *asked] or [((stem,),) for stem in self._typed()]
        return Understanding(
            text=self.text,
            places=tuple(places),
            choices=tuple(choices),
            terms=tuple(terms.values()),
            words=(*said, *(self._said(at, at) for at in left)),
            corrections=tuple(corrections),
            help=tuple(dict.fromkeys(number for _first, _last, what in self._meanings() for number in what.help)),
            parts=(*place_parts, *parts, *(self._part("word", at, at) for at in left)),
            wanted=tuple(dict.fromkeys([*((word,) for word in words), *topics])),
            units=tuple(dict.fromkeys(units)),
            typed=tuple(self._typed()),
            names=spellings(token.word for token in self.tokens),
            phrases={term.pk: self.lexicon.phrases.get(term.pk, []) for term in terms.values()},
        )

    def _words(self, left: list[int]) -> list[tuple[str, ...]]:
        """What the words left over must find: the stems of the names that they are, and their own."""
        names = [what for _first, _last, what in self.claims if isinstance(what, Named)]
        named = {at for name in names for at in range(name.first, name.last + 1)}
        return [
            *((stem,) for name in names for stem in name.stems),
            *((self.tokens[at].stem,) for at in left if at not in named),
        ]

    def _meanings(self) -> list[tuple[int, int, Meaning]]:
        return [claim for claim in self.claims if isinstance(claim[2], Meaning)]

    def _typed(self) -> list[str]:
        """The stems of telling words outside places; of those that narrow nothing only where there are no others."""
        placed = {at for first, last, what in self.claims if isinstance(what, Span) for at in range(first, last + 1)}
        idle = {at for first, last, what in self._meanings() if not what.narrows for at in range(first, last + 1)}
        telling = [at for at, token in enumerate(self.tokens) if token.telling and at not in placed]
        return list(dict.fromkeys(self.tokens[at].stem for at in [at for at in telling if at not in idle] or telling))

    def _ways(self, meant: int | str) -> Unit:
        return tuple(dict.fromkeys(tuple(phrase) for phrase in self.lexicon.phrases.get(meant, [])))

    def _units(self, first: int, last: int, what: Meaning) -> list[Unit]:
        """What a phrase asks for: its topic in any words, else its term in any words, else itself."""
        own = tuple(token.stem for token in self.tokens[first : last + 1] if token.telling)
        ways = [self._ways(topic) for topic in what.topics] or [self._ways(term.pk) for term in what.terms]
        return [tuple(dict.fromkeys([own, *way])) for way in ways] if own else ways

    def _part(self, kind: str, first: int, last: int) -> Part:
        before, after = self.text[: self.tokens[first].start], self.text[self.tokens[last].end :]
        return Part(kind, self._said(first, last), " ".join(f"{before} {after}".split()))

    def _said(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]


def settled(spans: list[tuple[Span, Part]]) -> tuple[list[Place], list[tuple[str, tuple[Place, ...]]], list[Part]]:
    """The places meant, the homonyms to choose from, and the parts; a wider place named beside tells homonyms apart."""
    sure = [place for span, _part in spans if len(span.places) == 1 or span.together for place in span.places]
    places: list[Place] = []
    choices = []
    parts = []
    for span, part in spans:
        inside = [place for place in span.places if len(span.places) > 1 and any(_lies_in(place, one) for one in sure)]
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
    kept = [place for place in places if not any(_lies_in(one, place) for one in everything)]
    return list(dict.fromkeys(kept)), choices, parts


def _lies_in(place: Place, wider: Place) -> bool:
    if place == wider:
        return False
    if wider.level == Level.PAYS:
        return place.country == wider.code and place.level != Level.PAYS
    return wider.pk in {place.region_id, place.departement_id}
