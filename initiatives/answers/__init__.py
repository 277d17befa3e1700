"""What answers the parameters: how many, which ones in what order, and how many there would be for each value.

Twice: from bitmaps, which is what is served, and in plain SQL, which is what the tests compare with and what is served
where `BITMAPS=false`. Both give the same.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

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

    Where an initiative is called just so, the reading finds that one. Where none finds anything, the likeliest that
    takes no slip for a word that nobody says; of a sentence, without what it only tells.
    """
    readings, tried, passed = search.readings(text), [], []
    for meant in readings:
        if not answer_in_words(meant).total():
            tried += [] if meant.partial else [meant]
        elif _passes_over(meant, text):
            passed.append(meant)
        else:
            return _finer(meant, readings, text)
    plain = [meant for meant in tried if not meant.guesses or _finds_elsewhere(meant)]  # what was typed is always one
    return next(iter([*passed, *(meant for meant in plain if meant.aside), *plain]))


def _finer(meant: Understanding, others: Iterator[Understanding], text: str) -> Understanding:
    """A reading; where what it finds says nothing of a topic finer than its term, one in which that is spoken of."""
    if not meant.topics or answer_in_words(replace(meant, wanted=meant.wanted + meant.topics)).total():
        return meant
    whole = takewhile(lambda one: not one.partial, others)
    spoken = (one for one in whole if one.spoken and not one.topics)
    return next((one for one in spoken if answer_in_words(one).total() and not _passes_over(one, text)), meant)


def _passes_over(meant: Understanding, text: str) -> bool:
    """Whether a reading does not find what is called just as was typed: « Savoie Entraide Paris », in Chambéry."""
    if not (meant.everywhere or meant.terms or meant.topics):
        return False  # a name holds its own words
    called = search.called(text)
    return bool(called) and not answer_in_words(meant).any_of(called)


def _finds_elsewhere(meant: Understanding) -> bool:
    return bool(meant.everywhere and answer_in_words(replace(meant, places=(), choices=())).total())


def answer_in_words(meant: Understanding | None) -> Answer:
    """The answer to words alone; without any, everything."""
    return answer_to(Worded(meant))


def answer_to(asked: Asked) -> Answer:
    """The answer to a valid filter."""
    return BitmapAnswer(asked) if settings.BITMAPS else SqlAnswer(asked)
