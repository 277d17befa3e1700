"""Places: countries, régions, départements, communes, in one table, so that an initiative stands in one row."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.geography import Level
from pairaidance.kit import french


class PlaceQuerySet(models.QuerySet["Place"]):
    """Reads over places."""

    def at(self, level: str) -> Self:
        """The places of one level, by name."""
        return self.filter(level=level).order_by("sort_name", "code")

    def for_list(self) -> Self:
        """With what they lie in."""
        return self.select_related("region", "departement")

    def matching(self, text: str) -> Self:
        """Those whose name holds every word of `text`, or whose code or postcode it is."""
        words = french.words(text)
        if not words:
            return self.none()
        named = Q()
        for word in words:
            named &= Q(search_text__contains=f" {word}")
        return self.filter(named | Q(code__iexact=text.strip()) | Q(postcodes__contains=f" {text.strip()} "))


class Place(models.Model):
    """One place. `region` and `departement` are what it lies in, empty at its own level and above."""

    level = models.CharField(_("niveau"), max_length=12, choices=Level.choices)
    code = models.CharField(_("code officiel"), max_length=8)
    name = models.CharField(_("nom"), max_length=100)
    slug = models.CharField(max_length=100)
    country = models.CharField(_("pays"), max_length=2)
    region = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("région")
    )
    departement = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("département")
    )
    postcodes = models.TextField(_("codes postaux"), blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    precision = models.CharField(_("précision du point"), max_length=20, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    sort_name = models.CharField(max_length=100, editable=False, db_index=True)
    search_text = models.CharField(max_length=120, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "code", "pk"]
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        constraints = [
            models.UniqueConstraint(name="initiatives_place_code", fields=["level", "code"]),
            models.CheckConstraint(
                name="initiatives_place_parents",
                condition=Q(level=Level.COMMUNE, region__isnull=False, departement__isnull=False)
                | Q(level=Level.DEPARTEMENT, region__isnull=False, departement__isnull=True)
                | Q(level__in=[Level.PAYS, Level.REGION], region__isnull=True, departement__isnull=True),
                violation_error_message=_("Une commune a son département et sa région, un département sa région."),
            ),
            models.CheckConstraint(
                name="initiatives_place_point",
                condition=Q(lat__isnull=True, lon__isnull=True, precision="")
                | (Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180) & ~Q(precision="")),
                violation_error_message=_("Un point a sa latitude, sa longitude et sa précision."),
            ),
        ]
        indexes = [models.Index(fields=["level", "slug"], name="initiatives_place_slug")]

    def __str__(self) -> str:
        inside = f" ({self.departement.code})" if self.level == Level.COMMUNE and self.departement else ""
        return f"{self.name}{inside}"

    def at(self, level: str) -> "Place | None":
        """The place of this level that this one is or lies in; for countries see `country`."""
        if level == self.level:
            return self
        if level == Level.REGION:
            return self.region
        return self.departement if level == Level.DEPARTEMENT else None

    def lies_in(self, wider: "Place") -> bool:
        """Whether this place is a part of another; no place is one of itself."""
        if wider.level == Level.PAYS:
            return self.country == wider.code and self.level != Level.PAYS
        return wider.pk in {self.region_id, self.departement_id}


def within(places: Iterable[Place], *, path: str = "") -> Q:
    """What is one of `places` or lies in one; `path` leads from the model asked to its place.

    One list a level, so that a hundred places make no deeper a condition than one.
    """
    prefix = f"{path}__" if path else ""
    asked = list(places)
    inside = {
        level: [place.pk for place in asked if place.level == level] for level in (Level.REGION, Level.DEPARTEMENT)
    }
    return (
        Q(**{f"{prefix}pk__in": [place.pk for place in asked if place.level != Level.PAYS]})
        | Q(**{f"{prefix}country__in": [place.country for place in asked if place.level == Level.PAYS]})
        | Q(**{f"{prefix}region__in": inside[Level.REGION]})
        | Q(**{f"{prefix}departement__in": inside[Level.DEPARTEMENT]})
    )


def around(places: Iterable[Place], *, path: str = "") -> Q:
    """What one of `places` lies in: its département, its région, its country."""
    prefix = f"{path}__" if path else ""
    asked = list(places)
    wider = {pk for place in asked for pk in (place.region_id, place.departement_id) if pk}
    countries = {place.country for place in asked}
    return Q(**{f"{prefix}pk__in": sorted(wider)}) | Q(
        **{f"{prefix}level": Level.PAYS, f"{prefix}country__in": sorted(countries)}
    )
