"""The directory: initiatives, where they stand, whom they serve, and how peers are trained."""

from initiatives.models.citation import FormationCitation, InitiativeCitation
from initiatives.models.detail import Coverage, Headcount
from initiatives.models.formation import Formation
from initiatives.models.initiative import Initiative
from initiatives.models.place import Place
from initiatives.models.posting import Indexed, Posting
from initiatives.models.queryset import (
    PLACE_FIELDS,
    InitiativeQuerySet,
    among,
    beginning,
    begun,
    borne,
    first_public,
    listed,
)

__all__ = [
    "PLACE_FIELDS",
    "Coverage",
    "Formation",
    "FormationCitation",
    "Headcount",
    "Indexed",
    "Initiative",
    "InitiativeCitation",
    "InitiativeQuerySet",
    "Place",
    "Posting",
    "among",
    "beginning",
    "begun",
    "borne",
    "first_public",
    "listed",
]
