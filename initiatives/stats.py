"""Figures about the directory itself, for the home page and the open-data page."""

from dataclasses import dataclass

from django.db.models import Count, Max

from initiatives.geography import Level
from initiatives.models import Formation, Initiative, InitiativeCitation
from research.models import Source, Study


@dataclass(frozen=True)
class Overview:
    """How much there is, and when it last changed."""

    initiatives: int
    countries: int
    regions: int
    citations: int
    sources: int
    studies: int
    formations: int
    modified_at: object


def overview() -> Overview:
    """The whole directory in a few numbers, of what is published."""
    published = Initiative.objects.published()
    numbers = published.aggregate(
        count=Count("pk"), countries=Count("place__country", distinct=True), modified_at=Max("modified_at")
    )
    regions = {
        region or (pk if level == Level.REGION else None)
        for region, pk, level in published.values_list("place__region", "place__pk", "place__level")
    } - {None}
    return Overview(
        initiatives=numbers["count"],
        countries=numbers["countries"],
        regions=len(regions),
        citations=InitiativeCitation.objects.filter(subject__in=published).count(),
        sources=Source.objects.published().count(),
        studies=Study.objects.published().count(),
        formations=Formation.objects.published().count(),
        modified_at=numbers["modified_at"],
    )
