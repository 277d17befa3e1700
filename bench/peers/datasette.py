"""Datasette, which publishes a SQLite file as it is: the flat table, immutable; as it comes, quick, and tuned.

As it comes, it suggests facets, and filters lists of terms its own way (`__arraycontains`); quick, it suggests none, as
its documentation advises for speed; tuned, it filters by a condition of our own that an index serves as well.

Its rows are lighter than the others' (no citations), and come in the order of their key. It runs in one process, as it
always does, with its usual three threads for SQL. Limits of time are raised so that it always answers.
"""

import subprocess
from pathlib import Path
from urllib.parse import urlencode

from bench.peers.flat import prepare
from bench.peers.peer import Peer

TABLE = "/directory/flat.json"
PATIENT = {"sql_time_limit_ms": "60000", "facet_time_limit_ms": "60000"}
QUICK = {"suggest_facets": "off"}  # the documentation's advice where speed matters


def having(slug: str) -> str:
    """What filters on a term, by the index of the table of links.

    Datasette's own `_through` can't: beside a filter on a column it answers wrongly (0.65.5 gives the parameters of
    both the same names). `__arraycontains` can, and is slower.
    """
    return f"exists (select 1 from flat_terms where term = '{slug}' and flat_id = flat.id)"


class Datasette(Peer):
    """The table's JSON API, counted by `_facet` and `_facet_array`, searched by `_search`."""

    name = "datasette"
    settings = PATIENT
    requirements = ("datasette==0.65.5",)
    databases = ("sqlite",)
    paths = {"list": TABLE, "facets": TABLE, "search": TABLE}
    ready = f"{TABLE}?_size=1"

    def command(self, python: Path, database_url: str, port: int, folder: Path) -> list[str]:
        """Makes the flat table, and counts its rows once (`datasette inspect`)."""
        target, counts = folder / "directory.db", folder / "counts.json"
        prepare(Path(database_url.removeprefix("sqlite:///")), target)
        datasette = [str(python), "-m", "datasette"]
        subprocess.run([*datasette, "inspect", target, "--inspect-file", counts], check=True)
        settings = [word for name, value in self.settings.items() for word in ("--setting", name, value)]
        return [*datasette, "-i", str(target), "--inspect-file", str(counts), "--port", str(port), *settings]

    def url(self, workload: str, choice: dict[str, str]) -> str | None:
        """Facets come without rows and total, like the others'."""
        if workload not in self.paths:
            return None
        if workload == "search":
            return f"{TABLE}?{urlencode({'_search': choice['q'], '_size': 25, '_shape': 'objects'})}"
        asked = [*self.filters(choice), ("region", choice["region"])]
        if workload == "list":
            return f"{TABLE}?{urlencode([*asked, ('_size', 25), ('_shape', 'objects')])}"
        asked += [("_facet_array", name) for name in ("statut", "contrat", "domaine")]
        asked += [("_facet", name) for name in ("region", "departement", "activity")]
        return f"{TABLE}?{urlencode([*asked, ('_size', 0), ('_nocount', 1)])}"

    def filters(self, choice: dict[str, str]) -> list[tuple[str, str]]:
        """Having a statut and a domaine."""
        return [(f"{name}__arraycontains", choice[name]) for name in ("statut", "domaine")]


class QuickDatasette(Datasette):
    """The same, suggesting no facets."""

    name = "datasette_quick"
    settings = PATIENT | QUICK


class TunedDatasette(QuickDatasette):
    """The same, filtered by `_where`."""

    name = "datasette_tuned"

    def filters(self, choice: dict[str, str]) -> list[tuple[str, str]]:
        """Having a statut and a domaine."""
        return [("_where", having(choice[name])) for name in ("statut", "domaine")]
