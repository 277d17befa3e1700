"""An initiative as JSON: nested model serializers."""

from rest_framework import serializers

from bench.peers.plain_drf.models import Citation, Coverage, Headcount, Initiative, Place, Term


class TermSerializer(serializers.ModelSerializer):
    """A term."""

    class Meta:
        model = Term
        fields = ["scheme", "slug", "label"]


class WiderPlaceSerializer(serializers.ModelSerializer):
    """What a place lies in."""

    class Meta:
        model = Place
        fields = ["code", "name"]


class PlaceSerializer(serializers.ModelSerializer):
    """A place."""

    region = WiderPlaceSerializer()
    departement = WiderPlaceSerializer()

    class Meta:
        model = Place
        fields = ["level", "code", "name", "country", "lat", "lon", "region", "departement"]


class CoverageSerializer(serializers.ModelSerializer):
    """Whom it serves."""

    place = WiderPlaceSerializer()

    class Meta:
        model = Coverage
        fields = ["kind", "place"]


class HeadcountSerializer(serializers.ModelSerializer):
    """How many peers."""

    class Meta:
        model = Headcount
        fields = ["count", "kind", "as_of", "approximate"]


class CitationSerializer(serializers.ModelSerializer):
    """Who says what."""

    source = serializers.SlugRelatedField(slug_field="slug", read_only=True)

    class Meta:
        model = Citation
        fields = ["field", "value", "source", "locator", "quote", "basis", "reason", "consulted_on"]


class InitiativeSerializer(serializers.ModelSerializer):
    """All of an initiative, as our API shows it."""

    terms = TermSerializer(many=True)
    place = PlaceSerializer()
    parent = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    coverages = CoverageSerializer(many=True)
    headcounts = HeadcountSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Initiative
        fields = [
            "uuid", "slug", "name", "other_names", "summary", "description", "terms", "place", "coverages", "website",
            "email", "phone", "parent", "parent_name", "started", "ended", "activity", "verified_on", "created_at",
            "modified_at", "headcounts", "citations",
        ]  # fmt: skip
