"""Testimonies and figures."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models.citation import Citation
from research.models.entry import Entry
from research.validators import HTTP_PATTERN, PARTIAL_DATE_PATTERN, country_code, http_url, partial_date


class Testimony(Entry):
    """Where a peer tells of it in their own words: a link to somebody else's publication."""

    KIND = "testimony"
    FIELDS = ("title", "link", "publisher")
    SEARCHED = ("title", "publisher")

    title = models.CharField(_("titre"), max_length=300)
    link = models.URLField(_("adresse web"), max_length=500, validators=[http_url])
    publisher = models.CharField(_("publié par"), max_length=200, blank=True)

    class Meta(Entry.Meta):
        ordering = ["title", "pk"]
        verbose_name = _("témoignage")
        verbose_name_plural = _("témoignages")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(name="research_testimony_link_http", condition=Q(link__regex=HTTP_PATTERN)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page: its place among the testimonies."""
        return f"{reverse('testimonies')}#{self.slug}"


class TestimonyCitation(Citation):
    """What points to a testimony."""

    subject = models.ForeignKey(Testimony, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation")


class Figure(Entry):
    """A number about the field, with its unit and its date."""

    KIND = "figure"
    FIELDS = ("label", "value", "unit", "as_of", "approximate", "pays")
    UNCITED = frozenset({"approximate"})
    NUMBERS = frozenset({"value"})
    SEARCHED = ("label", "unit", "as_of")

    label = models.CharField(_("libellé"), max_length=200)
    value = models.FloatField(_("valeur"))
    unit = models.CharField(_("unité"), max_length=60)
    as_of = models.CharField(_("en date de"), max_length=10, blank=True, validators=[partial_date])
    approximate = models.BooleanField(_("approximatif"), default=False)
    pays = models.CharField(_("pays"), max_length=2, blank=True, validators=[country_code])

    class Meta(Entry.Meta):
        ordering = ["-as_of", "label", "pk"]
        verbose_name = _("chiffre")
        verbose_name_plural = _("chiffres")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="research_figure_as_of", condition=Q(as_of="") | Q(as_of__regex=PARTIAL_DATE_PATTERN)
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The public page: its place among the figures."""
        return f"{reverse('figures')}#{self.slug}"

    def read(self, field: str) -> Any:
        """A whole number stays whole: 16, not 16.0."""
        value = super().read(field)
        return int(value) if isinstance(value, float) and value.is_integer() else value


class FigureCitation(Citation):
    """What gives a figure."""

    subject = models.ForeignKey(Figure, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation")
