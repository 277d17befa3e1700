"""What the admin of every entry shares: reason, citations, what is to cite, history; saved with its journal."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from research.actions import conclude, snapshot
from research.forms import CitationForm, EntryForm, LinesField
from research.models import Change, Entry

PUBLISH = "research.publish"
STEPS = 100


class CitationInline(admin.StackedInline):
    """The citations of an entry. Each kind names its own model."""

    form = CitationForm
    fk_name = "subject"
    extra = 0
    autocomplete_fields = ("source",)
    classes = ("collapse",)


class ToCiteFilter(admin.SimpleListFilter):
    """What no source stands behind, or what sources disagree on."""

    title = _("sources")
    parameter_name = "sources"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Two things to look after."""
        return [("uncited", _("des valeurs sans source")), ("disputed", _("des sources en désaccord"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that need it."""
        return queryset.filter(**{f"{self.value()}__gt": 0}) if self.value() in {"uncited", "disputed"} else queryset


class EntryAdmin(admin.ModelAdmin):
    """Curators' page of one kind of entry. Nothing is deleted: an entry is withdrawn."""

    form = EntryForm
    list_display = ("__str__", "publication", "uncited", "disputed", "modified_at")
    list_filter = ("publication", ToCiteFilter)
    list_per_page = 50
    date_hierarchy = "modified_at"
    search_fields = ("slug",)
    search_help_text = _("Des mots, accents indifférents, ou une adresse.")
    readonly_fields = ("to_cite", "in_dispute", "created_at", "modified_at")
    save_on_top = True
    STATE = (
        _("Publication et journal"),
        {
            "fields": (
                "seen", "change_reason", "publication", "withdrawal_reason", "to_cite", "in_dispute", "created_at",
                "modified_at",
            )
        },
    )  # fmt: skip
    HEAD: tuple[str, ...] = ("slug",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The entry's own fields, then what is the same for all."""
        own = [field.name for field in self.model._meta.get_fields() if self._own(field)]
        return [(None, {"fields": [*own, *self._further(obj)]}), self.STATE]

    def _own(self, field: Any) -> bool:
        if field.auto_created or not getattr(field, "editable", False):
            return False
        return field.name not in {"publication", "withdrawal_reason"}

    def _further(self, obj: Any) -> list[str]:
        return []

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Publishing needs its permission; a new entry is a draft."""
        held = () if request.user.has_perm(PUBLISH) else ("publication", "withdrawal_reason")
        return (*self.readonly_fields, *held)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, knowing who fills it in."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Lists of texts are lines; long texts have room."""
        if isinstance(db_field, models.JSONField) and db_field.default is list:
            return db_field.formfield(form_class=LinesField)
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        if isinstance(db_field, models.TextField):
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "cols": 80}))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By words as on the site, or by part of a name or address while typing."""
        if not search_term or "\x00" in search_term:
            return queryset, False
        typed, doubles = super().get_search_results(request, queryset, search_term)
        words = self.model._default_manager.matching(search_term).values("pk")
        return queryset.filter(Q(pk__in=typed.values("pk")) | Q(pk__in=words)), doubles

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Remembers what stood before; the journal is written once all related rows are."""
        form.before = snapshot(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The journal's line, in the same transaction as the change."""
        super().save_related(request, form, formsets, change)
        conclude(entry=form.instance, before=form.before, by=request.user, reason=form.cleaned_data["change_reason"])
        for remark in form.instance.wording():
            told = gettext("« %(word)s » : préférez « %(instead)s », sauf dans une citation.")
            messages.warning(request, told % {"word": remark.word, "instead": remark.instead})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Withdraw instead: what was said stays in the journal."""
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who, when, what and why, from the journal."""
        entry = self.get_object(request, object_id)
        if entry is None:
            return super().history_view(request, object_id, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Historique : %(name)s") % {"name": entry},
            "opts": self.opts,
            "object": entry,
            "changes": Change.objects.of(entry.KIND, entry.pk)[:STEPS],
        }
        return TemplateResponse(request, "admin/journal.html", context)

    @admin.display(description=_("à sourcer"))
    def to_cite(self, entry: Entry) -> str:
        """The values that nobody cites."""
        if not entry.pk:
            return "—"
        rows = [(entry.label_of(name), value) for name, value in entry.uncited_values()]
        return format_html_join("\n", "<div>{} : {}</div>", rows) or "—"

    @admin.display(description=_("en désaccord"))
    def in_dispute(self, entry: Entry) -> str:
        """What sources say otherwise."""
        if not entry.pk:
            return "—"
        rows = [
            (entry.label_of(citation.field), citation.value, citation.source, citation.locator)
            for citation in entry.disputed_citations()
        ]
        return format_html_join("\n", "<div>{} : {} ({}, {})</div>", rows) or "—"
