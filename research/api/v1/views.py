"""The resources of the research side (sources stand in the upper app: it knows all that cites them)."""

from pairaidance.kit import schema
from research.api.v1 import serializers
from research.api.v1.base import EntryViewSet, described
from research.filters import StudyFilter, TermFilter
from research.models import Consultation, Figure, Finding, Landmark, Question, Study, Term, Testimony
from research.vocabulary import Scheme, StudyState


@described(
    "terms",
    what="Termes",
    parameters=[schema.text("scheme", "Un seul vocabulaire.", enum=list(Scheme.values))],
)
class TermViewSet(EntryViewSet):
    """Vocabularies and glossary."""

    queryset = Term.objects.order_by("scheme", "order", "label", "pk")
    serializer_class = serializers.TermSerializer
    filterset_class = TermFilter


@described(
    "studies",
    what="Études",
    parameters=[schema.text("state", "Publiée ou en cours.", enum=list(StudyState.values))],
)
class StudyViewSet(EntryViewSet):
    """Studies."""

    queryset = Study.objects.all()
    serializer_class = serializers.StudySerializer
    filterset_class = StudyFilter


@described("findings", what="Constats")
class FindingViewSet(EntryViewSet):
    """What research found."""

    queryset = Finding.objects.all()
    serializer_class = serializers.FindingSerializer


@described("landmarks", what="Dates de l’histoire")
class LandmarkViewSet(EntryViewSet):
    """History."""

    queryset = Landmark.objects.all()
    serializer_class = serializers.LandmarkSerializer


@described("consultations", what="Consultations")
class ConsultationViewSet(EntryViewSet):
    """What was asked and voted."""

    queryset = Consultation.objects.all()
    serializer_class = serializers.ConsultationSerializer


@described("questions", what="Questions ouvertes")
class QuestionViewSet(EntryViewSet):
    """What is still open."""

    queryset = Question.objects.all()
    serializer_class = serializers.QuestionSerializer


@described("testimonies", what="Témoignages")
class TestimonyViewSet(EntryViewSet):
    """Peers in their own words, elsewhere."""

    queryset = Testimony.objects.all()
    serializer_class = serializers.TestimonySerializer


@described("figures", what="Chiffres")
class FigureViewSet(EntryViewSet):
    """Numbers about the field."""

    queryset = Figure.objects.all()
    serializer_class = serializers.FigureSerializer
