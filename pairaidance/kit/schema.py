"""How the API describes itself: OpenAPI, with the errors that can really come."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from drf_standardized_errors.openapi import AutoSchema

from pairaidance.kit.api import MOST_PAGE_SIZE, PAGE_SIZE


class Schema(AutoSchema):
    """Every address can answer 400 (an unknown or bad parameter); details also 404 and 410."""

    def should_add_validation_error_response(self) -> bool:
        """Reads refuse unknown parameters too."""
        return True

    def should_add_http404_error_response(self) -> bool:
        """A page past the last, a slug that is none."""
        return True

    def get_tags(self) -> list[str]:
        """One group a resource."""
        return [self.path.removeprefix("/api/v1/").split("/")[0]]


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
