"""Primary keys as the database hands over many at once: « 1,2,3 », which is read many times faster than rows."""

import json

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
