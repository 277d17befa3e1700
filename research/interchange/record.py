"""The one neutral shape of an entry: what the files hold, the journal compares and the seed merges."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from research.models import Citation, Entry
from research.vocabulary import Basis

CITATION_KEYS = ("field", "value", "source", "locator", "quote", "basis", "reason", "consulted_on")


class RecordError(ValueError):
    """A row that can't be read: which field, what is wrong, what would be right."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where} : {message}")
        self.where = where
        self.message = message


@dataclass(frozen=True)
class Record:
    """An entry as plain values: `values` by the API's names of its fields, `citations` as rows of CITATION_KEYS."""

    slug: str
    values: dict[str, Any]
    citations: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As one JSON object, to keep or compare."""
        return {"slug": self.slug, **self.values, "citations": self.citations}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Record":
        """The inverse of as_json()."""
        values = {key: value for key, value in data.items() if key not in {"slug", "citations"}}
        return cls(slug=data["slug"], values=values, citations=list(data["citations"]))


def read(entry: Entry) -> Record:
    """What an entry says now, in the neutral shape."""
    return Record(
        slug=entry.slug,
        values={name: entry.read(name) for name in entry.FIELDS},
        citations=[_citation_row(citation) for citation in entry.all_citations()],
    )


def _citation_row(citation: Citation) -> dict[str, Any]:
    return {
        "field": citation.field,
        "value": citation.value,
        "source": citation.source.slug,
        "locator": citation.locator,
        "quote": citation.quote,
        "basis": citation.basis,
        "reason": citation.reason,
        "consulted_on": citation.consulted_on.isoformat(),
    }


def parse(model: type[Entry], data: Mapping[str, Any], defaults: Mapping[str, Any]) -> Record:
    """A row of a reviewed file as a record.

    `defaults` has the `source` and `consulted_on` of citations that name none. A citation's `says` is a list
    of fields (all that the row has in them) or an object of fields and values. Raises RecordError.
    """
    slug = str(data.get("slug", ""))
    where = f"{model.KIND} {slug or '?'}"
    if unknown := set(data) - {"slug", "id", "citations", *model.FIELDS}:
        raise RecordError(where, _("champ inconnu : %(names)s") % {"names": ", ".join(sorted(unknown))})
    empty = model()
    values = {name: data.get(name, empty.read(name)) for name in model.FIELDS}
    citations = []
    for number, passage in enumerate(data.get("citations", []), start=1):
        citations += _passage_rows(model, values, {**defaults, **passage}, f"{where}, citation {number}")
    return Record(slug=slug, values=values, citations=citations)


def _passage_rows(
    model: type[Entry], values: Mapping[str, Any], passage: Mapping[str, Any], where: str
) -> list[dict[str, Any]]:
    if unknown := set(passage) - {"says", *CITATION_KEYS}:
        raise RecordError(where, _("clé inconnue : %(names)s") % {"names": ", ".join(sorted(unknown))})
    says = passage.get("says")
    if not says:
        raise RecordError(where, _("« says » dit quels champs ce passage établit."))
    pairs = []
    for name in says:
        if name not in model.FIELDS or name in model.UNCITED:
            raise RecordError(where, _("« %(name)s » n’est pas un champ à sourcer.") % {"name": name})
        said = says[name] if isinstance(says, Mapping) else model.leaves(name, values[name])
        pairs += [(name, value) for value in (said if isinstance(said, list) else [said])]
    return [_row(name, value, passage, where) for name, value in pairs]


def _row(name: str, value: Any, passage: Mapping[str, Any], where: str) -> dict[str, Any]:
    if not passage.get("source") or not passage.get("consulted_on"):
        raise RecordError(where, _("il manque la source ou la date de consultation."))
    consulted = passage["consulted_on"]
    return {
        "field": name,
        "value": value,
        "source": passage["source"],
        "locator": passage.get("locator", ""),
        "quote": passage.get("quote", ""),
        "basis": passage.get("basis", Basis.STATED.value),
        "reason": passage.get("reason", ""),
        "consulted_on": consulted.isoformat() if isinstance(consulted, datetime.date) else str(consulted),
    }


def diff(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What changed between two JSON records, as rows of {field, before, after}.

    Citations appear as those taken away and those added; one that stays is not repeated.
    """
    earlier = before or {}
    changes: list[dict[str, Any]] = []
    for name, value in after.items():
        old = earlier.get(name)
        if name == "citations":
            gone = [row for row in old or [] if row not in value]
            new = [row for row in value if row not in (old or [])]
            if gone or new:
                changes.append({"field": name, "before": gone, "after": new})
        elif old != value and not (before is None and value in (None, "", [], {})):
            changes.append({"field": name, "before": old, "after": value})
    return changes
