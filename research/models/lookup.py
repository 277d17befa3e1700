"""Finding entries by their slugs, former ones included."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from research.models.entry import Entry
from research.models.journal import FormerSlug

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def moved(model: type[AnyEntry], slug: str) -> AnyEntry | None:
    """The entry that had this slug before it was renamed, or None."""
    former = FormerSlug.objects.filter(kind=model.KIND, slug=slug).first()
    manager: Any = model._default_manager
    found: AnyEntry | None = manager.filter(pk=former.subject).first() if former else None
    return found


def refuse_former(entry: Entry) -> None:
    """Raises ValidationError where the entry's slug is a former one of another: that address leads there."""
    former = FormerSlug.objects.filter(kind=entry.KIND, slug=entry.slug).exclude(subject=entry.pk or 0).first()
    if former is not None:
        raise ValidationError(
            {"slug": _("« %(slug)s » mène à une autre fiche, qui a changé d’adresse.") % {"slug": entry.slug}}
        )


def by_slug(model: type[AnyEntry], slug: str, field: str) -> AnyEntry:
    """The entry with this slug, now or formerly. Raises ValidationError naming `field`."""
    manager: Any = model._default_manager
    found: AnyEntry | None = manager.filter(slug=slug).first() or moved(model, slug)
    if found is None:
        raise ValidationError(
            {
                field: _("« %(slug)s » n’existe pas parmi : %(kind)s.")
                % {"slug": slug, "kind": model._meta.verbose_name_plural}
            }
        )
    return found


def by_slugs(model: type[AnyEntry], slugs: Iterable[Any], field: str) -> list[AnyEntry]:
    """The entries with these slugs. Raises ValidationError naming `field` and the first unknown one."""
    wanted = list(slugs)
    manager: Any = model._default_manager
    found: dict[str, AnyEntry] = {entry.slug: entry for entry in manager.filter(slug__in=wanted)}
    return [found.get(slug) or by_slug(model, slug, field) for slug in wanted]
