"""What cites a source, over every kind of entry of both apps but initiatives: of these, `stats` has any number."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from initiatives.models.citation import FormationCitation
from research.models import (
    ConsultationCitation,
    Entry,
    FigureCitation,
    Finding,
    FindingCitation,
    LandmarkCitation,
    QuestionCitation,
    Source,
    SourceCitation,
    Study,
    StudyCitation,
    TermCitation,
    TestimonyCitation,
)
from research.vocabulary import Publication

# Any, since the abstract class that they share has no `subject`.
CITATIONS: tuple[Any, ...] = (
    FormationCitation,
    StudyCitation,
    FindingCitation,
    TermCitation,
    LandmarkCitation,
    ConsultationCitation,
    QuestionCitation,
    TestimonyCitation,
    FigureCitation,
    SourceCitation,
)


def with_cited_elsewhere(sources: QuerySet[Any]) -> QuerySet[Any]:
    """With `cited_elsewhere`: how many published entries say something after each source, or are published in it.

    Initiatives don't count here. A source's own citations of itself don't count.
    """
    total: Any = Value(0)
    for model in CITATIONS:
        total = total + _count(_of(model, OuterRef("pk")).values("source"), "subject")
    # A study that only lists the source as where it was published, and cites no value from it.
    published_in = Study.sources.through.objects.filter(
        source=OuterRef("pk"), study__publication=Publication.PUBLISHED
    ).exclude(study__citations__source=OuterRef("pk"))
    total = total + _count(published_in.values("source"), "study")
    return sources.annotate(cited_elsewhere=total)


def citing(source: Source) -> list[tuple[str, list[Entry]]]:
    """The published entries that say something after a source, by the plural name of their kind; no initiatives."""
    groups = []
    for model in CITATIONS:
        kind: Any = model._meta.get_field("subject").related_model
        keys = _of(model, source.pk).values("subject")
        entries = kind._default_manager.published().filter(pk__in=keys)
        if kind is Study:
            entries = entries | Study.objects.published().filter(sources=source)
        if kind is Finding:
            entries = entries.select_related("study")
        found = list(entries.distinct())
        if found:
            groups.append((str(kind._meta.verbose_name_plural), found))
    return groups


def _of(model: Any, source: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.filter(
        source=source, subject__publication=Publication.PUBLISHED
    ).order_by()
    return rows.exclude(subject=source) if model is SourceCitation else rows


def _count(rows: QuerySet[Any], column: str) -> Coalesce:
    counted = rows.annotate(entries=Count(column, distinct=True)).values("entries")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
