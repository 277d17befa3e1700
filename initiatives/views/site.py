"""The site's own pages: home, open data, how to reach the curators, and what each site must say of itself."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from initiatives.facets import facets
from initiatives.filters import InitiativeFilter
from initiatives.models import Initiative
from initiatives.stats import overview
from research.views.found import answers_elsewhere, find

LATEST = 5
API_RESOURCES = (
    "initiatives", "formations", "terms", "sources", "studies", "findings", "landmarks", "consultations",
    "questions", "testimonies", "figures", "regions", "departements", "communes",
)  # fmt: skip


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What pair-aidance is, two fields to search by, and ways in."""
    everything = InitiativeFilter({}, queryset=Initiative.objects.published())
    everything.is_valid()
    found = facets(everything)
    latest = Initiative.objects.published().order_by("-modified_at", "sort_name", "pk")[:LATEST]
    doors = [(name, Initiative.label_of(name), found[name]) for name in ("statut", "domaine")]
    return render(request, "home.html", {"overview": overview(), "doors": doors, "latest": latest})


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The open data: what there is, how to read it, under which licence."""
    resources = [(name, reverse(f"api:{name}-list")) for name in API_RESOURCES]
    return render(request, "pages/data.html", {"resources": resources, "overview": overview()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is and how it is made true."""
    return render(request, "pages/about.html", {"overview": overview()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, what is known to fail, whom to tell."""
    return render(request, "pages/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a visit: nothing."""
    return render(request, "pages/privacy.html")


@require_safe
def propose(request: HttpRequest) -> HttpResponse:
    """How to tell the curators of an initiative."""
    return render(request, "initiatives/propose.html")


@require_safe
@answers_elsewhere
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """How to tell the curators that an entry is wrong."""
    return render(request, "initiatives/correct.html", {"initiative": find(request, Initiative.objects.all(), slug)})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the site and its database answer: 200 or 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon that no page names."""
    return redirect(static("img/favicon.svg"))
