"""Changing an entry: one transaction, and the journal's line within it. Every way in goes through here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from research.interchange import record
from research.models import Change, Entry, FormerSlug, Source, refuse_former

# Sent within the transaction with `entry`, once it is written: who keeps something derived from it updates it.
entry_saved = Signal()


def snapshot(entry: Entry) -> dict[str, Any] | None:
    """What the database says of an entry, to compare with later; None for one that is not there yet.

    Call it in the transaction of the change: it keeps others from changing the entry until then.
    """
    rows = type(entry)._default_manager.select_for_update()
    stored = rows.filter(pk=entry.pk).first() if entry.pk else None
    return _whole(stored) if stored else None


def _whole(entry: Entry) -> dict[str, Any]:
    """The record, and the state that files don't carry."""
    state = {name: getattr(entry, name) for name in entry.STATE}
    return {**record.read(entry).as_json(), **{name: value and str(value) for name, value in state.items()}}


@contextmanager
def revision(*, entry: Entry, by: Any, reason: str, source: Source | None = None) -> Iterator[None]:
    """A block in which `entry` may change: all of it is written, with its line in the journal, or nothing.

    `by` is the user, None for the seed. Raises ValidationError where the reason is blank.
    """
    with transaction.atomic():
        before = snapshot(entry)
        yield
        conclude(entry=entry, before=before, by=by, reason=reason, source=source)


def conclude(
    *, entry: Entry, before: dict[str, Any] | None, by: Any, reason: str, source: Source | None = None
) -> Change | None:
    """Writes the journal's line for what changed since `before`, and what follows from it; None if nothing did.

    Call it in the transaction of the change. Raises ValidationError where the reason is blank.
    """
    stored = type(entry)._default_manager.get(pk=entry.pk)
    changes = record.diff(before, _whole(stored))
    if not changes:
        return None
    if not reason.strip():
        raise ValidationError(_("Dites en quelques mots pourquoi : le journal le garde."))
    _keep_address(stored, before)
    stored.uncited = len(stored.uncited_values())
    stored.disputed = len(stored.disputed_citations())
    stored.modified_at = max(timezone.now(), stored.created_at)
    stored.save()
    change = Change.objects.create(
        kind=entry.KIND,
        subject=stored.pk,
        slug=stored.slug,
        by=by,
        reason=reason.strip(),
        source=source,
        changes=changes,
    )
    entry_saved.send(sender=type(stored), entry=stored)
    return change


def _keep_address(entry: Entry, before: dict[str, Any] | None) -> None:
    refuse_former(entry)
    FormerSlug.objects.filter(kind=entry.KIND, slug=entry.slug).delete()
    if before and before["slug"] != entry.slug:
        FormerSlug.objects.create(kind=entry.KIND, slug=before["slug"], subject=entry.pk)
