"""Sources: the documents that say things."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models.citation import Citation
from research.models.entry import Entry
from research.validators import HTTP_PATTERN, LANGUAGE_PATTERN, http_url, language_code, list_of_texts
from research.vocabulary import SourceKind


class Source(Entry):
    """A document, as another cites it: what its citation doesn't give stays empty."""

    KIND = "source"
    FIELDS = ("kind", "title", "authors", "year", "container", "publisher", "pages", "link", "language")
    UNCITED = frozenset({"language"})
    NUMBERS = frozenset({"year"})
    SEARCHED = ("title", "authors", "year", "container", "publisher")

    kind = models.CharField(_("sorte"), max_length=15, choices=SourceKind.choices, blank=True)
    title = models.CharField(_("titre"), max_length=400)
    authors = models.JSONField(
        _("auteurs"),
        default=list,
        blank=True,
        validators=[list_of_texts],
        help_text=_('Une liste : ["C. Bellot"]'),
    )
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    container = models.CharField(_("dans"), max_length=400, blank=True, help_text=_("La revue ou l’ouvrage."))
    publisher = models.CharField(_("éditeur"), max_length=200, blank=True)
    pages = models.CharField(_("pages"), max_length=60, blank=True)
    link = models.URLField(_("adresse web"), max_length=500, blank=True, validators=[http_url])
    language = models.CharField(
        _("langue du titre"),
        max_length=2,
        default="fr",
        validators=[language_code],
        help_text=_("Code ISO 639-1 : fr, en…"),
    )

    class Meta(Entry.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        permissions = [("publish", _("Peut publier et retirer les fiches"))]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(name="research_source_language", condition=Q(language__regex=LANGUAGE_PATTERN)),
            models.CheckConstraint(name="research_source_kind", condition=Q(kind__in=["", *SourceKind.values])),
            models.CheckConstraint(
                name="research_source_year",
                condition=Q(year__isnull=True) | Q(year__gte=1000, year__lte=2100),
            ),
            models.CheckConstraint(
                name="research_source_link_http", condition=Q(link="") | Q(link__regex=HTTP_PATTERN)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("source", args=[self.slug])


class SourceCitation(Citation):
    """What says how a source is called, by whom it is, when it came out."""

    subject = models.ForeignKey(Source, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        pass
