"""Evidence and debate."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResearchConfig(AppConfig):
    """The lower app: it knows nothing of the directory."""

    name = "research"
    verbose_name = _("Savoirs et débats")

    def ready(self) -> None:
        """Every write raises the edition of the data."""
        from research.actions.edition import follow_writes

        follow_writes("research")
