"""Django REST framework as its tutorial and django-filter's write it, in the versions that ours stands on.

The same tables by models of its own, without the middleware, accounts and pages that ours has. Connections persist, as
Django's documentation advises; two processes (gunicorn, sync), like ours.
"""

from pathlib import Path

from bench.peers.peer import WORKERS, Peer


class PlainDrf(Peer):
    """Model serializers, a filter set, numbered pages."""

    name = "plain_drf"
    requirements = (
        "django==5.2.19",
        "django-environ==0.14.0",
        "django-filter==26.2",
        "djangorestframework==3.18.3",
        "gunicorn==27.0.1",
        "psycopg[binary]==3.3.9",
    )
    paths = {"list": "/initiatives/", "facets": "/facets/"}
    ready = "/initiatives/"

    def command(self, python: Path, database_url: str, port: int, folder: Path) -> list[str]:
        """Gunicorn."""
        options = ["--workers", str(WORKERS), "--worker-class", "sync", "--log-level", "warning"]
        application = "django.core.wsgi:get_wsgi_application()"
        return [str(python), "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *options]

    def environment(self, database_url: str) -> dict[str, str]:
        """Settings of its own."""
        return super().environment(database_url) | {"DJANGO_SETTINGS_MODULE": "bench.peers.plain_drf.settings"}
