"""`manage.py reindex`: the search index anew, after an update that says so, or what went past the actions (a shell)."""

from typing import Any

from django.core.management.base import BaseCommand

from initiatives.search import index
from research.actions.stems import stem_anew


class Command(BaseCommand):
    """Safe to run at any time."""

    help = "Makes the search index anew from the database."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Says how many initiatives were indexed."""
        stem_anew()
        self.stdout.write(f"{index.rebuild()} initiatives")
