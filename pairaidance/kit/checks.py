"""What `manage.py check --deploy` says of settings that work on one's own machine and would mislead in public."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags, Warning, register  # noqa: A004  (Django's name)


@register(Tags.security, deploy=True)
def public_settings(app_configs: Any, **_kwargs: Any) -> list[Warning]:
    """The address of the site and that of its curators are the public's only ways in."""
    found = []
    if settings.CONTACT_EMAIL.endswith(".invalid"):
        found.append(Warning("CONTACT_EMAIL is not set: visitors can reach nobody.", id="pairaidance.W001"))
    if "//127.0.0.1" in settings.SITE_URL or "//localhost" in settings.SITE_URL:
        found.append(Warning("SITE_URL is not set: links would lead to this machine.", id="pairaidance.W002"))
    return found
