"""From one edition's bitmaps to a later one's, by what the log says was written in between.

What is written is copied, so that what another thread reads stays whole; the rest is shared. Of an initiative of which
a line doesn't say what it is now, all is read from the database.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pyroaring import BitMap

from initiatives.bitmaps import alphabet
from initiatives.bitmaps.build import public_of, read_spots, read_whole, read_words, told
from initiatives.bitmaps.groups import NONE, Groups
from initiatives.bitmaps.said import ALL, GONE, LINKS, MADE, Row
from initiatives.bitmaps.state import Bitmaps, Spot, holders, levels_of
from pairaidance.kit.keys import values_of, with_values
from research.models import State

Line = tuple[str, int | None, str]  # kind, subject, what was said; of an initiative, the subject is known
Link = tuple[int, str, list[int]]  # subject, sign, keys of what it leads to
Rows = dict[int, Row | None]
NOWHERE = Row(public=False, place=0, activity="", changed=0, verified=0, spelling=0)
G = TypeVar("G", str, int)


@dataclass
class Written:
    """What lines of the log come to: the last row of each initiative (None for one that is gone), links in order."""

    rows: Rows = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=lambda: {which: [] for which in LINKS})

    def begin(self, subject: int, row: Row | None, links: Mapping[str, list[int]]) -> None:
        """From here on an initiative is this and has these links, whatever was said before."""
        self.rows[subject] = row
        for which, said in self.links.items():
            said.append((subject, ALL, links.get(which, [])))


def patched(held: Bitmaps, state: State, lines: Sequence[Line]) -> Bitmaps:
    """The bitmaps after what these lines say."""
    kinds = {kind for kind, _subject, _said in lines}
    words = read_words(held.words.wider) if kinds & {"term", "source"} else held.words
    held = replace(held, state=state, words=words)
    if "source" in kinds:  # one that was withdrawn tells nothing
        held = replace(held, told=told(public_of(held.sources, words)))
    said = [(subject, text) for kind, subject, text in lines if kind == "initiative" and subject is not None]
    written = _written(said, held.published)
    return _rewritten(held, written) if written.rows or any(written.links.values()) else held


def _written(lines: list[tuple[int, str]], published: BitMap) -> Written:
    """What lines say, in their order, and then the database of what they leave open."""
    found, whole, met = Written(), set(), set[int]()
    unsaid = {subject for subject, said in lines if not said}
    known = [line for line in lines if line[0] not in unsaid]
    texts = ",".join(said for _subject, said in known)  # taken apart at once, which is much quicker
    for (subject, _said), (what, *rest) in zip(known, json.loads(f"[{texts}]"), strict=True):
        if what in found.links:
            sign, keys = rest
            found.links[what].append((subject, sign, keys))
        elif what in (GONE, MADE):
            found.begin(subject, Row(*rest) if rest else None, {})
            whole.add(subject)
            if subject in met and rest:  # links were written before what they lead from, as `loaddata` may
                unsaid.add(subject)
        elif rest:
            found.rows[subject] = Row(*rest)
        met.add(subject)
    shown = {subject for subject, row in found.rows.items() if row and row.public}
    for subject, row, links in read_whole({*unsaid, *(key for key in shown - whole if key not in published)}):
        found.begin(subject, row, links)
    return found


def _rewritten(held: Bitmaps, written: Written) -> Bitmaps:
    public = BitMap([key for key, row in written.rows.items() if row and row.public])
    gone = (BitMap(written.rows) - public) & held.published
    published = (held.published - gone) | public
    terms, sources, serving = (
        _linked(groups, written.links[which], published, gone)
        for which, groups in zip(LINKS, (held.terms, held.sources, held.serving), strict=True)
    )
    retold = gone | BitMap([subject for subject, _sign, _keys in written.links["sources"]])
    keys = [*public, *gone]
    rows = [written.rows[key] or NOWHERE for key in public] + [NOWHERE] * len(gone)
    _public, places, activities, changed, verified, _spelled = zip(*rows, strict=True) if rows else [()] * 6
    new = read_spots({*places, *serving} - {0}, but=held.spots)
    spots = held.spots | new if new else held.spots
    standing, known = _stood(held, keys, places, spots)
    return replace(
        held,
        published=published,
        terms=terms,
        activities=_active(held.activities, keys, activities),
        sources=sources,
        told=_retold(held.told, retold, public_of(sources, held.words)) if retold else held.told,
        standing=standing,
        serving=serving,
        known=known,
        changed=with_values(held.changed, keys, changed),
        verified=with_values(held.verified, keys, verified),
        spots=spots,
        stood=with_values(held.stood, keys, places),
        alphabet=alphabet.patched(
            held.alphabet, list(written.rows), [row.spelling if row else 0 for row in written.rows.values()]
        ),
    )


def _linked(held: dict[Any, BitMap], said: list[Link], published: BitMap, gone: BitMap) -> dict[Any, BitMap]:
    """By what initiatives are linked to, after some links came and went."""
    begun = {subject: at for at, (subject, sign, _keys) in enumerate(said) if sign == ALL}
    groups = Groups(held, without=gone | BitMap(begun))
    for at, (subject, _sign, keys) in enumerate(said):
        if subject in published and at >= begun.get(subject, 0):
            groups.put((subject,), keys)
    return groups.whole()


def _active(held: dict[Any, BitMap], keys: list[int], activities: Sequence[str]) -> dict[Any, BitMap]:
    groups = Groups(held, without=BitMap(keys))
    for activity, having in _by(activities, keys).items():
        groups.put(having, [activity])
    return groups.whole()


def _stood(
    held: Bitmaps, keys: list[int], places: Sequence[int], spots: dict[int, Spot]
) -> tuple[dict[Any, BitMap], dict[Any, BitMap]]:
    """By the places that hold where initiatives stand, and by the levels at which that is known."""
    before = values_of(held.stood, keys)
    moved = {key: place for key, place, then in zip(keys, places, before, strict=True) if place != then}
    standing, known = (Groups(groups, without=BitMap(moved)) for groups in (held.standing, held.known))
    for place, come in _by(moved.values(), moved).items():
        standing.put(come, holders(place, spots[place], held.words.countries))
        known.put(come, levels_of(spots[place]))
    return standing.whole(), known.whole()


def _by(groups: Iterable[G], keys: Iterable[int]) -> dict[G, list[int]]:
    """Keys by their group, but for those of none."""
    found: dict[G, list[int]] = defaultdict(list)
    for group, key in zip(groups, keys, strict=True):
        if group:
            found[group].append(key)
    return found


def _retold(held: tuple[BitMap, ...], keys: BitMap, sources: Iterable[BitMap]) -> tuple[BitMap, ...]:
    """Those that more than 0, 1, 2… of the sources speak of, where these keys are counted anew."""
    new = told(bits & keys for bits in sources)
    size = max(len(held), len(new))
    pairs = zip((*held, *[NONE] * (size - len(held))), (*new, *[NONE] * (size - len(new))), strict=True)
    return tuple((before - keys) | again for before, again in pairs)
