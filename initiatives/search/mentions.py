"""Places mentioned in a query: numbers, former régions, and names, as far as somebody who wrote so may mean a place."""

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from initiatives.geography import Level
from initiatives.models import Place
from initiatives.search import gazetteer
from initiatives.search.gazetteer import ARTICLES, POSTCODE
from initiatives.search.signs import TOWN, Run, is_village, likely, people
from pairaidance.kit import french

COUNTED = frozenset(
    {"an", "ans", "mois", "semaines", "jours", "heure", "heures", "h", "fois", "euros", "eme", "e", "pas", "etapes"}
    | {"personnes", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout"}
    | {"septembre", "octobre", "novembre", "decembre"}
)
BETWEEN = frozenset({"a", "et", "ou"})  # « 30 à 40 ans »
NUMBERED = frozenset(  # by a number that is no place's
    {"article", "batiment", "bus", "covid", "numero", "tram", "trisomie"}
)
OF_A_MONTH = ["du", "mois"]  # « le 15 du mois »
NUMBER = re.compile(r"[0-9]{2,3}|2[ab]")
LONGEST_NAME = 8  # words: « Saint-Martin-de-la-Mer-sur-Quelque-Chose »
LONGEST_REGION = 4  # words
MUCH_LARGER = 20  # times as many inhabitants as any other of the name: no question is asked


@dataclass(frozen=True)
class Span:
    """Places that a run of a query's words may name: words `first` to `last`, both counted.

    Of several, one is meant; where they are `together`, all are.
    """

    first: int
    last: int
    places: tuple[Place, ...]
    together: bool = False


def places_in(
    words: list[str],
    *,
    spoken_for: Collection[int] = (),
    phrased: Collection[int] = (),
    unheard: Collection[int] = (),
) -> list[Span]:
    """The runs of folded words that name places, the longest first.

    `spoken_for` are positions that already have a meaning as words: a place of one such word needs a sign. `phrased`
    are those of longer phrases. `unheard` are those of words that no entry holds: the name of a village, if it is one.
    """
    spans = [*_numbers(words), *_former_regions(words)]
    named = _named(words)
    for (first, last), places in named.items():
        if words[first] in french.EMPTY and set(places) <= set(named.get((first + 1, last), ())):
            continue  # « de Lille »: its words are « Lille »
        end, inside = _completed(words, last, places)
        said = first == last and first in spoken_for
        run = Run(words, first, last, inside, end > last, said, {*spoken_for, *phrased})
        meant = inside if first == last and first in unheard and is_village(run) else likely(run)
        if meant:
            spans.append(Span(first, end, tuple(_usual(meant, with_article=run.before in ARTICLES))))
    return sorted(spans, key=lambda span: (span.first - span.last, span.first))


def _named(words: list[str]) -> dict[tuple[int, int], list[Place]]:
    """Places by the runs of words that are their names."""
    names: dict[str, set[tuple[int, int]]] = {}
    for first, last in _runs(words, LONGEST_NAME):
        run = words[first : last + 1]
        if any(not word.isdigit() for word in run) and run[-1] not in french.EMPTY and len("".join(run)) > 1:
            for key in gazetteer.spellings(" ".join(run)):
                names.setdefault(key, set()).add((first, last))
    found: dict[tuple[int, int], list[Place]] = {}
    for place in gazetteer.bearing(list(names)):
        for first, last in {run for key in gazetteer.keys_of(place) for run in names.get(key, ())}:
            if gazetteer.has_article_of(place, words[first]):
                found.setdefault((first, last), []).append(place)
    return found


def _runs(words: list[str], longest: int) -> list[tuple[int, int]]:
    return [(first, last) for first in range(len(words)) for last in range(first, min(first + longest, len(words)))]


def _former_regions(words: list[str]) -> list[Span]:
    found = [(run, gazetteer.former_region(words[run[0] : run[1] + 1])) for run in _runs(words, LONGEST_REGION)]
    return [Span(first, last, places, together=True) for (first, last), places in found if places]


def _numbers(words: list[str]) -> list[Span]:
    """Numbers of départements and postcodes."""
    counted = _counted(words)
    codes = {at: word.upper() for at, word in enumerate(words) if NUMBER.fullmatch(word) and at not in counted}
    known = gazetteer.with_numbers(codes.values())
    spans = [Span(at, at, (known[code],)) for at, code in codes.items() if code in known]
    posts = {at: gazetteer.with_postcode(word) for at, word in enumerate(words) if POSTCODE.fullmatch(word)}
    return spans + [Span(at, at, tuple(places)) for at, places in posts.items() if places]


def _counted(words: list[str]) -> set[int]:
    """The positions of numbers that count something, or say which part of a city is meant."""
    found = {at for at, (_word, following) in enumerate(pairwise(words)) if following in COUNTED}  # « 17 ans »
    found |= {at for at in range(1, len(words)) if words[at - 1] in NUMBERED or gazetteer.is_part(words, at)}
    found |= {at for at in range(len(words)) if words[at + 1 : at + 3] == OF_A_MONTH}
    found |= {at - 1 for at in found if at and words[at].isdigit()}  # « 18-25 ans »
    found |= {at - 2 for at in found if at > 1 and words[at].isdigit() and words[at - 1] in BETWEEN}
    return found | {at for at in range(1, len(words)) if re.fullmatch(r"[0-9]+h", words[at - 1])}  # « 24h/24 »


def _completed(words: list[str], last: int, places: list[Place]) -> tuple[int, list[Place]]:
    """Where a mention ends whose name ends at `last`, and the places that are left.

    A part of a city follows (« Lyon 3 »), or what tells namesakes apart: « Rue (Somme) », « Fontaine (38) ».
    """
    after = last + 1
    if after < len(words) and gazetteer.is_part(words, after):
        return after, places
    for end in range(after, min(after + LONGEST_NAME, len(words))):
        key = "".join(words[after : end + 1])
        if inside := [place for place in places if place.departement and place.departement.sort_name == key]:
            return end, inside
    if numbered := _with_number(words, last, places):
        return after, numbered
    return last, places


def _with_number(words: list[str], last: int, places: list[Place]) -> list[Place]:
    """Those of some places whose number follows their name: of their département, or a postcode."""
    after = last + 1
    if after >= len(words) or after in _counted(words):
        return []
    return [place for place in places if gazetteer.has_number(place, words[after])]


def _usual(places: list[Place], *, with_article: bool) -> list[Place]:
    """The wider of places that say the same; one much larger than its namesakes alone; « la Vienne » is no town."""
    found = gazetteer.widest(places)
    if any(place.level != Level.COMMUNE for place in found):  # « La Réunion » is also a village of Lot-et-Garonne
        least = math.inf if with_article else TOWN
        found = [place for place in found if place.level != Level.COMMUNE or people(place) >= least]
    if all(place.level == Level.COMMUNE for place in found) and len(found) > 1:
        largest, second, *_rest = sorted((people(place) for place in found), reverse=True)
        if largest >= TOWN and largest >= MUCH_LARGER * second:
            return [place for place in found if people(place) == largest]
    return found
