"""The *repères*: history, consultations, figures, questions, testimonies."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from pairaidance.kit.countries import country
from research.models import Consultation, Entry, Figure, Landmark, Question, Testimony
from research.views.facts import Notes, Shown, plain


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
    """The dates, oldest first."""
    return render(request, "landmarks/history.html", {"rows": rows(Landmark.objects.published().for_list())})


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """What was asked, voted and argued."""
    shown = rows(Consultation.objects.published().for_list())
    for row in shown:
        notes: Notes = row["notes"]
        options = [
            {"label": option.label, "votes": option.votes, "notes": notes.of("options", option.label)}
            for option in row["entry"].options.all()
        ]
        row["options"] = options
        row["most"] = max((option["votes"] or 0 for option in options), default=0)
    return render(request, "landmarks/consultations.html", {"rows": shown})


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The numbers, with unit, date and source."""
    return render(request, "landmarks/figures.html", {"rows": rows(Figure.objects.published().for_list())})


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The open questions, by theme."""
    shown = rows(Question.objects.published().for_list())
    themes = [(theme, list(group)) for theme, group in groupby(shown, key=lambda row: row["entry"].theme)]
    return render(request, "landmarks/questions.html", {"themes": themes})


@require_safe
def testimonies(request: HttpRequest) -> HttpResponse:
    """Links to peers' own words."""
    return render(request, "landmarks/testimonies.html", {"rows": rows(Testimony.objects.published().for_list())})
