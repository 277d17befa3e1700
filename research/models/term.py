"""Terms: the vocabularies and the glossary."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models.citation import Citation
from research.models.entry import Entry, EntryQuerySet
from research.validators import list_of_texts
from research.vocabulary import Scheme


class TermQuerySet(EntryQuerySet):
    """Reads over many terms."""

    def in_scheme(self, *schemes: str) -> "TermQuerySet":
        """The terms of these vocabularies, in their order."""
        return self.filter(scheme__in=schemes).order_by("scheme", "order", "label", "pk")


class Term(Entry):
    """A word of a vocabulary (a SKOS concept), with a definition in plain words and what is debated about it."""

    KIND = "term"
    FIELDS = ("scheme", "label", "definition", "synonyms", "equivalents", "debate", "order")
    UNCITED = frozenset({"scheme", "equivalents", "order"})
    SEARCHED = ("label", "synonyms", "definition", "debate")

    scheme = models.CharField(_("vocabulaire"), max_length=15, choices=Scheme.choices)
    label = models.CharField(_("libellé"), max_length=150)
    definition = models.TextField(_("définition"), blank=True, help_text=_("En mots simples, trois phrases au plus."))
    synonyms = models.JSONField(
        _("synonymes"),
        default=list,
        blank=True,
        validators=[list_of_texts],
        help_text=_("Une liste de textes."),
    )
    equivalents = models.JSONField(
        _("équivalents"),
        default=dict,
        blank=True,
        help_text=_('Dans d’autres standards : {"standard": "code"}.'),
    )
    debate = models.TextField(_("débat"), blank=True, help_text=_("Ce qui se discute à propos de ce nom."))
    order = models.PositiveSmallIntegerField(_("rang"), default=0)

    objects: ClassVar[Any] = TermQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["scheme", "order", "label", "pk"]
        verbose_name = _("terme")
        verbose_name_plural = _("termes")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(name="research_term_scheme", condition=Q(scheme__in=Scheme.values)),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The public page: the term's place among the definitions."""
        return f"{reverse('definitions')}#{self.slug}"


class TermCitation(Citation):
    """What names or defines a term."""

    subject = models.ForeignKey(Term, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        pass
