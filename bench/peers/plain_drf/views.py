"""The list, and the facets: one count with GROUP BY each."""

from django.db.models import Case, Count, F, QuerySet, When
from django.db.models.functions import Coalesce
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from bench.peers.plain_drf.filters import InitiativeFilter
from bench.peers.plain_drf.models import Initiative, Term
from bench.peers.plain_drf.serializers import InitiativeSerializer


class InitiativeList(ListAPIView):
    """A page of 25, and how many there are."""

    queryset = (
        Initiative.objects.filter(publication="published")
        .select_related("place__region", "place__departement", "parent")
        .prefetch_related("terms", "coverages__place", "headcounts", "citations__source")
    )
    serializer_class = InitiativeSerializer
    filterset_class = InitiativeFilter


class Facets(GenericAPIView):
    """How many of what answers the filters have each value."""

    queryset = Initiative.objects.filter(publication="published")
    filterset_class = InitiativeFilter

    def get(self, request: Request) -> Response:
        """The counts, the most frequent first."""
        found = self.filter_queryset(self.get_queryset()).order_by()
        return Response(
            {scheme: terms(found, scheme) for scheme in ("statut", "contrat", "domaine")}
            | {level: places(found, level) for level in ("region", "departement")}
            | {"activity": counted(found.values(value=F("activity")))}
        )


def terms(found: QuerySet[Initiative], scheme: str) -> list[dict[str, object]]:
    """The counts of the terms of a scheme."""
    held = Term.objects.filter(scheme=scheme, initiatives__in=found.values("pk"))
    return counted(held.values(value=F("slug")), "initiatives")


def places(found: QuerySet[Initiative], level: str) -> list[dict[str, object]]:
    """The counts of the places of a level."""
    code = Coalesce(f"place__{level}__code", Case(When(place__level=level, then="place__code")))
    return counted(found.values(value=code).exclude(value=None))


def counted(values: QuerySet, what: str = "pk") -> list[dict[str, object]]:
    """How many there are of each `value`."""
    return list(values.annotate(count=Count(what, distinct=True)).order_by("-count", "value"))
