"""What the list's parameters take, and what is said where one is wrong. Shared by pages and API."""

import datetime
import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from initiatives import bitmaps
from initiatives.geography import Level
from initiatives.models import Place
from initiatives.vocabulary import TERM_FACETS, UNSTATED
from pairaidance.kit.api import MOST_TEXT

MOST_VALUES = 200
NEAR = re.compile(r"^\s*(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)\s*$")
NUMBER = re.compile(r"^\s*[0-9]{1,4}(\.[0-9]{1,6})?\s*$")
ORDERINGS = ("name", "modified_at", "verified_on", "distance", "relevance")
FACETS = (*(str(scheme) for scheme in TERM_FACETS), *Level.values, "activity", "source")
DEFAULT_RADIUS_KM = 25.0
MOST_RADIUS_KM = 100.0


class ManyWidget(forms.SelectMultiple):
    """Repeated and comma-separated values alike; blanks count as absent."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """All values under a name, each once, in order."""
        raw = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        parts = [part.strip() for text in raw for part in str(text).split(",")]
        return list(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True)
class Choice:
    """What was chosen in a facet: known values, and whether « non précisé » is one of them."""

    values: tuple[Any, ...] = ()
    unstated: bool = False

    def __bool__(self) -> bool:
        return bool(self.values) or self.unstated


class ManyField(forms.Field):
    """Several values out of `allowed`; cleans to a Choice."""

    widget = ManyWidget

    def __init__(self, *, allowed: Collection[str] = (), unstated: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowed = allowed
        self.unstated = unstated

    def clean(self, value: list[str]) -> Choice:
        """Raises ValidationError naming the first unknown value and what would be right."""
        if len(value) > MOST_VALUES:
            raise ValidationError(_("%(most)d valeurs au plus.") % {"most": MOST_VALUES})
        unstated = self.unstated and UNSTATED in value
        return Choice(tuple(self.find([item for item in value if not (self.unstated and item == UNSTATED)])), unstated)

    def find(self, values: list[str]) -> list[Any]:
        """The known values. Raises ValidationError."""
        for value in values:
            if value not in self.allowed:
                offered = [*self.allowed, *([UNSTATED] if self.unstated else [])]
                raise ValidationError(
                    _("« %(value)s » est inconnu. Au choix : %(offered)s.")
                    % {"value": shortened(value), "offered": ", ".join(offered)}
                )
        return values


class SourceField(ManyField):
    """Slugs of sources, looked up only when asked for."""

    def find(self, values: list[str]) -> list[Any]:
        """The slugs. Raises ValidationError."""
        from research.models import Source

        for value in values:
            refuse_null(value)
        known = set(Source.objects.published().filter(slug__in=values).values_list("slug", flat=True))
        for value in values:
            if value not in known:
                raise ValidationError(
                    _("« %(value)s » n’est l’adresse d’aucune source (voir /api/v1/sources/).")
                    % {"value": shortened(value)}
                )
        return values


class PlacesField(ManyField):
    """Official codes of one level, or slugs for régions and départements; cleans to places."""

    TAKES = {
        Level.PAYS: _("un code ISO 3166-1 comme FR ou BE"),
        Level.REGION: _("un code officiel comme 84 ou BE-WAL, ou un nom comme occitanie"),
        Level.DEPARTEMENT: _("un code officiel comme 38, 2A ou 974, ou un nom comme isere"),
        Level.COMMUNE: _("un code officiel comme 59350 (pas un code postal)"),
    }

    def __init__(self, *, level: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.level = level

    def find(self, values: list[str]) -> list[Place]:
        """The places. Raises ValidationError."""
        if not values:
            return []
        for value in values:
            refuse_null(value)
        found = self._found({value.upper() for value in values}, {value.lower() for value in values})
        named = {place.slug for place in found} if self.level in (Level.REGION, Level.DEPARTEMENT) else set()
        known = {place.code for place in found} | named
        for value in values:
            if value.upper() not in known and value.lower() not in known:
                raise ValidationError(
                    _("« %(value)s » est inconnu : il faut %(takes)s, ou %(unstated)s.")
                    % {
                        "value": shortened(value),
                        "takes": self.TAKES[Level(self.level)],
                        "unstated": UNSTATED,
                    }
                )
        return found

    def _found(self, codes: set[str], slugs: set[str]) -> list[Place]:
        """Those with one of the codes, or of the slugs where the level is known by them; the wider ones from memory."""
        if self.level == Level.COMMUNE:
            return list(Place.objects.for_list().filter(code__in=codes, level=self.level).order_by("code"))
        by_name = self.level in (Level.REGION, Level.DEPARTEMENT)
        known = wider_places(self.level)
        found = [place for place in known if place.code in codes or (by_name and place.slug in slugs)]
        return sorted(found, key=lambda place: place.code)


def wider_places(level: str) -> Collection[Place]:
    """All countries, régions or départements."""
    return bitmaps.current().words.at(level) if settings.BITMAPS else list(Place.objects.for_list().filter(level=level))


class TextField(forms.CharField):
    """A text to look for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_TEXT, **kwargs)


