"""Slips of the keyboard: the nearest known word or phrase, where what was typed is known to nobody."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Q
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from initiatives.geography import Level
from initiatives.models import Initiative, Place
from initiatives.search.lexicon import Lexicon
from pairaidance.kit import french
from pairaidance.kit.sounds import sound, sounds
from research.models import Edition

SMALLEST_TOWN = 3_000  # inhabitants: the name of a smaller one is never guessed
GREAT_TOWN = 20_000  # inhabitants
MOST_NAMES = 5_000  # initiatives whose names are looked through
LIKE_A_PHRASE = 86  # of 100
OF_PHRASES = 10**9  # weight
SHORTEST = 4  # letters
MOST_OFFERED = 3
COUNTRIES = ("FR", "BE")  # those whose places are known


class Known(NamedTuple):
    """A word that may have been meant: how it is written, and how likely among equals (inhabitants, of a place)."""

    text: str
    weight: int

    @property
    def is_place(self) -> bool:
        """Whether it is one."""
        return 0 < self.weight < OF_PHRASES


def nearest_words(typed: str, lexicon: Lexicon) -> list[str]:
    """The known words or places that a word was meant to be: those that sound the same, then the nearest."""
    if typed.isdigit():
        return []
    known, heard = _known(lexicon), sound(typed)
    most = 0 if len(typed) < SHORTEST else 1 if len(typed) < 8 else 2
    found = process.extract(typed, known.words.keys(), scorer=OSA.distance, score_cutoff=most, limit=20) if most else []
    near = [
        (sound(word) != heard, distance, -known.words[word].weight, known.words[word].text)
        for word, distance, _at in found
        if len(typed) > SHORTEST or sound(word) == heard or not known.words[word].is_place  # « lire » is not Loire
    ]
    alike = (one for one in known.sounding.get(heard, []) if not one.is_place or one.weight >= GREAT_TOWN)
    near += [(False, most + 1, -one.weight, one.text) for one in alike]
    return list(dict.fromkeys(text for *_rank, text in sorted(near)))[:MOST_OFFERED]


def joined(first: str, second: str, lexicon: Lexicon) -> str | None:
    """The known word that two make: « bi polaires »."""
    one = _known(lexicon).words.get(first + second) if len(first + second) > SHORTEST else None
    return one.text if one and " " not in one.text else None


@dataclass(frozen=True)
class AllKnown:
    """Every word that may have been meant, folded, and those of each sound."""

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


def _known(lexicon: Lexicon) -> AllKnown:
    """Every word that may have been meant; put together once an edition of the data."""
    token = Edition.current().token
    held = _together[0]
    if not token or held[0] != token:
        of_phrases = {word: Known(word, OF_PHRASES) for word in lexicon.words if len(word) >= SHORTEST}
        held = (token, AllKnown({**_names(), **_towns(), **of_phrases}))
        _together[0] = held
    return held[1]


_together: list[tuple[str, AllKnown]] = [("", AllKnown({}))]


def town_of_same_stem(typed: str, lexicon: Lexicon) -> str | None:
    """The great town whose name differs by its ending alone: « marseile » is Marseille; None for a word or a name."""
    towns = _towns()
    if typed in towns or typed in lexicon.words:
        return None
    stem = french.stem(typed)
    near = [
        town
        for key, town in towns.items()
        if town.weight >= GREAT_TOWN and key[:2] == typed[:2] and french.stem(key) == stem
    ]
    return max(near, key=lambda town: town.weight).text if near else None


def nearest_phrase(typed: str, lexicon: Lexicon) -> str | None:
    """The known phrase of several words that a run of words was meant to be."""
    for way in (typed, typed.removeprefix("j")):  # « jenten dé voi »
        if same := lexicon.sounding.get(sounds(way)):
            return lexicon.spelled[same]
    found = process.extractOne(typed, lexicon.longer, scorer=fuzz.ratio, score_cutoff=LIKE_A_PHRASE)
    return lexicon.spelled[found[0]] if found else None


def _names() -> dict[str, Known]:
    """The words of initiatives' names, read once an edition of the data."""
    token = Edition.current().token
    return _words_of_names(token) if token else _words_of_names.__wrapped__(token)


@lru_cache(maxsize=2)
def _words_of_names(_edition: str) -> dict[str, Known]:
    names = (
        Initiative.objects.published().order_by("pk").values_list("name", "parent_name", "parent__name")[:MOST_NAMES]
    )
    found: dict[str, Known] = {}
    for name in dict.fromkeys(name for row in names for name in row if name):
        words = french.words(name)
        glued = {first + second: f"{first} {second}" for first, second in pairwise(words)}
        found |= {key: Known(text, 0) for key, text in glued.items() if len(key) > SHORTEST}
        found |= {word: Known(word, 0) for word in words if len(word) >= SHORTEST and word not in french.EMPTY}
    return found


_kept: dict[str, dict[str, Known]] = {}


def _towns() -> dict[str, Known]:
    """Names of towns and of wider places, written as one word, the most populous of each name; read once."""
    if not _kept.get("towns"):
        known = Q(level__in=[Level.REGION, Level.DEPARTEMENT]) | Q(level=Level.PAYS, code__in=COUNTRIES)
        wider = Place.objects.filter(known).values_list("sort_name", "name")
        towns = Place.objects.filter(level=Level.COMMUNE, population__gte=SMALLEST_TOWN).order_by("population")
        rows = [*towns.values_list("sort_name", "name", "population"), *((key, name, 10**8) for key, name in wider)]
        _kept["towns"] = {key: Known(name, population or 0) for key, name, population in rows if len(key) >= SHORTEST}
    return _kept["towns"]
