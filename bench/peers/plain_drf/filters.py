"""The three filters, as django-filter's documentation writes them."""

import django_filters
from django.db.models import Q, QuerySet

from bench.peers.plain_drf.models import Initiative, Place, Term


class TermFilter(django_filters.ModelMultipleChoiceFilter):
    """Terms of one scheme, by slug; `distinct()` is the filter's own."""

    def __init__(self, scheme: str) -> None:
        terms = Term.objects.filter(scheme=scheme)
        super().__init__(field_name="terms__slug", to_field_name="slug", queryset=terms, distinct=True)


class InitiativeFilter(django_filters.FilterSet):
    """What a list and its facets are narrowed by."""

    statut = TermFilter("statut")
    domaine = TermFilter("domaine")
    region = django_filters.ModelMultipleChoiceFilter(
        to_field_name="code", queryset=Place.objects.filter(level="region"), method="standing_in"
    )

    class Meta:
        model = Initiative
        fields: list[str] = []

    def standing_in(self, queryset: QuerySet[Initiative], name: str, regions: QuerySet[Place]) -> QuerySet[Initiative]:
        """What stands in one of the régions, or is only known to be there."""
        if not regions:
            return queryset
        return queryset.filter(Q(place__in=regions) | Q(place__region__in=regions))
