"""What answers the parameters: how many, which ones in what order, and how many there would be for each value.

Twice: from bitmaps, which is what is served, and in plain SQL, which is what the tests compare with and what is served
where `BITMAPS=false`. Both give the same.
"""

from dataclasses import replace

from django.conf import settings

from initiatives import bitmaps, search
from initiatives.answers.asking import Answer, Asked, Worded
from initiatives.answers.in_bitmaps import BitmapAnswer
from initiatives.answers.in_sql import SqlAnswer
from initiatives.search import Understanding
from initiatives.vocabulary import TERM_FACETS
from research.models import Term

__all__ = ["Answer", "Asked", "answer_in_words", "answer_to", "meaning_of", "vocabulary"]


def vocabulary() -> list[Term]:
    """The published terms of the facets, in their order."""
    if settings.BITMAPS:
        return [term for term in bitmaps.current().words.terms if term.scheme in TERM_FACETS]
    return list(Term.objects.published().in_scheme(*TERM_FACETS))


def meaning_of(text: str) -> Understanding:
    """What a query means: the likeliest reading that finds anything in the directory, whatever else is asked for.

    Where what it finds bears a term and says nothing of the finer topic, one in which the topic is spoken of. Where
    none finds anything, the likeliest that takes no slip for a word that nobody says; of a sentence, without what it
    only tells.
    """
    tried, near = [], None
    for meant in search.readings(text):
        if near:
            if meant.spoken and meant.aside == near.aside and answer_in_words(meant).total():
                return meant
        elif not answer_in_words(meant).total():
            tried.append(meant)
        elif not meant.topics or answer_in_words(replace(meant, wanted=meant.wanted + meant.topics)).total():
            return meant
        else:
            near = meant
    plain = [meant for meant in tried if not meant.guesses or _finds_elsewhere(meant)]  # what was typed is always one
    return near or next((meant for meant in plain if meant.aside), plain[0])


def _finds_elsewhere(meant: Understanding) -> bool:
    return bool(meant.everywhere and answer_in_words(replace(meant, places=(), choices=())).total())


def answer_in_words(meant: Understanding | None) -> Answer:
    """The answer to words alone; without any, everything."""
    return answer_to(Worded(meant))


def answer_to(asked: Asked) -> Answer:
    """The answer to a valid filter."""
    return BitmapAnswer(asked) if settings.BITMAPS else SqlAnswer(asked)
