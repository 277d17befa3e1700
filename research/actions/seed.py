"""Seeding: reviewed files into the database, never over what a curator did since."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from research.actions.save import save_record
from research.interchange.merge import merge
from research.interchange.record import Record, RecordError, parse, read
from research.models import Entry, Seeded
from research.vocabulary import Publication


@dataclass
class Report:
    """How many entries a seed made, changed and left as they were."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


def load(path: Path, model: type[Entry]) -> list[tuple[Record, Mapping[str, Any]]]:
    """The rows of a reviewed file as records, each with the row itself. Raises RecordError."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    defaults = {"source": content["source"], "consulted_on": content["consulted_on"]}
    return [(parse(model, row, defaults), row) for row in content["entries"]]


def seed_file(*, path: Path, model: type[Entry], reason: str) -> Report:
    """Writes a file's rows: new ones published, known ones merged with what curators did since.

    A row refers to rows above it only. An entry that was removed stays removed; one withdrawn stays withdrawn.
    Raises RecordError, with nothing of the file written.
    """
    report = Report()
    known = {seeded.key: seeded for seeded in Seeded.objects.filter(kind=model.KIND)}
    with transaction.atomic():
        for record, row in load(path, model):
            if record.slug not in known:
                _create(model, record, row, reason)
                report.created += 1
            elif _update(model, record, known[record.slug], reason):
                report.changed += 1
            else:
                report.unchanged += 1
    return report


def _create(model: type[Entry], record: Record, row: Mapping[str, Any], reason: str) -> None:
    entry = model(slug=record.slug, publication=Publication.PUBLISHED)
    if "id" in row:
        entry.uuid = row["id"]  # type: ignore[attr-defined]  # only kinds with one have `id` in their files
    made_by_curator = model._default_manager.filter(slug=record.slug).first()
    if made_by_curator is not None:
        entry = made_by_curator  # it was there before the file: theirs, and left as it is
    else:
        _save(entry, record, reason)
    Seeded.objects.create(kind=model.KIND, key=record.slug, subject=entry.pk, record=record.as_json())


def _update(model: type[Entry], record: Record, seeded: Seeded, reason: str) -> bool:
    base = _whole(model, Record.from_json(seeded.record))
    if record == base:
        return False
    entry = model._default_manager.filter(pk=seeded.subject).first()
    if entry is not None:
        current = read(entry)
        merged = merge(base=base, current=current, new=record, units=model.UNITS)
        if merged != current:
            _save(entry, merged, reason)
    seeded.record = record.as_json()
    seeded.save()
    return entry is not None


def _whole(model: type[Entry], record: Record) -> Record:
    """A record seeded before the model had some of its fields: they were empty then."""
    empty = model()
    return Record(
        record.slug, {name: record.values.get(name, empty.read(name)) for name in model.FIELDS}, record.citations
    )


def _save(entry: Entry, record: Record, reason: str) -> None:
    try:
        save_record(entry=entry, record=record, by=None, reason=reason)
    except ValidationError as error:
        where = f"{entry.KIND} {record.slug}"
        raise RecordError(where, "; ".join(error.messages) or _("ligne refusée")) from error
