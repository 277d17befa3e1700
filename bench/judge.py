"""`make judge`: how well the search does on the judged queries: on the note's directory, and on made-up ones.

Over the queries that name what must come first: success@1 (it does), success@5 (among five), nDCG@10 (it counts 1, all
else 0). Over all: wrong-first (the first result must not be there, or there must be none). From 0 to 1.
"""

import math
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from bench.run import set_up

TESTS = Path(__file__).resolve().parent.parent / "tests" / "initiatives"


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


def is_wrong(row: dict[str, Any], slugs: list[str]) -> bool:
    """Whether something comes first that must not."""
    return bool(slugs) and (bool(row.get("none")) or slugs[0] in row.get("not", []))


def scores(judged: list[dict[str, Any]]) -> dict[str, float]:
    """The four figures."""
    answers = [(row, asked(row["q"])) for row in judged]
    named = [(set(row["first"]), slugs) for row, slugs in answers if "first" in row]
    if os.environ.get("SHOW"):
        for row, slugs in answers:
            if is_wrong(row, slugs) or ("first" in row and (not slugs or slugs[0] not in row["first"])):
                print(f"{row['q']!r}: {slugs[:3]} instead of {row.get('first', 'nothing')}")
    return {
        "queries": len(judged),
        "success@1": sum(slugs[:1] != [] and slugs[0] in wanted for wanted, slugs in named) / len(named),
        "success@5": sum(bool(set(slugs[:5]) & wanted) for wanted, slugs in named) / len(named),
        "nDCG@10": sum(gain(slugs, wanted) for wanted, slugs in named) / len(named),
        "wrong-first": sum(is_wrong(row, slugs) for row, slugs in answers) / len(answers),
    }


def shown(title: str, path: Path) -> None:
    """Prints the figures of one set; with SHOW=1, each query that fails."""
    print(title)
    for name, value in scores(yaml.safe_load(path.read_text(encoding="utf-8"))).items():
        print(f"  {name:12}{value:>8.3f}" if isinstance(value, float) else f"  {name:12}{value:>8}")


def main() -> int:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        shown("the note's directory", TESTS / "judged.yaml")
        shown("the note's directory, queries by others", TESTS / "judged_by_others.yaml")
        shown("the note's directory, a third round", TESTS / "judged_third.yaml")
        shown("the note's directory, a fourth", TESTS / "judged_fourth.yaml")
        shown("the note's directory, a fifth", TESTS / "judged_fifth.yaml")
        shown("the note's directory, a sixth", TESTS / "judged_sixth.yaml")
        shown("the note's directory, a seventh", TESTS / "judged_seventh.yaml")
        shown("the note's directory, an eighth", TESTS / "judged_eighth.yaml")
        shown("the note's directory, a ninth", TESTS / "judged_ninth.yaml")
        shown("the note's directory, a tenth", TESTS / "judged_tenth.yaml")
        shown("the note's directory, an eleventh", TESTS / "judged_eleventh.yaml")
        from tests.initiatives import made_up

        for directory in made_up.DIRECTORIES:
            made_up.load(directory)
            for judged in sorted((TESTS / directory).glob("judged*.yaml")):
                shown(f"made-up: {directory}, {judged.stem}", judged)
    return 0


if __name__ == "__main__":
    sys.exit(main())
