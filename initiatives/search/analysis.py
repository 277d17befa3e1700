"""From an initiative to the tokens that are indexed, by how much they tell."""

from dataclasses import dataclass

from initiatives.geography import Level
from initiatives.models import Initiative
from pairaidance.kit import french
from research.vocabulary import Publication


@dataclass(frozen=True)
class Document:
    """The stems of an initiative in four columns, the most telling first."""

    name: str
    terms: str
    place: str
    text: str


COLUMNS = ("name", "terms", "place", "text")


def document(initiative: Initiative) -> Document:
    """What an initiative is found by."""
    return Document(*map(_stems, _columns(initiative)))


def texts(initiative: Initiative) -> list[str]:
    """The same as it is written."""
    return [text for column in _columns(initiative) for text in column]


def _columns(initiative: Initiative) -> tuple[list[str], list[str], list[str], list[str]]:
    """Names, terms with their synonyms, place, and texts with quotes."""
    public = [term for term in initiative.terms.all() if term.publication == Publication.PUBLISHED]
    served = [str(coverage.get_kind_display()) for coverage in initiative.coverages.all()]
    quotes = [citation.quote for citation in initiative.all_citations()]
    return (
        [initiative.name, *initiative.other_names],
        [word for term in public for word in (term.label, *term.synonyms)],
        _place_names(initiative),
        [initiative.summary, initiative.description, initiative.public_parent_label, *served, *quotes],
    )


def _place_names(initiative: Initiative) -> list[str]:
    if initiative.place is None:
        return []
    found = [initiative.place.at(level) for level in (Level.COMMUNE, Level.DEPARTEMENT, Level.REGION, Level.PAYS)]
    return [word for place in found if place for word in (place.name, place.postcodes)]


def _stems(texts: list[str]) -> str:
    return " ".join(french.stems(" ".join(texts)))
