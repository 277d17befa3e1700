"""Seeding synonyms: new ones come in; what curators changed or removed since stays so."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from research.actions.seed import Report
from research.models import Edition, Seeded, Synonym, Term

KIND = "synonym"
BATCH = 1_000


@transaction.atomic
def seed_synonyms(path: Path) -> Report:
    """Writes the rows of the reviewed file that were never written before.

    Raises KeyError for an unknown term, ValueError for a text that is too long.
    """
    report = Report()
    known = set(Seeded.objects.filter(kind=KIND).values_list("key", flat=True))
    there = {(row.text, row.term_id, row.help_line): row for row in Synonym.objects.all()}
    terms = {term.slug: term for term in Term.objects.all()}
    seeded: list[Seeded] = []
    new: list[Synonym] = []
    for row in rows(path):
        key = f"{row.topic or row.term or row.help_line or 'neutral'} {row.text.lower()}"[:120]
        if key in known:
            report.unchanged += 1
            continue
        known.add(key)
        seeded.append(Seeded(kind=KIND, key=key, record={"text": row.text}))
        term = terms[row.term] if row.term else None
        place = (row.text, term and term.pk, row.help_line)
        stored = there.get(place)
        if stored is None:
            there[place] = stored = Synonym(text=row.text, term=term, help_line=row.help_line, topic=row.topic)
            _check(stored)
            new.append(stored)
        elif row.topic and not stored.topic:
            stored.topic = row.topic
            if stored.pk:
                stored.save()
                report.changed += 1
    report.created = len(new)
    _write(seeded, new)
    return report


def _check(synonym: Synonym) -> None:
    """Also gives it its key. Raises ValueError, naming the text, for one that no database would take."""
    try:
        synonym.clean_fields(exclude={"term"})
    except ValidationError as error:
        message = f"{synonym.text}: {' '.join(error.messages)}"
        raise ValueError(message) from error


def _write(seeded: list[Seeded], new: list[Synonym]) -> None:
    if seeded:
        Seeded.objects.bulk_create(seeded, batch_size=BATCH)
        Synonym.objects.bulk_create(new, batch_size=BATCH)
        Edition.advance("synonym")


class Row(NamedTuple):
    """One row of the file: a text, and what it leads to; nothing where it narrows nothing."""

    text: str
    term: str = ""
    help_line: str = ""
    topic: str = ""


def rows(path: Path) -> Iterator[Row]:
    """The rows of the reviewed file."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for slug, texts in content["terms"].items():
        yield from (Row(str(text), term=slug) for text in texts)
    for topic, one in content["topics"].items():
        yield from (Row(str(text), term=one.get("term", ""), topic=str(topic)) for text in one["said"])
    for help_line, texts in content["help"].items():
        yield from (Row(str(text), help_line=str(help_line)) for text in texts)
    yield from (Row(str(text)) for text in content["neutral"])
