"""Groups of one edition being rewritten for the next: what changes is copied, the rest is shared."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyroaring import BitMap

NONE = BitMap()


class Groups:
    """Bitmaps by some value: as they were, without some keys, and with those that are put in."""

    def __init__(self, held: dict[Any, BitMap], without: BitMap = NONE) -> None:
        """`held` as they are, but for some keys that are in none of them, whatever was before."""
        self.held, self.without = held, without
        self.said: dict[Any, list[int]] = defaultdict(list)

    def put(self, keys: Iterable[int], groups: Iterable[Any]) -> None:
        """These keys are in these groups."""
        for group in groups:
            self.said[group].extend(keys)

    def whole(self) -> dict[Any, BitMap]:
        """All of them, as they are now."""
        new = {}
        for group in {**self.held, **self.said}:
            bits, put = self.held.get(group, NONE), BitMap(self.said.get(group, ()))
            if not (put.issubset(bits) and (bits & self.without).issubset(put)):
                new[group] = fresh = bits - self.without
                fresh |= put
        return {**self.held, **new} if new else self.held
