"""Places by what people call them: names, numbers of départements, postcodes. `mentions` finds them in a query."""

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

from django.db.models import QuerySet

from initiatives.geography import OVERSEAS_COUNTRY_CODES, Level
from initiatives.models import Place, borne
from initiatives.search.everyday import is_everyday
from initiatives.search.nicknames import place_called
from pairaidance.kit import french
from pairaidance.kit.dictionary import is_french
from pairaidance.kit.keeping import Once

VOWEL = re.compile("[aeiouyh]")
POSTCODE = re.compile(r"[0-9]{5}")
MOST_CHOICES = 50
ARTICLES = ("la", "le", "les", "l")
# « Grenoble (38) », « Grenoble 38000 », « 38000 Grenoble »: a name with the number of its département or a postcode.
NUMBER = r"(?P<number>[0-9]{5}|[0-9]{2,3}|2[AaBb])"
NUMBERED = (re.compile(rf"(?P<name>.+?)[\s(]+{NUMBER}\)?"), re.compile(rf"{NUMBER}\s+(?P<name>.+)"))
AT = re.compile(r"^(?:à|a|au|aux|dans|en|près de|vers|sur)\s+(?=\S)", re.IGNORECASE)  # « à Grenoble »
# « Paris 11 » is a part of Paris, not the Aude; « Paris 8 » is a university.
PARTED = frozenset({"paris", "lyon", "marseille"})
PART = re.compile(r"(0?[1-9]|1[0-9]|20)(e|er|eme)|0?[1-79]|08|1[0-9]|20")
# Towns are also called by the beginning of their name, but not where it is a word, a few aside.
LONG_TOWN, SHORT_TOWN = 15_000, 5  # inhabitants; letters of that beginning
NO_SHORT_NAMES = frozenset({"champs", "chateau", "combs", "mauges", "plaisance", "romans", "saint", "sainte"})
SHORT_NAMES = frozenset({"bourg", "digne", "roche", "salon"})  # `signs.EVERYDAY_TOWNS` asks for more than the word

# The régions of before 2016, which people still name, and others that are none: their départements.
FORMER_REGIONS = {
    "Alsace": "67 68",
    "Antilles": "971 972",
    "Aquitaine": "24 33 40 47 64",
    "Auvergne": "03 15 43 63",
    "Basse-Normandie": "14 50 61",
    "Bourgogne": "21 58 71 89",
    "Champagne-Ardenne": "08 10 51 52",
    "Franche-Comté": "25 39 70 90",
    "Haute-Normandie": "27 76",
    "Languedoc": "11 30 34 48 66",
    "Languedoc-Roussillon": "11 30 34 48 66",
    "Limousin": "19 23 87",
    "Lorraine": "54 55 57 88",
    "Midi-Pyrénées": "09 12 31 32 46 65 81 82",
    "Nord-Pas-de-Calais": "59 62",
    "Outre-mer": "971 972 973 974 976",
    "Picardie": "02 60 80",
    "Poitou-Charentes": "16 17 79 86",
    "Rhône-Alpes": "01 07 26 38 42 69 73 74",
}
_CODES = {french.sort_key(name): codes.split() for name, codes in FORMER_REGIONS.items()}


def former_region(words: list[str]) -> tuple[Place, ...]:
    """The départements of a région of before 2016, by its folded name; none for any other name."""
    key = place_called("".join(words))
    spelled = (key, f"{key}s", key.removesuffix("s"))  # « poitou charente », « champagne ardennes »
    codes = next((_CODES[way] for way in spelled if way in _CODES), [])
    return tuple(_departements(codes).order_by("code")) if codes else ()


def places_named(text: str) -> list[Place]:
    """The places that « Où ? » can mean, the widest first, homonyms all: none, one or several to choose from.

    Takes a name as people write it (« St Denis », « PACA », « Grenoble (38) »), a département's number or a postcode.
    """
    asked = text.strip()
    return _named_just_so(asked) or _named_just_so(AT.sub("", asked))


def _named_just_so(asked: str) -> list[Place]:
    words = french.words(asked)
    if len(words) > 1 and is_part(words, -1):  # « Lyon 3 »
        asked = " ".join(words[:-1])
    if numbered := next(filter(None, (way.fullmatch(asked) for way in NUMBERED)), None):
        names = [*spellings(numbered["name"], nicknamed=False), *spellings(numbered["name"])]
        return widest(place for place in bearing(names) if has_number(place, numbered["number"]))[:MOST_CHOICES]
    if POSTCODE.fullmatch(asked):
        return with_postcode(asked)
    if departements := list(_departements([asked.upper()])):
        return departements
    found = [place for place in bearing(spellings(asked)) if has_article_of(place, words[0])]
    return widest(found)[:MOST_CHOICES]


