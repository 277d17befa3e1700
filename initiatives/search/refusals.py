"""What a query says is not meant: « sans emploi », « pas de bénévolat », « sauf Lyon et Villeurbanne »."""

from collections.abc import Sequence
from typing import TypeVar

from initiatives.search.everyday import is_everyday
from initiatives.search.query import JOINING, WITHOUT, Stretch, Token
from research.vocabulary import Scheme

DENIED = frozenset({Scheme.STATUT, Scheme.CONTRAT})  # of other terms, « sans » says what is asked for: « sans abri »
DENYING = frozenset({WITHOUT, "sauf", "ni", "hors", "excepte"})
CONTRASTING = frozenset({"mais", "et", "surtout", "ou", "non"})
NOT = "pas"
PAS_DE_CALAIS = ["pas", "de", "calais"]


Of = TypeVar("Of", bound=Stretch)


def refused_from(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The position of the word that says that what stands from `first` to `last` is not meant; None where none does.

    « Salarié, pas bénévole » is a contrast; « je connais pas Lille » is none.
    """
    at = first - 1
    if [token.word for token in tokens[max(at - 1, 0) : last + 1]] == PAS_DE_CALAIS:
        return None
    while at > 0 and not tokens[at].telling and tokens[at].word != NOT:
        at -= 1
    if at < 0:
        return None
    refuses = tokens[at].word in DENYING or (tokens[at].word == NOT and _contrasts(tokens, at))
    return at if refuses else None


def _contrasts(tokens: Sequence[Token], at: int) -> bool:
    """Whether « pas » refuses what follows: first of all words, or after « mais » or what is asked for."""
    before = tokens[at - 1] if at else None
    return before is None or before.word in CONTRASTING or (before.telling and not is_everyday(before.word))


def refused_among(tokens: Sequence[Token], runs: Sequence[Of]) -> list[tuple[int, Of]]:
    """Those of some runs that are not meant, each with where saying so begins; it goes on over « et » and « ou »."""
    found: list[tuple[int, Of]] = []
    for run in sorted(runs, key=lambda one: (one.first, one.last)):
        joined = tokens[run.first - 1].word in JOINING and any(one.last == run.first - 2 for _at, one in found)
        at = run.first - 1 if joined else refused_from(tokens, run.first, run.last)
        if at is not None:
            found.append((at, run))
    return found
