"""The admin of the directory."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives import models
from initiatives.vocabulary import Activity, CoverageKind
from research.admin import CitationInline, EntryAdmin, ReadOnlyAdmin
from research.forms import EntryForm
from research.models import Term


class InitiativeForm(EntryForm):
    """Whoever notes a verification is the one who made it."""

    def clean(self) -> dict[str, Any]:
        """Pairs the date with the person; « vérifiée » without a date is today."""
        cleaned = super().clean()
        if cleaned.get("activity") == Activity.VERIFIED and not cleaned.get("verified_on"):
            cleaned["verified_on"] = timezone.localdate()
        if not cleaned.get("verified_on"):
            self.instance.verified_by = None
        elif "verified_on" in self.changed_data or self.instance.verified_by is None:
            self.instance.verified_by = self.user
        return cleaned


class PlacedFilter(admin.SimpleListFilter):
    """What has no place, or only a country."""

    title = _("lieu")
    parameter_name = "lieu"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """From nothing to a country."""
        return [("none", _("aucun lieu")), ("country", _("seulement le pays"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those to place."""
        if self.value() == "none":
            return queryset.filter(place__isnull=True)
        return queryset.filter(place__level="pays") if self.value() == "country" else queryset


class TermFilter(admin.SimpleListFilter):
    """What bears a term, of those that any initiative bears: each is looked for, however many bear it."""

    title = _("terme")
    parameter_name = "terme"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """By slug, in the order of the vocabularies."""
        links = models.Initiative.terms.through.objects.filter(term=OuterRef("pk"))
        return [(term.slug, str(term)) for term in Term.objects.filter(Exists(links))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that bear it."""
        return queryset.with_terms([self.value()]) if self.value() else queryset  # type: ignore[attr-defined]


class HeadcountInline(admin.TabularInline):
    """Head counts."""

    model = models.Headcount
    extra = 0


class CoverageFormSet(forms.models.BaseInlineFormSet):
    """« En ligne » has no place, so that the usual check of doubles doesn't see it."""

    def clean(self) -> None:
        """Raises ValidationError for a second « en ligne »."""
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        if sum(row.get("kind") == CoverageKind.ONLINE for row in kept) > 1:
            raise forms.ValidationError(_("« En ligne » figure deux fois."))


class CoverageInline(admin.TabularInline):
    """Whom it serves."""

    model = models.Coverage
    formset = CoverageFormSet
    extra = 0
    autocomplete_fields = ("place",)


class InitiativeCitationInline(CitationInline):
    """Who says what of an initiative."""

    model = models.InitiativeCitation


@admin.register(models.Initiative)
class InitiativeAdmin(EntryAdmin):
    """Initiatives."""

    form = InitiativeForm
    list_display = ("name", "place", "activity", "verified_on", "publication", "uncited", "disputed", "modified_at")
    list_filter = (*EntryAdmin.list_filter, "activity", PlacedFilter, TermFilter, "modified_at")
    date_hierarchy = None  # of a million, it would look at each
    list_select_related = ("place__departement",)
    search_fields = ("slug", "name")
    autocomplete_fields = ("terms", "place", "parent")
    readonly_fields = (*EntryAdmin.readonly_fields, "uuid", "verified_by")
    inlines = (HeadcountInline, CoverageInline, InitiativeCitationInline)

    def _further(self, obj: Any) -> list[str]:
        return ["uuid"]


class FormationCitationInline(CitationInline):
    """Who says what of a training programme."""

    model = models.FormationCitation


@admin.register(models.Formation)
class FormationAdmin(EntryAdmin):
    """Training programmes."""

    list_display = ("name", "diploma", "institution", "publication", "uncited", "disputed")
    search_fields = ("slug", "name")
    autocomplete_fields = ("term",)
    inlines = (FormationCitationInline,)


@admin.register(models.Place)
class PlaceAdmin(ReadOnlyAdmin):
    """Reference geography: to choose from, loaded from its files."""

    list_display = ("name", "level", "code", "departement", "region", "country", "population")
    list_filter = ("level",)
    list_select_related = ("departement", "region")
    search_fields = ("name", "code")
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By name without accents, code or postcode."""
        if not search_term or "\x00" in search_term:
            return queryset, False
        return queryset.filter(pk__in=models.Place.objects.matching(search_term).values("pk")), False
