"""One query over everything: initiatives, training, words, studies and sources, each kind by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from initiatives.filters import InitiativeFilter
from initiatives.models import Formation
from initiatives.models.citing import with_cited_elsewhere
from initiatives.results import Results, Shown
from initiatives.search import Understanding
from initiatives.stats import with_cited_by
from pairaidance.kit import french
from research.models import Source, Study, Term

MOST = 5  # of each kind
# What people say for a kind: it asks for the kind, not for these words.
NAMES = {
    Formation: "formations cursus",
    Term: "définitions signification",
    Study: "études enquêtes évaluations recherches studies research",
    Source: "sources articles rapports publications",
}


@dataclass(frozen=True)
class Group:
    """What answers among one kind: how many, and the first of them."""

    kind: str
    count: int
    entries: list[Any]


def search_everything(asked: InitiativeFilter, show: Shown) -> list[Group]:
    """The groups in the order in which people look, for a valid filter that has words; `show` reads initiatives."""
    results = Results(asked, show)
    groups = [Group("initiatives", len(results), results[:MOST])]
    kinds: dict[str, Any] = {
        "formations": Formation.objects.published().for_list(),
        "terms": Term.objects.published().with_citations(),
        "studies": Study.objects.published().for_list(),
        "sources": with_cited_elsewhere(Source.objects.published().with_citations()),
    }
    for kind, entries in kinds.items():
        found = _speaking_of(entries, asked.meant) if asked.meant else []
        shown = with_cited_by(found[:MOST]) if kind == "sources" else found[:MOST]
        groups.append(Group(kind, len(found), shown))
    return groups


def _speaking_of(entries: Any, meant: Understanding) -> list[Any]:
    """The entries that hold all that was typed; else all that was understood, a term by any of its names.

    Where the kind alone was asked for, all of it: « études ». A place that was named is spoken of; a word means the
    same everywhere.
    """
    own = set(french.stems(NAMES[entries.model]))
    typed, words = [stem for stem in meant.typed if stem not in own], _without(meant.words, own)
    if not (typed or words or meant.terms or meant.everywhere):
        return list(entries)
    if entries.model is Term:
        meant_ones = entries.filter(slug__in=[term.slug for term in meant.terms])
        return list(dict.fromkeys([*meant_ones, *(entries.with_stems(meant.typed) or entries.with_stems(typed))]))
    if meant.everywhere:
        entries = _holding_any(entries, [place.name for place in meant.everywhere])
    found = list(entries.with_stems(meant.typed) or entries.with_stems(typed))
    if found or not (meant.words or meant.terms or meant.everywhere):
        return found
    narrowed = entries.matching(" ".join(words)) if words else entries
    for term in meant.terms:
        narrowed = _holding_any(narrowed, [term.label, *term.synonyms])
    return list(narrowed)


def _holding_any(entries: Any, names: list[str]) -> Any:
    return entries.filter(pk__in={entry.pk for name in names for entry in entries.matching(name)})


def _without(words: Iterable[str], own: set[str]) -> list[str]:
    return [word for word in words if not own >= set(french.stems(word))]
