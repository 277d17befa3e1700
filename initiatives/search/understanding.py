"""From what people type to what they mean: words, and places by name, number or postcode."""

import re
from dataclasses import dataclass

from django.db.models import Q

from initiatives.geography import OVERSEAS_COUNTRY_CODES, Level
from initiatives.models import Place
from pairaidance.kit import french

POSTCODE = re.compile(r"^[0-9]{5}$")
MOST_CHOICES = 50
ARTICLES = ("la", "le", "les", "l")
# « Grenoble (38) », « Grenoble 38000 »: a name with the number of its département or a postcode.
NUMBER_AT_END = re.compile(r"[\s(](?P<number>[0-9]{5}|[0-9]{2,3}|2[AaBb])\)?$")
WRITTEN_OUT = {"st": "saint", "ste": "sainte"}
# What people say for what the official name says otherwise, as sorting keys.
SHORT_NAMES = {
    "aura": "auvergnerhonealpes",
    "bruxelles": "bruxellescapitale",
    "flandre": "regionflamande",
    "idf": "iledefrance",
    "paca": "provencealpescotedazur",
    "wallonie": "regionwallonne",
}


@dataclass(frozen=True)
class Understanding:
    """What a query was read as. Places and terms come to it later; today, words."""

    stems: list[str]


def understand(text: str) -> Understanding:
    """Reads a query."""
    return Understanding(stems=french.stems(text))


def places_named(text: str) -> list[Place]:
    """The places that « Où ? » can mean, the widest first, homonyms all: none, one or several to choose from.

    Takes a name as people write it (« St Denis », « PACA », « Grenoble (38) »), a département's number or a postcode.
    """
    asked = text.strip()
    places = Place.objects.for_list()
    numbered = NUMBER_AT_END.search(asked)
    if numbered:
        inside = numbered["number"].upper()
        narrowed = Q(departement__code=inside) | Q(postcodes__contains=f" {inside} ")
        spelled = _spellings(asked[: numbered.start()])
        return list(places.filter(narrowed, sort_name__in=spelled).order_by("code")[:MOST_CHOICES])
    if POSTCODE.match(asked):
        return list(places.filter(postcodes__contains=f" {asked} ").order_by("sort_name", "code")[:MOST_CHOICES])
    found = list(places.filter(level=Level.DEPARTEMENT, code__iexact=asked))
    if found:
        return found
    known_as = places.filter(sort_name__in=_spellings(asked)).exclude(level=Level.PAYS, code__in=OVERSEAS_COUNTRY_CODES)
    order = list(Level.values)
    found = sorted(known_as[:MOST_CHOICES], key=lambda place: (order.index(place.level), place.code))
    known = {place.pk for place in found}
    # Guadeloupe is a région and its one département, Paris a département and its one commune: the wider says it all.
    return [place for place in found if not {place.region_id, place.departement_id} & known]


def _spellings(name: str) -> list[str]:
    """The sorting keys that a typed name may have: abbreviations written out, with and without an article."""
    words = [WRITTEN_OUT.get(word, word) for word in french.words(name)]
    key = "".join(words)
    key = SHORT_NAMES.get(key, key)
    return [key, *(article + key for article in ARTICLES)] if key else []
