"""The objects of the research side, as the contract has them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from research.api.v1.base import CountryCodeField, EntrySerializer
from research.models import (
    Consultation,
    Figure,
    Finding,
    Landmark,
    Question,
    Source,
    Study,
    Term,
    Testimony,
)
from research.vocabulary import SourceKind


class TextsField(serializers.ListField):
    """A list of texts."""

    child = serializers.CharField()


class TermSerializer(EntrySerializer):
    """A term of a vocabulary."""

    synonyms = TextsField()
    equivalents = serializers.DictField(help_text=_("Équivalents dans d’autres standards."))

    class Meta:
        model = Term
        fields = (
            "slug",
            "url",
            "scheme",
            "label",
            "definition",
            "synonyms",
            "equivalents",
            "debate",
            "citations",
        )


class SourceSerializer(EntrySerializer):
    """A document."""

    kind = serializers.SerializerMethodField(help_text=_("La sorte de document, null si rien ne la dit."))
    authors = TextsField()
    cited_by = serializers.IntegerField(help_text=_("Combien de fiches publiées s’appuient sur cette source."))

    class Meta:
        model = Source
        fields = (
            "slug", "url", "kind", "title", "authors", "year", "container", "publisher", "pages", "link", "cited_by",
            "citations",
        )  # fmt: skip

    @extend_schema_field({"type": ["string", "null"], "enum": [*SourceKind.values, None]})
    def get_kind(self, source: Source) -> str | None:
        """None where nothing says."""
        return source.kind or None


class StudySerializer(EntrySerializer):
    """A piece of research."""

    sources = serializers.SerializerMethodField(help_text=_("Les adresses des publications de l’étude."))

    class Meta:
        model = Study
        fields = (
            "slug",
            "url",
            "title",
            "state",
            "year",
            "sources",
            "method",
            "setting",
            "outcomes",
            "limits",
            "language",
            "citations",
        )

    def get_sources(self, study: Study) -> list[str]:
        """Slugs of what is published."""
        return sorted(source.slug for source in study.sources.all() if source.publication == "published")


class FindingSerializer(EntrySerializer):
    """One result."""

    study: Any = serializers.SlugRelatedField("slug", read_only=True, allow_null=True, help_text=_("L’étude, ou null."))

    class Meta:
        model = Finding
        fields = ("slug", "url", "study", "statement", "outcome", "direction", "citations")


class LandmarkSerializer(EntrySerializer):
    """A date of the history."""

    pays = CountryCodeField(allow_null=True)

    class Meta:
        model = Landmark
        fields = ("slug", "url", "date", "title", "text", "pays", "citations")


class OptionSerializer(serializers.Serializer[Any]):
    """One of the answers to choose from."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field so named
    votes = serializers.IntegerField(allow_null=True, help_text=_("Null si la source ne le dit pas."))


class ConsultationSerializer(EntrySerializer):
    """A question put to a body."""

    options = OptionSerializer(many=True)
    arguments = TextsField()

    class Meta:
        model = Consultation
        fields = (
            "slug",
            "url",
            "body",
            "date",
            "question",
            "participants",
            "options",
            "arguments",
            "citations",
        )


class QuestionSerializer(EntrySerializer):
    """An open question."""

    class Meta:
        model = Question
        fields = ("slug", "url", "theme", "text", "citations")


class TestimonySerializer(EntrySerializer):
    """Where a peer tells of it."""

    class Meta:
        model = Testimony
        fields = ("slug", "url", "title", "link", "publisher", "citations")


class FigureSerializer(EntrySerializer):
    """A number."""

    pays = CountryCodeField(allow_null=True)
    value = serializers.SerializerMethodField("whole")

    class Meta:
        model = Figure
        fields = ("slug", "url", "label", "value", "unit", "as_of", "approximate", "pays", "citations")

    def whole(self, figure: Figure) -> float:
        """A whole number without a decimal point."""
        return float(figure.value) if figure.value % 1 else int(figure.value)
