"""The words of the directory: which schemes are facets, and the choices of an initiative."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from research.vocabulary import Scheme

# The facets of `Initiative.terms`. A new one is a scheme in research/vocabulary.py and a line here.
TERM_FACETS: tuple[Scheme, ...] = (
    Scheme.STATUT,
    Scheme.CONTRAT,
    Scheme.FORMATION,
    Scheme.DOMAINE,
    Scheme.APPELLATION,
    Scheme.EMPLOYER,
)

# In a filter: no source says.
UNSTATED = "non-precise"


class Activity(models.TextChoices):
    """What is known of whether an initiative still goes on."""

    CITED = "cited", _("citée, non vérifiée depuis")
    VERIFIED = "verified", _("vérifiée")
    CLOSED = "closed", _("a pris fin")
    NOT_FOUND = "not-found", _("introuvable")


class HeadcountKind(models.TextChoices):
    """What a head count counts; the two are never added up."""

    ACTIVE = "active", _("en activité")
    RECRUITED = "recruited", _("recrutés")


class CoverageKind(models.TextChoices):
    """Whom an initiative says it serves."""

    NATIONAL = "national", _("tout le pays")
    ONLINE = "online", _("en ligne")
    REGION = "region", _("région")
    DEPARTEMENT = "departement", _("département")


class PlaceMatch(models.TextChoices):
    """Why a place filter finds an initiative."""

    STANDS = "stands", _("sur place")
    SERVES = "serves", _("dessert ce lieu")
