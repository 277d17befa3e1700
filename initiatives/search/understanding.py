"""From what people type to what they mean: places, terms of the vocabularies, help lines, and remaining words.

What is understood narrows as the parameters of the same names would. Nothing is guessed where what was typed is known.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from initiatives.geography import Level
from initiatives.models import Place
from initiatives.search import slips
from initiatives.search.gazetteer import Span, places_in
from initiatives.search.lexicon import LONGEST, Lexicon, Meaning, lexicon
from pairaidance.kit import french
from pairaidance.kit.wording import remarks
from research.models import Term
from research.models.synonym import key_of

TOKEN = re.compile(r"[^\W_]+")
MOST_TOKENS = 40


class Token(NamedTuple):
    """One word of a query: folded, its stem, and where it stands in the text."""

    word: str
    stem: str
    start: int
    end: int

    @property
    def telling(self) -> bool:
        """Whether it says something by itself."""
        return self.word not in french.EMPTY


class Part(NamedTuple):
    """One thing that was understood, its own words in the text, and the text without them."""

    kind: str
    label: str
    rest: str


@dataclass(frozen=True)
class Understanding:
    """What a query was read as. `text` is the query as corrected; `stems` are those of the words left over."""

    text: str = ""
    places: tuple[Place, ...] = ()
    choices: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    help: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    stems: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    phrases: dict[int, list[list[str]]] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether anything was asked at all; « !!! » asks nothing."""
        return bool(self.typed or self.words or self.everywhere or self.terms)

    @property
    def everywhere(self) -> list[Place]:
        """The places meant, homonyms included while nobody has chosen among them."""
        return [*self.places, *(place for _text, group in self.choices for place in group)]

    def as_json(self) -> dict[str, Any]:
        """As the API gives it."""
        return {
            "places": [_place(place) for place in self.places],
            "choices": [{"text": text, "places": [_place(place) for place in places]} for text, places in self.choices],
            "terms": [{"scheme": term.scheme, "slug": term.slug, "label": term.label} for term in self.terms],
            "words": list(self.words),
            "corrections": [{"from": typed, "to": meant} for typed, meant in self.corrections],
            "help": list(self.help),
        }


def _place(place: Place) -> dict[str, str]:
    return {"kind": place.level, "code": place.code, "name": str(place)}


def tokens(text: str) -> list[Token]:
    """The words of a text, each with its place in it."""
    found = []
    for match in TOKEN.finditer(text):
        word = "".join(french.words(match[0]))
        if word:
            found.append(Token(word, french.stem(word), match.start(), match.end()))
    return found[:MOST_TOKENS]


def understand(text: str, known: Callable[[str], bool]) -> Understanding:
    """Reads a query. `known` says whether any entry holds a stem: only what nobody knows is taken for a slip."""
    asked = unicodedata.normalize("NFC", text).strip()
    words = lexicon()
    reading = _Reading(asked, words)
    unheard = [at for at in reading.left_over() if not known(reading.tokens[at].stem)]
    if unheard and reading.claims and not reading.places():
        reading = _Reading(asked, words, unheard)  # what no entry holds, beside a theme, may be the name of a village
        unheard = [at for at in unheard if at not in reading.taken]
    corrected, corrections = _corrected(asked, reading, words, unheard)
    return (_Reading(corrected, words) if corrections else reading).result(corrections)


class _Reading:
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
        spans = places_in([token.word for token in self.tokens], spoken_for=said, unheard=self.unheard)
        found: list[tuple[int, int, Any]] = [*phrases, *((span.first, span.last, span) for span in spans)]
        for first, last, what in sorted(found, key=self._weight):
            positions = set(range(first, last + 1))
            if not self.taken & positions:
                self.taken |= positions
                self.claims.append((first, last, what))
        self.claims.sort(key=lambda claim: claim[0])

    def _weight(self, claim: tuple[int, int, Any]) -> tuple[int, bool, int]:
        """Longer first; of two as long, places that were signed or great, then phrases; then from the left."""
        first, last, what = claim
        telling = sum(self.tokens[at].telling for at in range(first, last + 1))
        return (-telling, not isinstance(what, Span), first)

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
        """The positions of the words without a meaning; of all words, where none tells anything."""
        free = [at for at in range(len(self.tokens)) if at not in self.taken]
        telling = [at for at in free if self.tokens[at].telling]
        return telling if telling or self.taken else free

    def result(self, corrections: list[tuple[str, str]]) -> Understanding:
        """What was understood."""
        terms: dict[str, Term] = {}
        helps: dict[str, None] = {}
        parts: list[Part] = []
        spans: list[tuple[Span, Part]] = []
        for first, last, what in self.claims:
            if isinstance(what, Span):
                spans.append((what, Part("place", self._said(first, last), self._without(first, last))))
            else:
                helps |= dict.fromkeys(what.help)
                for term in what.terms:
                    if term.slug not in terms:
                        terms[term.slug] = term
                        parts.append(Part("term", term.label, self._without(first, last)))
        places, choices, place_parts = _settled(spans)
        left = self.left_over()
        words = [self.text[self.tokens[at].start : self.tokens[at].end] for at in left]
        parts += [Part("word", word, self._without(at, at)) for at, word in zip(left, words, strict=True)]
        in_places = {at for span, _part in spans for at in range(span.first, span.last + 1)}
        typed = [token.stem for at, token in enumerate(self.tokens) if token.telling and at not in in_places]
        return Understanding(
            text=self.text,
            places=tuple(places),
            choices=tuple(choices),
            terms=tuple(terms.values()),
            words=tuple(words),
            corrections=tuple(corrections),
            help=tuple(helps),
            parts=(*place_parts, *parts),
            stems=tuple(dict.fromkeys(self.tokens[at].stem for at in left)),
            typed=tuple(dict.fromkeys(typed)),
            phrases={term.pk: self.lexicon.phrases.get(term.pk, []) for term in terms.values()},
        )

    def _said(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def _without(self, first: int, last: int) -> str:
        before, after = self.text[: self.tokens[first].start], self.text[self.tokens[last].end :]
        return " ".join(f"{before} {after}".split())


def _settled(spans: list[tuple[Span, Part]]) -> tuple[list[Place], list[tuple[str, tuple[Place, ...]]], list[Part]]:
    """The places meant, the homonyms to choose from, and the parts; a wider place named beside tells homonyms apart."""
    sure = [span.places[0] for span, _part in spans if len(span.places) == 1]
    places: list[Place] = []
    choices = []
    parts = []
    for span, part in spans:
        inside = [place for place in span.places if len(span.places) > 1 and any(_lies_in(place, one) for one in sure)]
        found = inside or list(span.places)
        if len(found) == 1:
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


def _corrected(text: str, reading: _Reading, words: Lexicon, unknown: list[int]) -> tuple[str, list[tuple[str, str]]]:
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


def _runs(reading: _Reading, unknown: list[int]) -> list[tuple[int, int]]:
    """Runs of two to four telling words around an unknown one, the longest first."""
    telling = [at for at, token in enumerate(reading.tokens) if token.telling]
    runs = [
        (telling[start], telling[start + size - 1])
        for size in (4, 3, 2)
        for start in range(len(telling) - size + 1)
        if any(at in unknown for at in telling[start : start + size])
    ]
    return runs if unknown else []
