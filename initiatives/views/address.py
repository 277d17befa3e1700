"""Addresses of lists: known parameters only, blanks dropped, always in one order."""

from urllib.parse import urlencode

from django.http import QueryDict

from initiatives.forms import FACETS

NAMES = ("q", *FACETS, "near", "radius", "modified_after", "verified_after", "ordering")


class Asked:
    """What an address asks for, to make the addresses that ask for a little more or less."""

    def __init__(self, params: QueryDict) -> None:
        self.pairs: list[tuple[str, str]] = []
        for name in NAMES:
            many = name in FACETS
            raw = params.getlist(name) if many else params.getlist(name)[-1:]
            parts = [part.strip() for text in raw for part in (text.split(",") if many else [text])]
            self.pairs += [(name, part) for part in dict.fromkeys(parts) if part]

    def __str__(self) -> str:
        return urlencode(self.pairs)

    def without(self, *names: str) -> "Asked":
        """Without these parameters."""
        return self._with([(name, value) for name, value in self.pairs if name not in names])

    def less(self, name: str, *values: str) -> "Asked":
        """Without these values of a parameter (a place may be given by code or by name)."""
        gone = {value.lower() for value in values}
        return self._with([pair for pair in self.pairs if not (pair[0] == name and pair[1].lower() in gone)])

    def more(self, name: str, value: str | int) -> "Asked":
        """With one more value."""
        return self._with([*self.pairs, (name, str(value))])

    def link(self, path: str) -> str:
        """The address under a path."""
        return f"{path}?{self}" if self.pairs else path

    def params(self) -> QueryDict:
        """As the filter takes them."""
        return QueryDict(str(self))

    def _with(self, pairs: list[tuple[str, str]]) -> "Asked":
        new = Asked(QueryDict(""))
        new.pairs = pairs
        return new
