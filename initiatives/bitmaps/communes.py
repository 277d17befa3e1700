"""How many of some initiatives stand in each commune, of tens of thousands: out of one pass over where they stand.

`found` is what `Bitmaps.stood_at` or `home_at` gives: a number for each place, by its key.
"""

from collections import Counter
from collections.abc import Collection

import numpy as np

from initiatives.bitmaps.state import Whole


def largest(found: Whole, most: int) -> Counter[int]:
    """The communes where most stand, by key; of as many, those whose key is smallest."""
    (keys,) = np.nonzero(found)
    if len(keys) > most:
        counts = found[keys]
        keys = keys[counts >= np.partition(counts, -most)[-most]]
        keys = keys[np.lexsort((keys, -found[keys]))[:most]]
    return _counter(found, keys)


def among(found: Whole, keys: Collection[int]) -> Counter[int]:
    """How many stand in these communes; those where none does are left out."""
    wanted = np.fromiter((key for key in keys if key < len(found)), dtype=np.int64)
    return _counter(found, wanted[found[wanted] > 0])


def _counter(found: Whole, keys: Whole) -> Counter[int]:
    return Counter(dict(zip(keys.tolist(), found[keys].tolist(), strict=True)))
