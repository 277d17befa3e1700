"""The accessibility declaration, made from the grid of RGAA 4.1 in docs/accessibility/."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

GRID = Path(settings.BASE_DIR) / "docs" / "accessibility" / "grille-rgaa.csv"
CONFORM, NOT_CONFORM, NOT_APPLICABLE = "C", "NC", "NA"
VERDICTS = {
    "full": _("Accessibilité : totalement conforme"),
    "partial": _("Accessibilité : partiellement conforme"),
    "none": _("Accessibilité : non conforme"),
}
HALF, WHOLE = 50, 100  # percent, as the law sets them


@dataclass(frozen=True)
class Criterion:
    """One line of the grid, in French: its number, what it asks, the verdict and why."""

    number: str
    theme: str
    title: str
    verdict: str
    why: str


@lru_cache(maxsize=1)
def grid() -> tuple[Criterion, ...]:
    """All criteria, in their order."""
    with GRID.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(
            Criterion(row["critere"], row["theme"], row["intitule"], row["statut"], row["pourquoi"]) for row in rows
        )


def rate() -> float:
    """The percentage of the criteria that apply which are met, as the declaration must say it."""
    met, unmet = (sum(one.verdict == verdict for one in grid()) for verdict in (CONFORM, NOT_CONFORM))
    return 100 * met / (met + unmet)


def verdict() -> Any:
    """What every page must say of itself."""
    found = rate()
    return VERDICTS["full" if found == WHOLE else "partial" if found >= HALF else "none"]


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The declaration: the rate, what is not met and why, how it was looked at, whom to tell."""
    context = {
        "rate": int(rate()),
        "grid": grid(),
        "unmet": [one for one in grid() if one.verdict == NOT_CONFORM],
        "counts": {name: sum(one.verdict == name for one in grid()) for name in (CONFORM, NOT_CONFORM, NOT_APPLICABLE)},
    }
    return render(request, "pages/accessibility.html", context)
