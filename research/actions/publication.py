"""Publishing and withdrawing."""

from typing import Any

from research.actions.revision import revision
from research.models import Entry, Source
from research.vocabulary import Publication


def publish(*, entry: Entry, by: Any, reason: str, source: Source | None = None) -> None:
    """Makes an entry public, from a draft or after a withdrawal. Raises ValidationError."""
    with revision(entry=entry, by=by, reason=reason, source=source):
        entry.refresh_from_db()
        entry.restore_fields(Publication.PUBLISHED)
        entry.full_clean()
        entry.save()


def withdraw(*, entry: Entry, by: Any, reason: str, source: Source | None = None) -> None:
    """Takes an entry out of the public's sight; its address then says that it is gone. Raises ValidationError."""
    with revision(entry=entry, by=by, reason=reason, source=source):
        entry.refresh_from_db()
        entry.withdraw_fields(by=by, reason=reason)
        entry.full_clean()
        entry.save()