class NearField(forms.CharField):
    """« LAT,LON » in degrees; cleans to two numbers or None."""

    def clean(self, value: Any) -> tuple[float, float] | None:
        """Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        match = NEAR.match(text)
        lat, lon = (float(match[1]), float(match[2])) if match else (math.inf, math.inf)
        if abs(lat) > 90 or abs(lon) > 180:
            raise ValidationError(_("Il faut LATITUDE,LONGITUDE en degrés, comme 45.19,5.72."))
        return lat, lon


class RadiusField(forms.CharField):
    """Kilometres, above 0 and up to 100; cleans to a number or None."""

    def clean(self, value: Any) -> float | None:
        """Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        radius = float(text) if NUMBER.match(text) else 0.0
        if not 0 < radius <= MOST_RADIUS_KM:
            raise ValidationError(_("Il faut un nombre de kilomètres, plus de 0 et 100 au plus."))
        return radius


class MomentField(forms.CharField):
    """An ISO 8601 date or moment; cleans to an aware moment or None. A « + » that became a blank is forgiven."""

    def clean(self, value: Any) -> datetime.datetime | None:
        """Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return self._moment(text)
        except (ValueError, OverflowError):
            raise ValidationError(_("Il faut une date ISO 8601, comme 2026-11-22 ou 2026-11-22T08:00:00Z.")) from None

    @staticmethod
    def _moment(text: str) -> datetime.datetime:
        day = parse_date(text)
        moment = datetime.datetime.combine(day, datetime.time()) if day else None
        moment = moment or parse_datetime(text) or parse_datetime("+".join(text.rsplit(" ", 1)))
        if moment is None:
            raise ValueError(text)
        aware = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
        timezone.localtime(aware)  # a day is one of the site's own zone, and it must exist there too
        return aware.astimezone(datetime.UTC)


class OrderingField(forms.CharField):
    """One of ORDERINGS, with « - » for the reverse."""

    def clean(self, value: Any) -> str:
        """Raises ValidationError."""
        text = super().clean(value)
        if text and text.removeprefix("-") not in ORDERINGS:
            raise ValidationError(
                _("« %(value)s » est inconnu. Au choix : %(offered)s, avec - devant pour l’ordre inverse.")
                % {"value": shortened(text), "offered": ", ".join(ORDERINGS)}
            )
        return text


class InitiativeQuery(forms.Form):
    """The parameters together: which one needs another."""

    def clean(self) -> dict[str, Any]:
        """Raises nothing; adds errors to the parameter that lacks its partner."""
        cleaned: dict[str, Any] = super().clean() or {}
        near = cleaned.get("near")
        if cleaned.get("radius") and not near and "near" not in self.errors:
            self.add_error("radius", _("« radius » ne va qu’avec « near »."))
        ordering = (cleaned.get("ordering") or "").removeprefix("-")
        if ordering == "distance" and not near:
            self.add_error("ordering", _("« distance » ne va qu’avec « near »."))
        if ordering == "relevance" and not cleaned.get("q"):
            self.add_error("ordering", _("« relevance » ne va qu’avec « q »."))
        return cleaned


def shortened(value: str) -> str:
    """What was typed, short enough to repeat."""
    return value if len(value) <= 60 else value[:59] + "…"


def refuse_null(value: str) -> None:
    """Raises ValidationError for a NUL, which PostgreSQL can't hold."""
    if "\x00" in value:
        raise ValidationError(_("Un caractère nul n’est pas permis."))
