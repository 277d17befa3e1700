"""Every word that may have been meant: of phrases, of initiatives' names, of places."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from django.db.models import Q
from django.utils.functional import cached_property

from initiatives.geography import OVERSEAS_COUNTRY_CODES, Level
from initiatives.models import Initiative, Place
from initiatives.search.gazetteer import FORMER_REGIONS
from initiatives.search.lexicon import lexicon
from initiatives.search.nicknames import CALLED
from initiatives.search.query import WITHOUT
from pairaidance.kit import french
from pairaidance.kit.keeping import Once
from pairaidance.kit.sounds import sound
from research.models import Edition

SHORTEST = 4  # letters
LONG = 8  # letters: phrases of more are known glued too
SMALLEST_TOWN = 3_000  # inhabitants: the name of a smaller one is never guessed
GREAT_TOWN = 20_000  # inhabitants
LONGEST_NAME = 6  # words of a name that may be glued: « unchezsoidabord »
MOST_NAMES = 5_000  # initiatives whose names are looked through
LONG_NICKNAME = 6  # letters: of shorter ones, too much is near
MANY = 10**8  # inhabitants, for wider places
COUNTRIES = ("FR", "BE")  # those whose places are known, with France's overseas
ORDER = ("phrase", "place", "idle", "name")  # the likeliest first, of words that are as near


class Known(NamedTuple):
    """A word that may have been meant: how it is written, what it is of, and of a place, how many live there.

    An idle one is of phrases that narrow nothing.
    """

    text: str
    kind: Literal["phrase", "place", "idle", "name"]
    people: int = 0

    @property
    def is_place(self) -> bool:
        """Whether it is one."""
        return self.kind == "place"

    @property
    def is_great_place(self) -> bool:
        """Whether it is a great town, or wider than a town."""
        return self.is_place and self.people >= GREAT_TOWN

    @property
    def rank(self) -> tuple[int, int]:
        """The likeliest first."""
        return ORDER.index(self.kind), -self.people


@dataclass(frozen=True)
class WordList:
    """Every known word, folded and without blanks, and those of each sound."""

    words: dict[str, Known]

    @cached_property
    def sounding(self) -> dict[str, list[Known]]:
        """By sound."""
        found: dict[str, list[Known]] = {}
        for word, one in self.words.items():
            if heard := sound(word):
                for way in {heard, heard.replace("ch", "k")}:  # « arkaos »
                    found.setdefault(way, []).append(one)
        return found


def of_names() -> dict[str, Known]:
    """The words of initiatives' names, and two of them glued."""
    return _names.get()


def of_places() -> dict[str, Known]:
    """Names of towns and of wider places, the most populous of each name, and what people call them."""
    return _places.get()


def great_towns() -> dict[str, list[Known]]:
    """Great towns and wider places by the stem of their names."""
    return _great.get()


def word_list() -> WordList:
    """All of them; of a word that is several things, the likeliest."""
    return _all.get()


def _read_names() -> dict[str, Known]:
    names = Initiative.objects.published().order_by("pk").values_list("name", "parent_name", "parent__name")
    found: dict[str, Known] = {}
    for name in dict.fromkeys(name for row in names[:MOST_NAMES] for name in row if name):
        words = french.words(name)
        telling = [at for at, word in enumerate(words) if word not in french.EMPTY]
        runs = [*pairwise(range(len(words))), *pairwise(telling)]  # « trottoir d en face »
        runs += [(0, len(words) - 1)] if 2 < len(words) <= LONGEST_NAME else []
        glued = {"".join(words[first : last + 1]): " ".join(words[first : last + 1]) for first, last in runs}
        found |= {key: Known(text, "name") for key, text in glued.items() if len(key) > SHORTEST}
        found |= {word: Known(word, "name") for word in _long_enough(words) if word not in french.EMPTY}
    return found


def _read_places() -> dict[str, Known]:
    countries = Q(level=Level.PAYS, code__in=[*COUNTRIES, *OVERSEAS_COUNTRY_CODES])
    wider = Place.objects.filter(Q(level__in=[Level.REGION, Level.DEPARTEMENT]) | countries)
    former = [(french.sort_key(name), name) for name in FORMER_REGIONS]
    towns = Place.objects.filter(level=Level.COMMUNE, population__gte=SMALLEST_TOWN).order_by("population")
    rows = [
        *towns.values_list("sort_name", "name", "population"),
        *((key, name, MANY) for key, name in (*former, *wider.values_list("sort_name", "name"))),
    ]
    found = {key: Known(name, "place", people or 0) for key, name, people in rows if len(key) >= SHORTEST}
    called = {word: found[key] for word, key in CALLED.items() if key in found and len(word) >= LONG_NICKNAME}
    return called | found


def _read_great() -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for key, place in of_places().items():
        if place.is_great_place:
            found.setdefault(french.stem(key), []).append(place)
    return found


def _read_all() -> WordList:
    held = lexicon()
    of_phrases = {word: Known(word, "phrase" if word in held.telling else "idle") for word in _long_enough(held.words)}
    glued = {one.replace(" ", ""): Known(one, "phrase") for one in held.longer if len(one) > LONG}
    words = {**of_names(), **of_places(), **glued, **of_phrases}
    words.pop(WITHOUT, None)  # « sens » is none of it
    return WordList(words)


def _long_enough(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) >= SHORTEST]


def _edition() -> str:
    return Edition.current().token


_names = Once(_read_names, _edition)
_places = Once(_read_places)
_great = Once(_read_great)
_all = Once(_read_all, _edition)
