"""How it came about, and what was asked and voted."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models.citation import Citation
from research.models.entry import Entry, EntryQuerySet
from research.validators import PARTIAL_DATE_PATTERN, country_code, list_of_texts, partial_date


class Landmark(Entry):
    """A date in the history of peer support."""

    KIND = "landmark"
    FIELDS = ("date", "title", "text", "pays")
    SEARCHED = ("date", "title", "text")

    date = models.CharField(
        _("date"), max_length=10, validators=[partial_date], help_text=_("AAAA, AAAA-MM ou AAAA-MM-JJ.")
    )
    title = models.CharField(_("titre"), max_length=200)
    text = models.TextField(_("texte"), blank=True)
    pays = models.CharField(_("pays"), max_length=2, blank=True, validators=[country_code])

    class Meta(Entry.Meta):
        ordering = ["date", "slug"]
        verbose_name = _("date de l’histoire")
        verbose_name_plural = _("dates de l’histoire")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(name="research_landmark_date", condition=Q(date__regex=PARTIAL_DATE_PATTERN)),
        ]

    def __str__(self) -> str:
        return f"{self.date} – {self.title}"

    def get_absolute_url(self) -> str:
        """The public page: its place in the timeline."""
        return f"{reverse('landmarks')}#{self.slug}"


class LandmarkCitation(Citation):
    """What tells of a landmark."""

    subject = models.ForeignKey(Landmark, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation")


class ConsultationQuerySet(EntryQuerySet):
    """Reads over many consultations."""

    def for_list(self) -> Self:
        """With their citations and options."""
        return self.with_citations().prefetch_related("options")


class Consultation(Entry):
    """A question put to a body: its options, votes and arguments."""

    KIND = "consultation"
    FIELDS = ("body", "date", "question", "participants", "options", "arguments")
    RELATED = frozenset({"options"})
    LEAVES = {"options": ("label", "votes")}
    NUMBERS = frozenset({"participants", "options"})
    LABELS = {"options": _("propositions")}
    SEARCHED = ("body", "date", "question", "options", "arguments")

    body = models.CharField(_("instance"), max_length=150)
    date = models.CharField(_("date"), max_length=10, validators=[partial_date])
    question = models.TextField(_("question"))
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    arguments = models.JSONField(_("arguments"), default=list, blank=True, validators=[list_of_texts])

    objects: ClassVar[Any] = ConsultationQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["date", "slug"]
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(name="research_consultation_date", condition=Q(date__regex=PARTIAL_DATE_PATTERN)),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        """The public page: its place among the consultations."""
        return f"{reverse('consultations')}#{self.slug}"

    def read(self, field: str) -> Any:
        """`options` is a list of {label, votes}."""
        if field == "options":
            return [{"label": option.label, "votes": option.votes} for option in self.options.all()] if self.pk else []
        return super().read(field)

    def write(self, field: str, value: Any) -> None:
        """`options` replaces them all, once the consultation is saved."""
        if field != "options":
            return super().write(field, value)
        self.options.all().delete()
        for option in value or []:
            new = Option(consultation=self, label=option["label"], votes=option.get("votes"))
            new.full_clean()
            new.save()
        return None


class Option(models.Model):
    """One of the answers to choose from; votes None where no source gives them."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="options")
    label = models.CharField(_("proposition"), max_length=200)
    votes = models.PositiveIntegerField(_("voix"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")
        constraints = [
            models.UniqueConstraint(name="research_option_once", fields=["consultation", "label"]),
        ]

    def __str__(self) -> str:
        return self.label


class ConsultationCitation(Citation):
    """What reports a consultation."""

    subject = models.ForeignKey(Consultation, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation")


class Question(Entry):
    """An open question."""

    KIND = "question"
    FIELDS = ("theme", "text")
    SEARCHED = ("theme", "text")

    theme = models.CharField(_("thème"), max_length=100)
    text = models.TextField(_("question"))

    class Meta(Entry.Meta):
        ordering = ["theme", "pk"]
        verbose_name = _("question ouverte")
        verbose_name_plural = _("questions ouvertes")

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """The public page: its place among the questions."""
        return f"{reverse('questions')}#{self.slug}"


class QuestionCitation(Citation):
    """What asks a question."""

    subject = models.ForeignKey(Question, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation")
