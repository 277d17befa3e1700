"""Many primary keys at once, as the database hands them over (« 1,2,3 ») or numpy: many times faster than rows."""

import json
from array import array
from typing import Any

import numpy as np
from pyroaring import BitMap

PIECE = 100_000  # characters: no more numbers than these hold are in memory one by one


def bitmap_of(text: str | None) -> BitMap:
    """The bitmap of « 1,2,3 »; empty for nothing."""
    found, start = BitMap(), 0
    while text and start < len(text):
        end = text.find(",", start + PIECE)
        end = len(text) if end < 0 else end
        found.update(json.loads(f"[{text[start:end]}]"))  # as JSON: twice as quick as taking the text apart
        start = end + 1
    return found


def bitmap_from(keys: "np.ndarray[tuple[int], np.dtype[Any]]") -> BitMap:
    """The bitmap of an array, some eight times as quick as of numbers one by one."""
    return BitMap(array("I", keys.astype(np.uint32).tobytes()))
