"""`make judge`: how well the search does on the judged queries (tests/initiatives/judged.yaml), on a seeded directory.

Over the queries that name what must come first: success@1 (it does), success@5 (among five), nDCG@10 (it counts 1, all
else 0). Over all: wrong-first (the first result must not be there, or there must be none). From 0 to 1.
"""

import math
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from bench.run import set_up

JUDGED = Path(__file__).resolve().parent.parent / "tests" / "initiatives" / "judged.yaml"


def gain(slugs: list[str], wanted: set[str], depth: int = 10) -> float:
    """The discounted gain of a list, over the best that it could be."""
    found = sum(1 / math.log2(rank + 2) for rank, slug in enumerate(slugs[:depth]) if slug in wanted)
    best = sum(1 / math.log2(rank + 2) for rank in range(min(len(wanted), depth)))
    return found / best


def asked(query: str) -> list[str]:
    """The slugs of the first ten that answer."""
    from django.test import Client

    answer: Any = Client().get("/api/v1/initiatives/", {"q": query, "page_size": "10"}).json()
    return [row["slug"] for row in answer["results"]]


def scores(judged: list[dict[str, Any]]) -> dict[str, float]:
    """The four figures."""
    answers = [(row, asked(row["q"])) for row in judged]
    named = [(set(row["first"]), slugs) for row, slugs in answers if "first" in row]
    wrong = [bool(slugs) and (row.get("none") or slugs[0] in row.get("not", [])) for row, slugs in answers]
    return {
        "queries": len(judged),
        "success@1": sum(slugs[:1] != [] and slugs[0] in wanted for wanted, slugs in named) / len(named),
        "success@5": sum(bool(set(slugs[:5]) & wanted) for wanted, slugs in named) / len(named),
        "nDCG@10": sum(gain(slugs, wanted) for wanted, slugs in named) / len(named),
        "wrong-first": sum(map(bool, wrong)) / len(wrong),
    }


def main() -> int:
    """Prints the figures."""
    judged = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        for name, value in scores(judged).items():
            print(f"{name:12}{value:>8.3f}" if isinstance(value, float) else f"{name:12}{value:>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
