"""From what people type to what they mean: words, and places by name, number or postcode."""

import re
from dataclasses import dataclass

from initiatives.geography import OVERSEAS_COUNTRY_CODES, Level
from initiatives.models import Place
from pairaidance.kit import french

POSTCODE = re.compile(r"^[0-9]{5}$")
MOST_CHOICES = 50
ARTICLES = ("la", "le", "les", "l")


@dataclass(frozen=True)
class Understanding:
    """What a query was read as. Places and terms come to it later; today, words."""

    stems: list[str]


def understand(text: str) -> Understanding:
    """Reads a query."""
    return Understanding(stems=french.stems(text))


def places_named(text: str) -> list[Place]:
    """The places that « Où ? » can mean, the widest first, homonyms all: none, one or several to choose from.

    Takes a name, a département's number, a postcode or an official code.
    """
    asked = text.strip()
    places = Place.objects.for_list()
    if POSTCODE.match(asked):
        return list(places.filter(postcodes__contains=f" {asked} ").order_by("sort_name", "code")[:MOST_CHOICES])
    found = list(places.filter(level=Level.DEPARTEMENT, code__iexact=asked))
    if found:
        return found
    key = french.sort_key(asked)
    if not key:
        return []
    spellings = [key, *(article + key for article in ARTICLES)]
    named = places.filter(sort_name__in=spellings).exclude(level=Level.PAYS, code__in=OVERSEAS_COUNTRY_CODES)
    order = list(Level.values)
    found = sorted(named[:MOST_CHOICES], key=lambda place: (order.index(place.level), place.code))
    known = {place.pk for place in found}
    # Guadeloupe is a région and its one département, Paris a département and its one commune: the wider says it all.
    return [place for place in found if not {place.region_id, place.departement_id} & known]
