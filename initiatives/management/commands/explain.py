"""`manage.py explain "gem lile"`: each reading of a query, what it finds, and which one is taken."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from initiatives import search
from initiatives.answers import answer_in_words, meaning_of
from initiatives.models import Initiative
from initiatives.search import Understanding

SHOWN = 3  # first results


class Command(BaseCommand):
    """For who keeps the synonyms, and who changes the search: docs/search.md. Nothing is kept of what was asked."""

    help = "Says how a query is read, against what the directory holds."

    def add_arguments(self, parser: CommandParser) -> None:
        """The query."""
        parser.add_argument("query")

    def handle(self, *_args: Any, query: str, **_options: Any) -> None:
        """One paragraph a reading, in the order in which they are tried; an arrow before the one that is taken."""
        taken = meaning_of(query)
        for meant in search.readings(query):
            found = answer_in_words(meant).total()
            self.stdout.write(f"{'→' if meant == taken else ' '} {meant.way}: {found} found")
            for line in told(meant):
                self.stdout.write(f"      {line}")
            if meant == taken:
                self._show_first(meant)

    def _show_first(self, meant: Understanding) -> None:
        found = search.ranked(search.matching(Initiative.objects.published(), meant), meant)
        for one in found.order_by("-relevance", "sort_name", "pk")[:SHOWN]:
            self.stdout.write(f"      {one.relevance:>4}  {one.slug}")


def told(meant: Understanding) -> Iterator[str]:
    """What a reading says: what narrows, then what does not."""
    yield from (f"corrected {typed} → {text}" for typed, text in meant.corrections)
    yield from (f"place     {place}" for place in meant.places)
    yield from (f"choice    {text}: {', '.join(map(str, places))}" for text, places in meant.choices)
    yield from (f"term      {term.label} ({term.scheme})" for term in meant.terms)
    yield from (f"word      {word}" for word in meant.words)
    yield from (f"orders    {' | '.join(' '.join(stems) for stems in unit[:SHOWN])}" for unit in meant.units)
    yield from (f"help      {number}" for number in meant.help)
    yield from (f"aside     {text}" for text in meant.left_aside)
    yield from (f"left out  {text}" for text in meant.excluded)
