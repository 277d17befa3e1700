"""`make bench`: how long hot reads take, as ratios within one run.

Each read is timed in this process, without a network, on a SQLite file of its own; a ratio is its median time over that
of `/healthz` in the same round, so that a slow or noisy machine says the same as a fast one. Two sizes, so that what
grows with the number of entries shows. Figures of one machine: bench/RESULTS.md.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 30
SIZE = 1_000
READS = {
    "API list": "/api/v1/initiatives/",
    "API list, three filters": "/api/v1/initiatives/?statut=travail-pair&pays=FR&domaine=sante-mentale",
    "API list, two words": "/api/v1/initiatives/?q=travailleurs+pairs",
    "API one": "/api/v1/initiatives/marss/",
    "API facets": "/api/v1/initiatives/facets/",
    "API facets, three choices": "/api/v1/initiatives/facets/?statut=travail-pair&pays=FR&domaine=sante-mentale",
    "page: home": "/",
    "page: list": "/initiatives/",
    "page: initiative": "/initiatives/marss/",
    "page: map": "/initiatives/carte/",
}


def set_up(folder: str) -> None:
    """Django on a fresh, seeded database."""
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "SECRET_KEY": "bench-only-" + "x" * 50,
        "DEBUG": "false",
        "ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        call_command("seed", stdout=nowhere)


def grow(size: int) -> None:
    """Copies the seeded initiatives, with terms and citations, until there are `size`."""
    from initiatives.models import Initiative, InitiativeCitation
    from initiatives.search import index

    originals = list(Initiative.objects.prefetch_related("terms", "citations"))
    through = Initiative.terms.through
    copies, links, citations = [], [], []
    for number in range(size - len(originals)):
        original = originals[number % len(originals)]
        copy = Initiative(
            slug=f"copie-{number}", name=f"{original.name} {number}", summary=original.summary, place=original.place,
            publication="published", sort_name=f"{original.sort_name}{number}",
        )  # fmt: skip
        copies.append((copy, original))
    Initiative.objects.bulk_create([copy for copy, _original in copies])
    for copy, original in copies:
        links += [through(initiative=copy, term=term) for term in original.terms.all()]
        citations += [
            InitiativeCitation(
                subject=copy, field=row.field, value=row.value, source_id=row.source_id, locator=row.locator,
                quote=row.quote, basis=row.basis, reason=row.reason, consulted_on=row.consulted_on,
            )
            for row in original.citations.all()
        ]  # fmt: skip
    through.objects.bulk_create(links)
    InitiativeCitation.objects.bulk_create(citations)
    index.rebuild()


def measured() -> dict[str, float]:
    """The ratio of each read to `/healthz`."""
    from django.test import Client

    client = Client()
    times: dict[str, list[float]] = {name: [] for name in ("healthz", *READS)}
    for _round in range(ROUNDS):
        for name, path in (("healthz", "/healthz"), *READS.items()):
            start = time.perf_counter()
            response = client.get(path)
            times[name].append(time.perf_counter() - start)
            assert response.status_code == 200, path
    base = statistics.median(times["healthz"])
    return {name: statistics.median(times[name]) / base for name in READS}


def main() -> int:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        from initiatives.models import Initiative

        small = Initiative.objects.count()
        first = measured()
        grow(SIZE)
        second = measured()
    print(f"Median time over that of /healthz, {ROUNDS} rounds, SQLite, Python {sys.version.split()[0]}")
    print(f"{'read':28}{small:>10} entries{SIZE:>10} entries{'growth':>10}")
    for name in READS:
        print(f"{name:28}{first[name]:>18.1f}{second[name]:>18.1f}{second[name] / first[name]:>10.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
