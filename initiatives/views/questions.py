"""The open questions, each theme with what in the directory bears on it."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from initiatives.stats import borne
from initiatives.vocabulary import TERM_FACETS
from pairaidance.kit import french
from research.models import Consultation, Finding, Question, Study, Term
from research.views.landmarks import rows
from research.vocabulary import Scheme

# What questions and answers about peers all say: it ties nothing together.
EVERYWHERE = frozenset(french.stems("quel quelle quels quelles pair pairs travail travailleur travailleurs si oui non"))


@dataclass(frozen=True)
class Bearing:
    """One thing that bears on a theme: its words in French, where to read it, of how many initiatives it is true."""

    kind: str
    text: str
    url: str
    count: int | None = None


class Shelf:
    """All that may bear on a question, with the stems of its words. A theme finds what shares a word with it."""

    def __init__(self) -> None:
        self.terms = list(Term.objects.published().order_by("scheme", "order", "pk"))
        self.borne = borne()
        self.consultations = [(one, _stems(one.question)) for one in Consultation.objects.published()]
        self.findings = [(one, _stems(one.outcome)) for one in Finding.objects.published().select_related("study")]
        self.studies = [(one, _stems(f"{one.title} {one.setting}")) for one in Study.objects.published()]

    def bearing_on(self, theme: str, texts: list[str]) -> list[Bearing]:
        """What bears on a theme and its questions: values of its vocabulary, votes, findings, studies, definitions."""
        about = _stems(theme)
        asked = about.union(*(_stems(text) for text in texts))
        found = [
            Bearing("term", term.label, f"{reverse('initiatives')}?{term.scheme}={term.slug}", self.borne[term.slug])
            for term in self.terms
            if term.scheme in TERM_FACETS and self.borne[term.slug] and about & _stems(str(Scheme(term.scheme).label))
        ]
        votes = [one for one, stems in self.consultations if asked & stems]
        found += [Bearing("consultation", one.question, one.get_absolute_url()) for one in votes]
        found += [
            Bearing("finding", one.statement, one.get_absolute_url()) for one, stems in self.findings if about & stems
        ]
        found += [Bearing("study", one.title, one.get_absolute_url()) for one, stems in self.studies if about & stems]
        found += [
            Bearing("definition", term.label, term.get_absolute_url())
            for term in self.terms
            if about & _stems(f"{term.label} {term.debate}") and term.scheme == Scheme.NOTION
        ]
        return found


def _stems(text: str) -> set[str]:
    return {*french.stems(text)} - EVERYWHERE


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The open questions, by theme."""
    shown = rows(Question.objects.published().for_list())
    shelf = Shelf()
    themes: list[dict[str, Any]] = []
    for theme, group in groupby(shown, key=lambda row: row["entry"].theme):
        asked = list(group)
        texts = [row["entry"].text for row in asked]
        themes.append({"theme": theme, "rows": asked, "bearing": shelf.bearing_on(theme, texts)})
    return render(request, "landmarks/questions.html", {"themes": themes})
