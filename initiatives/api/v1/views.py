"""The resources of the directory."""

import json
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from initiatives.alternatives import alternatives
from initiatives.answers import vocabulary
from initiatives.api.v1 import serializers
from initiatives.api.v1.cursor import Cursor
from initiatives.api.v1.rows import objects, rows
from initiatives.facets import as_json, facets
from initiatives.filters import InitiativeFilter
from initiatives.forms import FACETS, ORDERINGS
from initiatives.geography import Level
from initiatives.models import Formation, Initiative, Place
from initiatives.models.citing import with_cited_elsewhere
from initiatives.results import Results
from initiatives.search import Understanding
from initiatives.stats import with_cited_by
from initiatives.vocabulary import TERM_FACETS, UNSTATED, Activity
from pairaidance.kit import schema
from pairaidance.kit.api import MOST_PAGE_SIZE, MOST_TEXT, PAGE_PARAMETERS, Pages, refuse_unknown, whole_number
from research.api.v1.base import EntryViewSet, described
from research.api.v1.serializers import SourceSerializer
from research.filters import SourceFilter
from research.models import Source
from research.vocabulary import SourceKind

PLACE_DESCRIPTIONS = {
    Level.PAYS: "Codes ISO 3166-1 alpha-2 : FR, BE.",
    Level.REGION: "Codes officiels ou noms : 84, BE-WAL, occitanie.",
    Level.DEPARTEMENT: "Codes officiels ou noms : 38, 2A, 974, isere.",
    Level.COMMUNE: "Codes officiels (INSEE) : 59350.",
}
INITIATIVE_PARAMETERS = [
    *(schema.text(scheme, f"Termes du vocabulaire « {scheme} », ou {UNSTATED}.", many=True) for scheme in TERM_FACETS),
    *(schema.text(level, f"{PLACE_DESCRIPTIONS[level]} Ou {UNSTATED}.", many=True) for level in Level),
    schema.text("activity", "Ce qu’on sait de l’activité.", many=True, enum=list(Activity.values)),
    schema.text("source", f"Adresses de sources, ou {UNSTATED}.", many=True),
    schema.text("near", "LATITUDE,LONGITUDE en degrés : 45.19,5.72."),
    OpenApiParameter(
        "radius",
        {"type": "number", "exclusiveMinimum": 0, "maximum": 100, "default": 25},
        description="En kilomètres autour de `near`, sans lequel il est refusé.",
    ),
    OpenApiParameter("modified_after", OpenApiTypes.STR, description="Date ou moment ISO 8601, compris."),
    OpenApiParameter("verified_after", OpenApiTypes.STR, description="Date ou moment ISO 8601, compris."),
    schema.text(
        "cursor",
        "Une lecture de bout en bout, stable pendant qu’on écrit : `*` pour commencer, puis le lien `next`. "
        "Sans `page` ; avec `ordering` par `name` ou `modified_at`.",
    ),
    schema.text(
        "ordering",
        "`distance` (la plus courte d’abord) va avec `near`, `relevance` (la meilleure d’abord) avec `q`. "
        "Un - devant inverse.",
        enum=[sign + name for name in ORDERINGS for sign in ("", "-")],
    ),
]


def instead(asked: InitiativeFilter) -> list[dict[str, Any]]:
    """What else may be asked, each with its list's address and its count."""
    path = f"{settings.SITE_URL}{reverse('api:initiatives-list')}"
    return [{"label": one.label, "url": one.url(path), "count": one.count} for one in alternatives(asked)]


class FoundPages(Pages):
    """Pages of a list that says how a query was understood."""

    def get_paginated_response_schema(self, row: dict[str, Any]) -> dict[str, Any]:
        """The shape of every list, and what `q` adds to it."""
        found = super().get_paginated_response_schema(row)
        link = {"label": {"type": "string"}, "url": {"type": "string", "format": "uri"}, "count": {"type": "integer"}}
        found["properties"] |= {
            "interpretation": {
                "$ref": "#/components/schemas/Interpretation",
                schema.SOMETIMES: True,
                "description": "Avec `q`.",
                "example": Understanding().as_json(),
            },
            "alternatives": {
                "type": "array",
                schema.SOMETIMES: True,
                "description": "Avec `q`, quand rien ne répond : ce qu’il y a à la place.",
                "items": {"type": "object", "required": list(link), "properties": link},
                "example": [],
            },
        }
        return found


