"""Three-way merge: what a file says now, what it said when last seeded, and what curators made of it since."""

from typing import Any

from research.interchange.record import Record


def merge(*, base: Record, current: Record, new: Record) -> Record:
    """`new` where `current` is still `base`; `current` wherever somebody changed it.

    Lists (and citations) are merged element by element: what a curator took away stays away, what a curator
    added stays, and only what the file itself added or dropped since is added or dropped.
    """
    fields = {
        name: _merge_value(base.values.get(name), value, new.values.get(name, value))
        for name, value in current.values.items()
    }
    slug = new.slug if current.slug == base.slug else current.slug
    return Record(slug=slug, values=fields, citations=_merge_list(base.citations, current.citations, new.citations))


def _merge_value(base: Any, current: Any, new: Any) -> Any:
    if current == base:
        return new
    if isinstance(base, list) and isinstance(current, list) and isinstance(new, list):
        return _merge_list(base, current, new)
    return current


def _merge_list(base: list[Any], current: list[Any], new: list[Any]) -> list[Any]:
    if current == base:
        return new
    dropped = [item for item in base if item not in new]
    added = [item for item in new if item not in base and item not in current]
    return [item for item in current if item not in dropped] + added
