"""Seeding synonyms: new ones come in; what curators changed or removed since stays so."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from django.db import transaction

from research.actions.seed import Report
from research.models import Edition, Seeded, Synonym, Term

KIND = "synonym"


def seed_synonyms(path: Path) -> Report:
    """Writes the rows of the reviewed file that were never written before. Raises Term.DoesNotExist."""
    report = Report()
    known = set(Seeded.objects.filter(kind=KIND).values_list("key", flat=True))
    there = set(Synonym.objects.values_list("text", "term__slug", "help_line"))
    terms = {term.slug: term for term in Term.objects.all()}
    new: list[Synonym] = []
    written: list[Seeded] = []
    for text, slug, help_line in rows(path):
        key = f"{slug or help_line or 'neutral'} {text.lower()}"[:120]
        if key in known:
            report.unchanged += 1
            continue
        if slug and slug not in terms:
            raise Term.DoesNotExist(slug)
        known.add(key)
        written.append(Seeded(kind=KIND, key=key, record={"text": text}))
        if (text, slug or None, help_line) not in there:
            row = Synonym(text=text, term=terms.get(slug), help_line=help_line)
            row.clean_fields()
            new.append(row)
    with transaction.atomic():
        Synonym.objects.bulk_create(new)
        Seeded.objects.bulk_create(written)
        if new:
            Edition.advance("synonym")
    report.created = len(new)
    return report


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """(text, slug of a term, help line) of each row; both blank where the text narrows nothing."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for slug, texts in content["terms"].items():
        yield from ((str(text), slug, "") for text in texts)
    for help_line, texts in content["help"].items():
        yield from ((str(text), "", str(help_line)) for text in texts)
    yield from ((str(text), "", "") for text in content["neutral"])
