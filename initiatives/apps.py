"""The directory."""

from typing import Any

from django.apps import AppConfig
from django.db.models import Q
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    """The upper app. When an entry is written, the search index follows."""

    name = "initiatives"
    verbose_name = _("Annuaire")

    def ready(self) -> None:
        """Listens to what the actions write, and registers the checks of a deployment."""
        from initiatives.bitmaps import said
        from initiatives.models import Indexed, Initiative, Posting
        from pairaidance.kit import checks  # noqa: F401  (registers itself)
        from research.actions.edition import follow_writes
        from research.actions.revision import entry_saved

        follow_writes("initiatives", silent={Indexed, Posting}, say=said.say)

        entry_saved.connect(follow, dispatch_uid="initiatives.search")
        post_delete.connect(forget, sender=Initiative, dispatch_uid="initiatives.search")


def follow(entry: Any, **_kwargs: Any) -> None:
    """Indexes anew what an entry's change touches: an initiative and those it carries, or all that bear or cite it."""
    from initiatives.models import Initiative
    from initiatives.search import index
    from research.models import Source, Term

    own: list[int] = []
    touched = Q(pk__in=[])
    if isinstance(entry, Initiative):
        own, touched = [entry.pk], Q(parent=entry)
    elif isinstance(entry, Term):
        touched = Q(terms=entry)
    elif isinstance(entry, Source):
        touched = Q(citations__source=entry)
    index.write([*own, *Initiative.objects.filter(touched).order_by("pk").values_list("pk", flat=True).distinct()])


def forget(instance: Any, **_kwargs: Any) -> None:
    """Takes a deleted initiative out of the index: its words are no one's any more."""
    from initiatives.search import index

    index.write([instance.pk])
