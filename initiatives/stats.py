"""Figures about the directory itself: how much there is, and how much bears a term or rests on a source.

Of initiatives, they come from the answer that everything is: instant, of any number.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from initiatives.answers import answer_in_words
from initiatives.filters import InitiativeFilter
from initiatives.models import Formation, Initiative, InitiativeCitation
from research.models import Source, Study
from research.models.edition import Kept
from research.vocabulary import Publication, Scheme


@dataclass(frozen=True)
class Overview:
    """How much there is, and when it last changed."""

    initiatives: int
    citations: int
    sources: int
    studies: int
    formations: int
    modified_at: datetime | None


kept: Kept[str, Overview] = Kept(most=1)


def overview() -> Overview:
    """The whole directory in a few numbers, of what is published; counted once an edition."""
    return kept.of(["all"], lambda _keys: {"all": _overview()})["all"]


def _overview() -> Overview:
    hidden = [state for state in Publication.values if state != Publication.PUBLISHED]  # few, found by an index
    citations = InitiativeCitation.objects.order_by()
    latest = InitiativeFilter({"ordering": "-modified_at"})
    latest.is_valid()
    last = Initiative.objects.filter(pk__in=latest.answer.keys(0, 1))
    return Overview(
        initiatives=answer_in_words(None).total(),
        citations=citations.count() - citations.filter(subject__publication__in=hidden).count(),
        sources=Source.objects.published().count(),
        studies=Study.objects.published().count(),
        formations=Formation.objects.published().count(),
        modified_at=last.values_list("modified_at", flat=True).first(),
    )


def borne() -> Counter[str]:
    """How many published initiatives bear each published term, by its slug."""
    everything, found = answer_in_words(None), Counter[str]()
    for scheme in Scheme.values:
        found.update(everything.terms(scheme).values)
    return found


def with_cited_by(sources: Iterable[Any]) -> list[Any]:
    """Sources (rows of `with_cited_elsewhere`), each with `cited_by`: how many published entries rest on it."""
    cited, found = answer_in_words(None).cited(), list(sources)
    for source in found:
        source.cited_by = source.cited_elsewhere + cited[source.pk]
    return found
