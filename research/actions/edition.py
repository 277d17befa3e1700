"""Every write raises the edition: what is saved, deleted or linked says what it touched."""

from collections.abc import Set
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from research.models import Change, Edition, Entry, FormerSlug, Seeded, Touched

# What no page and no answer shows: bookkeeping of our own.
BOOKKEEPING = frozenset({Edition, Touched, Change, FormerSlug, Seeded})
OWNERS = ("subject", "initiative", "consultation")  # what a row may be a part of


def follow_writes(app_label: str, *, silent: Set[type[Model]] = BOOKKEEPING) -> None:
    """Listens to the models of an app, but for those that are `silent`."""
    models: Any = apps.get_app_config(app_label).get_models()
    for model in models:
        if model not in silent:
            post_save.connect(_written, sender=model, dispatch_uid=f"edition {model._meta.label}")
            post_delete.connect(_written, sender=model, dispatch_uid=f"edition of the deleted {model._meta.label}")
        for field in model._meta.local_many_to_many:
            linked = partial(_linked, kind=model.KIND)
            through = field.remote_field.through
            m2m_changed.connect(linked, sender=through, weak=False, dispatch_uid=f"edition {through._meta.label}")


def _written(sender: Any, instance: Any, **_kwargs: Any) -> None:
    if issubclass(sender, Entry):
        return Edition.advance(sender.KIND, [instance.pk])
    owner = next((name for name in OWNERS if hasattr(sender, name)), None)
    if owner:
        kind = sender._meta.get_field(owner).related_model.KIND
        return Edition.advance(kind, [getattr(instance, f"{owner}_id")])
    return Edition.advance(sender._meta.model_name)


def _linked(instance: Any, action: str, reverse: bool, kind: str, **_kwargs: Any) -> None:
    if action.startswith("post_"):
        Edition.advance(kind, () if reverse else [instance.pk])  # from the other end, any may be touched
