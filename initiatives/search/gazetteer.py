"""Places by what people call them: names, numbers of départements, postcodes; alone in « Où ? », or within a query."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection
from django.db.models import Q

from initiatives.geography import OVERSEAS_COUNTRY_CODES, Level
from initiatives.models import Place
from initiatives.search.nicknames import place_called
from pairaidance.kit import french
from pairaidance.kit.dictionary import is_french

POSTCODE = re.compile(r"^[0-9]{5}$")
MOST_CHOICES = 50
ARTICLES = ("la", "le", "les", "l")
# « Grenoble (38) », « Grenoble 38000 »: a name with the number of its département or a postcode.
NUMBER_AT_END = re.compile(r"[\s(](?P<number>[0-9]{5}|[0-9]{2,3}|2[AaBb])\)?$")
AT = re.compile(r"^(?:à|a|au|aux|dans|en|près de|vers|sur)\s+(?=\S)", re.IGNORECASE)  # « à Grenoble »
# Towns are also called by the beginning of their name, but not by these words.
LONG_TOWN, SHORT_TOWN = 15_000, 5  # inhabitants; letters of that beginning
NO_SHORT_NAMES = frozenset({"champs", "chateau", "combs", "mauges", "plaisance", "romans", "saint", "sainte"})

# The régions of before 2016, which people still name: their départements.
FORMER_REGIONS = {
    "alsace": "67 68",
    "aquitaine": "24 33 40 47 64",
    "auvergne": "03 15 43 63",
    "bassenormandie": "14 50 61",
    "bourgogne": "21 58 71 89",
    "champagneardenne": "08 10 51 52",
    "champagneardennes": "08 10 51 52",
    "franchecomte": "25 39 70 90",
    "hautenormandie": "27 76",
    "languedoc": "11 30 34 48 66",
    "languedocroussillon": "11 30 34 48 66",
    "limousin": "19 23 87",
    "lorraine": "54 55 57 88",
    "midipyrenees": "09 12 31 32 46 65 81 82",
    "nordpasdecalais": "59 62",
    "picardie": "02 60 80",
    "poitoucharentes": "16 17 79 86",
    "rhonealpes": "01 07 26 38 42 69 73 74",
}


def former_region(words: list[str]) -> tuple[Place, ...]:
    """The départements of a région of before 2016, by its folded name; none for any other name."""
    key = place_called("".join(words))
    codes = (FORMER_REGIONS.get(key) or FORMER_REGIONS.get(f"{key}s") or "").split()  # « poitou charente »
    if not codes:
        return ()
    return tuple(Place.objects.for_list().filter(level=Level.DEPARTEMENT, code__in=codes).order_by("code"))


def places_named(text: str) -> list[Place]:
    """The places that « Où ? » can mean, the widest first, homonyms all: none, one or several to choose from.

    Takes a name as people write it (« St Denis », « PACA », « Grenoble (38) »), a département's number or a postcode.
    """
    asked = AT.sub("", text.strip())
    places = Place.objects.for_list()
    words = french.words(asked)
    if len(words) > 1 and _is_part(words, -1):  # « Lyon 3 »
        asked = " ".join(words[:-1])
    numbered = NUMBER_AT_END.search(asked)
    if numbered:
        inside = numbered["number"].upper()
        own = Q(level=Level.DEPARTEMENT, code=inside)
        narrowed = own | Q(departement__code=inside) | Q(postcodes__contains=f" {inside} ")
        spelled = _spellings(asked[: numbered.start()])
        return _widest_of(list(places.filter(narrowed, sort_name__in=spelled).order_by("code")[:MOST_CHOICES]))
    if POSTCODE.match(asked):
        return list(places.filter(postcodes__contains=f" {asked} ").order_by("sort_name", "code")[:MOST_CHOICES])
    found = list(places.filter(level=Level.DEPARTEMENT, code__iexact=asked))
    if found:
        return found
    known_as = places.filter(sort_name__in=_spellings(asked)).exclude(level=Level.PAYS, code__in=OVERSEAS_COUNTRY_CODES)
    order = list(Level.values)
    found = sorted(known_as[:MOST_CHOICES], key=lambda place: (order.index(place.level), place.code))
    return _widest_of(found)


def _widest_of(places: list[Place]) -> list[Place]:
    """Without what lies in another of them: Paris is a département and its one commune, the wider says it all."""
    known = {place.pk for place in places}
    return [place for place in places if not {place.region_id, place.departement_id} & known]


def _spellings(name: str) -> list[str]:
    """The sorting keys that a typed name may have: abbreviations written out, with and without an article."""
    words = [french.WRITTEN_OUT.get(word, word) for word in french.words(name)]
    key = place_called("".join(words))
    if not key:
        return []
    return [key, *(article + key for article in ARTICLES), *_towns_called().get(key, []), *_in_the_plural(words)]


def _in_the_plural(words: list[str]) -> list[str]:
    """A name of several words with an « s » more: « bouche du rhone », « alpe maritime »."""
    single = [at for at, word in enumerate(words) if word not in french.EMPTY and not word.endswith("s")]
    if len(words) < 2 or not single:
        return []
    ways = [{at} for at in single] + ([set(single)] if len(single) > 1 else [])
    return ["".join(word + "s" * (at in way) for at, word in enumerate(words)) for way in ways]


def _towns_called() -> dict[str, list[str]]:
    """The sorting keys of towns by what people call them: « Cherbourg » for Cherbourg-en-Cotentin; read once."""
    if not _kept:
        found: dict[str, list[str]] = {}
        towns = Place.objects.filter(level=Level.COMMUNE, population__gte=LONG_TOWN, name__contains="-")
        for name, key in towns.order_by("-population", "code").values_list("name", "sort_name"):
            short = "".join(french.words(name.split("-")[0]))
            if len(short) >= SHORT_TOWN and short not in NO_SHORT_NAMES:
                found.setdefault(short, []).append(key)
        _kept.update(found)  # at once: other threads read it
    return _kept


_kept: dict[str, list[str]] = {}


@dataclass(frozen=True)
class Span:
    """Places that a run of a query's words may name: words `first` to `last`, both counted.

    Of several, one is meant; where they are `together`, all are.
    """

    first: int
    last: int
    places: tuple[Place, ...]
    together: bool = False


# Départements whose names are everyday words: only with « le » or « dans le » before them, or alone.
EVERYDAY_DEPARTEMENTS = frozenset({"cher", "lot", "somme", "manche", "orne", "nord", "ain", "var", "gard"})
# Towns likewise: only after « à », before their number, alone, or last after words that have a meaning.
EVERYDAY_TOWNS = frozenset(
    {"croix", "sens", "orange", "port", "vire", "vif", "roche", "foix", "salon", "bourg", "maurice"}
)
BEFORE_A_TOWN = frozenset({"a", "sur", "vers", "pres", "ville", "commune", "autour", "secteur"})
BEFORE_A_PLACE = BEFORE_A_TOWN | {"dans", "en", "le", "la"}
NEVER_BEFORE_A_PLACE = frozenset({"pas", "moins", "trop", "tres", "plus"})
# What follows is a verb: « je touche », « qui aura », not La Touche nor Auvergne-Rhône-Alpes.
BEFORE_A_VERB = frozenset({"je", "j", "tu", "il", "elle", "on", "qui", "ne", "n", "me", "m", "se", "y", "ca"})
BETS = frozenset({"les", "des", "mes", "aux"})  # before « paris »
COUNTED = frozenset(
    {"an", "ans", "mois", "semaines", "jours", "heure", "heures", "h", "fois", "euros", "eme", "e", "pas", "etapes"}
)
# « Paris 11 » is a part of Paris, not the Aude.
PARTED = frozenset({"paris", "lyon", "marseille"})
PART = re.compile(r"(0?[1-9]|1[0-9]|20)(e|er|eme)|0?[1-79]|08|1[0-9]|20")  # « Paris 8 » is a university
MEETING = "reunion"
AFTER_A_MEETING = frozenset({"de", "d", "du", "des", "entre", "pour", "avec"})
LONG_NAME = 6  # letters: a shorter name of a village is a word as well
LONGEST_NAME = 8  # words: « Saint-Martin-de-la-Mer-sur-Quelque-Chose »
TOWN = 10_000  # inhabitants: smaller ones need a sign that a place is meant
VILLAGE = 2_000  # inhabitants: of a smaller one, an article of its name is no sign (« La Croix », « Le Pont »)
MUCH_LARGER = 20  # times as many inhabitants as any other of the name: no question is asked


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
    spans = [*_numbers(words), *_former(words)]
    by_run = _named(words)
    for (first, last), places in by_run.items():
        if (
            words[first] in french.EMPTY
            and (first + 1, last) in by_run
            and not set(places) - set(by_run[first + 1, last])
        ):
            continue
        said = first in spoken_for and first == last
        last_said = _is_last_said(words, last, {*spoken_for, *phrased})
        likely = _likely(words, first, last, places, said=said, last_said=last_said)
        if first == last and first in unheard and _is_a_name(words[first], last_said=last_said):
            likely = places
        if likely:
            end = last + 1 if last + 1 < len(words) and _is_part(words, last + 1) else last
            if within := _followed_by_its_departement(words, last, likely):
                end, likely = within
            spans.append(Span(first, end, tuple(_widest(likely))))
    return sorted(spans, key=lambda span: (span.first - span.last, span.first))


def _former(words: list[str]) -> list[Span]:
    runs = [(first, last) for first in range(len(words)) for last in range(first, min(first + 4, len(words)))]
    found = [(first, last, former_region(words[first : last + 1])) for first, last in runs]
    return [Span(first, last, places, together=True) for first, last, places in found if places]


def _named(words: list[str]) -> dict[tuple[int, int], list[Place]]:
    """Places by the runs of words that are their names."""
    names: dict[str, list[tuple[int, int]]] = {}
    for first in range(len(words)):
        for last in range(first, min(first + LONGEST_NAME, len(words))):
            run = words[first : last + 1]
            if any(not word.isdigit() for word in run) and run[-1] not in french.EMPTY and len("".join(run)) > 1:
                for key in _spellings(" ".join(run)):
                    names.setdefault(key, []).append((first, last))
    known = Place.objects.for_list().filter(sort_name__in=_known(list(names)))
    found: dict[tuple[int, int], list[Place]] = {}
    for place in known.exclude(level=Level.PAYS, code__in=OVERSEAS_COUNTRY_CODES):
        for run_of in set(names[place.sort_name]):
            found.setdefault(run_of, []).append(place)
    return found


def _followed_by_its_departement(words: list[str], last: int, places: list[Place]) -> tuple[int, list[Place]] | None:
    """Where the name ends with that of its département, « Rue (Somme) », and the places that it leaves."""
    for end in range(last + 1, min(last + 1 + LONGEST_NAME, len(words))):
        key = "".join(words[last + 1 : end + 1])
        if inside := [place for place in places if place.departement and place.departement.sort_name == key]:
            return end, inside
    return None


def _is_part(words: list[str], at: int) -> bool:
    """Whether a number is that of a part of the city named before it."""
    return words[at - 1] in PARTED and bool(PART.fullmatch(words[at]))


def _known(names: list[str]) -> list[str]:
    """The sorting keys that any place has. Written out: most words are none, and the whole query takes far longer."""
    if not names:
        return []
    with connection.cursor() as cursor:
        asked = ", ".join(["%s"] * len(names))
        cursor.execute(f"SELECT sort_name FROM initiatives_place WHERE sort_name IN ({asked})", names)  # noqa: S608  (placeholders)
        return [name for (name,) in cursor.fetchall()]


def _numbers(words: list[str]) -> list[Span]:
    counts = {at for at, (_word, following) in enumerate(pairwise(words)) if following in COUNTED}  # « 17 ans »
    counts |= {at for at in range(1, len(words)) if _is_part(words, at)}
    counts |= {at - 1 for at in counts if at and words[at].isdigit()}  # « 18-25 ans »
    counts |= {at for at in range(1, len(words)) if re.fullmatch(r"[0-9]+h", words[at - 1])}  # « 24h/24 »
    codes = {
        at: word.upper()
        for at, word in enumerate(words)
        if re.fullmatch(r"[0-9]{2,3}|2[ab]", word) and at not in counts
    }
    posts = {at: word for at, word in enumerate(words) if POSTCODE.match(word)}
    departements = (
        {
            place.code: place
            for place in Place.objects.for_list().filter(level=Level.DEPARTEMENT, code__in=set(codes.values()))
        }
        if codes
        else {}
    )
    spans = [Span(at, at, (departements[code],)) for at, code in codes.items() if code in departements]
    for at, post in posts.items():
        found = Place.objects.for_list().filter(postcodes__contains=f" {post} ").order_by("sort_name", "code")
        if places := tuple(found[:MOST_CHOICES]):
            spans.append(Span(at, at, places))
    return spans


def _is_a_name(word: str, *, last_said: bool) -> bool:
    """Whether a word that no entry holds is the name of a village, where it is one: « campagne » is not."""
    return (last_said or len(word) >= LONG_NAME) and not is_french(word)


def _is_last_said(words: list[str], last: int, meant: Collection[int]) -> bool:
    """Whether a word ends what was typed, right after words that each have a meaning: « gem sens »."""
    telling = [at for at, word in enumerate(words[:last]) if word not in french.EMPTY]
    return last == len(words) - 1 and last - 1 in telling and set(telling) <= set(meant)


def _likely(
    words: list[str], first: int, last: int, places: list[Place], *, said: bool, last_said: bool
) -> list[Place]:
    """Those of the places that somebody who wrote this may have meant; the first rule that knows decides.

    `said`: the run is one word that has a meaning as a word, or that everybody says; `last_said`: it comes last, and
    all others have one.
    """
    run = words[first : last + 1]
    telling = [word for word in run if word not in french.EMPTY]
    before = words[first - 1] if first else ""
    article = run[0] in ARTICLES or (before in ARTICLES and any(one.sort_name.startswith(before) for one in places))
    signed = before in BEFORE_A_PLACE or article
    alone = len([word for word in words if word not in french.EMPTY]) == len(telling)
    if telling == [MEETING]:  # « réunion du lundi », « asso réunion »
        meeting = last + 1 < len(words) and words[last + 1] in AFTER_A_MEETING
        island = signed or alone or before == "ile" or (last == len(words) - 1 and first > 0)
        return places if island and not meeting else []
    if len(telling) > 1:  # « Saint-Étienne »
        return places
    word = telling[0]
    if before in BEFORE_A_VERB or (word == "paris" and before in BETS):  # « je touche », « les paris en ligne »
        return []
    if word in EVERYDAY_DEPARTEMENTS and (before in NEVER_BEFORE_A_PLACE or not (signed or alone)):  # « pas cher »
        return []
    number = words[last + 1] if last + 1 < len(words) and re.fullmatch(r"[0-9]{2,5}|2[ab]", words[last + 1]) else ""
    followed = bool(number) and any(number.upper() in _numbers_of(place) for place in places)
    followed = followed or bool(_followed_by_its_departement(words, last, places))
    small = is_french(word) and all(place.level == Level.COMMUNE and _people(place) < TOWN for place in places)
    towards = followed or (before in BEFORE_A_TOWN and not small)  # « à vie », « à côté », « sur place »
    if word in EVERYDAY_TOWNS and last_said:
        return places
    if (said or word in EVERYDAY_TOWNS) and not alone and not towards:  # « en rue » is no village; « Rue (Somme) » is
        return []
    if said and alone:  # « la manche »
        return [place for place in places if place.level != Level.COMMUNE]
    if alone or towards:
        return places
    least = VILLAGE if article else TOWN
    return places if any(place.level != Level.COMMUNE or _people(place) >= least for place in places) else []


def _people(place: Place) -> int:
    return place.population or 0


def _numbers_of(place: Place) -> list[str]:
    """Its postcodes and the code of its département."""
    return [*place.postcodes.split(), place.departement.code if place.departement else place.code]


def _widest(places: list[Place]) -> list[Place]:
    """The wider of places that say the same; one much larger than its namesakes alone."""
    order = list(Level.values)
    found = sorted(places, key=lambda place: (order.index(place.level), place.code))
    found = _widest_of(found)
    if any(place.level != Level.COMMUNE for place in found):  # « La Réunion » is also a village of Lot-et-Garonne
        found = [place for place in found if place.level != Level.COMMUNE or _people(place) >= TOWN]
    if all(place.level == Level.COMMUNE for place in found) and len(found) > 1:
        largest, second, *_rest = sorted((place.population or 0 for place in found), reverse=True)
        if largest >= TOWN and largest >= MUCH_LARGER * second:
            return [place for place in found if _people(place) == largest]
    return found
