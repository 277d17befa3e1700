"""Made-up directories, as other people's lists will be, each by somebody who had not read the search.

`directory` has some 370 entries, written with care; `other` some 130, drier, in capitals, with official names;
`exports` 70 as associations export them, a third of them filed under no theme; `lists` 75 of three bodies, with many
of one kind, homonym towns and five false friends; `agencies` 50 in the terse words of health agencies; `federations`
94 local branches, many of one name; `networks` 77 of a city, of hospitals and of the country, half without a theme;
`portal` 70 of an open-data portal, a third without a theme, many in a line of capitals; `branches` 75 of a regional
directory, with branches of one network, poetic names and false friends; `mutuals` 60 of a mutual insurer's census;
`guide` 60 of a guide to mutual help, half without a theme; `frontier` 60 of Belgium, overseas and the borders;
`census` 70 of départements and federations; `spreadsheet` 50 as volunteers type them, in other words than people look
for; `regions` 60 of health agencies of two régions, many of one kind in a town; `hotlines` 94 of a directory of help
lines and fellowships, with homonym towns and false friends.
"""

from pathlib import Path

from initiatives.models import Initiative
from research.actions.seed import seed_file
from research.models import Source

FOLDER = Path(__file__).parent
DIRECTORIES = (
    "directory",
    "other",
    "exports",
    "lists",
    "agencies",
    "federations",
    "networks",
    "portal",
    "branches",
    "mutuals",
    "guide",
    "frontier",
    "census",
    "spreadsheet",
    "regions",
    "hotlines",
)


def load(directory: str) -> None:
    """Writes one in place of the note's, by the seed's own actions, beside its vocabularies, sources and studies."""
    Initiative.objects.all().delete()
    for name, model in (("sources", Source), ("initiatives", Initiative)):
        seed_file(path=FOLDER / directory / f"{name}.yaml", model=model, reason="essai")
