"""Countries by their ISO 3166-1 codes, with their French names."""

from functools import lru_cache

from django.utils import translation
from django_countries import countries


@lru_cache(maxsize=512)
def _named(code: str) -> str:
    with translation.override("fr"):
        return str(countries.name(code))


def country(code: str) -> dict[str, str] | None:
    """{"code", "name"} for an alpha-2 code, None for a blank."""
    return {"code": code, "name": _named(code)} if code else None
