"""Finding the entry of a page: or where it went, or that it is gone."""

from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from research.models import Entry, moved
from research.vocabulary import Publication


class Elsewhere(Exception):  # noqa: N818  (not an error: an answer)
    """The answer to give instead of the page."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def find(request: HttpRequest, queryset: QuerySet[Any], slug: str) -> Any:
    """The published entry with this slug, a draft too for curators. Raises Elsewhere (moved, withdrawn) or Http404."""
    model: type[Entry] = queryset.model
    entry = queryset.filter(slug=slug).first() or moved(model, slug)
    if entry is None or (entry.publication == Publication.DRAFT and not may_preview(request, model)):
        raise Http404
    if entry.publication == Publication.WITHDRAWN:
        raise Elsewhere(render(request, "410.html", status=410))
    if entry.slug != slug:
        page: Any = request.resolver_match
        raise Elsewhere(HttpResponsePermanentRedirect(reverse(page.view_name, args=[entry.slug])))
    return entry


def may_preview(request: HttpRequest, model: type[Entry]) -> bool:
    """Whether it is a curator who looks: a draft is shown to nobody else."""
    return request.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")


def answers_elsewhere(view: Any) -> Any:
    """A decorator: a view that calls find() gives the answer found instead of its page."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Elsewhere as elsewhere:
            return elsewhere.response

    return wrapped
