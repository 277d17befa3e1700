"""What an initiative has several of: head counts, and whom it serves."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.geography import FRANCE, Level
from initiatives.models.place import Place
from initiatives.vocabulary import CoverageKind, HeadcountKind
from research.validators import PARTIAL_DATE_PATTERN, partial_date

if TYPE_CHECKING:
    from initiatives.models.initiative import Initiative


class Headcount(models.Model):
    """How many peers, of which kind, at which date."""

    initiative = models.ForeignKey("initiatives.Initiative", models.CASCADE, related_name="headcounts")
    count = models.PositiveIntegerField(_("nombre"))
    kind = models.CharField(_("sorte"), max_length=10, choices=HeadcountKind.choices)
    as_of = models.CharField(
        _("en date de"), max_length=10, validators=[partial_date], help_text=_("AAAA, AAAA-MM ou AAAA-MM-JJ.")
    )
    approximate = models.BooleanField(_("approximatif"), default=False)

    class Meta:
        ordering = ["as_of", "kind", "pk"]
        verbose_name = _("effectif")
        verbose_name_plural = _("effectifs")
        constraints = [
            models.UniqueConstraint(name="initiatives_headcount_once", fields=["initiative", "kind", "as_of"]),
            models.CheckConstraint(name="initiatives_headcount_kind", condition=Q(kind__in=HeadcountKind.values)),
            models.CheckConstraint(name="initiatives_headcount_as_of", condition=Q(as_of__regex=PARTIAL_DATE_PATTERN)),
        ]

    def __str__(self) -> str:
        return f"{self.count} ({self.as_of})"

    def as_record(self) -> dict[str, Any]:
        """The form of the record and of the API."""
        return {"count": self.count, "kind": self.kind, "as_of": self.as_of, "approximate": self.approximate}

    @classmethod
    def replace(cls, initiative: "Initiative", rows: list[dict[str, Any]]) -> None:
        """Sets all head counts of an initiative. Raises ValidationError."""
        initiative.headcounts.all().delete()
        for row in rows:
            headcount = cls(initiative=initiative, **row)
            headcount.full_clean()
            headcount.save()


class Coverage(models.Model):
    """Whom an initiative says it serves: another thing than where it stands."""

    initiative = models.ForeignKey("initiatives.Initiative", models.CASCADE, related_name="coverages")
    kind = models.CharField(_("sorte"), max_length=12, choices=CoverageKind.choices)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("lieu"), null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["kind", "place__code", "pk"]
        verbose_name = _("public desservi")
        verbose_name_plural = _("publics desservis")
        constraints = [
            models.UniqueConstraint(name="initiatives_coverage_once", fields=["initiative", "kind", "place"]),
            models.UniqueConstraint(
                name="initiatives_coverage_online_once",
                fields=["initiative"],
                condition=Q(kind=CoverageKind.ONLINE),
            ),
            models.CheckConstraint(name="initiatives_coverage_kind", condition=Q(kind__in=CoverageKind.values)),
            models.CheckConstraint(
                name="initiatives_coverage_place",
                condition=Q(kind=CoverageKind.ONLINE, place__isnull=True)
                | (~Q(kind=CoverageKind.ONLINE) & Q(place__isnull=False)),
                violation_error_message=_("« En ligne » n’a pas de lieu, les autres en ont un."),
            ),
        ]

    LEVELS = {
        CoverageKind.NATIONAL: Level.PAYS,
        CoverageKind.REGION: Level.REGION,
        CoverageKind.DEPARTEMENT: Level.DEPARTEMENT,
    }

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.place or ''}".strip()

    def clean(self) -> None:
        """The place is of the level that the kind names. Raises ValidationError."""
        level = self.LEVELS.get(CoverageKind(self.kind)) if self.kind in CoverageKind.values else None
        if self.place and self.place.level != level:
            raise ValidationError({"place": _("Ce lieu n’est pas de la sorte choisie.")})

    def as_record(self) -> dict[str, Any]:
        """The form of the record and of the API; without a place the code is that of the kind."""
        return {
            "kind": self.kind,
            "code": self.place.code if self.place else self.kind,
            "name": self.place.name if self.place else str(self.get_kind_display()),
        }

    @classmethod
    def replace(cls, initiative: "Initiative", rows: list[dict[str, Any]]) -> None:
        """Sets whom an initiative serves. Raises ValidationError."""
        initiative.coverages.all().delete()
        for row in rows:
            level = cls.LEVELS.get(row["kind"])
            code = row.get("code") or FRANCE
            place = Place.objects.filter(level=level, code=code).first() if level else None
            coverage = cls(initiative=initiative, kind=row["kind"], place=place)
            coverage.full_clean()
            coverage.save()
