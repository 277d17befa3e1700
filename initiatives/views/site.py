"""The site's own pages: home, open data, how to reach the curators, and what each site must say of itself."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from initiatives.facets import facets
from initiatives.filters import InitiativeFilter
from initiatives.interchange import schema_org
from initiatives.models import Initiative
from initiatives.results import Results, entries
from initiatives.stats import overview
from initiatives.views.address import Asked
from initiatives.views.maps import drawn
from research.views.found import answers_elsewhere, find

LATEST = 5
COLORS = (
    "paper", "card", "ink", "quiet", "line", "edge", "brand", "brand-ink", "link", "accent", "bad", "honey", "leaf",
    "rose", "map", "map-here", "mark-one", "mark-two",
)  # fmt: skip
ICONS = (
    "alert", "arrow", "book", "briefcase", "calendar", "check", "clock", "close", "filter", "globe", "hands", "mail",
    "map", "message", "path", "pencil", "people", "phone", "pin", "print", "quote", "search", "share",
)  # fmt: skip
API_RESOURCES = (
    "initiatives", "formations", "terms", "sources", "studies", "findings", "landmarks", "consultations",
    "questions", "testimonies", "figures", "regions", "departements", "communes",
)  # fmt: skip


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What pair-aidance is, two fields to search by, three doors, the map, and what changed."""
    everything = InitiativeFilter({})
    everything.is_valid()
    found = facets(everything)
    latest = InitiativeFilter({"ordering": "-modified_at"})
    latest.is_valid()
    context = {
        "overview": overview(),
        "ways": [(name, Initiative.label_of(name), found[name]) for name in ("domaine", "statut")],
        "latest": Results(latest, entries)[:LATEST],
        "map": drawn(everything, Asked(QueryDict(""))),
        "linked": schema_org.website(settings.SITE_URL),
    }
    return render(request, "home.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The open data: what there is, how to read it, under which licence."""
    resources = [(name, reverse(f"api:{name}-list")) for name in API_RESOURCES]
    figures = overview()
    linked = schema_org.dataset(settings.SITE_URL, resources[0][1], figures.modified_at)
    return render(request, "pages/data.html", {"resources": resources, "overview": figures, "linked": linked})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is and how it is made true."""
    return render(request, "pages/about.html", {"overview": overview()})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page, by what one comes for."""
    return render(request, "pages/site_map.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a visit: nothing."""
    return render(request, "pages/privacy.html")


@require_safe
def propose(request: HttpRequest) -> HttpResponse:
    """How to tell the curators of an initiative."""
    return render(request, "initiatives/propose.html")


@require_safe
def short(request: HttpRequest, short: str) -> HttpResponse:
    """From a short address, the beginning of an initiative's UUID, to its page; it outlives a renaming."""
    found = list(Initiative.objects.published().starting_with(short)[:2])
    if len(found) != 1:
        raise Http404
    return redirect(found[0])


@require_safe
def styles(request: HttpRequest) -> HttpResponse:
    """The design system, as it is: for the team, and while developing."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return render(request, "pages/styles.html", {"colors": COLORS, "icons": ICONS})


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
