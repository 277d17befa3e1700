"""The directory."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    """The upper app. When an entry is written, the search index follows."""

    name = "initiatives"
    verbose_name = _("Annuaire")

    def ready(self) -> None:
        """Listens to what the actions write."""
        from research.actions.revision import entry_saved

        entry_saved.connect(follow, dispatch_uid="initiatives.search")


def follow(entry: Any, **_kwargs: Any) -> None:
    """Indexes anew what an entry's change touches: an initiative itself, or all that bear a term."""
    from initiatives.models import Initiative
    from initiatives.search import index
    from research.models import Term

    if isinstance(entry, Initiative):
        index.write([entry])
    elif isinstance(entry, Term):
        index.write(Initiative.objects.for_list().filter(terms=entry))
