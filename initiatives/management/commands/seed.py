"""`manage.py seed`: the reference geography and what the note states, from the reviewed files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from initiatives.actions.load_geography import load_geography
from initiatives.models import Formation, Initiative
from initiatives.search import index
from research.actions.seed import seed_file
from research.actions.synonyms import seed_synonyms
from research.interchange.record import RecordError
from research.models import (
    Consultation,
    Entry,
    Figure,
    Finding,
    Landmark,
    Question,
    Source,
    Study,
    Term,
    Testimony,
)

# In this order: what a file refers to stands before it.
FILES: list[tuple[str, type[Entry]]] = [
    ("sources", Source),
    ("terms", Term),
    ("formations", Formation),
    ("studies", Study),
    ("findings", Finding),
    ("landmarks", Landmark),
    ("consultations", Consultation),
    ("questions", Question),
    ("testimonies", Testimony),
    ("figures", Figure),
    ("initiatives", Initiative),
]


class Command(BaseCommand):
    """Safe to run at any time: it never undoes what a curator did."""

    help = "Loads the reference geography and the reviewed data, without overwriting curators' work."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Seeds file by file; a refused row stops it with its place and reason."""
        places = load_geography()
        if places:
            self.stdout.write(_("geography: %(count)d places") % {"count": places})
            index.rebuild()
        for name, model in FILES:
            path = Path(settings.FIXTURES_DIR) / "note" / f"{name}.yaml"
            reason = _("Données de départ : %(file)s") % {"file": f"fixtures/note/{path.name}"}
            try:
                report = seed_file(path=path, model=model, reason=reason)
            except RecordError as error:
                message = f"{path.name}: {error}"
                raise CommandError(message) from error
            if report.created or report.changed:
                self.stdout.write(f"{name}: {report.created} created, {report.changed} changed")
        synonyms = seed_synonyms(Path(settings.FIXTURES_DIR) / "search" / "synonyms.yaml")
        if synonyms.created:
            self.stdout.write(f"synonyms: {synonyms.created} created")