@described("initiatives", what="Initiatives", parameters=INITIATIVE_PARAMETERS)
class InitiativeViewSet(EntryViewSet):
    """The directory."""

    pagination_class = FoundPages

    queryset = Initiative.objects.all()
    serializer_class = serializers.InitiativeSerializer
    filterset_class = InitiativeFilter

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """A page of the list; with `q`, also how it was understood, and what there is instead of nothing."""
        refuse_unknown(request.query_params, self.filterset_class.names() | PAGE_PARAMETERS | {"cursor"})
        asked = self.asked()
        pages = Cursor() if "cursor" in request.query_params else FoundPages()
        found = pages.paginate_queryset(Results(asked, rows), request, self)
        response = pages.get_paginated_response(found)
        if asked.meant:
            response.data["interpretation"] = asked.meant.as_json()
            if not response.data["count"]:
                response.data["alternatives"] = instead(asked)
        return response

    def get_queryset(self) -> Any:
        """What may be read; `objects` reads what it shows."""
        return Initiative.objects.published()

    def shown(self, entry: Any) -> Any:
        """The object of one entry."""
        return json.loads(objects([entry.pk], vocabulary())[entry.pk])

    @extend_schema(
        summary="Initiatives : les facettes",
        description=(
            "Pour chaque valeur, le nombre de résultats de la même liste si cette facette n’avait que cette valeur, "
            "tout le reste gardé. Les valeurs des vocabulaires figurent aussi avec 0 ; les lieux seulement sinon, et "
            "les communes là où une initiative se trouve."
        ),
        parameters=[schema.Q, *(one for one in INITIATIVE_PARAMETERS if one.name != "cursor"), *schema.PAGES],
        responses=inline_serializer("Facets", {name: serializers.FacetValueSerializer(many=True) for name in FACETS}),
    )
    @action(detail=False, pagination_class=None)
    def facets(self, request: Request) -> Response:
        """The counts of every value, under the list's parameters. Raises ValidationError."""
        refuse_unknown(request.query_params, self.filterset_class.names() | PAGE_PARAMETERS)
        whole_number(request.query_params, "page", default=1, most=10**30)
        whole_number(request.query_params, "page_size", default=1, most=MOST_PAGE_SIZE)
        return Response(as_json(facets(self.asked())))


@described("formations", what="Formations")
class FormationViewSet(EntryViewSet):
    """Training programmes."""

    queryset = Formation.objects.all()
    serializer_class = serializers.FormationSerializer


@described(
    "sources",
    what="Sources",
    parameters=[schema.text("kind", "Une seule sorte.", enum=list(SourceKind.values))],
)
class SourceViewSet(EntryViewSet):
    """Documents, with how much rests on each."""

    queryset = Source.objects.order_by("title", "pk")
    serializer_class = SourceSerializer
    filterset_class = SourceFilter

    def get_queryset(self) -> Any:
        """With how many other entries than initiatives rest on each."""
        return with_cited_elsewhere(super().get_queryset())

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of them, with `cited_by`."""
        return with_cited_by(super().paginate_queryset(queryset) or [])

    def shown(self, entry: Any) -> Any:
        """One, with `cited_by`."""
        return super().shown(*with_cited_by([entry]))


class PlaceViewSet(viewsets.ReadOnlyModelViewSet[Any]):
    """Reference geography, one level at a time, by official code."""

    level: str = ""
    WIDER: ClassVar[tuple[str, ...]] = ("region", "departement")
    queryset = Place.objects.all()
    serializer_class = serializers.PlaceSerializer
    lookup_field = "code"
    lookup_value_regex = "[0-9A-Z-]{1,8}"

    def get_queryset(self) -> Any:
        """The places of the level."""
        return Place.objects.at(self.level).for_list()

    def filter_queryset(self, queryset: Any) -> Any:
        """Those whose name, code or postcode `q` is."""
        params = self.request.query_params
        wider = self.WIDER[: list(Level.values).index(self.level) - 1]
        refuse_unknown(params, {"q", *wider, *PAGE_PARAMETERS} if self.action == "list" else set())
        for name in wider:
            code = (params.get(name) or "").strip().upper()
            if code and not Place.objects.filter(level=name, code__iexact=code.replace("\x00", "?")).exists():
                raise ValidationError({name: [PLACE_DESCRIPTIONS[Level(name)]]})
            queryset = queryset.filter(**{f"{name}__code": code}) if code else queryset
        text = (params.get("q") or "").strip()
        if "\x00" in text or len(text) > MOST_TEXT:
            raise ValidationError({"q": [_("%(most)d caractères au plus, sans caractère nul.") % {"most": MOST_TEXT}]})
        return queryset.matching(text) if text and self.action == "list" else queryset


@described("regions", what="Régions")
class RegionViewSet(PlaceViewSet):
    """Régions of France and Belgium."""

    level = Level.REGION


@described("departements", what="Départements", parameters=[schema.text("region", "Code d’une région.")])
class DepartementViewSet(PlaceViewSet):
    """Départements of France, provinces of Belgium."""

    level = Level.DEPARTEMENT


@described(
    "communes",
    what="Communes",
    parameters=[schema.text("region", "Code d’une région."), schema.text("departement", "Code d’un département.")],
)
class CommuneViewSet(PlaceViewSet):
    """Communes of France."""

    level = Level.COMMUNE
