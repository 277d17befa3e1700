"""Every write raises the edition: what is saved, deleted or linked says what it touched."""

from collections.abc import Callable, Collection, Set
from functools import partial
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from research.models import Change, Edition, Entry, FormerSlug, Seeded, Touched

# What no page and no answer shows: bookkeeping of our own.
BOOKKEEPING = frozenset({Edition, Touched, Change, FormerSlug, Seeded})
OWNERS = ("subject", "initiative", "consultation")  # what a row may be a part of


class Write(NamedTuple):
    """What was done: « made », « changed », « changed in part » or « deleted » to a row; « added », « removed » or
    « cleared » to what a subject's field links to, with the keys of these.
    """

    what: str
    row: Any = None
    field: str = ""
    linked: Collection[int] = ()
    subjects: Collection[int] = ()  # of links


Say = Callable[[Write], str]


def silent_about(_write: Write) -> str:
    """Nothing: whoever keeps something derived from the subject asks the database."""
    return ""


def follow_writes(app_label: str, *, silent: Set[type[Model]] = BOOKKEEPING, say: Say = silent_about) -> None:
    """Listens to the models of an app, but for those that are `silent`; the log has what `say` makes of each write."""
    models: Any = apps.get_app_config(app_label).get_models()
    for model in models:
        if model not in silent:
            for signal, follow in ((post_save, _saved), (post_delete, _deleted)):
                signal.connect(
                    partial(follow, say=say), sender=model, weak=False, dispatch_uid=f"{follow.__name__} {model._meta}"
                )
        for field in model._meta.local_many_to_many:
            linked = partial(_linked, kind=model.KIND, field=field.name, say=say)
            through = field.remote_field.through
            m2m_changed.connect(linked, sender=through, weak=False, dispatch_uid=f"edition {through._meta.label}")


def _saved(sender: Any, instance: Any, created: bool, update_fields: Any = None, *, say: Say, **_kwargs: Any) -> None:
    what = "made" if created else "changed" if update_fields is None else "changed in part"
    _written(sender, Write(what, instance), say)


def _deleted(sender: Any, instance: Any, *, say: Say, **_kwargs: Any) -> None:
    _written(sender, Write("deleted", instance), say)


def _written(sender: Any, write: Write, say: Say) -> None:
    if issubclass(sender, Entry):
        return Edition.advance(sender.KIND, [write.row.pk], partial(say, write))
    owner = next((name for name in OWNERS if hasattr(sender, name)), None)
    if owner:
        kind = sender._meta.get_field(owner).related_model.KIND
        return Edition.advance(kind, [getattr(write.row, f"{owner}_id")], partial(say, write))
    return Edition.advance(sender._meta.model_name)


def _linked(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, *, kind: str, field: str, say: Say, **_kw: Any
) -> None:
    what = {"post_add": "added", "post_remove": "removed", "post_clear": "cleared"}.get(action)
    if what is None or pk_set == set():
        return
    subjects, linked = (sorted(pk_set or ()), [instance.pk]) if reverse else ([instance.pk], sorted(pk_set or ()))
    write = Write(what, field=field, linked=linked, subjects=subjects)
    Edition.advance(kind, subjects, partial(say, write))  # cleared from the other end, any may be touched
