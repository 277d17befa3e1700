"""Synonyms: what people say for a term, curated; no general thesaurus."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pairaidance.kit import french
from research.models.term import Term
from research.vocabulary import HelpLine

UNLESS = re.compile(r"\s-(?=\w)")


class Synonym(models.Model):
    """One way to say a thing: it leads to a term, to a help line, or says nothing that narrows a search.

    « ex sdf » leads to a term; « envie de mourir » to a help line; « je cherche » to neither. A topic gathers the
    words for one thing: within a term it says what comes first, without one it says what answers. « GEM -intérim » is
    GEM, but where an entry that says so speaks of « intérim » too, it means another thing.
    """

    text = models.CharField(
        _("ce que les gens écrivent"),
        max_length=100,
        help_text=_(
            "Un mot ou quelques-uns ; accents, pluriels et majuscules sont indifférents. « GEM -intérim » : une fiche "
            "qui écrit aussi « intérim » parle d’autre chose."
        ),
    )
    term = models.ForeignKey(
        Term, models.CASCADE, null=True, blank=True, related_name="said_as", verbose_name=_("terme")
    )
    topic = models.CharField(
        _("sujet"),
        max_length=60,
        blank=True,
        help_text=_(
            "Plus précis que le terme (« alcool » dans « addictions ») : ce qui parle d’un de ses mots vient d’abord. "
            "Sans terme, c’est ce qui répond."
        ),
    )
    help_line = models.CharField(_("numéro d’aide"), max_length=4, choices=HelpLine.choices, blank=True)
    key = models.CharField(max_length=120, editable=False)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["text", "pk"]
        verbose_name = _("synonyme")
        verbose_name_plural = _("synonymes")
        constraints = [
            models.UniqueConstraint(
                name="research_synonym_term_once",
                fields=["text", "term"],
                violation_error_message=_("Ce synonyme existe déjà."),
            ),
            models.UniqueConstraint(
                name="research_synonym_help_once",
                fields=["text", "help_line"],
                condition=Q(term__isnull=True),
                violation_error_message=_("Ce synonyme existe déjà."),
            ),
            models.CheckConstraint(
                name="research_synonym_one",
                condition=Q(term__isnull=True) | Q(help_line=""),
                violation_error_message=_("Un terme ou un numéro d’aide, pas les deux."),
            ),
            models.CheckConstraint(
                name="research_synonym_text", condition=~Q(key=""), violation_error_message=_("Écrivez un mot.")
            ),
            models.CheckConstraint(name="research_synonym_help", condition=Q(help_line__in=["", *HelpLine.values])),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The key follows from the text."""
        self.key = key_of(self.said)
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        """The key follows from the text."""
        self.key = key_of(self.said)
        super().clean_fields(exclude)

    def clean(self) -> None:
        """Words that say something: an emoji or « de la » would lead nowhere."""
        if not any(word not in french.EMPTY for word in french.words(self.said)):
            raise ValidationError({"text": _("Écrivez un mot qui dise quelque chose : « de la » ne suffit pas.")})

    @property
    def said(self) -> str:
        """What people write: the text without the words that must not stand beside it."""
        return UNLESS.split(self.text)[0]

    @property
    def unless(self) -> list[str]:
        """The stems of those words, each with a - before it, as an index is asked."""
        return [f"-{stem}" for words in UNLESS.split(self.text)[1:] for stem in french.stems(words)]


def key_of(text: str) -> str:
    """A phrase as it is looked up: the stems of its telling words, « l’entente de voix » → « entent voix »."""
    found = french.words(text)
    return " ".join(french.stem(word) for word in [word for word in found if word not in french.EMPTY] or found)
