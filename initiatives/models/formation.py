"""Training programmes: terms of the `formation` scheme that have details and a page."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models import Entry, EntryQuerySet, Term, by_slug
from research.vocabulary import Publication, Scheme


class FormationQuerySet(EntryQuerySet):
    """Reads over many training programmes."""

    def published(self) -> Self:
        """A programme is public with its term."""
        return super().published().filter(term__publication=Publication.PUBLISHED)

    def for_list(self) -> Self:
        """With their citations and term."""
        return self.with_citations().select_related("term")


class Formation(Entry):
    """A training programme."""

    KIND = "formation"
    FIELDS = ("term", "name", "diploma", "institution", "description")
    UNCITED = frozenset({"term"})
    SEARCHED = ("name", "diploma", "institution", "description")

    term = models.OneToOneField(
        Term,
        models.PROTECT,
        verbose_name=_("terme"),
        related_name="programme",
        limit_choices_to={"scheme": Scheme.FORMATION},
    )
    name = models.CharField(_("nom"), max_length=200)
    diploma = models.CharField(_("diplôme"), max_length=200, blank=True)
    institution = models.CharField(_("établissement"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)

    objects: ClassVar[Any] = FormationQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("formation")
        verbose_name_plural = _("formations")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("formation", args=[self.slug])

    def clean(self) -> None:
        """Its term belongs to the scheme of training. Raises ValidationError."""
        super().clean()
        if self.term_id and self.term.scheme != Scheme.FORMATION:
            raise ValidationError({"term": _("Ce terme n’est pas du vocabulaire « formation ».")})

    def read(self, field: str) -> Any:
        """`term` is its slug."""
        if field == "term":
            return self.term.slug if self.term_id else None
        return super().read(field)

    def write(self, field: str, value: Any) -> None:
        """`term` is set by its slug."""
        if field == "term":
            self.term = by_slug(Term, value, "term")
        else:
            super().write(field, value)
