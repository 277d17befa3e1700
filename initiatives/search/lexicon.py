"""What phrases mean: terms, help lines, or nothing that narrows; from curated synonyms and the terms' own names."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max
from django.utils.functional import cached_property

from initiatives.search.query import NOT
from initiatives.vocabulary import TERM_FACETS
from pairaidance.kit import french
from pairaidance.kit.keeping import Once
from pairaidance.kit.sounds import sounds
from research.models import Edition, Synonym, Term
from research.models.synonym import key_of
from research.vocabulary import Publication

LONGEST = 6  # telling words of a phrase


@dataclass
class Meaning:
    """What one phrase leads to; nothing at all where it narrows nothing.

    A `general` one is what all of this directory is about (« pair aidant »): it narrows only where it stands alone.
    `unless` are stems of what else it may be (« au pair »), which must not be held where it narrows nothing.
    """

    terms: list[Term] = field(default_factory=list)
    help: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    general: bool = False
    unless: list[str] = field(default_factory=list)

    @property
    def narrows(self) -> bool:
        """Whether it leads to anything."""
        return bool(self.terms or self.topics)

    @property
    def is_topic_only(self) -> bool:
        """Whether it is a topic and no term, which must be spoken of; words of distress ask for nothing but help."""
        return bool(self.topics and not self.terms and not self.help)

    @property
    def is_filed(self) -> bool:
        """Whether it leads to a term that entries are filed under: a facet."""
        return any(term.scheme in TERM_FACETS for term in self.terms)

    def is_only(self, schemes: Collection[str]) -> bool:
        """Whether it leads to terms, all of them of these schemes."""
        return bool(self.terms) and all(term.scheme in schemes for term in self.terms)


@dataclass(frozen=True)
class Lexicon:
    """Phrases by their key (see `key_of`); `spelled` gives each as it is written, by its telling words, folded.

    And the ways to say a thing, as stems (« -interim »: one that must not be held): a term (by its primary key), a
    topic, what a help line is for (by number).
    """

    meanings: dict[str, Meaning] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    of_terms: dict[int, list[list[str]]] = field(default_factory=dict)
    of_topics: dict[str, list[list[str]]] = field(default_factory=dict)
    of_help: dict[str, list[list[str]]] = field(default_factory=dict)

    @cached_property
    def words(self) -> set[str]:
        """Every word of every phrase."""
        return {word for phrase in self.spelled for word in phrase.split()}

    @cached_property
    def telling(self) -> set[str]:
        """Those of a phrase that leads to anything."""
        meanings = ((phrase, self.meanings.get(key_of(text))) for phrase, text in self.spelled.items())
        return {word for phrase, meaning in meanings if meaning and _leads(meaning) for word in phrase.split()}

    @cached_property
    def longer(self) -> list[str]:
        """The phrases of several words."""
        return [phrase for phrase in self.spelled if " " in phrase]

    @cached_property
    def sounding(self) -> dict[str, str]:
        """A phrase of several words by its sounds, the shortest of each."""
        return {sounds(phrase): phrase for phrase in sorted(self.longer, key=len, reverse=True)}

    @cached_property
    def unless(self) -> dict[str, tuple[str, ...]]:
        """What must not be held beside a word that is a way to say a term or a topic, by its stem."""
        ways = (way for ways in (*self.of_terms.values(), *self.of_topics.values()) for way in ways)
        return {way[0]: tuple(way[1:]) for way in ways if len(way) > 1 and way[1][0] == NOT}


def _leads(meaning: Meaning) -> bool:
    return meaning.narrows or bool(meaning.help)


def lexicon() -> Lexicon:
    """The lexicon of this edition of the data; made anew only where a term or a synonym changed."""
    return _of_edition.get()


def _version() -> tuple[Any, ...]:
    return tuple(
        tuple(model.objects.aggregate(count=Count("pk"), last=Max("modified_at")).values()) for model in (Synonym, Term)
    )


def _read() -> Lexicon:
    found = Lexicon()
    terms = {term.pk: term for term in Term.objects.filter(publication=Publication.PUBLISHED)}
    for row in Synonym.objects.all():
        if row.term_id is None or row.term_id in terms:
            _add(found, row.said, terms.get(row.term_id or 0), row.help_line, row.topic, row.unless)
    for term in terms.values():
        for text in (term.label, *term.synonyms):
            _add(found, text, term)
    for key in Synonym.objects.filter(term=None, help_line="", topic="").values_list("key", flat=True):
        meaning = found.meanings.get(key)
        if meaning:  # « pair aidance » is a term, and narrows nothing in a directory of it
            meaning.general = True
            meaning.terms = [term for term in meaning.terms if term.scheme in TERM_FACETS]
    for ways in (*found.of_terms.values(), *found.of_topics.values()):
        ways[:] = _strictest(ways)
    return found


def _strictest(ways: list[list[str]]) -> list[list[str]]:
    """Without those that another says with what must not be held beside it."""
    strict = [[stem for stem in way if stem[0] != NOT] for way in ways if any(stem[0] == NOT for stem in way)]
    return [way for way in ways if way not in strict]


def _add(
    found: Lexicon, text: str, term: Term | None, help_line: str = "", topic: str = "", unless: Collection[str] = ()
) -> None:
    key = key_of(text)
    if not key or len(key.split()) > LONGEST:
        return
    meaning = found.meanings.setdefault(key, Meaning())
    telling = [word for word in french.words(text) if word not in french.EMPTY]
    found.spelled.setdefault(" ".join(telling) or key, text)
    if term and term not in meaning.terms:
        meaning.terms.append(term)
    if help_line and help_line not in meaning.help:
        meaning.help.append(help_line)
    if topic and topic not in meaning.topics:
        meaning.topics.append(topic)
    meaning.unless += [] if term or topic else (stem.lstrip(NOT) for stem in unless)
    way = [*key.split(), *unless]
    if term:
        found.of_terms.setdefault(term.pk, []).append(way)
    if topic:
        found.of_topics.setdefault(topic, []).append(way)
    if help_line:
        found.of_help.setdefault(help_line, []).append(way)


_of_version = Once(_read, lambda: _version() if Edition.current().token else ())
_of_edition = Once(_of_version.get, lambda: Edition.current().token)
