"""Groups of one edition being rewritten for the next: what changes is copied, the rest is shared."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyroaring import BitMap

NONE = BitMap()


class Groups:
    """Bitmaps by some value; of a key and a group, the last that was said is true."""

    def __init__(self, held: dict[Any, BitMap], without: BitMap = NONE) -> None:
        """`held` as they are, but for some keys that are in none of them, whatever was before."""
        self.held, self.without = held, without
        self.said: dict[Any, dict[int, bool]] = defaultdict(dict)

    def put(self, keys: Iterable[int], groups: Iterable[Any]) -> None:
        """These keys are in these groups."""
        for group in groups:
            self.said[group].update(dict.fromkeys(keys, True))

    def take(self, keys: Iterable[int], groups: Iterable[Any]) -> None:
        """They are in none of these."""
        for group in groups:
            self.said[group].update(dict.fromkeys(keys, False))

    def whole(self) -> dict[Any, BitMap]:
        """All of them, as they are now."""
        new = {}
        for group in {**self.held, **self.said}:
            bits, said = self.held.get(group, NONE), self.said.get(group)
            put = BitMap([key for key, within in said.items() if within]) if said else NONE
            gone = self.without
            if said and len(put) < len(said):
                gone = gone | BitMap([key for key, within in said.items() if not within])
            if put.issubset(bits) and ((bits & gone).issubset(put) if put else bits.isdisjoint(gone)):
                continue
            new[group] = fresh = bits - gone
            fresh |= put
        return {**self.held, **new} if new else self.held
