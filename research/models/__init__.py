"""Evidence and debate: sources, terms, studies, and what people asked, voted and counted."""

from research.models.citation import Citation
from research.models.edition import Edition, State, Touched
from research.models.entry import Entry, EntryQuerySet
from research.models.history import (
    Consultation,
    ConsultationCitation,
    Landmark,
    LandmarkCitation,
    Option,
    Question,
    QuestionCitation,
)
from research.models.journal import Change, FormerSlug, Seeded
from research.models.lookup import by_slug, by_slugs, moved, refuse_former
from research.models.material import Figure, FigureCitation, Testimony, TestimonyCitation
from research.models.source import Source, SourceCitation
from research.models.study import Finding, FindingCitation, Study, StudyCitation
from research.models.synonym import Synonym
from research.models.term import Term, TermCitation

__all__ = [
    "Change",
    "Citation",
    "Consultation",
    "ConsultationCitation",
    "Edition",
    "Entry",
    "EntryQuerySet",
    "Figure",
    "FigureCitation",
    "Finding",
    "FindingCitation",
    "FormerSlug",
    "Landmark",
    "LandmarkCitation",
    "Option",
    "Question",
    "QuestionCitation",
    "Seeded",
    "Source",
    "SourceCitation",
    "State",
    "Study",
    "StudyCitation",
    "Synonym",
    "Term",
    "TermCitation",
    "Testimony",
    "TestimonyCitation",
    "Touched",
    "by_slug",
    "by_slugs",
    "moved",
    "refuse_former",
]
