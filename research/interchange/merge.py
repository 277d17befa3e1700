"""Three-way merge: what a file says now, what it said when last seeded, and what curators made of it since."""

from collections.abc import Sequence
from typing import Any

from research.interchange.record import Record

# What makes an object of a list the same one, though the rest of it differ.
KEYS: dict[str, tuple[str, ...]] = {
    "citations": ("field", "value", "source", "locator"),
    "headcounts": ("kind", "as_of"),
    "coverage": ("kind", "code"),
    "options": ("label",),
}


def merge(*, base: Record, current: Record, new: Record, units: Sequence[tuple[str, ...]] = ()) -> Record:
    """`new` where `current` is still `base`; `current` wherever somebody changed it.

    Lists are merged element by element, objects by their KEYS: what a curator changed or took away stays so, what a
    curator added stays, and only what the file itself added, changed or dropped since is. `units` are fields that
    are one value together. The slug is the curator's: files never rename.
    """
    fields = {
        name: _merged(name, base.values.get(name), value, new.values.get(name, value))
        for name, value in current.values.items()
    }
    for unit in units:
        untouched = all(base.values.get(name) == current.values.get(name) for name in unit)
        fields |= {name: (new if untouched else current).values[name] for name in unit if name in current.values}
    citations = _merged_list("citations", base.citations, current.citations, new.citations)
    return Record(slug=current.slug, values=fields, citations=citations)


def _merged(name: str, base: Any, current: Any, new: Any) -> Any:
    if current == base:
        return new
    if isinstance(base, list) and isinstance(current, list) and isinstance(new, list):
        return _merged_list(name, base, current, new)
    return current


def _merged_list(name: str, base: list[Any], current: list[Any], new: list[Any]) -> list[Any]:
    if current == base:
        return new
    was, now, said = (_by_key(name, rows) for rows in (base, current, new))
    merged = {key: said.get(key) if now.get(key) == was.get(key) else now.get(key) for key in [*now, *was, *said]}
    return [item for item in merged.values() if item is not None]


def _by_key(name: str, rows: list[Any]) -> dict[Any, Any]:
    parts = KEYS.get(name)
    return {
        tuple(row.get(part) for part in parts) if parts and isinstance(row, dict) else str(row): row for row in rows
    }
