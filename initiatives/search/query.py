"""A query: its words, and what it was read as."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from initiatives.geography import Level
from initiatives.models import Place
from pairaidance.kit import french
from pairaidance.kit.dictionary import is_french
from research.models import Term

TOKEN = re.compile(rf"(?i:{french.AU_PAIR.pattern})|[^\W_]+")
INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?")
ALONG = re.compile(r"(?<=[^\W\d_])(?:\s+s)?\s*/\s*(?=[^\W\d_]{3})", re.IGNORECASE)
# « jveux », « jsuis », « jy arrive pas »
SWALLOWED = re.compile(
    r"j(?=[bcdfgklmnpqrstvz][a-z]{2}"
    r"|(?:y|en|ai|aid|aim|ador|apell|appell|ar+et|ar+iv|fe|at+end|aurai|avai|ecout|enten|esper|essa|etai|habit|hesit|oubli|os)"
    r"(?:e|es|s|t|d|ds|ais?|ait|is|it|er|ee?)?$)"
)
# As messages are written, on an old phone too; in capitals, they are initials.
SHORTHAND = {
    "bcp": "beaucoup", "cmt": "comment", "dpuis": "depuis", "ds": "dans", "fe": "fait", "jms": "jamais",
    "jor": "jour", "kan": "quand", "ke": "que", "ki": "qui", "koi": "quoi", "pk": "pourquoi", "pr": "pour",
    "qd": "quand", "tjr": "toujours", "tjrs": "toujours", "tjs": "toujours", "tt": "tout",
    "veu": "veux",
}  # fmt: skip
DEGREE = re.compile(r"\bDU\b(?=\s+[a-zà-ÿ]|\s*$)")  # « Le Relais DU Nord » is written so
LIAISON = re.compile(r"([ldm]ez)([aeiouyh][a-z]{3,})")
MOST_TOKENS = 40
NOT_ANY = re.compile(r"pas de? (?!calais)")  # « pas de contrat » is without one
STEPS = frozenset({"2", "3", "cent", "deux", "petits", "quelques", "trois"})
WITHOUT = "sans"
OF_ONESELF = frozenset(
    {"je", "j", "g", "chui", "chuis", "mon", "ma", "mes", "me", "m", "moi", "on", "nous", "nos", "notre", "i", "my"}
    | {"we", "our"}
)
OR = frozenset({"ou", "or"})
JOINING = OR | {"et", "ni", "and"}  # « Lyon et Villeurbanne »


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


class Stretch(Protocol):
    """A run of a query's words, `first` to `last`, both counted."""

    @property
    def first(self) -> int:
        """The position of its first word."""

    @property
    def last(self) -> int:
        """The position of its last word."""


Telling = Callable[[Collection[str]], Collection[str]]  # those of some stems that any entry holds
# One thing asked for: the ways to say it, each as stems that must all be held, but those with NOT before them.
NOT = "-"
Unit = tuple[tuple[str, ...], ...]


class Part(NamedTuple):
    """One thing that was understood, its own words in the text, and the text without them."""

    kind: str
    label: str
    rest: str


@dataclass(frozen=True)
class Understanding:
    """What a query was read as: `text`, the query as corrected, in one `way` of `understanding.readings`."""

    text: str = ""
    way: str = ""
    # As the API says it. `choices` are homonyms, by what was typed; `words` what is looked for as it was typed.
    places: tuple[Place, ...] = ()
    choices: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    either: bool = False  # any of the places is meant: « Grenoble ou la Savoie »
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    help: tuple[str, ...] = ()
    # What narrows beside places and terms: `wanted` must be held. `phrases`, by the key of a term that is no facet and
    # was not named together with one, are the ways to say it: one of them must be held.
    wanted: tuple[Unit, ...] = ()
    phrases: dict[int, list[list[str]]] = field(default_factory=dict)
    without: Unit = ()  # none of these may be held
    shunned: tuple[Place, ...] = ()  # where nothing may stand
    shunned_terms: tuple[str, ...] = ()  # slugs: nothing may be filed under them
    # What orders: all that was asked, in each the words as typed first; the sorting keys of what is called just so.
    units: tuple[Unit, ...] = ()
    names: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()  # the stems of the words outside places
    # What the page says: what can be taken away, what was said not to be looked for, what nothing had to hold.
    parts: tuple[Part, ...] = ()
    refused: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()  # what nothing shown may have, as typed: « sauf Lyon »
    aside: tuple[str, ...] = ()
    # What decides between readings: topics finer than the terms that they were read as (gambling is an addiction),
    # whether such things must be `spoken` of instead, whether a slip was taken for a mere word.
    topics: tuple[Unit, ...] = ()
    spoken: bool = False
    guesses: bool = False
    partial: bool = False  # something that was asked for is left out: only taken where it finds something

    @property
    def asks(self) -> bool:
        """Whether anything was asked at all; « !!! » asks nothing."""
        return bool(self.typed or self.words or self.everywhere or self.terms)

    @property
    def left_aside(self) -> list[str]:
        """What was typed and not looked for, as typed."""
        return [*self.refused, *self.aside]

    @property
    def everywhere(self) -> list[Place]:
        """The places meant, homonyms included while nobody has chosen among them."""
        return [*self.places, *(place for _text, group in self.choices for place in group)]

    @property
    def place_groups(self) -> list[list[Place]]:
        """The places meant, in one of each group: as the parameters would, those of each level are one.

        While there are homonyms to choose from, all are, and so are those that « ou » joins.
        """
        levels = [level for level in Level.values if any(place.level == level for place in self.places)]
        if self.choices or self.either or len(levels) < 2:
            return [self.everywhere] if self.everywhere else []
        return [[place for place in self.places if place.level == level] for level in levels]

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


def joining(tokens: Sequence[Token], first: int, words: Collection[str] = JOINING) -> int | None:
    """The position of the « et » or « ou » before what stands from `first` on, maybe with « en la » between."""
    for at in range(first - 1, -1, -1):
        if tokens[at].word in words:
            return at
        if tokens[at].telling:
            return None
    return None


def spelled_out(text: str) -> str:
    """« A.L.S.A. » as « ALSA », « La Roche/Yon » as « La Roche sur Yon »."""
    return ALONG.sub(" sur ", INITIALS.sub(lambda found: found[0].replace(".", ""), text))


def with_degree(text: str) -> str:
    """« Un DU » as « un diplôme universitaire », where not all is in capitals."""
    return text if text.isupper() else DEGREE.sub("diplôme universitaire", text)


def tokens(text: str) -> list[Token]:
    """The words of a text, each with its place in it."""
    found = []
    for match in TOKEN.finditer(text):
        start = match.start()
        for word in french.words(match[0]):  # « ½ » is two, « au pair » one
            if (heard := LIAISON.fullmatch(word)) and is_french(heard[2]) and not is_french(word):
                word, start = heard[2], start + len(heard[1])  # « lézenfants »
            if SWALLOWED.match(word) and not match[0].isupper():
                found.append(Token("j", "j", start, start + 1))
                word, start = word[1:], start + 1
            word = word if match[0].isupper() else SHORTHAND.get(word, word)
            found.append(Token(word, french.stem(word), start, match.end()))
    for at, one in enumerate(found):
        if at and found[at - 1].word in STEPS:  # « à deux pas de Lyon »
            continue
        if NOT_ANY.match(" ".join(token.word for token in found[at : at + 3])):
            found[at] = one._replace(word=WITHOUT)  # its stem stays: a name may hold the word
    return found[:MOST_TOKENS]
