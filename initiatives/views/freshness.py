"""One edition a request, and an ETag made of it: who has what is still true is told so, and nothing is read again."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

from research.models import Edition
from research.models.edition import State, reading

OWN = ("/admin/", "/healthz")  # what is never kept
SOURCES = ("initiatives", "research", "pairaidance", "templates", "locale", "static")
DAYS = 1  # some pages speak of today: an ETag is good for the day


class Freshness:
    """Reads the edition when a request begins; answers 304 where the reader has this edition already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with its ETag, or 304."""
        if request.method not in {"GET", "HEAD"} or request.path.startswith(OWN):
            return self.get_response(request)
        state = Edition.current()
        held = reading.set(state)
        try:
            return self._answer(request, state)
        finally:
            reading.reset(held)

    def _answer(self, request: HttpRequest, state: State) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES or not state.token:
            return self.get_response(request)
        etag = f'W/"{stamp(state.token, timezone.localdate().toordinal() // DAYS)}"'
        held = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
        if etag.removeprefix("W/") in held:  # weak comparison: RFC 9110, 13.1.2
            return _kept(HttpResponseNotModified(), etag)
        response = self.get_response(request)
        whole = response.status_code == 200 and not response.cookies and not response.streaming
        return _kept(response, etag) if whole else response


def _kept(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, no_cache=True)  # kept, but asked about before it is shown again
    return response


@lru_cache(maxsize=8)
def stamp(token: str, day: int) -> str:
    """One text for the data, the code, what its pages say of us, and the day."""
    parts = (token, day, _release(), settings.SITE_URL, settings.CONTACT_EMAIL, settings.DEBUG)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


@lru_cache(maxsize=1)
def _release() -> str:
    """What tells one state of the code from another: sizes and times of its files, once a process."""
    files = sorted(path for name in SOURCES for path in (Path(settings.BASE_DIR) / name).rglob("*") if path.is_file())
    found = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files if path.suffix != ".pyc"]
    return hashlib.sha256(repr(found).encode()).hexdigest()
