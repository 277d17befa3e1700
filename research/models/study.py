"""Studies and what they found."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models.citation import Citation
from research.models.entry import Entry, EntryQuerySet
from research.models.lookup import by_slug, by_slugs
from research.models.source import Source
from research.validators import LANGUAGE_PATTERN, language_code, list_of_texts
from research.vocabulary import Direction, Publication, StudyState


class StudyQuerySet(EntryQuerySet):
    """Reads over many studies."""

    def for_list(self) -> Self:
        """With their citations and sources."""
        return self.with_citations().prefetch_related("sources")

    def holding(self, stem: str) -> Q:
        """Whether a study or one of its findings holds a word."""
        findings = Finding.objects.published().with_stems([stem])
        return super().holding(stem) | Q(pk__in=findings.values("study"))


class Study(Entry):
    """A piece of research, published or under way."""

    KIND = "study"
    FIELDS = ("title", "state", "year", "sources", "method", "setting", "outcomes", "limits", "language")
    UNCITED = frozenset({"language"})
    RELATED = frozenset({"sources"})
    NUMBERS = frozenset({"year"})
    SEARCHED = ("title", "year", "method", "setting", "outcomes", "limits")

    title = models.CharField(_("titre"), max_length=400)
    state = models.CharField(_("état"), max_length=10, choices=StudyState.choices)
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("publications"), blank=True, related_name="studies")
    method = models.TextField(_("méthode"), blank=True)
    setting = models.TextField(_("terrain"), blank=True)
    outcomes = models.JSONField(
        _("effets étudiés"),
        default=list,
        blank=True,
        validators=[list_of_texts],
        help_text=_("Une liste de textes, dans les mots des constats : ce que l’étude cherche à mesurer."),
    )
    limits = models.TextField(_("limites"), blank=True)
    language = models.CharField(
        _("langue du titre"),
        max_length=2,
        default="fr",
        validators=[language_code],
        help_text=_("Code ISO 639-1 : fr, en…"),
    )

    objects: ClassVar[Any] = StudyQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = [models.F("year").desc(nulls_first=True), "title", "pk"]
        verbose_name = _("étude")
        verbose_name_plural = _("études")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(name="research_study_language", condition=Q(language__regex=LANGUAGE_PATTERN)),
            models.CheckConstraint(name="research_study_state", condition=Q(state__in=StudyState.values)),
            models.CheckConstraint(
                name="research_study_year", condition=Q(year__isnull=True) | Q(year__gte=1000, year__lte=2100)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("study", args=[self.slug])

    def read(self, field: str) -> Any:
        """`sources` is a list of slugs."""
        if field == "sources":
            return sorted(source.slug for source in self.sources.all()) if self.pk else []
        return super().read(field)

    def write(self, field: str, value: Any) -> None:
        """`sources` is set by slugs, once the study is saved."""
        if field == "sources":
            self.sources.set(by_slugs(Source, value or [], "sources"))
        else:
            super().write(field, value)


class StudyCitation(Citation):
    """What tells of a study."""

    subject = models.ForeignKey(Study, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation")


class FindingQuerySet(EntryQuerySet):
    """Reads over many findings."""

    def published(self) -> Self:
        """A finding is public with its study."""
        return super().published().filter(Q(study__isnull=True) | Q(study__publication=Publication.PUBLISHED))

    def for_list(self) -> Self:
        """With their citations and study."""
        return self.with_citations().select_related("study")


class Finding(Entry):
    """One result, as a plain sentence, from a study or from no study in particular."""

    KIND = "finding"
    FIELDS = ("study", "statement", "outcome", "direction")
    SEARCHED = ("statement", "outcome")

    study = models.ForeignKey(
        Study, models.PROTECT, verbose_name=_("étude"), null=True, blank=True, related_name="findings"
    )
    statement = models.TextField(_("constat"))
    outcome = models.CharField(_("sur quoi"), max_length=150, blank=True)
    direction = models.CharField(_("sens"), max_length=15, choices=Direction.choices, blank=True)

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["outcome", "slug"]
        verbose_name = _("constat")
        verbose_name_plural = _("constats")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="research_finding_direction", condition=Q(direction__in=["", *Direction.values])
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        """The public page: its study's, or its place among the studies."""
        page = reverse("study", args=[self.study.slug]) if self.study else reverse("studies")
        return f"{page}#{self.slug}"

    def clean(self) -> None:
        """A published finding doesn't stand on an unpublished study."""
        super().clean()
        if self.study and self.publication == "published" and self.study.publication != "published":
            raise ValidationError({"study": _("Cette étude n’est pas publiée : publiez-la d’abord.")})

    def read(self, field: str) -> Any:
        """`study` is its slug or None."""
        if field == "study":
            return self.study.slug if self.study else None
        return super().read(field)

    def write(self, field: str, value: Any) -> None:
        """`study` is set by its slug."""
        if field == "study":
            self.study = by_slug(Study, value, "study") if value else None
        else:
            super().write(field, value)


class FindingCitation(Citation):
    """What states a finding."""

    subject = models.ForeignKey(Finding, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation")
