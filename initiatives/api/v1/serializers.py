"""The objects of the directory, as the contract has them."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from initiatives.models import Formation, Initiative, Place
from initiatives.vocabulary import TERM_FACETS, Activity, CoverageKind, HeadcountKind, PlaceMatch
from pairaidance.kit.countries import country
from research.api.v1.base import CountrySerializer, EntrySerializer


class PlaceRefSerializer(serializers.Serializer[Any]):
    """A place by its official code."""

    code = serializers.CharField()
    name = serializers.CharField()


class LocationSerializer(serializers.Serializer[Any]):
    """A point, in WGS 84 degrees: that of the commune, not an address."""

    lat = serializers.FloatField()
    lon = serializers.FloatField()
    precision = serializers.CharField(help_text=_("Comment le point de la commune a été trouvé."))


class CoverageSerializer(serializers.Serializer[Any]):
    """Whom an initiative says it serves."""

    kind = serializers.ChoiceField(CoverageKind.choices)
    code = serializers.CharField()
    name = serializers.CharField()


class ParentSerializer(serializers.Serializer[Any]):
    """The structure that carries an initiative."""

    name = serializers.CharField()
    slug = serializers.CharField(allow_null=True, help_text=_("Null si elle n’a pas de fiche."))


class HeadcountSerializer(serializers.Serializer[Any]):
    """How many peers, at a date; `active` and `recruited` are never added up."""

    count = serializers.IntegerField()
    kind = serializers.ChoiceField(HeadcountKind.choices)
    as_of = serializers.CharField(help_text=_("AAAA, AAAA-MM ou AAAA-MM-JJ."))
    approximate = serializers.BooleanField()


def location(place: Place | None) -> dict[str, Any] | None:
    """The point of a place that has one."""
    if place is None or place.lat is None:
        return None
    return {"lat": place.lat, "lon": place.lon, "precision": place.precision}


def place_ref(place: Place | None) -> dict[str, str] | None:
    """{code, name} or None."""
    return {"code": place.code, "name": place.name} if place else None


class InitiativeSerializer(EntrySerializer):
    """An initiative, described; `rows` reads it."""

    id = serializers.UUIDField(source="uuid", help_text=_("Identifiant stable."))
    other_names = serializers.ListField(child=serializers.CharField())
    pays = CountrySerializer(allow_null=True)
    region = PlaceRefSerializer(allow_null=True)
    departement = PlaceRefSerializer(allow_null=True)
    commune = PlaceRefSerializer(allow_null=True)
    location = LocationSerializer(allow_null=True)
    coverage = CoverageSerializer(many=True)
    parent = ParentSerializer(allow_null=True)
    activity = serializers.ChoiceField(Activity.choices, help_text=_("« cited » : citée, non vérifiée depuis."))
    headcounts = HeadcountSerializer(many=True)
    place_match = serializers.ChoiceField(
        PlaceMatch.choices,
        allow_null=True,
        help_text=_("Avec un filtre de lieu : l’initiative s’y trouve (stands) ou dit le desservir (serves)."),
    )
    distance_km = serializers.FloatField(allow_null=True, help_text=_("Avec `near` : la distance en kilomètres."))

    class Meta:
        model = Initiative
        fields = (
            "id", "slug", "url", "name", "other_names", "summary", "description",
            *(str(scheme) for scheme in TERM_FACETS),
            "pays", "region", "departement", "commune", "location", "place_match", "distance_km", "coverage",
            "website", "email", "phone", "parent", "started", "ended", "activity", "verified_on",
            "created_at", "modified_at", "headcounts", "citations",
        )  # fmt: skip

    def build_field(self, field_name: str, info: Any, model_class: Any, nested_depth: int) -> Any:
        """A scheme is a list of slugs: a new facet needs no line here."""
        if field_name in TERM_FACETS:
            return serializers.ListField, {"read_only": True, "child": serializers.CharField()}
        return super().build_field(field_name, info, model_class, nested_depth)


class FormationSerializer(EntrySerializer):
    """A training programme."""

    term: Any = serializers.SlugRelatedField("slug", read_only=True, help_text=_("Le terme de la facette `formation`."))

    class Meta:
        model = Formation
        fields = ("slug", "url", "name", "diploma", "institution", "description", "term", "citations")


class PlaceSerializer(serializers.ModelSerializer[Any]):
    """A place of the reference geography."""

    url = serializers.SerializerMethodField(help_text=_("La liste des initiatives qui s’y trouvent ou le desservent."))
    pays = serializers.SerializerMethodField()
    region = serializers.SerializerMethodField()
    departement = serializers.SerializerMethodField()
    location = serializers.SerializerMethodField()
    postcodes = serializers.SerializerMethodField()

    class Meta:
        model = Place
        fields = (
            "code", "name", "slug", "url", "pays", "region", "departement", "location", "postcodes", "population",
        )  # fmt: skip

    def get_url(self, place: Place) -> str:
        """The public list, filtered."""
        return f"{settings.SITE_URL}/initiatives/?{place.level}={place.code}"

    @extend_schema_field(CountrySerializer())
    def get_pays(self, place: Place) -> dict[str, str] | None:
        """The country."""
        return country(place.country)

    @extend_schema_field(PlaceRefSerializer(allow_null=True))
    def get_region(self, place: Place) -> dict[str, str] | None:
        """What it lies in; None for a région itself."""
        return place_ref(place.region)

    @extend_schema_field(PlaceRefSerializer(allow_null=True))
    def get_departement(self, place: Place) -> dict[str, str] | None:
        """What it lies in; None for a département itself."""
        return place_ref(place.departement)

    @extend_schema_field(LocationSerializer(allow_null=True))
    def get_location(self, place: Place) -> dict[str, Any] | None:
        """Its point, where one is known."""
        return location(place)

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_postcodes(self, place: Place) -> list[str]:
        """Those of a commune."""
        return place.postcodes.split()


class FacetValueSerializer(serializers.Serializer[Any]):
    """One value of a facet."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field so named
    count = serializers.IntegerField(help_text=_("Le nombre de résultats si cette seule valeur était choisie ici."))
    selected = serializers.BooleanField()


class MeantPlaceSerializer(serializers.Serializer[Any]):
    """A place that a query names."""

    kind = serializers.CharField(help_text=_("Le niveau du lieu : pays, region, departement ou commune."))
    code = serializers.CharField(help_text=_("Code officiel."))
    name = serializers.CharField()


class HomonymSerializer(serializers.Serializer[Any]):
    """A name that several places bear."""

    text = serializers.CharField(help_text=_("Ce qui a été écrit."))
    places = MeantPlaceSerializer(many=True)


class MeantTermSerializer(serializers.Serializer[Any]):
    """A term that a query means."""

    scheme = serializers.CharField()
    slug = serializers.SlugField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field so named


class CorrectionSerializer(serializers.Serializer[Any]):
    """A slip, and what was looked for instead."""

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python."""
        return {"from": serializers.CharField(), "to": serializers.CharField()}


class InterpretationSerializer(serializers.Serializer[Any]):
    """How a query was understood; what is understood narrows as the parameters would."""

    places = MeantPlaceSerializer(many=True)
    choices = HomonymSerializer(many=True, help_text=_("Les homonymes, entre lesquels personne n’a encore choisi."))
    terms = MeantTermSerializer(many=True)
    words = serializers.ListField(child=serializers.CharField(), help_text=_("Les mots qui restent."))
    corrections = CorrectionSerializer(many=True)
    help = serializers.ListField(child=serializers.CharField(), help_text=_("Les numéros d’aide à montrer d’abord."))
