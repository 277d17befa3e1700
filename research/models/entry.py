"""What every entry shares: an address, a publication, the fields that a source must stand behind."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pairaidance.kit import french, wording
from pairaidance.kit.wording import Remark
from research.models.edition import Edition
from research.validators import RESERVED_SLUGS, SLUG_PATTERN, not_reserved, slug_form
from research.vocabulary import Publication

Scalar = str | int | float
LONG = 8  # letters of a stem


class EntryQuerySet(models.QuerySet[Any]):
    """Reads over many entries of one kind; what writes many at once raises the edition too."""

    def update(self, **kwargs: Any) -> int:
        """Writes without telling which: any of the kind may have changed."""
        count = super().update(**kwargs)
        Edition.advance(self.model.KIND)
        return count

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Likewise."""
        made = super().bulk_create(*args, **kwargs)
        Edition.advance(self.model.KIND)
        return made

    def published(self) -> Self:
        """What the public may see."""
        return self.filter(publication=Publication.PUBLISHED)

    def with_citations(self) -> Self:
        """With each entry's citations from published sources: one query for any number of entries."""
        citation: Any = self.model._meta.get_field("citations").related_model
        public = citation._default_manager.filter(source__publication=Publication.PUBLISHED).select_related("source")
        return self.prefetch_related(models.Prefetch("citations", queryset=public))

    def for_list(self) -> Self:
        """With all that one row of a list shows. Kinds with relations add theirs."""
        return self.with_citations()

    def matching(self, text: str) -> Self:
        """Those that hold every word of `text`, whatever its accents, endings and hyphens."""
        return self.with_stems(french.stems(text))

    def with_stems(self, stems: Iterable[str]) -> Self:
        """Those that hold all of some stems; none without any."""
        found = self.alias(glued=Replace("search_text", Value(" "), Value(""), output_field=models.TextField()))
        wanted = list(stems)
        for stem in wanted:
            found = found.filter(self.holding(stem))
        return found if wanted else found.none()

    def holding(self, stem: str) -> Q:
        """Whether an entry holds a word; a long one also in parts: « réhospitalisation » as « ré-hospitalisation »."""
        in_parts = Q(glued__contains=stem) if len(stem) >= LONG else Q()
        return Q(search_text__contains=f" {stem} ") | in_parts


