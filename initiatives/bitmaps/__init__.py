"""Which initiatives have what, as bitmaps in the process: counts and facets without asking the database.

`current` is the whole face: the bitmaps of this edition of the data (`following`, the step from one to a later one). A
bit is an initiative's primary key.
"""

import threading

from initiatives.bitmaps.build import build
from initiatives.bitmaps.patch import patched
from initiatives.bitmaps.state import Bitmaps
from research.models import Edition, State, Touched

__all__ = ["Bitmaps", "current", "following"]

MOST_KEPT = 3  # editions: those of requests still under way, and of a transaction that reads its own writes
MOST_PATCHED = 20_000  # lines of the log: so many still take less time than to read everything anew
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
        later = following(held, state)
        if later is not None:
            return later
    return build(state)


def following(held: Bitmaps, state: State) -> Bitmaps | None:
    """The bitmaps of a later edition, by its log; None where it doesn't lead there, or any may have changed."""
    log = Touched.objects.filter(number__lte=state.number).order_by("number", "pk")
    ends = log.filter(number__in=[held.state.number, state.number]).values_list("number", "token")
    if not {held.state, state} <= set(ends):
        return None
    later = log.filter(number__gt=held.state.number).values_list("kind", "subject", "said")
    lines = list(later[: MOST_PATCHED + 1])
    if len(lines) > MOST_PATCHED or any(
        kind == "place" or (kind == "initiative" and subject is None) for kind, subject, _said in lines
    ):
        return None
    return patched(held, state, lines)
