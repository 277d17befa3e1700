"""How many of some initiatives stand in each commune, of tens of thousands: one pass over where they stand."""

from collections import Counter
from collections.abc import Collection

import numpy as np
from pyroaring import BitMap

from initiatives.bitmaps.state import Bitmaps, Whole


def largest(bits: Bitmaps, base: BitMap, most: int) -> Counter[int]:
    """The communes where most of `base` stand, by key; of as many, those whose key is smallest."""
    found = bits.stood_at(base)
    (keys,) = np.nonzero(found)
    if len(keys) > most:
        counts = found[keys]
        keys = keys[counts >= np.partition(counts, -most)[-most]]
        keys = keys[np.lexsort((keys, -found[keys]))[:most]]
    return _counter(found, keys)


def among(bits: Bitmaps, base: BitMap, keys: Collection[int]) -> Counter[int]:
    """How many of `base` stand in these communes; those where none does are left out."""
    return _of(bits.stood_at(base), keys)


def at_home(bits: Bitmaps, base: BitMap, keys: Collection[int]) -> Counter[int]:
    """How many of those serve these communes as well."""
    return _of(bits.home_at(base), keys)


def _of(found: Whole, keys: Collection[int]) -> Counter[int]:
    wanted = np.fromiter((key for key in keys if key < len(found)), dtype=np.int64)
    return _counter(found, wanted[found[wanted] > 0])


def _counter(found: Whole, keys: Whole) -> Counter[int]:
    return Counter(dict(zip(keys.tolist(), found[keys].tolist(), strict=True)))