class Entry(models.Model):
    """One thing that sources speak of.

    `FIELDS` names, as the API does and in the order of reading, the fields that the neutral record holds;
    each value in them must be cited, but for those in `UNCITED`. `RELATED` are kept in other tables and
    written after the entry itself. `LEAVES` says which parts of a list of objects are cited, `NUMBERS` which
    fields hold numbers, `STATE` what the journal follows beside the record, `SEARCHED` what `q` looks in,
    `UNITS` which fields are one value together.
    """

    KIND: ClassVar[str]
    FIELDS: ClassVar[tuple[str, ...]]
    UNCITED: ClassVar[frozenset[str]] = frozenset()
    RELATED: ClassVar[frozenset[str]] = frozenset()
    LEAVES: ClassVar[dict[str, tuple[str, ...]]] = {}
    STATE: ClassVar[tuple[str, ...]] = ("publication", "withdrawal_reason")
    SEARCHED: ClassVar[tuple[str, ...]] = ()
    LABELS: ClassVar[dict[str, Any]] = {}
    UNITS: ClassVar[tuple[tuple[str, ...], ...]] = ()
    NUMBERS: ClassVar[frozenset[str]] = frozenset()

    slug = models.CharField(
        _("adresse"),
        max_length=120,
        unique=True,
        validators=[slug_form, not_reserved],
        help_text=_("La fin de l’adresse publique, par exemple « service-totem »."),
    )
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication.choices, default=Publication.DRAFT
    )
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("retirée par"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    withdrawal_reason = models.TextField(
        _("raison du retrait"), blank=True, help_text=_("Obligatoire pour retirer une fiche ; reste interne.")
    )
    created_at = models.DateTimeField(_("créée le"), default=timezone.now, editable=False)
    modified_at = models.DateTimeField(_("modifiée le"), default=timezone.now, editable=False, db_index=True)
    uncited = models.PositiveSmallIntegerField(_("valeurs sans source"), default=0, editable=False)
    disputed = models.PositiveSmallIntegerField(_("sources en désaccord"), default=0, editable=False)
    search_text = models.TextField(editable=False, default="")

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(name="%(app_label)s_%(class)s_slug_form", condition=Q(slug__regex=SLUG_PATTERN)),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_slug_free", condition=~Q(slug__in=sorted(RESERVED_SLUGS))
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_publication", condition=Q(publication__in=Publication.values)
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawal",
                condition=Q(
                    Q(
                        publication=Publication.WITHDRAWN,
                        withdrawn_at__isnull=False,
                        withdrawn_by__isnull=False,
                    )
                    & ~Q(withdrawal_reason=""),
                )
                | (
                    ~Q(publication=Publication.WITHDRAWN)
                    & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                ),
                violation_error_message=_("Un retrait a sa date, son auteur et sa raison ; rien d’autre n’en a."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_modified_after_created",
                condition=Q(modified_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps what is searched in step with what is said."""
        self.search_text = self.as_search_text()
        super().save(*args, **kwargs)

    def read(self, field: str) -> Any:
        """The value of one of `FIELDS` in its own form, as JSON has it: text, number, list, None."""
        return getattr(self, field)

    def write(self, field: str, value: Any) -> None:
        """Sets one of `FIELDS` from its own form; None empties it. Raises ValidationError."""
        own = self._meta.get_field(field)
        if value is None and isinstance(own, models.Field) and not own.null:
            value = own.get_default() if own.has_default() else ""
        setattr(self, field, value)

    def values(self, field: str) -> list[Scalar]:
        """Each single value in a field that wants a citation: none, one, or one an element."""
        return self.leaves(field, self.read(field))

    @classmethod
    def leaves(cls, field: str, value: Any) -> list[Scalar]:
        """The single values within one field's value: those that a citation can state."""
        if value is None or value in ("", []):
            return []
        parts = cls.LEAVES.get(field)
        if parts:
            return [item[part] for item in value for part in parts if item.get(part) is not None]
        return list(value) if isinstance(value, list) else [value]

    def holds(self, field: str, value: Scalar) -> bool:
        """Whether the entry says `value` in `field`; a citation of anything else disagrees with it."""
        return value in self.values(field)

    def cited_fields(self) -> list[str]:
        """The fields whose values a source must stand behind."""
        return [field for field in self.FIELDS if field not in self.UNCITED]

    def check_value(self, field: str, value: Scalar) -> None:
        """Whether a source could say this here: a number, a choice, a date, an address. Raises ValidationError."""
        own = self._meta.get_field(field) if field in {each.name for each in self._meta.get_fields()} else None
        if field in self.NUMBERS:
            if not isinstance(value, int | float) and "label" not in self.LEAVES.get(field, ()):
                raise ValidationError(_("« %(value)s » n’est pas un nombre."), params={"value": value})
        elif not isinstance(value, str):
            raise ValidationError(_("« %(value)s » devrait être un texte."), params={"value": value})
        elif isinstance(own, models.CharField | models.TextField):
            if own.choices and value not in dict(own.flatchoices):
                offered = ", ".join(str(key) for key, _label in own.flatchoices)
                raise ValidationError(_("Valeur inconnue. Au choix : %(offered)s."), params={"offered": offered})
            own.run_validators(value)

    def wording(self) -> list[Remark]:
        """What to reword in its texts, so that they speak of people with respect; names and quotations are others'."""
        texts = [
            getattr(self, field.attname) for field in self._meta.concrete_fields if type(field) is models.TextField
        ]
        return list(dict.fromkeys(remark for text in texts for remark in wording.remarks(text)))

    def uncited_values(self) -> list[tuple[str, Scalar]]:
        """The values that nobody cites, as (field, value)."""
        said = {(citation.field, citation.value) for citation in self.all_citations()}
        return [
            (field, value)
            for field in self.cited_fields()
            for value in self.values(field)
            if (field, value) not in said
        ]

    def disputed_citations(self) -> list[Any]:
        """The citations that say otherwise than the entry."""
        return [citation for citation in self.all_citations() if not self.holds(citation.field, citation.value)]

    @classmethod
    def label_of(cls, field: str) -> str:
        """What people call a field."""
        if field in cls.LABELS:
            return str(cls.LABELS[field])
        try:
            return str(cls._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # its own fields have one
        except FieldDoesNotExist:
            return field

    def all_citations(self) -> Iterable[Any]:
        """This entry's citations, as prefetched if they were."""
        return () if self.pk is None else self.citations.all()  # type: ignore[attr-defined]  # each concrete citation names it

    def as_search_text(self) -> str:
        """The stems of what is searched, each between two blanks."""
        said = " ".join(str(value) for field in self.SEARCHED for value in self.values(field))
        return f" {' '.join(french.stems(said))} " if said else ""

    def resting(self) -> int:
        """How many public entries of other kinds rest on this one: cite it, bear it, are about it."""
        count = 0
        for relation in self._meta.related_objects:
            model: Any = relation.related_model
            name = relation.field.name
            if issubclass(model, Entry) and model is not type(self):
                count += model._default_manager.filter(**{name: self, "publication": Publication.PUBLISHED}).count()
            elif name == "source" and hasattr(model, "subject"):
                public = model._default_manager.filter(source=self, subject__publication=Publication.PUBLISHED)
                own = Q(subject=self.pk) if model.subject.field.related_model is type(self) else Q(pk__in=[])
                count += public.exclude(own).values("subject").distinct().count()
        return count

    def withdraw_fields(self, *, by: Any, reason: str) -> None:
        """Marks the entry withdrawn (unsaved). Raises ValidationError without a reason."""
        if not reason.strip():
            raise ValidationError({"withdrawal_reason": _("Un retrait a sa raison.")})
        if resting := self.resting():
            raise ValidationError(
                {
                    "withdrawal_reason": _("%(count)d fiches publiques s’y appuient encore : changez-les d’abord.")
                    % {"count": resting}
                }
            )
        self.publication = Publication.WITHDRAWN
        self.withdrawn_at = timezone.now()
        self.withdrawn_by = by
        self.withdrawal_reason = reason.strip()

    def restore_fields(self, publication: str) -> None:
        """Makes the entry a draft or published again (unsaved)."""
        self.publication = publication
        self.withdrawn_at = None
        self.withdrawn_by = None
        self.withdrawal_reason = ""
