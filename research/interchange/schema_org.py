"""Sources, studies and words in schema.org's terms, as pages carry them for programs (JSON-LD).

What no source says is left out. `site` is the public address of the site, without a slash at its end.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from research.models import Source, Study, Term
from research.vocabulary import SourceKind, StudyState

TYPES = {
    SourceKind.BOOK: "Book",
    SourceKind.CHAPTER: "Chapter",
    SourceKind.ARTICLE: "ScholarlyArticle",
    SourceKind.REPORT: "Report",
    SourceKind.WEB_PAGE: "WebPage",
}


def without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    """Only what is said."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def address_of(entry: Any, site: str) -> str:
    """The one address that names an entry, whatever language its page is read in."""
    with translation.override("fr"):
        return f"{site}{entry.get_absolute_url()}"


def source(entry: Source, site: str) -> dict[str, Any]:
    """A document as a creative work of its kind."""
    return without_blanks(
        {
            "@type": TYPES.get(SourceKind(entry.kind), "CreativeWork") if entry.kind else "CreativeWork",
            "@id": address_of(entry, site),
            "name": entry.title,
            "author": [{"@type": "Person", "name": name} for name in entry.authors],
            "datePublished": str(entry.year or ""),
            "publisher": {"@type": "Organization", "name": entry.publisher} if entry.publisher else None,
            "isPartOf": {"@type": "CreativeWork", "name": entry.container} if entry.container else None,
            "pagination": entry.pages,
            "url": entry.link,
        }
    )


def study(entry: Study, site: str) -> dict[str, Any]:
    """A piece of research, with what published it."""
    return without_blanks(
        {
            "@type": "ScholarlyArticle" if entry.state == StudyState.PUBLISHED else "ResearchProject",
            "@id": address_of(entry, site),
            "name": entry.title,
            "datePublished": str(entry.year or ""),
            "description": entry.setting,
            "citation": [source(one, site) for one in entry.sources.all() if one.publication == "published"],
        }
    )


def vocabulary(terms: Iterable[Term], site: str) -> dict[str, Any]:
    """Terms as one defined set."""
    shown = [
        without_blanks(
            {
                "@type": "DefinedTerm",
                "@id": address_of(term, site),
                "name": term.label,
                "alternateName": term.synonyms,
                "description": term.definition,
                "inLanguage": "fr",
            }
        )
        for term in terms
    ]
    return {"@type": "DefinedTermSet", "name": "Pair-aidance", "hasDefinedTerm": shown}
