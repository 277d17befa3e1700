"""What research knows: studies and their findings."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from research.interchange import schema_org
from research.models import Finding, Study
from research.views import evidence
from research.views.facts import Notes, Shown, plain
from research.views.found import answers_elsewhere, find
from research.vocabulary import Direction, StudyState

FACTS = ("state", "year", "method", "setting", "outcomes", "limits")


def read_study(name: str, value: Any) -> Shown:
    """A study's values as people read them."""
    return Shown(str(StudyState(value).label)) if name == "state" else plain(name, value)


def read_finding(name: str, value: Any) -> Shown:
    """A finding's values as people read them."""
    if name == "direction":
        return Shown(str(Direction(value).label))
    return Shown(str(value), reverse("study", args=[value])) if name == "study" else plain(name, value)


def told(findings: Any) -> list[dict[str, Any]]:
    """Findings with their facts and notes, for the template."""
    rows = []
    for finding in findings:
        notes = Notes(finding)
        rows.append(
            {
                "finding": finding,
                "notes": notes,
                "statement": notes.fact("statement"),
                "direction": notes.fact("direction", read_finding),
            }
        )
    return rows


@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """What is known: studies by what they looked at, findings with their limits, what is under way apart."""
    published = list(Study.objects.published().for_list())
    findings = list(Finding.objects.published().for_list())
    context = {
        "evidence": evidence.table(published, findings),
        "known": [study for study in published if study.state == StudyState.PUBLISHED],
        "under_way": [study for study in published if study.state == StudyState.UNDER_WAY],
        "findings": told(finding for finding in findings if finding.study),
        "general": told(finding for finding in findings if not finding.study),
    }
    return render(request, "studies/list.html", context)


@require_safe
@answers_elsewhere
def study(request: HttpRequest, slug: str) -> HttpResponse:
    """One study: its facts, what it found, where it was published."""
    entry = find(request, Study.objects.for_list(), slug)
    notes = Notes(entry)
    return render(
        request,
        "studies/detail.html",
        {
            "study": entry,
            "notes": notes,
            "title": notes.fact("title"),
            "facts": notes.facts(FACTS, read_study),
            "publications": [(source, notes.of("sources", source.slug)) for source in entry.sources.published()],
            "findings": told(entry.findings.published().for_list()),
            "linked": schema_org.study(entry, settings.SITE_URL),
        },
    )
