"""Slips of the keyboard: the nearest known word or phrase, where what was typed is known to nobody."""

import re
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
from initiatives.search.query import WITHOUT, Telling
from pairaidance.kit import french
from pairaidance.kit.dictionary import is_french
from pairaidance.kit.sounds import sound, sounds
from research.models import Edition

SMALLEST_TOWN = 3_000  # inhabitants: the name of a smaller one is never guessed
GREAT_TOWN = 20_000  # inhabitants
MOST_NAMES = 5_000  # initiatives whose names are looked through
LIKE_A_PHRASE = 86  # of 100
OF_PHRASES = 10**9  # weight
SHORTEST = 4  # letters
LONG = 8  # letters: of as long, two may be wrong
ELIDED = re.compile("[dl][aeiouy]")
GLUED = re.compile("([cdjlmnst]|qu)([aeiouyh][a-z]{3,})")
MOST_OFFERED = 3
DIGITS = (2, 3, 5)  # of a number of a département, of a postcode
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
    """The known words or places that a word was meant to be: those that sound the same, then the nearest.

    A word of everyday French is no slip, but for what sounds the same: « lion » may be Lyon, « courriers » no town.
    """
    if typed.isdigit():
        return []
    known, heard = _known(lexicon), sound(typed)
    most = 0 if len(typed) < SHORTEST or is_french(typed) else 1 if len(typed) < LONG else 2
    found = process.extract(typed, known.words.keys(), scorer=OSA.distance, score_cutoff=most, limit=20) if most else []
    near = [
        (sound(word) != heard, distance, -known.words[word].weight, known.words[word].text)
        for word, distance, _at in found
        if (heard and sound(word) == heard) or _is_likely(typed, word, known.words[word])
    ]
    alike = [one for one in known.sounding.get(heard, []) if not one.is_place or one.weight >= GREAT_TOWN]
    if is_french(typed):  # « attaque » is no English « attack »
        alike = [one for one in alike if one.is_place or (one.weight and is_french(one.text))]
    near += [(False, most + 1, -one.weight, one.text) for one in alike]
    apart = [f"{typed[:at]} {_text_of(typed[at:], known)}" for at in _parted(typed, lexicon)]
    return list(dict.fromkeys([*(text for *_rank, text in sorted(near)), *apart]))[:MOST_OFFERED]


def _is_likely(typed: str, word: str, known: Known) -> bool:
    """Whether a word that sounds otherwise may be meant: not « Lure » by « lire », nor « meuf » by « teuf »."""
    return len(typed) > SHORTEST or (word[0] == typed[0] and not known.is_place)


def elided(typed: dict[int, str], known: Telling) -> dict[int, str]:
    """Of words by their position, those that lost an apostrophe, mended: some entry holds the rest, « demployeurs »."""
    glued = {at: found for at, word in typed.items() if (found := GLUED.fullmatch(word))}
    heard = known({french.stem(word) for found in glued.values() for word in (found[0], found[2])}) if glued else ()
    lost = {at: one for at, one in glued.items() if french.stem(one[2]) in heard and french.stem(one[0]) not in heard}
    return {at: f"{one[1]}’{one[2]}" for at, one in lost.items()}


def _parted(typed: str, lexicon: Lexicon) -> list[int]:
    """Where a known phrase of one word ends and another known word or a number begins: « gemlille », « gem38 »."""
    known = _known(lexicon)
    parts = range(len(typed) - 2, 1, -1)
    return [at for at in parts if typed[:at] in lexicon.spelled and _text_of(typed[at:], known)]


def _text_of(typed: str, known: "AllKnown") -> str:
    """How a known word is written, or a number of a place; "" for any other."""
    if typed.isdigit():
        return typed if len(typed) in DIGITS else ""
    return known.words[typed].text if typed in known.words else ""


def sounding_alike(typed: str, lexicon: Lexicon) -> list[str]:
    """The names and great towns that sound as a word does, one that some entry holds: « lile »."""
    alike = _known(lexicon).sounding.get(sound(typed), [])
    near = [one for one in alike if one.weight == 0 or (one.is_place and one.weight >= GREAT_TOWN)]
    return [one.text for one in sorted(near, key=lambda one: -one.weight) if french.fold(one.text) != typed]


def nearest_name(glued: str, lexicon: Lexicon) -> str | None:
    """The town or the part of a name, of several words, that a run of words was meant to be: « saint nazère »."""
    known = _known(lexicon)
    for way in (glued, glued[1:] if ELIDED.match(glued) else ""):  # « larmé du salu »
        if len(way) >= LONG:
            near = process.extract(way, known.words.keys(), scorer=OSA.distance, score_cutoff=2, limit=3)
            alike = known.sounding.get(sound(way), [])
            for one in (*alike, *(known.words[word] for word, _distance, _at in near)):
                if len(french.words(one.text)) > 1 and not any(map(str.isdigit, one.text + way)):
                    return one.text
    return None


def joined(first: str, second: str, lexicon: Lexicon) -> str | None:
    """The known word that two make: « bi polaires »."""
    one = _known(lexicon).words.get(first + second) if len(first + second) >= SHORTEST else None
    return one.text if one and " " not in one.text and not (one.is_place and len(one.text) <= SHORTEST) else None


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
        glued = {one.replace(" ", ""): Known(one, OF_PHRASES) for one in lexicon.longer if len(one) > LONG}
        words = {**_names(), **_towns(), **glued, **of_phrases}
        words.pop(WITHOUT, None)  # « sens » is none of it
        held = (token, AllKnown(words))
        _together[0] = held
    return held[1]


_together: list[tuple[str, AllKnown]] = [("", AllKnown({}))]


def town_of_same_stem(typed: str, lexicon: Lexicon) -> str | None:
    """The great town whose name differs by its ending alone: « marseile » is Marseille; None for a word or a name."""
    towns = _towns()
    if typed in towns or typed in lexicon.words or typed in _names():
        return None
    stem = french.stem(typed)
    near = [
        town
        for key, town in towns.items()
        if town.weight >= GREAT_TOWN and key[:2] == typed[:2] and french.stem(key) == stem
    ]
    return max(near, key=lambda town: town.weight).text if near else None


def nearest_phrase(run: list[str], lexicon: Lexicon) -> str | None:
    """The known phrase of several words that a run of words was meant to be."""
    typed = " ".join(word for word in run if word not in french.EMPTY)
    for way in (typed, typed.removeprefix("j")):  # « jenten dé voi »
        if same := lexicon.sounding.get(sounds(way)):
            return lexicon.spelled[same]
    if all(word in lexicon.words or is_french(word) for word in run):  # « crise alcool » is no « cure d'alcool »
        return None
    found = process.extractOne(typed, lexicon.longer, scorer=fuzz.ratio, score_cutoff=LIKE_A_PHRASE)
    return lexicon.spelled[found[0]] if found and f" {found[0]} " not in f" {typed} " else None


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
        telling = [at for at, word in enumerate(words) if word not in french.EMPTY]
        runs = [*pairwise(range(len(words))), *pairwise(telling)]  # « trottoir d en face »
        glued = {"".join(words[first : last + 1]): " ".join(words[first : last + 1]) for first, last in runs}
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
