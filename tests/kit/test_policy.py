"""The header that says what a page may load."""

from csp.constants import HEADER
from csp.decorators import csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from pairaidance.kit.policy import SamePolicy


def directives(response: HttpResponse) -> set[str]:
    return set(response[HEADER].split("; "))


def test_it_is_what_the_library_says_also_where_a_view_changes_it() -> None:
    request = RequestFactory().get("/")

    @csp_update({"img-src": ["https://images.example"]})
    def changed(request: object) -> HttpResponse:
        return HttpResponse()

    for view in (lambda _request: HttpResponse(), changed):
        ours, theirs = SamePolicy(view)(request), CSPMiddleware(view)(request)
        assert directives(ours) == directives(theirs)
    assert "img-src 'self' data: https://images.example" in directives(SamePolicy(changed)(request))
