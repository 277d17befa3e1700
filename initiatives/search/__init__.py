"""The search. `read`, `matching` and `ranked` are its whole face to the filter; `places_named` is « Où ? »."""

from initiatives.models import InitiativeQuerySet
from initiatives.search import index
from initiatives.search.gazetteer import places_named
from initiatives.search.understanding import Understanding, understand
from initiatives.vocabulary import TERM_FACETS

__all__ = ["Understanding", "matching", "places_named", "ranked", "read", "understand"]


def read(text: str) -> Understanding:
    """What a query means, against what the directory holds."""
    return understand(text, index.known)


def matching(queryset: InitiativeQuerySet, meant: Understanding) -> InitiativeQuerySet:
    """Those of `queryset` that answer: as the parameters of the same names would, and holding the words left over."""
    if not meant.asks:
        return queryset.none()  # « !!! »: nothing was asked
    found = queryset
    if meant.everywhere:
        found = found.in_places(meant.everywhere)
    for scheme in dict.fromkeys(term.scheme for term in meant.terms):
        own = [term for term in meant.terms if term.scheme == scheme]
        if scheme in TERM_FACETS:
            found = found.with_terms([term.slug for term in own])
        else:  # no facet: whatever speaks of it
            found = found.filter(index.holding_any([phrase for term in own for phrase in meant.phrases[term.pk]]))
    return index.matching(found, list(meant.stems)) if meant.stems else found


def ranked(queryset: InitiativeQuerySet, meant: Understanding) -> InitiativeQuerySet:
    """`queryset` with `relevance` to what was typed, higher is nearer."""
    return index.with_relevance(queryset, list(meant.typed))
