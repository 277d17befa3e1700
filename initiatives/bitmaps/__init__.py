"""Which initiatives have what, as bitmaps in the process: counts and facets without asking the database.

`current` is the whole face: the bitmaps of this edition of the data. A bit is an initiative's primary key.
"""

import threading

from initiatives.bitmaps.build import build, patched
from initiatives.bitmaps.state import Bitmaps
from research.models import Edition, State, Touched

__all__ = ["Bitmaps", "current"]

MOST_KEPT = 3  # editions: those of requests still under way, and of a transaction that reads its own writes
MOST_PATCHED = 5_000  # changes: with more, everything is read anew
_kept: dict[str, Bitmaps] = {}
_building = threading.Lock()


def current() -> Bitmaps:
    """The bitmaps of this request's edition: as kept, else patched from the log of writes, else built (seconds)."""
    state = Edition.current()
    if not state.token:  # nothing was ever written through the models
        return build(state)
    held = _kept.get(state.token)
    if held is not None:
        return held
    with _building:
        held = _kept.get(state.token) or _brought_to(state)
        _kept.pop(state.token, None)
        _kept[state.token] = held
        for token in list(_kept)[:-MOST_KEPT]:
            del _kept[token]
    return held


def _brought_to(state: State) -> Bitmaps:
    for held in reversed(_kept.values()):
        if held.state.number > state.number and Touched.objects.filter(token=held.state.token).exists():
            return held  # this request began before the last writes, but reads what they wrote
        touched = _touched_since(held.state, state)
        if touched is not None:
            return patched(held, state, *touched)
    return build(state)


def _touched_since(held: State, state: State) -> tuple[list[int], set[str]] | None:
    """The initiatives and the other kinds written between two editions; None where one doesn't lead to the other."""
    log = Touched.objects.filter(number__gte=held.number, number__lte=state.number)
    rows = list(log.order_by("number").values_list("number", "token", "kind", "subject")[: MOST_PATCHED + 2])
    if len(rows) > MOST_PATCHED or (held.number, held.token) not in {row[:2] for row in rows}:
        return None
    later = [(kind, subject) for number, _token, kind, subject in rows if number > held.number]
    if any(kind == "place" or (kind == "initiative" and subject is None) for kind, subject in later):
        return None
    keys = sorted({subject for kind, subject in later if kind == "initiative" and subject is not None})
    return keys, {kind for kind, _subject in later if kind != "initiative"}
