"""Collects what the interface says into the English catalogue, keeping what is translated. Needs no xgettext."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.template import Engine
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.po"
# The team's own tools and the API speak French alone.
INTERNAL = re.compile(r"/(admin|management|migrations|api|actions|interchange)/|/(styles|schema|apps)\.")
HEADER = "# The interface in English. `manage.py collect_messages` brings new French sentences in, as yet untranslated."
SINCE = datetime(2026, 11, 22, tzinfo=UTC)  # one date, so that only what is said changes the file
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2)}

# A message, or one in the singular and in the plural.
Message = str | tuple[str, str]


def messages() -> dict[Message, list[str]]:
    """Every message of the interface, and the files that it stands in."""
    found: dict[Message, set[str]] = {}
    for path, message in [*_in_templates(), *_in_code()]:
        found.setdefault(message, set()).add(path)
    return {message: sorted(found[message]) for message in sorted(found, key=str)}


def catalogue() -> Catalog:
    """The catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def _files(*patterns: str) -> Iterator[Path]:
    for pattern in patterns:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            if not INTERNAL.search(path.as_posix()):
                yield path


def _named(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR).as_posix()


def _in_templates() -> Iterator[tuple[str, Message]]:
    engine: Any = Engine.get_default()
    for path in _files("templates/**/*.html"):
        nodes = engine.from_string(path.read_text(encoding="utf-8")).nodelist
        for node in nodes.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            yield _named(path), _said_by(node)


def _said_by(node: Any) -> Message:
    if isinstance(node, TranslateNode):
        text: Any = node.filter_expression.var
        return str(text.literal).replace("%", "%%")
    singular, _names = node.render_token_list(node.singular)
    if not node.plural:
        return str(singular)
    plural, _names = node.render_token_list(node.plural)
    return str(singular), str(plural)


def _in_code() -> Iterator[tuple[str, Message]]:
    for path in _files("pairaidance/**/*.py", "research/**/*.py", "initiatives/**/*.py"):
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, keywords=KEYWORDS):
                yield _named(path), message if isinstance(message, str) else (message[0], message[1])


class Command(BaseCommand):
    """`manage.py collect_messages`: new messages come without a translation, those gone leave the catalogue."""

    help = "Met à jour locale/en/LC_MESSAGES/django.po d’après ce que dit l’interface."

    def handle(self, **options: Any) -> None:
        """Writes the catalogue anew and says what is missing."""
        kept = catalogue() if CATALOGUE.exists() else Catalog(locale="en")
        new = Catalog(locale="en", header_comment=HEADER, creation_date=SINCE, revision_date=SINCE, fuzzy=False)
        for message, places in messages().items():
            before = kept.get(message)
            new.add(message, before.string if before else None, locations=[(place, 0) for place in places])
        with CATALOGUE.open("wb") as file:
            write_po(file, new, width=0, omit_header=False, include_lineno=False, sort_output=True)
        missing = [message for message in new if message.id and not message.string]
        self.stdout.write(f"{len(list(new)) - 1} messages, {len(missing)} to translate")
