"""Writing a record: the one way in for files, imports and suggestions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from research.actions.revision import revision
from research.interchange.record import Record
from research.models import Entry, Source, by_slugs


def save_record(*, entry: Entry, record: Record, by: Any, reason: str, source: Source | None = None) -> Entry:
    """Makes `entry` (new or stored) say what `record` says, citations included.

    Raises ValidationError, by field, with nothing written.
    """
    with revision(entry=entry, by=by, reason=reason, source=source):
        entry.slug = record.slug
        for name, value in record.values.items():
            if name not in entry.RELATED:
                entry.write(name, value)
        entry.full_clean()
        entry.save()
        for name, value in record.values.items():
            if name in entry.RELATED and entry.read(name) != value:
                _write_related(entry, name, value)
        _write_citations(entry, record)
    entry.refresh_from_db()
    return entry


def _write_related(entry: Entry, name: str, value: Any) -> None:
    try:
        entry.write(name, value)
    except (KeyError, TypeError, AttributeError) as error:
        message = _("La forme n’est pas celle attendue : %(error)s.") % {"error": error}
        raise ValidationError({name: message}) from error


def _write_citations(entry: Entry, record: Record) -> None:
    """Keeps the citations that stay, so that their order and their keys stay too."""
    manager: Any = entry.citations  # type: ignore[attr-defined]  # each concrete citation names it
    sources = dict(_sources(record))
    wanted = list(record.citations)
    for stored in manager.select_related("source"):
        row = {name: getattr(stored, name) for name in ("field", "value", "locator", "quote", "basis", "reason")}
        row |= {"source": stored.source.slug, "consulted_on": stored.consulted_on.isoformat()}
        if row in wanted:
            wanted.remove(row)
        else:
            stored.delete()
    for number, row in enumerate(wanted, start=1):
        citation = manager.model(subject=entry, **{**row, "source": sources[row["source"]]})
        try:
            citation.full_clean()
        except ValidationError as error:
            raise ValidationError(
                {"citations": [f"{number} ({row['field']}) : {text}" for text in error.messages]}
            ) from error
        citation.save()


def _sources(record: Record) -> list[tuple[str, Source]]:
    slugs = sorted({row["source"] for row in record.citations})
    return list(zip(slugs, by_slugs(Source, slugs, "citations"), strict=True))
