"""The map: régions with their counts as a drawing, the same as a list, and as data for the map that moves."""

import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives import facets as counting
from initiatives.filters import InitiativeFilter
from initiatives.geography import BELGIUM, FRANCE, Level
from initiatives.models import Place
from initiatives.views import drawing
from initiatives.views.address import Asked
from initiatives.views.namesakes import namesakes
from initiatives.vocabulary import UNSTATED

SEEN = (Level.REGION, Level.DEPARTEMENT, Level.COMMUNE)  # what places are counted at, by how near one looks
POINT = ("level", "code", "name", "lat", "lon")  # what is sent of each
DEGREES = r"(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)"
BOX = re.compile(rf"^{DEGREES},{DEGREES},{DEGREES},{DEGREES}$")
MONTH = 30 * 24 * 3600  # seconds


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """What the list's parameters ask for, on the map. A bad value is said in the page (400)."""
    asked = Asked(request.GET)
    filterset = InitiativeFilter(asked.params())
    if not filterset.is_valid():
        errors = [message for messages in filterset.form.errors.values() for message in messages]
        return render(
            request, "initiatives/map.html", {"errors": errors, "narrowed": True, "map": drawn(None, asked)}, status=400
        )
    context = {
        "total": filterset.answer.total(),
        "asked": asked,
        "narrowed": bool(asked.pairs),
        "list_url": asked.link(reverse("initiatives")),
        "meant": filterset.meant,
        "namesakes": namesakes(filterset.meant, asked, reverse("map")),
        "map": drawn(filterset, asked),
    }
    return render(request, "initiatives/map.html", context)


@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Where the list's initiatives stand, counted together for one view of the map that moves. 400 as in the API.

    `level` is what places are counted at, `box` (south,west,north,east in degrees) what is seen of the communes: what
    is sent depends on the view, whatever there is in all.
    """
    asked = Asked(request.GET)
    filterset = InitiativeFilter(asked.params())
    level, box = request.GET.get("level") or Level.REGION, _box(request.GET.get("box") or "")
    errors = {} if filterset.is_valid() else filterset.form.errors.get_json_data()
    if level not in SEEN:
        errors["level"] = [{"message": _("Au choix : %(levels)s.") % {"levels": ", ".join(SEEN)}, "code": "invalid"}]
    if box is None:
        errors["box"] = [{"message": _("Il faut SUD,OUEST,NORD,EST en degrés."), "code": "invalid"}]
    if errors:
        return JsonResponse({"errors": errors}, status=400)
    counts = filterset.answer.groups(level, box or None)
    places = Place.objects.filter(pk__in=counts).order_by("sort_name", "code").values("pk", *POINT)
    groups = [{**{name: place[name] for name in POINT}, "count": counts[place["pk"]]} for place in places]
    return JsonResponse({"list": asked.without(*Level.values).link(reverse("initiatives")), "groups": groups})


def _box(text: str) -> tuple[float, float, float, float] | tuple[()] | None:
    """Four degrees; nothing for a blank, None for what is no box."""
    if not text:
        return ()
    found = BOX.match(text)
    if not found:
        return None
    south, west, north, east = map(float, found.groups())
    return south, west, north, east


@require_safe
def contours(request: HttpRequest) -> HttpResponse:
    """The outlines for the map that moves (GeoJSON); they never change between two versions of the site."""
    response = HttpResponse(drawing.contours(), content_type="application/geo+json")
    patch_cache_control(response, public=True, max_age=MONTH)
    return response


def drawn(filterset: InitiativeFilter | None, asked: Asked) -> dict[str, Any]:
    """What the drawing shows of a valid filter, each région and country leading to its list; None draws no counts."""
    found = counting.standing(filterset, Level.REGION, Level.PAYS) if filterset else {}
    regions, countries = (_linked(found.get(level, []), level, asked) for level in (Level.REGION, Level.PAYS))
    by_code = {row["value"].value: row for row in regions}
    return {
        "width": drawing.WIDTH,
        "height": round(drawing.height()),
        "shapes": [{"shape": shape, "region": by_code.get(shape.code)} for shape in drawing.regions()],
        "belgium": drawing.belgium(),
        "belgium_at": drawing.centre_of_belgium(),
        "abroad": next((row for row in countries if row["value"].value == BELGIUM), None),
        "captions": drawing.captions(),
        "regions": regions,
        "countries": countries,
        "has_unplaced": UNSTATED in by_code or any(row["value"].value != FRANCE for row in countries),
        "overseas": json.dumps(list(drawing.OVERSEAS.items())),
        "points_url": asked.link(reverse("map-points")),
    }


def _linked(values: list[counting.Value], name: str, asked: Asked) -> list[dict[str, Any]]:
    """Each value that is not 0, with its list."""
    path = reverse("initiatives")
    rest = asked.without(name)
    return [
        {"value": value, "url": rest.more(name, value.value).link(path), "unstated": value.value == UNSTATED}
        for value in values
        if value.count
    ]
