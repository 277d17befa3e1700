"""The admin of the research side (terms and sources included)."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from research import models
from research.admin.base import PUBLISH, CitationInline, EntryAdmin, ToCiteFilter

admin.site.site_header = _("Annuaire de la pair-aidance")
admin.site.site_title = _("Annuaire de la pair-aidance")
admin.site.index_title = _("Ce qui est à tenir vrai")

__all__ = ["CitationInline", "EntryAdmin", "ReadOnlyAdmin", "ToCiteFilter"]


def citations(citation: Any) -> type[CitationInline]:
    """The inline of one kind of citation."""
    return type(f"{citation.__name__}Inline", (CitationInline,), {"model": citation})


@admin.register(models.Source)
class SourceAdmin(EntryAdmin):
    """Documents."""

    list_display = ("title", "kind", "year", "publication", "uncited", "disputed")
    list_filter = (*EntryAdmin.list_filter, "kind")
    search_fields = ("slug", "title")
    inlines = (citations(models.SourceCitation),)


@admin.register(models.Term)
class TermAdmin(EntryAdmin):
    """Vocabularies and glossary."""

    list_display = ("label", "scheme", "order", "publication", "uncited", "disputed")
    list_filter = (*EntryAdmin.list_filter, "scheme")
    search_fields = ("slug", "label")
    inlines = (citations(models.TermCitation),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Programs filter by a term's slug and scheme: once made, they stay."""
        fixed = ("slug", "scheme") if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)


@admin.register(models.Synonym)
class SynonymAdmin(admin.ModelAdmin):
    """What people say for a term; here a row is simply deleted, since it states nothing."""

    list_display = ("text", "term", "help_line", "modified_at")
    list_filter = ("help_line", "term__scheme")
    list_select_related = ("term",)
    search_fields = ("text", "term__label")
    autocomplete_fields = ("term",)
    list_per_page = 100

    def save_model(self, request: HttpRequest, obj: models.Synonym, form: Any, change: bool) -> None:
        """Says where the same words, but for accents, plurals and capitals, lead as well: they then lead to both."""
        super().save_model(request, obj, form, change)
        others = models.Synonym.objects.filter(key=obj.key).exclude(pk=obj.pk).exclude(term=obj.term)
        if told := ", ".join(f"{one} → {one.term or one.help_line or one.topic or '–'}" for one in others):
            messages.warning(request, _("Les mêmes mots mènent aussi ailleurs : %(told)s.") % {"told": told})


@admin.register(models.Study)
class StudyAdmin(EntryAdmin):
    """Studies."""

    list_display = ("title", "state", "year", "publication", "uncited", "disputed")
    list_filter = (*EntryAdmin.list_filter, "state")
    search_fields = ("slug", "title")
    autocomplete_fields = ("sources",)
    inlines = (citations(models.StudyCitation),)


@admin.register(models.Finding)
class FindingAdmin(EntryAdmin):
    """What was found."""

    list_display = ("statement", "outcome", "direction", "publication", "uncited", "disputed")
    list_filter = (*EntryAdmin.list_filter, "direction")
    search_fields = ("slug", "statement")
    autocomplete_fields = ("study",)
    inlines = (citations(models.FindingCitation),)


@admin.register(models.Landmark)
class LandmarkAdmin(EntryAdmin):
    """History."""

    list_display = ("date", "title", "pays", "publication", "uncited", "disputed")
    list_display_links = ("title",)
    search_fields = ("slug", "title")
    inlines = (citations(models.LandmarkCitation),)


class OptionInline(admin.TabularInline):
    """Options with their votes."""

    model = models.Option
    extra = 0


@admin.register(models.Consultation)
class ConsultationAdmin(EntryAdmin):
    """Votes."""

    list_display = ("question", "body", "date", "publication", "uncited", "disputed")
    search_fields = ("slug", "question")
    inlines = (OptionInline, citations(models.ConsultationCitation))


@admin.register(models.Question)
class QuestionAdmin(EntryAdmin):
    """Open questions."""

    list_display = ("text", "theme", "publication", "uncited", "disputed")
    search_fields = ("slug", "text")
    inlines = (citations(models.QuestionCitation),)


@admin.register(models.Testimony)
class TestimonyAdmin(EntryAdmin):
    """Testimonies."""

    list_display = ("title", "publisher", "publication", "uncited", "disputed")
    search_fields = ("slug", "title")
    inlines = (citations(models.TestimonyCitation),)


@admin.register(models.Figure)
class FigureAdmin(EntryAdmin):
    """Figures."""

    list_display = ("label", "value", "unit", "as_of", "publication", "uncited", "disputed")
    search_fields = ("slug", "label")
    inlines = (citations(models.FigureCitation),)


class ReadOnlyAdmin(admin.ModelAdmin):
    """To look at, not to change."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


@admin.register(models.Change)
class ChangeAdmin(ReadOnlyAdmin):
    """The journal of everything."""

    list_display = ("at", "kind", "slug", "by", "reason")
    list_filter = ("kind", "by")
    search_fields = ("slug", "reason")
    date_hierarchy = "at"
    list_select_related = ("by",)
    actions = ("redact",)

    @admin.action(description=_("Masquer les valeurs et la raison (donnée personnelle)"))
    def redact(self, request: HttpRequest, queryset: QuerySet[models.Change]) -> None:
        """Takes what must not be kept out of the journal; the line stays, and says that it was masked."""
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        for change in queryset:
            change.reason = str(_("masqué"))
            change.changes = [{"field": line["field"], "before": None, "after": None} for line in change.changes]
            change.save()


@admin.register(models.FormerSlug)
class FormerSlugAdmin(ReadOnlyAdmin):
    """Addresses that lead elsewhere."""

    list_display = ("kind", "slug", "subject")
    search_fields = ("slug",)


@admin.register(models.Seeded)
class SeededAdmin(ReadOnlyAdmin):
    """What the seed wrote last."""

    list_display = ("kind", "key", "subject")
    list_filter = ("kind",)
    search_fields = ("key",)
