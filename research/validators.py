"""Rules for single values, said in French with what would be right. Pure: no database."""

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

# Addresses that mean something else on the site or in the API, so no entry may have them.
RESERVED_SLUGS = frozenset({"carte", "proposer", "corriger", "facets", "non-precise"})
PARTIAL_DATE_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
HTTP_PATTERN = r"^https?://"
LANGUAGE_PATTERN = r"^[a-z]{2}$"

http_url = URLValidator(schemes=["http", "https"], message=_("Une adresse http:// ou https:// est attendue."))
language_code = RegexValidator(LANGUAGE_PATTERN, _("Deux petites lettres, d’après ISO 639-1 : « fr »."))
slug_form = RegexValidator(
    SLUG_PATTERN, _("Lettres minuscules sans accent, chiffres et traits d’union : « service-totem ».")
)


def not_reserved(slug: str) -> None:
    """Raises ValidationError for an address that the site keeps for itself."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("« %(slug)s » est réservé au site : choisissez une autre adresse."), params={"slug": slug}
        )


def partial_date(text: str) -> None:
    """A date as exact as known: YYYY, YYYY-MM or YYYY-MM-DD, and a day that exists. Raises ValidationError."""
    parts = [int(part) for part in text.split("-")] if re.match(PARTIAL_DATE_PATTERN, text) else []
    try:
        datetime.date(*([*parts, 1, 1])[:3]) if parts else datetime.date.fromisoformat("")
    except (ValueError, TypeError):
        raise ValidationError(
            _("« %(text)s » n’est pas une date : AAAA, AAAA-MM ou AAAA-MM-JJ."), params={"text": text}
        ) from None


def list_of_texts(value: Any) -> None:
    """A JSON list of non-blank texts, each once. Raises ValidationError."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ValidationError(_("Une liste de textes est attendue, sans texte vide."))
    if len(set(value)) < len(value):
        raise ValidationError(_("Un même texte figure deux fois dans la liste."))


def scalar(value: Any) -> None:
    """A citation's value: a text or a number. Raises ValidationError."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value == "":
        raise ValidationError(_("La valeur est un texte ou un nombre."))


def country_code(code: str) -> None:
    """An ISO 3166-1 alpha-2 code. Raises ValidationError."""
    from django_countries import countries

    if code not in countries:
        raise ValidationError(_("« %(code)s » n’est pas un code de pays ISO 3166-1 : FR, BE…"), params={"code": code})
