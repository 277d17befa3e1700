"""What the search's index holds, to compare."""

from typing import Any

from pyroaring import BitMap

from initiatives.models import Indexed, Posting


def indexed() -> tuple[Any, Any]:
    """Each entry's stems, in no order, and each stem's entries."""
    stems = {key: [sorted(line.split()) for line in text.split("\n")] for key, text in Indexed.objects.values_list()}
    rows = Posting.objects.values_list("stem", "column", "chunk", "keys")
    return stems, {tuple(place): sorted(BitMap.deserialize(bytes(keys))) for *place, keys in rows}
