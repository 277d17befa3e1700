"""Countries by their ISO 3166-1 codes, with their French names."""

from django_countries import countries


def country(code: str) -> dict[str, str] | None:
    """{"code", "name"} for an alpha-2 code, None for a blank."""
    return {"code": code, "name": countries.name(code)} if code else None
