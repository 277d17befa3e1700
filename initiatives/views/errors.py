"""What is said where a page can't be: in the site's face, or as JSON under /api/."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pairaidance.kit import api


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Any = None, reason: str = "") -> HttpResponse:
    """403, a failed CSRF check included."""
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: static, so that nothing else can fail."""
    return _answer(request, 500)


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    if request.path.startswith("/api/"):
        return api.error(status)
    return render(request, f"{status}.html", status=status)
