"""The words that the research side speaks: choices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publication(models.TextChoices):
    """Whether the public sees an entry."""

    DRAFT = "draft", _("brouillon")
    PUBLISHED = "published", _("publiée")
    WITHDRAWN = "withdrawn", _("retirée")


class Basis(models.TextChoices):
    """How a source supports a value."""

    STATED = "stated", _("dit par la source")
    INFERRED = "inferred", _("déduit de la source")


class Scheme(models.TextChoices):
    """The vocabularies (SKOS concept schemes) that terms belong to. Those but `notion` and `sigle` are facets."""

    STATUT = "statut", _("Statut")
    CONTRAT = "contrat", _("Contrat")
    FORMATION = "formation", _("Formation")
    DOMAINE = "domaine", _("Domaine")
    APPELLATION = "appellation", _("Appellation")
    EMPLOYER = "employer", _("Employeur")
    NOTION = "notion", _("Notion")
    SIGLE = "sigle", _("Sigle")


class SourceKind(models.TextChoices):
    """What kind of document a source is."""

    BOOK = "book", _("livre")
    CHAPTER = "chapter", _("chapitre")
    ARTICLE = "article", _("article")
    REPORT = "report", _("rapport")
    WEB_PAGE = "web-page", _("page web")
    PRESS_RELEASE = "press-release", _("communiqué de presse")
    TALK = "talk", _("intervention")
    PROPOSAL = "proposal", _("fiche de proposition")
    NOTE = "note", _("note")


class StudyState(models.TextChoices):
    """How far a study had come when its source spoke of it."""

    PUBLISHED = "published", _("publiée")
    UNDER_WAY = "under-way", _("en cours")


class Direction(models.TextChoices):
    """Which way a finding points."""

    FAVOURABLE = "favourable", _("effet favorable")
    UNFAVOURABLE = "unfavourable", _("effet défavorable")
    NONE = "none", _("sans effet")
    INCONCLUSIVE = "inconclusive", _("ne permet pas de conclure")


class HelpLine(models.TextChoices):
    """The help lines that a search may bring, each free and official."""

    SUICIDE = "3114", _("3114, prévention du suicide")
    HEALTH = "15", _("15, urgence de santé")
    ANY = "112", _("112, toute urgence")
    VIOLENCE = "3919", _("3919, violences faites aux femmes")
    POLICE = "17", _("17, police et gendarmerie")


LIFE_IN_DANGER = (HelpLine.HEALTH, HelpLine.ANY)  # called before any other