def bearing(names: Collection[str]) -> list[Place]:
    """The places that have one of some names, given as sorting keys, the wider first, then by code."""
    known = _known(names)
    if not known:
        return []
    found = Place.objects.for_list().filter(sort_name__in=known)
    own = found.exclude(level=Level.PAYS, code__in=OVERSEAS_COUNTRY_CODES)
    # « aval » may be L'Aval, but is not Laval.
    meant = [place for place in own if not set(names).isdisjoint(keys_of(place))]
    return sorted(meant, key=lambda place: (list(Level.values).index(place.level), place.code))


def with_postcode(postcode: str) -> list[Place]:
    """The communes that have a postcode; Paris is a département too, the wider says it all."""
    found = Place.objects.for_list().filter(postcodes__contains=f" {postcode} ").order_by("sort_name", "code")
    return [_whole(commune) for commune in found[:MOST_CHOICES]]


def _whole(commune: Place) -> Place:
    wider = commune.departement
    return wider if wider and wider.sort_name == commune.sort_name else commune


def with_numbers(codes: Iterable[str]) -> dict[str, Place]:
    """The départements of some numbers, by these."""
    wanted = set(codes)
    return {place.code: place for place in _departements(wanted)} if wanted else {}


def _departements(codes: Collection[str]) -> QuerySet[Place]:
    return Place.objects.for_list().filter(level=Level.DEPARTEMENT, code__in=codes)


def has_number(place: Place, number: str) -> bool:
    """Whether a number is one of a place's postcodes, or that of its département."""
    departement = place.at(Level.DEPARTEMENT)
    return number.upper() in [*place.postcodes.split(), *([departement.code] if departement else [])]


def is_part(words: list[str], at: int) -> bool:
    """Whether a number is that of a part of the city named before it."""
    return words[at - 1] in PARTED and bool(PART.fullmatch(words[at]))


def widest(places: Iterable[Place]) -> list[Place]:
    """Without what lies in another of them: Paris is a département and its one commune, the wider says it all."""
    known = list(places)
    return [place for place in known if not any(place.lies_in(other) for other in known)]


def spellings(name: str, *, nicknamed: bool = True) -> list[str]:
    """The sorting keys of what a typed name may be the name of: abbreviations written out, nicknames, short names."""
    words = [french.WRITTEN_OUT.get(word, word) for word in french.words(name)]
    key = "".join(words)
    key = place_called(key) if nicknamed else key
    return [key, *_short_names.get().get(key, []), *_in_the_plural(words), *_with_an_article(words)] if key else []


def _with_an_article(words: list[str]) -> list[str]:
    """« Aire sur Adour », on the river that takes one."""
    pairs = enumerate(pairwise(words), start=1)
    lacking = [at for at, (before, word) in pairs if before == "sur" and VOWEL.match(word)]
    return ["".join("l" * (at in lacking) + word for at, word in enumerate(words))] if lacking else []


def _in_the_plural(words: list[str]) -> list[str]:
    """A name of several words with an « s » more: « bouche du rhone », « alpe maritime »."""
    single = [at for at, word in enumerate(words) if word not in french.EMPTY and not word.endswith("s")]
    if len(words) < 2 or not single:
        return []
    ways = [{at} for at in single] + ([set(single)] if len(single) > 1 else [])
    return ["".join(word + "s" * (at in way) for at, word in enumerate(words)) for way in ways]


def _read_short_names() -> dict[str, list[str]]:
    """The sorting keys of towns by what people call them: « Cherbourg » for Cherbourg-en-Cotentin."""
    found: dict[str, list[str]] = {}
    towns = Place.objects.filter(level=Level.COMMUNE, population__gte=LONG_TOWN, name__contains="-")
    for name, key in towns.order_by("-population", "code").values_list("name", "sort_name"):
        words = french.words(name.split("-")[0])
        short = "".join(words)
        is_word = is_everyday(words[-1]) if words[0] in ARTICLES else _is_a_word(short)
        if len(short) >= SHORT_TOWN and not is_word:  # « Le Grand » is not Le Grand-Quevilly, « les Sables » are a town
            found.setdefault(short, []).append(key)
    return found


def _is_a_word(short: str) -> bool:
    return short in NO_SHORT_NAMES or (short not in SHORT_NAMES and (is_everyday(short) or is_french(short)))


_short_names = Once(_read_short_names)


def keys_of(place: Place) -> list[str]:
    """The sorting keys that are a place's name: with its article and without, « larochelle » and « rochelle »."""
    first, *rest = french.words(place.name)
    return [place.sort_name, *(["".join(rest)] if first in ARTICLES and rest else [])]


def has_article_of(place: Place, word: str) -> bool:
    """Whether the first word of a name, where it is an article, is that of a place: « l’aval » is not Laval."""
    return word not in ARTICLES or french.words(place.name)[0] == word


def _known(keys: Collection[str]) -> list[str]:
    """The sorting keys that any place has, among some and these with an article before them."""
    return borne(Place, [article + key for article in ("", *ARTICLES) for key in keys])
