"""The three doors of the home page: for people who look for support, who want to become peers, who work with them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives.facets import Value, facets
from initiatives.filters import InitiativeFilter
from initiatives.models import Formation
from research.models import Consultation, Question, Study, Term
from research.views.facts import Notes
from research.vocabulary import Scheme, StudyState

OPEN_QUESTIONS = 4


def _counted(*names: str) -> dict[str, list[Value]]:
    """The values of some facets over the whole directory, those that have any."""
    everything = InitiativeFilter({})
    everything.is_valid()
    found = facets(everything)
    return {name: [value for value in found[name] if value.count] for name in names}


def _defined(terms: Any) -> list[dict[str, Any]]:
    """Terms with their definitions and notes."""
    shown = []
    for term in terms.with_citations():
        notes = Notes(term)
        facts = {name: notes.fact(name) for name in ("label", "definition", "debate")}
        shown.append({"term": term, "notes": notes, "facts": facts})
    return shown


@require_safe
def supported(request: HttpRequest) -> HttpResponse:
    """For someone who looks for support."""
    peer = _defined(Term.objects.published().filter(slug="pair"))
    context = {"found": _counted("domaine", "statut", "pays"), "peer": peer[0] if peer else None}
    return render(request, "doors/supported.html", context)


@require_safe
def becoming(request: HttpRequest) -> HttpResponse:
    """For a peer, or someone who wants to become one."""
    context = {
        "statuses": _defined(Term.objects.published().in_scheme(Scheme.STATUT)),
        "found": _counted("statut", "contrat", "employer"),
        "formations": Formation.objects.published(),
        "questions": Question.objects.published()[:OPEN_QUESTIONS],
        "consultations": Consultation.objects.published(),
    }
    return render(request, "doors/becoming.html", context)


@require_safe
def professional(request: HttpRequest) -> HttpResponse:
    """For professionals, researchers and civil servants."""
    studies = Study.objects.published()
    context = {
        "found": _counted("domaine", "employer", "appellation"),
        "names": _defined(Term.objects.published().in_scheme(Scheme.APPELLATION)),
        "published": studies.filter(state=StudyState.PUBLISHED).count(),
        "under_way": studies.filter(state=StudyState.UNDER_WAY).count(),
    }
    return render(request, "doors/professional.html", context)
