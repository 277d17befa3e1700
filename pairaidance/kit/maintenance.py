"""While the site is worked on: one static page for everyone, and 503 for programs."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from pairaidance.kit import api

RETRY_AFTER = 600  # seconds
OPEN = ("/healthz", "/static/")


class Maintenance:
    """Answers everything but health checks with 503 where MAINTENANCE is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page asked for, or what is said instead."""
        if not settings.MAINTENANCE or request.path.startswith(OPEN):
            return self.get_response(request)
        closed = api.error(503) if request.path.startswith("/api/") else HttpResponse(render_to_string("503.html"))
        closed.status_code = 503
        closed.headers["Retry-After"] = str(RETRY_AFTER)
        return closed
