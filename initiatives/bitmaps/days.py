"""Days as small whole numbers: one array says when each initiative was changed, or verified."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from pyroaring import BitMap

from pairaidance.kit.keys import bitmap_from

FIRST, LAST = date(1970, 1, 1), 2**16 - 1  # what lies before or after counts as these (1970-01-02, 2149-06-06)
Days = np.ndarray[tuple[int], np.dtype[np.uint16]]


def number(day: date | None) -> int:
    """How many days after 1970-01-01, from 1 to 65,535; 0 for none."""
    return 0 if day is None else min(max((day - FIRST).days, 1), LAST)


def by_key(groups: Mapping[date, BitMap], size: int) -> Days:
    """The number of each one's day, by key below `size`; 0 for none."""
    found = np.zeros(size, np.uint16)
    for day, bits in groups.items():
        found[np.asarray(bits.to_array())] = number(day)
    return found


def since(known: Days, first: date) -> BitMap:
    """Those whose day is `first` or a later one."""
    return bitmap_from(np.flatnonzero(known >= number(first)))
