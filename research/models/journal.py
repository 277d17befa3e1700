"""The journal: who changed what, when, why and from which source; and what the seed wrote last."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet["Change"]):
    """Reads of the journal."""

    def of(self, kind: str, subject: int) -> "ChangeQuerySet":
        """The changes of one entry, newest first."""
        return self.filter(kind=kind, subject=subject).select_related("by", "source")


class Change(models.Model):
    """One entry's change. It names its subject by kind and key, since a journal outlives what it tells of."""

    kind = models.CharField(_("sorte"), max_length=20)
    subject = models.BigIntegerField(_("clé"))
    slug = models.CharField(_("adresse"), max_length=120)
    at = models.DateTimeField(_("le"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("par"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Vide pour les données de départ. Un compte se désactive, il ne se supprime pas."),
    )
    reason = models.TextField(_("raison"))
    source = models.ForeignKey(
        "research.Source", models.SET_NULL, verbose_name=_("d’après"), null=True, blank=True, related_name="+"
    )
    changes = models.JSONField(_("changements"))

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("changement")
        verbose_name_plural = _("journal")
        indexes = [models.Index(fields=["kind", "subject"], name="research_change_subject")]
        constraints = [
            models.CheckConstraint(
                name="research_change_has_reason",
                condition=~models.Q(reason=""),
                violation_error_message=_("Un changement a sa raison."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} – {self.at:%Y-%m-%d}"


class FormerSlug(models.Model):
    """An address that an entry had: it leads to the one that it has."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    subject = models.BigIntegerField()

    class Meta:
        ordering = ["kind", "slug"]
        verbose_name = _("ancienne adresse")
        verbose_name_plural = _("anciennes adresses")
        constraints = [models.UniqueConstraint(name="research_formerslug_once", fields=["kind", "slug"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class Seeded(models.Model):
    """What the seed wrote last under a key: the common ancestor when a file and a curator both changed."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    subject = models.BigIntegerField(null=True)
    record = models.JSONField()

    class Meta:
        ordering = ["kind", "key"]
        verbose_name = _("donnée de départ")
        verbose_name_plural = _("données de départ")
        constraints = [models.UniqueConstraint(name="research_seeded_once", fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
