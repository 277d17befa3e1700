"""The citations of this app's entries."""

from typing import ClassVar

from django.db import models

from initiatives.models.formation import Formation
from initiatives.models.initiative import Initiative
from research.models import Citation


class InitiativeCitation(Citation):
    """Who says which value of an initiative."""

    subject = models.ForeignKey(Initiative, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        indexes: ClassVar = [models.Index(fields=["source", "subject"], name="initiatives_cited_from")]


class FormationCitation(Citation):
    """Who says which value of a training programme."""

    subject = models.ForeignKey(Formation, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        pass
