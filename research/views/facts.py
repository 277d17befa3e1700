"""An entry as pages show it: facts with the numbers of their notes, and the notes with their quotes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from research.models import Citation, Entry, Source
from research.vocabulary import Basis


@dataclass(frozen=True)
class Shown:
    """A value as people read it; `about` explains it, `url` leads on."""

    text: str
    url: str = ""
    about: str = ""
    notes: tuple[int, ...] = ()
    inferred: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Fact:
    """A field: what the entry says, and what sources say otherwise. Nothing said is « non précisé »."""

    name: str
    label: str
    said: tuple[Shown, ...]
    otherwise: tuple[Shown, ...] = ()

    @property
    def notes(self) -> tuple[int, ...]:
        """The notes of all that is said here, each once."""
        return tuple(sorted({number for shown in self.said for number in shown.notes}))

    @property
    def text(self) -> str:
        """All values, for fields that have one."""
        return ", ".join(shown.text for shown in self.said)


@dataclass
class Note:
    """One passage of one source, and the fields that it establishes."""

    number: int
    source: Source
    locator: str
    quote: str
    inferred: bool
    reason: str
    consulted_on: Any
    fields: list[str] = field(default_factory=list)


# None: nothing that the public may see.
Reader = Callable[[str, Any], Shown | None]


def plain(_name: str, value: Any) -> Shown:
    """A value as it stands."""
    return Shown(str(value))


class Notes:
    """The numbered notes of an entry. Citations of the same passage share a number."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.all: list[Note] = []
        self._numbers: dict[tuple[str, Any], list[int]] = {}
        self._inferred: dict[tuple[str, Any], bool] = {}
        passages: dict[tuple[Any, ...], Note] = {}
        for citation in entry.all_citations():
            self._add(citation, passages)

    def _add(self, citation: Citation, passages: dict[tuple[Any, ...], Note]) -> None:
        inferred = citation.basis == Basis.INFERRED
        key = (citation.source_id, citation.locator, citation.quote, citation.reason, citation.consulted_on)
        if key not in passages:
            note = Note(
                number=len(passages) + 1,
                source=citation.source,
                locator=citation.locator,
                quote=citation.quote,
                inferred=inferred,
                reason=citation.reason,
                consulted_on=citation.consulted_on,
            )
            passages[key] = note
            self.all.append(note)
        note = passages[key]
        label = self.entry.label_of(citation.field)
        if label not in note.fields:
            note.fields.append(label)
        value = (citation.field, citation.value)
        self._numbers.setdefault(value, []).append(note.number)
        self._inferred[value] = self._inferred.get(value, True) and inferred

    def of(self, name: str, value: Any) -> tuple[int, ...]:
        """The numbers of the notes that say this value of this field."""
        return tuple(dict.fromkeys(self._numbers.get((name, value), [])))

    def fact(self, name: str, read: Reader = plain) -> Fact:
        """One field of the entry, with its notes."""
        said = self._all_shown(name, self.entry.values(name), read)
        others = [
            value for (field_name, value) in self._numbers if field_name == name and not self.entry.holds(name, value)
        ]
        return Fact(name, self.entry.label_of(name), said, self._all_shown(name, others, read))

    def facts(self, names: Iterable[str], read: Reader = plain) -> list[Fact]:
        """Several fields."""
        return [self.fact(name, read) for name in names]

    def _all_shown(self, name: str, values: Iterable[Any], read: Reader) -> tuple[Shown, ...]:
        return tuple(shown for value in values if (shown := self._shown(name, value, read)))

    def _shown(self, name: str, value: Any, read: Reader) -> Shown | None:
        shown = read(name, value)
        return shown and Shown(
            shown.text,
            shown.url,
            shown.about,
            self.of(name, value),
            self._inferred.get((name, value), False),
            shown.lang,
        )
