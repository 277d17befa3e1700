"""The *repères*: history, consultations, figures, questions, testimonies."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from pairaidance.kit.countries import country
from research.models import Consultation, Entry, Figure, Landmark, Testimony
from research.views.facts import Notes, Shown, plain

LINE_WIDTH, LINE_MARGIN = 600, 40


def read(name: str, value: Any) -> Shown:
    """Countries by their names, numbers with their thousands apart, all else as it stands."""
    if name == "pays":
        return Shown((country(value) or {"name": ""})["name"])
    if name == "value":
        return Shown(number_format(value, force_grouping=True))
    return plain(name, value)


def rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries with their notes and facts by name, for the template."""
    shown = []
    for entry in entries:
        notes = Notes(entry)
        facts = {name: notes.fact(name, read) for name in entry.cited_fields()}
        shown.append({"entry": entry, "notes": notes, "facts": facts})
    return shown


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What there is to find one's bearings by."""
    return render(request, "landmarks/index.html")


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The dates, oldest first, and where each stands on one line of time."""
    shown = rows(Landmark.objects.published().for_list())
    years = [int(row["entry"].date[:4]) for row in shown]
    return render(request, "landmarks/history.html", {"rows": shown, "line": _line(years)})


def _line(years: list[int]) -> dict[str, Any]:
    """A line of time to scale, in the drawing's units: a dot a date, and the ends and half centuries named."""
    if not years or min(years) == max(years):
        return {}
    first, last = min(years), max(years)

    def at(year: int) -> float:
        return round(LINE_MARGIN + (LINE_WIDTH - 2 * LINE_MARGIN) * (year - first) / (last - first), 1)

    ticks = [first, *(year for year in range(first + 25, last - 24) if year % 50 == 0), last]
    return {
        "width": LINE_WIDTH,
        "dots": [at(year) for year in years],
        "ticks": [(at(year), year) for year in ticks],
        "first": first,
        "last": last,
    }


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """What was asked, voted and argued; bars are shares of those who took part, where a source says how many."""
    shown = rows(Consultation.objects.published().for_list())
    for row in shown:
        notes: Notes = row["notes"]
        options = [
            {"label": option.label, "votes": option.votes, "notes": notes.of("options", option.label)}
            for option in row["entry"].options.all()
        ]
        row["options"] = options
        row["whole"] = row["entry"].participants or sum(option["votes"] or 0 for option in options)
    return render(request, "landmarks/consultations.html", {"rows": shown})


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The numbers, with unit, date and source. Bars compare only what counts the same thing at the same date."""
    shown = rows(Figure.objects.published().for_list())
    compared: dict[tuple[str, str], list[float]] = {}
    for row in shown:
        compared.setdefault((row["entry"].unit, row["entry"].as_of), []).append(row["entry"].value)
    for row in shown:
        alike = compared[row["entry"].unit, row["entry"].as_of]
        row["most"] = max(alike) if len(alike) > 1 and row["entry"].as_of else None
    return render(request, "landmarks/figures.html", {"rows": shown})


@require_safe
def testimonies(request: HttpRequest) -> HttpResponse:
    """Links to peers' own words."""
    return render(request, "landmarks/testimonies.html", {"rows": rows(Testimony.objects.published().for_list())})
