"""The initiative: the entry that the directory is about."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.geography import Level
from initiatives.models.detail import Coverage, Headcount
from initiatives.models.place import Place
from initiatives.models.queryset import PLACE_FIELDS, InitiativeQuerySet
from initiatives.vocabulary import TERM_FACETS, Activity, CoverageKind
from pairaidance.kit import french
from research.models import Entry, Term, by_slugs
from research.validators import HTTP_PATTERN, PARTIAL_DATE_PATTERN, http_url, list_of_texts, partial_date
from research.vocabulary import Publication, Scheme

SENTENCES_OF_SUMMARY = 3


class Initiative(Entry):
    """A peer-support initiative: a group, a team, a service, a programme."""

    KIND = "initiative"
    FIELDS = (
        "name",
        "other_names",
        "summary",
        "description",
        *(str(scheme) for scheme in TERM_FACETS),
        *PLACE_FIELDS,
        "coverage",
        "website",
        "email",
        "phone",
        "parent",
        "started",
        "ended",
        "headcounts",
    )
    RELATED = frozenset({*(str(scheme) for scheme in TERM_FACETS), "coverage", "headcounts"})
    LEAVES = {"headcounts": ("count",), "coverage": ("code",)}
    NUMBERS = frozenset({"headcounts"})
    STATE = (*Entry.STATE, "activity", "verified_on", "parent_id")
    UNITS = (PLACE_FIELDS,)
    SEARCHED = ("name", "other_names", "summary")
    LABELS = {
        **dict(Scheme.choices),
        **dict(Level.choices),
        "coverage": _("public desservi"),
        "headcounts": _("effectifs"),
        "parent": _("structure porteuse"),
    }

    uuid = models.UUIDField(_("identifiant"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nom"), max_length=200, help_text=_("Tel que la structure ou la source l’écrit."))
    other_names = models.JSONField(
        _("autres noms"),
        default=list,
        blank=True,
        validators=[list_of_texts],
        help_text=_("Une liste de textes."),
    )
    sort_name = models.CharField(max_length=200, editable=False)
    summary = models.TextField(_("en bref"), blank=True, help_text=_("Trois phrases courtes au plus."))
    description = models.TextField(_("description"), blank=True)
    terms = models.ManyToManyField(Term, verbose_name=_("termes"), blank=True, related_name="initiatives")
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        verbose_name=_("lieu"),
        null=True,
        blank=True,
        related_name="initiatives",
        help_text=_("Le plus précis que dise une source : commune, département, région ou pays."),
    )
    website = models.URLField(_("site web"), max_length=500, blank=True, validators=[http_url])
    email = models.EmailField(
        _("courriel"), blank=True, help_text=_("Celui de la structure, jamais celui d’une personne.")
    )
    phone = models.CharField(
        _("téléphone"),
        max_length=25,
        blank=True,
        validators=[RegexValidator(r"^\+?[0-9][0-9 .()-]*$", _("Des chiffres, avec l’indicatif : +33 4 00 00 00 00."))],
        help_text=_("Celui de la structure, jamais celui d’une personne."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("structure porteuse (fiche)"),
        null=True,
        blank=True,
        db_index=False,  # the one of `initiatives_carried`
        related_name="children",
        help_text=_("Si elle a sa fiche dans l’annuaire."),
    )
    parent_name = models.CharField(
        _("structure porteuse (nom)"), max_length=200, blank=True, help_text=_("Si elle n’a pas de fiche.")
    )
    started = models.CharField(
        _("début"),
        max_length=10,
        blank=True,
        validators=[partial_date],
        help_text=_("AAAA, AAAA-MM ou AAAA-MM-JJ."),
    )
    ended = models.CharField(
        _("fin"),
        max_length=10,
        blank=True,
        validators=[partial_date],
        help_text=_("AAAA, AAAA-MM ou AAAA-MM-JJ."),
    )
    activity = models.CharField(_("activité"), max_length=10, choices=Activity.choices, default=Activity.CITED)
    verified_on = models.DateField(_("vérifiée le"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("vérifiée par"),
        null=True,
        blank=True,
        related_name="+",
    )

    objects: ClassVar[Any] = InitiativeQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["sort_name", "pk"]
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        # What lists walk through, and what the bitmaps are read from without the rows themselves.
        indexes = [
            models.Index(fields=["sort_name", "id"], name="initiatives_by_name"),
            models.Index(fields=["modified_at", "id"], name="initiatives_by_change"),
            models.Index(fields=["verified_on", "id"], name="initiatives_by_verification"),
            models.Index(fields=["publication", "activity", "id"], name="initiatives_by_state"),
            # Most have none: an index of all of them would look to the planner as if it led to everything.
            models.Index(
                fields=["parent", "sort_name", "id"], name="initiatives_carried", condition=Q(parent__isnull=False)
            ),
        ]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(name="initiatives_initiative_named", condition=~Q(name="")),
            models.CheckConstraint(name="initiatives_initiative_activity", condition=Q(activity__in=Activity.values)),
            models.CheckConstraint(
                name="initiatives_initiative_verified_pair",
                condition=Q(verified_on__isnull=True, verified_by__isnull=True)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                violation_error_message=_("Une vérification a sa date et la personne qui l’a faite."),
            ),
            models.CheckConstraint(
                name="initiatives_initiative_verified_dated",
                condition=~Q(activity=Activity.VERIFIED) | Q(verified_on__isnull=False),
                violation_error_message=_("« Vérifiée » demande la date de la vérification."),
            ),
            models.CheckConstraint(
                name="initiatives_initiative_started",
                condition=Q(started="") | Q(started__regex=PARTIAL_DATE_PATTERN),
            ),
            models.CheckConstraint(
                name="initiatives_initiative_ended",
                condition=Q(ended="") | Q(ended__regex=PARTIAL_DATE_PATTERN),
            ),
            models.CheckConstraint(
                name="initiatives_initiative_ends_after",
                condition=Q(started="") | Q(ended="") | Q(ended__gte=F("started")) | Q(started__startswith=F("ended")),
                violation_error_message=_("La fin précède le début."),
            ),
            models.CheckConstraint(
                name="initiatives_initiative_website_http",
                condition=Q(website="") | Q(website__regex=HTTP_PATTERN),
            ),
            models.CheckConstraint(
                name="initiatives_initiative_one_parent",
                condition=Q(parent__isnull=True) | Q(parent_name=""),
                violation_error_message=_("La structure porteuse est une fiche ou un nom, pas les deux."),
            ),
            models.CheckConstraint(
                name="initiatives_initiative_not_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("Une initiative n’est pas sa propre structure porteuse."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the sorting name in step with the name."""
        self.sort_name = french.sort_key(self.name)[:200]
        super().save(*args, **kwargs)

    def get_short_url(self) -> str:
        """A short address that outlives a renaming."""
        return reverse("short", args=[self.uuid.hex[:8]])

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("initiative", args=[self.slug])

    def clean(self) -> None:
        """The summary stays short, and no parent is its own descendant. Raises ValidationError."""
        super().clean()
        sentences = [part for part in self.summary.replace("…", ".").split(". ") if part.strip()]
        if len(sentences) > SENTENCES_OF_SUMMARY:
            raise ValidationError({"summary": _("« En bref » tient en trois phrases au plus.")})
        if self.verified_on and self.verified_on > timezone.localdate():
            raise ValidationError({"verified_on": _("Cette date est à venir.")})
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("Ces structures se portent l’une l’autre.")})
            seen.add(above.pk)
            above = above.parent

    def slugs_in(self, scheme: str) -> list[str]:
        """The slugs of the terms of one scheme, in the order of its vocabulary."""
        return [term.slug for term in self.terms_in(scheme)]

    def terms_in(self, scheme: str) -> list[Term]:
        """The terms of one scheme, in the order of its vocabulary."""
        return [term for term in self.terms.all() if term.scheme == scheme] if self.pk else []

    @property
    def parent_label(self) -> str:
        """The name of the structure that carries this one, or nothing."""
        return self.parent.name if self.parent else self.parent_name

    @property
    def public_parent_label(self) -> str:
        """The same for the public: nothing where the structure's own entry is not public."""
        hidden = self.parent is not None and self.parent.publication != Publication.PUBLISHED
        return "" if hidden else self.parent_label

    def read(self, field: str) -> Any:
        """The form of the record: slugs for terms, the code of the most precise place only, objects for children."""
        if field in Scheme.values:
            return self.slugs_in(field)
        if field in PLACE_FIELDS:
            return self.place.code if self.place and self.place.level == field else ""
        if field == "parent":
            return self.parent_label
        if field == "coverage":
            return [coverage.as_record() for coverage in self.coverages.all()] if self.pk else []
        if field == "headcounts":
            return [headcount.as_record() for headcount in self.headcounts.all()] if self.pk else []
        return super().read(field)

    def write(self, field: str, value: Any) -> None:
        """Sets a field from the form of the record. Raises ValidationError."""
        if field in Scheme.values:
            self._write_terms(field, value or [])
        elif field in PLACE_FIELDS:
            self._write_place(field, value)
        elif field == "parent":
            self._write_parent(value or "")
        elif field == "coverage":
            Coverage.replace(self, value or [])
        elif field == "headcounts":
            Headcount.replace(self, value or [])
        else:
            super().write(field, value)

    def _write_terms(self, scheme: str, slugs: list[str]) -> None:
        wanted = by_slugs(Term, slugs, scheme)
        if foreign := [term.slug for term in wanted if term.scheme != scheme]:
            raise ValidationError(
                {
                    scheme: _("« %(slug)s » n’est pas du vocabulaire « %(scheme)s ».")
                    % {"slug": foreign[0], "scheme": scheme}
                }
            )
        self.terms.remove(*[term for term in self.terms_in(scheme) if term not in wanted])
        self.terms.add(*wanted)

    def _write_place(self, level: str, code: str | None) -> None:
        if not code:
            if self.place and self.place.level == level:
                self.place = None
            return
        place = Place.objects.for_list().filter(level=level, code=code).first()
        if place is None:
            raise ValidationError({level: _("« %(code)s » n’est pas un code officiel connu.") % {"code": code}})
        self.place = place

    def _write_parent(self, name: str) -> None:
        if not (self.parent and self.parent.name == name):
            self.parent, self.parent_name = None, name

    def check_value(self, field: str, value: str | float) -> None:
        """Slugs of the field's own scheme, codes of its level, kinds or codes of coverage; else as any entry."""
        known = True
        if field in Scheme.values:
            known = Term.objects.filter(scheme=field, slug=value).exists()
        elif field in PLACE_FIELDS:
            known = Place.objects.filter(level=field, code=value).exists()
        elif field == "coverage":
            known = value == CoverageKind.ONLINE or Place.objects.filter(code=value).exists()
        elif field != "parent":
            super().check_value(field, value)
        if not known:
            raise ValidationError(_("« %(value)s » est inconnu dans ce champ."), params={"value": value})

    def holds(self, field: str, value: str | float) -> bool:
        """Higher places follow from the most precise one: an entry in Lille holds pays = FR."""
        if field in PLACE_FIELDS and self.place:
            if field == Level.PAYS:
                return value == self.place.country
            at = self.place.at(field)
            return at is not None and at.code == value
        return super().holds(field, value)
