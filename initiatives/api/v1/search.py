"""`/api/v1/search/`: one query over everything, grouped by kind."""

import json
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers as fields
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from initiatives.api.v1 import serializers
from initiatives.api.v1.rows import rows
from initiatives.everything import Group, search_everything
from initiatives.filters import InitiativeFilter
from pairaidance.kit import schema
from pairaidance.kit.api import refuse_unknown
from research.api.v1 import serializers as research

# What each kind's entries look like.
SHAPES: dict[str, Any] = {
    "initiatives": serializers.InitiativeSerializer,
    "formations": serializers.FormationSerializer,
    "terms": research.TermSerializer,
    "studies": research.StudySerializer,
    "sources": research.SourceSerializer,
}


def group_of(kind: str) -> Any:
    """The description of one group."""
    shape = {"count": fields.IntegerField(), "results": SHAPES[kind](many=True)}
    return inline_serializer(f"Found{kind.capitalize()}", shape)


class SearchView(APIView):
    """Everything that answers a query."""

    @extend_schema(
        operation_id="search",
        summary="Chercher dans tout",
        description="Les premiers résultats de chaque sorte, et comment la requête a été comprise.",
        parameters=[schema.Q],
        responses=inline_serializer(
            "Found",
            {"interpretation": serializers.InterpretationSerializer(), **{kind: group_of(kind) for kind in SHAPES}},
        ),
    )
    def get(self, request: Request) -> Response:
        """The groups. Raises ValidationError for a bad query or an unknown parameter."""
        refuse_unknown(request.query_params, {"q"})
        asked = InitiativeFilter(request.query_params)
        if not asked.is_valid():
            raise ValidationError({name: list(messages) for name, messages in asked.form.errors.items()})
        meant = asked.meant
        if meant is None:
            raise ValidationError({"q": [_("Écrivez ce que vous cherchez.")]})
        groups = {group.kind: self._shown(group) for group in search_everything(asked, rows)}
        return Response({"interpretation": meant.as_json(), **groups})

    @staticmethod
    def _shown(group: Group) -> dict[str, Any]:
        if group.kind == "initiatives":
            return {"count": group.count, "results": [json.loads(one) for one in group.entries]}
        return {"count": group.count, "results": SHAPES[group.kind](group.entries, many=True).data}
