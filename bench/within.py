"""Within one process, on the database that DATABASE_URL names: bitmaps made and patched, counts and facets alone."""

import gc
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

PATCHED = 1_000
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pairaidance.settings")


def milliseconds(do: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    do()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Prints the figures."""
    import django

    django.setup()
    from django.db import connection
    from django.http import QueryDict

    from bench.scale import choices
    from initiatives import bitmaps
    from initiatives.bitmaps.build import patched
    from initiatives.facets import facets
    from initiatives.filters import InitiativeFilter
    from research.models import Edition

    state = Edition.current()
    made = milliseconds(lambda: bitmaps.current())
    held = bitmaps.current()
    keys = sorted(random.Random(3).sample(list(held.published), min(PATCHED, len(held.published))))
    patch = statistics.median(milliseconds(lambda: patched(held, state, keys, set())) for _round in range(9))

    def counted(query: str) -> None:
        asked = InitiativeFilter(QueryDict(query))
        assert asked.is_valid()
        asked.answer.total()
        facets(asked)

    queries = ["", *("&".join(f"{k}={one[k]}" for k in ("statut", "domaine", "region")) for one in choices(100))]
    queries += [f"statut={one['statut']}" for one in choices(30)] + [f"region={one['region']}" for one in choices(30)]
    counted("")
    gc.collect()
    gc.freeze()  # as the server does
    rounds = [[milliseconds(partial(counted, query)) for query in queries] for _round in range(3)]
    times = sorted(statistics.median(of_one) for of_one in zip(*rounds, strict=True))
    size = len(held.published)
    print(f"\n## {connection.vendor}, {size:,} entries, within a process\n")
    print(f"Bitmaps made in {made / 1000:.1f} s, patched after {len(keys):,} changes in {patch:.1f} ms;")
    print(f"count and all facets of {len(times)} filters, each asked three times: ", end="")
    print(f"median {statistics.median(times):.1f} ms, ", end="")
    print(f"95th percentile {times[int(len(times) * 0.95)]:.1f} ms, most {times[-1]:.1f} ms.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
