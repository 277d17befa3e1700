"""Words that some entry holds, for those that none does: « dialisé », « endometrioze », « drépano »."""

import re

from rapidfuzz.distance import OSA

from initiatives.models import Initiative, Posting
from initiatives.models.queryset import LAST
from initiatives.search import postings
from initiatives.search.analysis import COLUMNS, texts
from pairaidance.kit import french
from pairaidance.kit.dictionary import is_french
from pairaidance.kit.sounds import sound

SHORTEST = 5  # letters: of shorter words, too many are near
LONG = 9  # letters: of as long, two may be wrong
FAR = 3  # letters otherwise, at most: endings differ, and the same sound is spelled in many ways
SHORT_FORM = 5  # letters of a word that was broken off: « drépano »
MOST_LOOKED_AT = 50  # entries, of which some may be gone
WORD = re.compile(r"[^\W_]+")


def word_like(typed: str) -> str | None:
    """The word of some entry that a folded word, which no entry holds, was meant to be; None where none is near.

    It sounds the same, has one or two letters otherwise, or is longer. A word of everyday French is no slip.
    """
    stem = french.stem(typed)
    if len(typed) < SHORTEST or typed.isdigit() or is_french(typed):
        return None
    rows = Posting.objects.filter(stem__gte=stem[0], stem__lt=stem[0] + LAST).values_list("stem", flat=True).distinct()
    close = [other for other in rows if other.startswith(stem) or OSA.distance(stem, other, score_cutoff=FAR) <= FAR]
    near = sorted((rank, other) for other in close if (rank := _distance(stem, other)) is not None)
    written = _written(near[0][1]) if near else None
    is_like = written and (OSA.distance(typed, french.fold(written)) <= FAR or french.fold(written).startswith(stem))
    return written if is_like else None


def _distance(stem: str, other: str) -> int | None:
    """How far a stem is from another, the same sound first, a longer word last; None where it is none of these."""
    if sound(stem) and sound(stem) == sound(other):
        return 0
    most = 1 if len(stem) < LONG else 2
    far = OSA.distance(stem, other, score_cutoff=most)
    if far <= most:
        return int(far)
    return most + 1 if len(stem) >= SHORT_FORM and other.startswith(stem) else None


def _written(stem: str) -> str | None:
    """A word of that stem as an entry writes it, in small letters."""
    holders = postings.holding([stem], COLUMNS)[stem]
    entry = Initiative.objects.published().for_list().filter(pk__in=list(holders[:MOST_LOOKED_AT])).first()
    words = WORD.findall(" ".join(texts(entry))) if entry else []
    return next((word.lower() for word in words if french.stems(word) == [stem]), None)
