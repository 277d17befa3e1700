"""The search: `readings`, `matching`, `ranked` for the filter; for « Où ? » those that give places."""

from collections.abc import Iterator

from django.db.models import Q

from initiatives.models import Initiative, InitiativeQuerySet, Place, first_public
from initiatives.models.place import within
from initiatives.search import index, understanding
from initiatives.search.gazetteer import former_region, places_named
from initiatives.search.lexicon import lexicon
from initiatives.search.names import spellings
from initiatives.search.query import Understanding
from initiatives.vocabulary import TERM_FACETS
from pairaidance.kit import french
from research.models.synonym import key_of

__all__ = [
    "Understanding",
    "called",
    "former_region",
    "matching",
    "means_everything",
    "places_meant",
    "places_named",
    "ranked",
    "readings",
]

MOST_CALLED = 500  # initiatives of one name


def readings(text: str) -> Iterator[Understanding]:
    """What a query may mean, against what the directory holds, the likeliest first."""
    return understanding.readings(text, index.known, index.named)


def places_meant(text: str) -> list[Place]:
    """The places of the likeliest reading of a text that is none's name: « grenobel », « à côté de Lyon »."""
    return next(readings(text)).everywhere


def means_everything(text: str) -> bool:
    """Whether a text is what all of this directory is about: « pair aidant »."""
    meaning = lexicon().meanings.get(key_of(text))
    return bool(meaning and meaning.general)


def called(text: str) -> list[int]:
    """The keys of the initiatives that are called just so."""
    named = Initiative.objects.filter(sort_name__in=spellings(french.words(text))).order_by("sort_name", "pk")
    return [key for (key,) in first_public(named, "pk", most=MOST_CALLED)]


def matching(queryset: InitiativeQuerySet, meant: Understanding) -> InitiativeQuerySet:
    """Those of `queryset` that answer: as the parameters of the same names would, and holding the words left over."""
    if not meant.asks:
        return queryset.none()  # « !!! »: nothing was asked
    found = queryset
    for places in meant.place_groups:
        found = found.in_places(places)
    for scheme in dict.fromkeys(term.scheme for term in meant.terms):
        own = [term for term in meant.terms if term.scheme == scheme]
        if scheme in TERM_FACETS:
            found = found.with_terms([term.slug for term in own])
        elif phrases := [phrase for term in own for phrase in meant.phrases.get(term.pk, [])]:
            found = found.filter(index.holding(phrases))  # no facet: whatever speaks of it
    for unit in meant.wanted:
        found = found.filter(index.holding(unit))
    if meant.shunned:
        found = found.exclude(within(meant.shunned, path="place"))
    if meant.shunned_terms:
        found = found.exclude(found.has_term(Q(slug__in=meant.shunned_terms)))
    return found.exclude(index.holding(meant.without)) if meant.without else found


def ranked(queryset: InitiativeQuerySet, meant: Understanding) -> InitiativeQuerySet:
    """`queryset` with `relevance` to what was typed, higher is nearer."""
    return index.with_relevance(queryset, meant)
