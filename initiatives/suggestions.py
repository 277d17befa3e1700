"""What may be meant while somebody types: terms of the vocabularies, names of initiatives, places.

Each is read by the beginning of a name along an index, or from what the process keeps: as quick at a million entries.
"""

import re
from typing import NamedTuple

from django.db.models import F, Q
from django.utils.translation import gettext as _

from initiatives.geography import Level
from initiatives.models import Initiative, Place, beginning, first_public
from initiatives.search.lexicon import lexicon
from initiatives.search.names import spellings
from initiatives.vocabulary import TERM_FACETS
from pairaidance.kit import french
from research.vocabulary import Scheme

MOST_TERMS, MOST_NAMES, MOST_PLACES = 3, 4, 3
ALONE = 6  # where only one sort is asked for
SHORTEST = 2  # letters
NUMBER = re.compile(r"[0-9]{2,5}|2[AB]")
FEW_DIGITS = 4  # of a postcode
SMALL = 5_000  # initiatives: in so few, names are looked through for words within them


class Suggestion(NamedTuple):
    """A text to put in the field, and what it is, in words."""

    text: str
    sort: str


def suggestions(typed: str) -> list[Suggestion]:
    """For « Quoi ? »: terms first, then names, then places."""
    if len(french.sort_key(typed)) < SHORTEST:
        return []
    found: dict[str, Suggestion] = {}
    for one in (*_terms(typed), *_names(typed), *places(typed, MOST_PLACES)):
        found.setdefault(one.text, one)
    return list(found.values())


def places(typed: str, most: int = ALONE) -> list[Suggestion]:
    """For « Où ? »: places by the beginning of their names, or by number, the wider and the more populous first."""
    if len(french.sort_key(typed)) < SHORTEST:
        return []
    number = typed.strip().upper()
    begun = _numbered(number) if NUMBER.fullmatch(number) else _beginning(french.words(typed))
    found = Place.objects.filter(begun).values_list("pk", flat=True)
    wider = list(found.exclude(level__in=[Level.COMMUNE, Level.PAYS]).order_by("-level", "sort_name", "code")[:most])
    communes = found.filter(level=Level.COMMUNE).order_by(F("population").desc(nulls_last=True), "code")[:most]
    shown = [*wider[: most // 2], *communes, *wider[most // 2 :]]
    places = Place.objects.for_list().in_bulk(shown)  # only these: thousands begin with « saint »
    told: dict[str, Suggestion] = {}
    for place in (places[key] for key in shown):
        told.setdefault(str(place), Suggestion(str(place), place.get_level_display()))
    return list(told.values())[:most]


def _terms(typed: str) -> list[Suggestion]:
    """Terms that any phrase beginning so leads to, by their own labels: what people say is found, never echoed."""
    begun = " ".join(word for word in french.words(typed) if word not in french.EMPTY) or french.joined(typed)
    found: dict[str, Suggestion] = {}
    held = lexicon()
    for phrase in sorted(held.spelled, key=len):
        if phrase.startswith(begun):
            meaning = held.meanings.get(" ".join(french.stem(word) for word in phrase.split()))
            for term in meaning.terms if meaning else ():
                if term.scheme in TERM_FACETS and len(found) < MOST_TERMS:
                    found.setdefault(term.slug, Suggestion(term.label, str(Scheme(term.scheme).label)))
    return list(found.values())


def _names(typed: str) -> list[Suggestion]:
    words = french.words(typed)
    found: list[str] = []
    for key in spellings(words):  # one after the other: each is the beginning of a walk along an index
        if len(found) < MOST_NAMES:
            rows = Initiative.objects.filter(beginning(key)).order_by("sort_name", "pk")
            found += [name for (name,) in first_public(rows, "name", most=MOST_NAMES)]
    if len(found) < MOST_NAMES and not Initiative.objects.order_by("pk")[SMALL : SMALL + 1].exists():
        within = Q()
        for word in words:
            within &= Q(name__icontains=word) | Q(sort_name__contains=word)
        found += (
            Initiative.objects.published()
            .filter(within)
            .order_by("sort_name", "pk")
            .values_list("name", flat=True)[:MOST_NAMES]
        )
    return [Suggestion(name, _("initiative")) for name in list(dict.fromkeys(found))[:MOST_NAMES]]


def _beginning(words: list[str]) -> Q:
    """Whether a place's sorting key begins with what was typed, with or without an article."""
    wanted = Q(pk__in=[])
    for key in spellings(words):
        wanted |= beginning(key)
    return wanted


def _numbered(number: str) -> Q:
    """Whether a number is a place's: of its département, or the beginning of one of its postcodes."""
    own = Q(level=Level.DEPARTEMENT, code=number)
    return own | Q(postcodes__contains=f" {number}") if len(number) >= FEW_DIGITS else own
