"""How many stand in each commune, of the tens of thousands there are: of a great many results, for those with most."""

import heapq
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection

from pyroaring import BitMap

from initiatives.bitmaps.state import Bitmaps, Group

FEW = 20_000  # results: as many are counted one by one
DEARER = 10  # results are counted one by one while one bitmap is counted


def counts(bits: Bitmaps, base: BitMap, most: int, among: Collection[int] | None = None) -> Counter[int]:
    """By commune, of `base`; at least the `most` with most. With `among`, all of these and no others."""
    if len(base) <= FEW:
        every = _one_by_one(bits, base)
        return Counter({key: n for key, n in every.items() if among is None or key in among})
    if among is not None:  # those in view need not be among the largest of all
        sizes = {key: base.intersection_cardinality(bits.standing[key]) for key in among if key in bits.standing}
        return Counter({key: size for key, size in sizes.items() if size})
    found: dict[int, int] = {key: base.intersection_cardinality(bits.standing[key]) for key in bits.largest[:most]}
    largest = [*sorted(found.values())] if len(found) == most else [1]  # a heap: its first is the least to be listed
    parts = [(bits.standing[key] & base, group) for key, group in bits.communes.items()]
    for part, group in sorted(parts, key=lambda pair: -len(pair[0])):
        if len(part) < largest[0]:
            break  # no commune of this département or of those after it can be among those with most
        for key, count in _within(bits, part, group, max(largest[0], 1)).items():
            if count > largest[0] and key not in found and len(found) >= most:
                heapq.heapreplace(largest, count)
            found[key] = count
    return Counter({key: n for key, n in found.items() if n})


def _within(bits: Bitmaps, part: BitMap, group: Group, least: int) -> Counter[int]:
    """By commune of a département, those where `least` may stand."""
    large = bisect_right(group.sizes, -least)
    if len(part) <= DEARER * large:
        return _one_by_one(bits, part)
    sizes = ((key, part.intersection_cardinality(bits.standing[key])) for key in group.keys[:large])
    return Counter({key: size for key, size in sizes if size})


def _one_by_one(bits: Bitmaps, base: BitMap) -> Counter[int]:
    found = Counter(map(bits.stood.__getitem__, base))
    for key in found.keys() & bits.words.wider.keys():
        del found[key]
    del found[0]  # those that stand nowhere
    return found
