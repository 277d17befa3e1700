"""A made-up directory of some 370 entries, as other people's lists will be: it takes the place of the note's."""

from pathlib import Path

from initiatives.models import Initiative
from research.actions.seed import seed_file
from research.models import Source

FOLDER = Path(__file__).parent / "directory"


def load() -> None:
    """Writes it through the seed's own actions, beside the note's vocabularies, sources and studies."""
    Initiative.objects.all().delete()
    for name, model in (("sources", Source), ("initiatives", Initiative)):
        seed_file(path=FOLDER / f"{name}.yaml", model=model, reason="essai")
