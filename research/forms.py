"""Forms of the admin: lists as lines, citations whose values have their field's form, a reason for each change."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from research.models import Entry, refuse_former
from research.vocabulary import Publication

NUMBER = re.compile(r"^-?[0-9]+([.,][0-9]+)?$")


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 60})

    def __init__(self, **kwargs: Any) -> None:
        for name in ("encoder", "decoder"):
            kwargs.pop(name, None)
        kwargs["help_text"] = _("Un texte par ligne.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Lines as a list, blanks dropped."""
        text = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares what the two lists say."""
        return (initial or []) != [line.strip() for line in (data or "").splitlines() if line.strip()]


class ScalarField(forms.CharField):
    """A citation's value as typed; its form (text or number) depends on its field and is settled in the form."""

    def __init__(self, **kwargs: Any) -> None:
        for name in ("encoder", "decoder"):
            kwargs.pop(name, None)
        super().__init__(**kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares as text."""
        return str("" if initial is None else initial) != str(data or "")


class CitationForm(forms.ModelForm):
    """One citation of one entry."""

    value = ScalarField(label=_("valeur"), help_text=_("Slug, code, date, nombre ou texte : la forme du champ."))

    class Meta:
        fields = ("field", "value", "source", "locator", "quote", "basis", "reason", "consulted_on")
        widgets = {
            "quote": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "reason": forms.Textarea(attrs={"rows": 2, "cols": 60}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry: type[Entry] = self._meta.model._meta.get_field("subject").related_model
        choices = [(name, f"{entry.label_of(name)} ({name})") for name in entry().cited_fields()]
        self.fields["field"] = forms.ChoiceField(label=_("champ"), choices=[("", "—"), *choices])

    def clean(self) -> dict[str, Any]:
        """A number where the field holds numbers."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        entry: type[Entry] = self._meta.model._meta.get_field("subject").related_model
        value = cleaned.get("value")
        if isinstance(value, str) and cleaned.get("field") in entry.NUMBERS and NUMBER.match(value):
            number = float(value.replace(",", "."))
            cleaned["value"] = int(number) if number.is_integer() else number
        return cleaned


class EntryForm(forms.ModelForm):
    """An entry with the reason for its change. `user` is set by the admin."""

    user: Any = None
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    change_reason = forms.CharField(
        label=_("Pourquoi ce changement ?"),
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text=_("Gardé dans l’historique public de la fiche : ne nommez personne."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "seen" in self.fields:
            self.fields["seen"].initial = self.instance.modified_at.isoformat()

    def clean(self) -> dict[str, Any]:
        """What was seen still stands, the address is free, and a withdrawal has its reason; who and when follow."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("seen") and cleaned["seen"] != self.instance.modified_at.isoformat():
            message = _("Quelqu’un a changé cette fiche entre-temps : rouvrez-la à côté et reportez vos mots.")
            self.add_error(None, message)
        if cleaned.get("slug"):
            self.instance.slug = cleaned["slug"]
            try:
                refuse_former(self.instance)
            except ValidationError as error:
                self.add_error("slug", error.message_dict["slug"])
        publication = cleaned.get("publication", self.instance.publication)
        if publication != Publication.WITHDRAWN:
            self.instance.restore_fields(publication)
            cleaned["withdrawal_reason"] = ""
        elif not self.instance.withdrawn_at:
            try:
                self.instance.withdraw_fields(by=self.user, reason=cleaned.get("withdrawal_reason", ""))
            except ValidationError as error:
                self.add_error("withdrawal_reason", error.messages)
        return cleaned
