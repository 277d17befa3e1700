"""How the API describes itself: OpenAPI, with the errors that can really come."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from pairaidance.kit.api import MOST_PAGE_SIZE, PAGE_SIZE


class ErrorDetailSerializer(serializers.Serializer[Any]):
    """One thing that was wrong."""

    code = serializers.CharField(help_text=_("La sorte d’erreur, pour un programme."))
    detail = serializers.CharField(help_text=_("Ce qui ne va pas, et ce qui irait."))
    attr = serializers.CharField(allow_null=True, help_text=_("Le paramètre en cause, ou null."))


class ErrorSerializer(serializers.Serializer[Any]):
    """The one shape of every error."""

    type = serializers.ChoiceField(["validation_error", "client_error", "server_error"])
    errors = ErrorDetailSerializer(many=True)  # type: ignore[assignment]  # a field so named


INTEGERS = ("integer", ["integer", "null"])


class Schema(AutoSchema):
    """Every address can answer 400 (an unknown or bad parameter) and 404; a withdrawn entry 410."""

    ERRORS: ClassVar[dict[str, str]] = {
        "400": "Un paramètre est inconnu ou malformé : `attr` le nomme, `detail` dit ce qu’il faut.",
        "404": "Rien à cette adresse, ou une page au-delà de la dernière.",
        "410": "La fiche a été retirée.",
    }

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        """The answer itself, and the errors that can really come."""
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status, description in self.ERRORS.items():
            if status != "410" or getattr(self.view, "action", "") == "retrieve":
                response = OpenApiResponse(ErrorSerializer, description)
                bodies[status] = self._get_response_for_code(response, status, direction=direction)
        return bodies

    def get_tags(self) -> list[str]:
        """One group a resource."""
        return [self.path.removeprefix("/api/v1/").split("/")[0]]


SOMETIMES = "x-sometimes"  # a mark on a property that is not always there; taken off again


def always_whole(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """A hook for the finished schema: nothing is written here, so every property is always there, but what says not.

    The components' descriptions come from docstrings, which speak to developers: they are left out.
    """
    for component in result["components"]["schemas"].values():
        if "properties" in component:
            component.pop("description", None)
            sometimes = {name for name, schema in component["properties"].items() if schema.pop(SOMETIMES, False)}
            component["required"] = sorted(component["properties"].keys() - sometimes)
            for schema in component["properties"].values():
                # How great a number may be is the database's business, and differs between the two.
                for bound in ("minimum", "maximum", "format") if schema.get("type") in INTEGERS else ():
                    schema.pop(bound, None)
                # A blank is a text too: it meets both « an address » and « nothing », so any of them will do.
                if {"type": "string", "maxLength": 0} in schema.get("oneOf", []):
                    schema["anyOf"] = schema.pop("oneOf")
                if schema.get("oneOf", []).count({"type": "null"}) > 1:
                    schema["oneOf"].remove({"type": "null"})
    return result


@lru_cache(maxsize=1)
def _examples() -> dict[str, Any]:
    path = Path(settings.FIXTURES_DIR) / "api-examples.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def real_example(resource: str) -> list[OpenApiExample]:
    """A real answer, kept in fixtures/api-examples.json (a test compares it with what the API says)."""
    found = _examples().get(resource)
    return [OpenApiExample("Réponse réelle", value=found, response_only=True, status_codes=["200"])] if found else []


def text(name: str, description: str, *, many: bool = False, enum: list[str] | None = None) -> OpenApiParameter:
    """A query parameter that takes text; `many`: repeated or comma-separated."""
    return OpenApiParameter(
        name,
        OpenApiTypes.STR,
        description=description,
        many=many,
        enum=enum,
        explode=True if many else None,
        style="form" if many else None,
    )


def number(name: str, description: str, *, least: int, most: int | None, default: int) -> OpenApiParameter:
    """A query parameter that takes a number."""
    schema: dict[str, Any] = {"type": "integer", "minimum": least, "default": default}
    if most:
        schema["maximum"] = most
    return OpenApiParameter(name, schema, description=description)


PAGE = number("page", "Le numéro de page. Au-delà de la dernière : 404.", least=1, most=None, default=1)
SIZE = number("page_size", "Combien par page.", least=1, most=MOST_PAGE_SIZE, default=PAGE_SIZE)
PAGES = [PAGE, SIZE]
Q = text("q", "Des mots à chercher, accents et terminaisons indifférents.")
