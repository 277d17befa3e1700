"""A citation: which source says which value of which field, where, in which words, and on what basis."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from research.validators import scalar
from research.vocabulary import Basis


class Citation(models.Model):
    """Abstract: each kind of entry has its own table, whose `subject` points to it."""

    field = models.CharField(_("champ"), max_length=30, help_text=_("Le nom du champ dans l’API : statut, started…"))
    value = models.JSONField(
        _("valeur"),
        validators=[scalar],
        help_text=_('Ce que dit cette source, même si la fiche dit autrement : "benevolat", "38185", 14.'),
    )
    source = models.ForeignKey("research.Source", models.PROTECT, verbose_name=_("source"), related_name="%(class)ss")
    locator = models.CharField(_("endroit"), max_length=120, blank=True, help_text=_("« I.2, p. 3, note 14 »"))
    quote = models.TextField(_("citation exacte"), blank=True, help_text=_("Les mots mêmes ; « […] » pour une coupe."))
    basis = models.CharField(_("fondement"), max_length=10, choices=Basis.choices, default=Basis.STATED)
    reason = models.TextField(_("raisonnement"), blank=True, help_text=_("Obligatoire si la valeur est déduite."))
    consulted_on = models.DateField(_("consultée le"))

    class Meta:
        abstract = True
        ordering = ["pk"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(name="%(app_label)s_%(class)s_basis", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reason",
                condition=Q(basis=Basis.STATED) | ~Q(reason=""),
                violation_error_message=_("Une valeur déduite dit son raisonnement."),
            ),
            models.CheckConstraint(name="%(app_label)s_%(class)s_field", condition=~Q(field="")),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once", fields=["subject", "field", "value", "source", "locator"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} : {self.value}"

    def clean(self) -> None:
        """The field is one that this kind of entry has, and the value has its form. Raises ValidationError."""
        if self.consulted_on and self.consulted_on > timezone.localdate():
            raise ValidationError({"consulted_on": _("Cette date est à venir.")})
        subject: Any = getattr(self, "subject", None)
        if subject is not None and self.field not in subject.cited_fields():
            raise ValidationError(
                {
                    "field": _("« %(field)s » n’est pas un champ à sourcer ici. Au choix : %(fields)s.")
                    % {"field": self.field, "fields": ", ".join(subject.cited_fields())}
                }
            )
        if subject is not None and self.value is not None:
            try:
                subject.check_value(self.field, self.value)
            except ValidationError as error:
                raise ValidationError({"value": error.messages}) from error
