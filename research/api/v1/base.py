"""What every resource shares: how it is read, listed, found by slug, and described."""

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from pairaidance.kit import schema
from pairaidance.kit.api import PAGE_PARAMETERS, Gone, refuse_unknown
from pairaidance.kit.countries import country
from research.filters import EntryFilter
from research.models import Entry, moved
from research.vocabulary import Basis, Publication


class CountrySerializer(serializers.Serializer[Any]):
    """A country."""

    code = serializers.CharField(help_text=_("Code ISO 3166-1 alpha-2."))
    name = serializers.CharField(help_text=_("Nom français."))


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "number"}]})
class ScalarField(serializers.Field[Any, Any, Any, Any]):
    """A text or a number, as it is."""

    def to_representation(self, value: Any) -> Any:
        """The value itself."""
        return value


class CitationSerializer(serializers.Serializer[Any]):
    """Who says which value of which field."""

    field = serializers.CharField(help_text=_("Le champ, par son nom dans l’API."))
    value = ScalarField(help_text=_("Ce que dit cette source, même si la fiche dit autrement."))
    source = serializers.SlugField(source="source.slug", help_text=_("L’adresse de la source."))  # type: ignore[assignment]  # a field so named
    locator = serializers.CharField(help_text=_("Où dans la source : section, page, note."))
    quote = serializers.CharField(help_text=_("Les mots mêmes de la source ; « […] » marque une coupe."))
    basis = serializers.ChoiceField(Basis.choices, help_text=_("Dit par la source, ou déduit d’elle."))
    reason = serializers.CharField(help_text=_("Le raisonnement, si la valeur est déduite."))
    consulted_on = serializers.DateField(help_text=_("Quand la source a été consultée."))


class EntrySerializer(serializers.ModelSerializer[Any]):
    """What every entry has: its slug, its public page and its citations."""

    url = serializers.SerializerMethodField(help_text=_("La page publique."))
    citations = CitationSerializer(many=True, help_text=_("Qui dit quoi, où, en quels mots."))

    ENDS: ClassVar[tuple[str, ...]] = ("citations",)

    def get_url(self, entry: Any) -> str:
        """The public page, from SITE_URL."""
        return f"{settings.SITE_URL}{entry.get_absolute_url()}"


class CountryCodeField(serializers.CharField):
    """An ISO code in the database, {code, name} outside, None for a blank."""

    def to_representation(self, value: Any) -> Any:
        """{code, name} or None."""
        return country(value)

    def get_attribute(self, instance: Any) -> Any:
        """A blank is no value."""
        return super().get_attribute(instance) or None


extend_schema_field(CountrySerializer())(CountryCodeField)


class EntryViewSet(viewsets.ReadOnlyModelViewSet[Any]):
    """A resource: published entries only, listed and by slug."""

    lookup_field = "slug"
    lookup_value_regex = "[a-z0-9-]{1,120}"
    filterset_class: type[Any] = EntryFilter
    queryset: Any = None
    filterset: Any = None  # the valid parameters of a list, once it was asked for

    def get_queryset(self) -> Any:
        """What may be read, with what one row shows."""
        return super().get_queryset().published().for_list()  # type: ignore[attr-defined]  # every kind's manager has them

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """A page of the list. Raises ValidationError for unknown or bad parameters."""
        refuse_unknown(request.query_params, self.filterset_class.names() | PAGE_PARAMETERS)
        return super().list(request, *args, **kwargs)

    def filter_queryset(self, queryset: Any) -> Any:
        """What the parameters ask for; a single entry is not filtered."""
        if self.action != "list":
            return queryset
        self.filterset = self.asked(queryset=queryset)
        return self.filterset.qs

    def asked(self, **given: Any) -> Any:
        """The parameters, valid; `given` is what their filter takes beside. Raises ValidationError by parameter."""
        filterset = self.filterset_class(self.request.query_params, **given)
        if not filterset.is_valid():
            raise ValidationError({name: list(messages) for name, messages in filterset.form.errors.items()})
        return filterset

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """One entry; 301 from a former slug, 410 for a withdrawn one."""
        refuse_unknown(request.query_params, set())
        slug = kwargs["slug"]
        entry = self.get_queryset().filter(slug=slug).first()
        return Response(self.shown(entry)) if entry else self.elsewhere(self.queryset.model, slug)

    def shown(self, entry: Any) -> Any:
        """The object of one entry."""
        return self.get_serializer(entry).data

    def elsewhere(self, model: type[Entry], slug: str) -> HttpResponseBase:
        """Where an entry that is not public under this slug is. Raises Gone or NotFound."""
        if model._default_manager.filter(slug=slug, publication=Publication.WITHDRAWN).exists():
            raise Gone
        target = moved(model, slug)
        if target is None or target.publication == Publication.DRAFT:
            raise NotFound
        return HttpResponsePermanentRedirect(reverse(f"api:{self.basename}-detail", args=[target.slug]))


def described(resource: str, *, what: str, parameters: list[Any] | None = None) -> Any:
    """A decorator that describes a resource in the schema, with a real example."""
    examples = schema.real_example(resource)
    return extend_schema_view(
        list=extend_schema(
            summary=f"{what} : la liste",
            description="Chaque ligne est l’objet entier.",
            parameters=[schema.Q, *(parameters or []), *schema.PAGES],
            examples=examples,
        ),
        retrieve=extend_schema(
            summary=f"{what} : un objet",
            description="301 si l’adresse a changé, 410 si la fiche a été retirée.",
            examples=examples,
        ),
    )
