"""Within one process, on the database that DATABASE_URL names: bitmaps made and patched, counts and facets alone."""

import gc
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from typing import Any

CHANGED = 1_000
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pairaidance.settings")


def milliseconds(do: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    do()
    return (time.perf_counter() - start) * 1000


def patched(edit: Callable[[Any, random.Random], object], keys: list[int]) -> str:
    """How long bitmaps take to follow when these initiatives were edited, the median of some times.

    All in one transaction that is taken back: the directory stays as it was.
    """
    from django.db import transaction

    from initiatives import bitmaps
    from initiatives.models import Initiative
    from research.models import Edition, Touched

    with transaction.atomic():
        held, chance = bitmaps.current(), random.Random(9)
        for entry in Initiative.objects.filter(pk__in=keys).order_by("pk"):
            edit(entry, chance)
        state = Edition.current()
        took = statistics.median(milliseconds(lambda: bitmaps.following(held, state)) for _round in range(9))
        lines = Touched.objects.filter(number__gt=held.state.number).count()
        transaction.set_rollback(True)
    return f"{took:.1f} ms ({lines:,} lines of the log)"


@cache
def somebody() -> int:
    """Who checks, in a made-up directory."""
    from django.contrib.auth import get_user_model

    return int(get_user_model().objects.values_list("pk", flat=True)[0])


@cache
def departements() -> list[Any]:
    """Where things may stand."""
    from initiatives.models import Place

    return list(Place.objects.filter(level="departement"))


def checked(entry: Any, _chance: random.Random) -> None:
    """Somebody made sure that it still exists: the row alone."""
    from django.utils import timezone

    entry.activity, entry.verified_on, entry.verified_by_id = "verified", timezone.localdate(), somebody()
    entry.modified_at = timezone.now()
    entry.save()


def edited(entry: Any, chance: random.Random) -> None:
    """As a file or a suggestion does: another place and domain, one more citation, the journal, the search's index."""
    from research.actions.save import save_record
    from research.interchange import record
    from research.models import Term

    said = record.read(entry)
    domain = chance.choice(Term.objects.published().in_scheme("domaine")).slug
    place = chance.choice(departements()).code
    values = {**said.values, "domaine": [domain], "departement": place, "commune": "", "region": "", "pays": ""}
    cited = {**said.citations[0], "field": "domaine", "value": domain, "locator": "banc d’essai"}
    changed = record.Record(said.slug, values, [*said.citations, cited])
    save_record(entry=entry, record=changed, by=None, reason="banc d’essai")


def main() -> int:
    """Prints the figures."""
    import django

    django.setup()
    from django.db import connection
    from django.http import QueryDict

    from bench.scale import choices
    from initiatives import bitmaps
    from initiatives.facets import facets
    from initiatives.filters import InitiativeFilter

    made = milliseconds(lambda: bitmaps.current())
    held = bitmaps.current()
    keys = random.Random(3).sample(list(held.published), min(CHANGED, len(held.published)))
    gc.collect()
    gc.freeze()  # as the server does
    rows, records = patched(checked, keys), patched(edited, keys)

    def counted(query: str) -> None:
        asked = InitiativeFilter(QueryDict(query))
        assert asked.is_valid()
        asked.answer.total()
        facets(asked)

    queries = ["", *("&".join(f"{k}={one[k]}" for k in ("statut", "domaine", "region")) for one in choices(100))]
    queries += [f"statut={one['statut']}" for one in choices(30)] + [f"region={one['region']}" for one in choices(30)]
    counted("")
    rounds = [[milliseconds(partial(counted, query)) for query in queries] for _round in range(3)]
    times = sorted(statistics.median(of_one) for of_one in zip(*rounds, strict=True))
    size = len(held.published)
    print(f"\n## {connection.vendor}, {size:,} entries, within a process\n")
    print(f"Bitmaps made in {made / 1000:.1f} s, and patched after {len(keys):,} initiatives were changed", end=" ")
    print(f"in {rows} where each was checked, in {records} where all of each was edited;")
    print(f"count and all facets of {len(times)} filters, each asked three times: ", end="")
    print(f"median {statistics.median(times):.1f} ms, ", end="")
    print(f"95th percentile {times[int(len(times) * 0.95)]:.1f} ms, most {times[-1]:.1f} ms.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
