"""The search. `matching` and `ranked` are its whole face to the filter."""

from initiatives.models import InitiativeQuerySet
from initiatives.search import index
from initiatives.search.understanding import Understanding, places_named, understand

__all__ = ["Understanding", "matching", "places_named", "ranked", "understand"]


def matching(queryset: InitiativeQuerySet, text: str) -> InitiativeQuerySet:
    """Those of `queryset` that answer `text`."""
    return index.matching(queryset, understand(text).stems)


def ranked(queryset: InitiativeQuerySet, text: str) -> InitiativeQuerySet:
    """`queryset` with `relevance` to `text`, higher is nearer."""
    return index.with_relevance(queryset, understand(text).stems)
