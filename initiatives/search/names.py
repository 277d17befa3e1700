"""Names of initiatives within a query, so that « Café Lille » is not taken for a café in Lille."""

from collections.abc import Iterable
from typing import NamedTuple

from initiatives.models import Initiative, beginning, begun, borne, first_public
from initiatives.search.gazetteer import ARTICLES
from pairaidance.kit import french

LONGEST = 8  # words
SHORTEST = 6  # letters
GLUED = 10  # letters: as long may be several words
MOST_KNOWN = 50  # names, each once: a query has no more runs that are some


class Named(NamedTuple):
    """A run of a query's words, `first` to `last`, that is a name, and the stems of that name."""

    first: int
    last: int
    stems: tuple[str, ...]


def names_in(words: list[str]) -> list[Named]:
    """The runs of two or more folded words that are an initiative's name; of the whole query, the beginning of one.

    Of one word, where it is long, several glued, or all of the query: « S.O.L.E.I.L. ».
    """
    runs: dict[str, tuple[int, int]] = {}
    for first in range(len(words)):
        is_one_word = len(words[first]) >= GLUED or len(words) == 1
        for last in range(first if is_one_word else first + 1, min(first + LONGEST, len(words))):
            key = _key(words[first : last + 1])
            if len(key) >= SHORTEST and not any(word.isdigit() for word in words[first : last + 1]):
                runs |= dict.fromkeys(spellings(words[first : last + 1]), (first, last))
    if not runs:
        return []
    if held := borne(Initiative, runs):
        rows = Initiative.objects.filter(sort_name__in=held).order_by("sort_name", "name").distinct()
        known = first_public(rows, "sort_name", "name", most=MOST_KNOWN)
        if found := [Named(*runs[key], _stems(name)) for key, name in known]:
            # « Trans’Alpine » as it is written, before « Transalpine ».
            return sorted(found, key=lambda name: not _is_written_so(name, words))
    whole = _key(words)
    telling = sum(word not in french.EMPTY for word in words)
    if whole not in runs or (telling < 2 and len(whole) < GLUED) or not begun(Initiative, whole):
        return []
    rows = Initiative.objects.filter(beginning(whole)).order_by("sort_name", "pk")
    following = first_public(rows, "sort_name", "name", most=1)
    return [
        Named(0, len(words) - 1, _stems(" ".join(words) if telling > 1 else _beginning(name, whole)))
        for _sort_name, name in following
    ]


def _is_written_so(name: Named, words: list[str]) -> bool:
    return name.stems == _stems(" ".join(words[name.first : name.last + 1]))


def is_name(words: Iterable[str]) -> bool:
    """Whether an initiative is called just so, however it is written."""
    return bool(borne(Initiative, spellings(words)))


def _beginning(name: str, key: str) -> str:
    """The words of a name with which it spells a key; all of them where it breaks off within one."""
    words = french.words(name)
    return next((" ".join(words[:end]) for end in range(len(words)) if _key(words[:end]) == key), name)


def spellings(words: Iterable[str]) -> tuple[str, ...]:
    """The sorting keys that a name written so may have, with and without an article."""
    typed = list(words)
    keys = dict.fromkeys(key for key in (_key(typed), "".join(typed)) if key)  # « GEM St Denis » may be written so
    return tuple(article + key for article in ("", *ARTICLES) for key in keys)


def _key(words: Iterable[str]) -> str:
    return "".join(french.WRITTEN_OUT.get(word, word) for word in words)


def _stems(name: str) -> tuple[str, ...]:
    return tuple(french.stems(name))
