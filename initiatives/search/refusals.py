"""What a query says is not meant: « sans emploi », « pas de bénévolat », « sauf Lyon et Villeurbanne », « ni sida »."""

from collections.abc import Sequence
from typing import TypeVar

from initiatives.search.everyday import is_everyday
from initiatives.search.query import OF_ONESELF, OR, WITHOUT, Stretch, Token, joining
from research.vocabulary import Scheme

DENIED = frozenset({Scheme.STATUT, Scheme.CONTRAT})  # of other terms, « sans » says what is asked for: « sans abri »
EXCEPTING = frozenset({"sauf", "hors", "excepte", "except"})
NEITHER = "ni"
LACKING = frozenset({WITHOUT, "n", "ne"})  # « elle n’a ni… »
LACKED = frozenset({"rue-hebergement", "pauvrete"})  # of these, « ni » tells what there is too little of
ONLY = frozenset({"que", "qu", "seulement", "uniquement", "forcement", "only"})
DENYING = EXCEPTING | {WITHOUT, NEITHER}
CONTRASTING = frozenset({"mais", "et", "surtout", "ou", "non", "but"})
NOT = frozenset({"pas", "not"})
BEING = frozenset({"suis", "es", "est", "sommes", "etes", "sont", "etais", "etait", "etaient"})  # « je suis pas … »
REFUSING = DENYING | NOT
BETWEEN = frozenset(  # « sauf la ville de Grenoble », « not in Lille »
    {"ville", "commune", "departement", "region", "city", "in", "the", "at", "near", "of"}
)
PAS_DE_CALAIS = ["pas", "de", "calais"]


Of = TypeVar("Of", bound=Stretch)


def refused_from(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The position of the word that says that what stands from `first` to `last` is not meant; None where none does.

    « Salarié, pas bénévole » is a contrast; « je connais pas Lille » is none.
    """
    at = first - 1
    if [token.word for token in tokens[max(at - 1, 0) : last + 1]] == PAS_DE_CALAIS:
        return None
    while at > 0 and tokens[at].word not in NOT and (not tokens[at].telling or tokens[at].word in BETWEEN):
        at -= 1
    if at < 0:
        return None
    refuses = tokens[at].word in DENYING or (tokens[at].word in NOT and _contrasts(tokens, at))
    return at if refuses else None


def denied_from(tokens: Sequence[Token], first: int) -> int | None:
    """The position of « pas » where what begins at `first` is said not to be so: « je ne suis pas alcoolique »."""
    at = first - 1
    while at > 0 and not tokens[at].telling and tokens[at].word not in NOT:
        at -= 1
    return at if at > 0 and tokens[at].word in NOT and tokens[at - 1].word in BEING else None


def leaves_out(tokens: Sequence[Token], at: int, *, lacked: bool = False) -> bool:
    """Whether what says at a position that a theme is not meant asks for none of it: « mais pas l’alcool ».

    « Ni » tells of oneself, and always of a theme that is `lacked`, what there is too little of, but where it goes on
    after what leaves something out.
    """
    if tokens[at].word != NEITHER:
        says_not = at > 0 and tokens[at].word in NOT and _is_contrast(tokens[at - 1]) and not _is_hedged(tokens, at)
        return tokens[at].word in EXCEPTING or says_not
    lacks = lacked or any(token.word in OF_ONESELF or token.word in LACKING for token in tokens)
    return not lacks or any(leaves_out(tokens, one) for one in range(at) if tokens[one].word != NEITHER)


def _is_hedged(tokens: Sequence[Token], at: int) -> bool:
    """Whether « pas » refuses little: « mais pas que l’alcool », « avec ou pas », « bipolaire ou pas, … »."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    only = after is not None and (after.word in ONLY or after.start > tokens[at].end + 1)
    return only or (at > 0 and tokens[at - 1].word in OR)


def _is_contrast(token: Token) -> bool:
    return token.word in CONTRASTING


def _contrasts(tokens: Sequence[Token], at: int) -> bool:
    """Whether « pas » refuses what follows: first of all words, or after a comma, « mais » or what is asked for."""
    before = tokens[at - 1] if at else None
    if _is_hedged(tokens, at):
        return False
    if before is None or _is_contrast(before) or tokens[at].start > before.end + 1:
        return True
    return before.telling and not is_everyday(before.word)


def refused_among(tokens: Sequence[Token], runs: Sequence[Of]) -> list[tuple[int, Of]]:
    """Those of some runs that are not meant, each with where saying so begins; it goes on over « et » and « ou »."""
    found: list[tuple[int, Of]] = []
    for run in sorted(runs, key=lambda one: (one.first, one.last)):
        and_at = joining(tokens, run.first)
        goes_on = and_at is not None and any(one.last == and_at - 1 for _at, one in found)
        at = and_at if goes_on else refused_from(tokens, run.first, run.last)
        if at is not None:
            found.append((at, run))
    return found
