"""The map: régions with their counts as a drawing, the same as a list, and as data for the map that moves."""

import json
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from initiatives import facets as counting
from initiatives.filters import InitiativeFilter
from initiatives.geography import BELGIUM, FRANCE, Level
from initiatives.models import Initiative
from initiatives.views import drawing
from initiatives.views.address import Asked
from initiatives.vocabulary import UNSTATED

# What is sent of each place: itself, and what it lies in.
POINT = (
    "level", "code", "name", "country", "lat", "lon",
    "region__code", "region__name", "departement__code", "departement__name",
)  # fmt: skip
MONTH = 30 * 24 * 3600  # seconds


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """What the list's parameters ask for, on the map. A bad value is said in the page (400)."""
    asked = Asked(request.GET)
    filterset = InitiativeFilter(asked.params(), queryset=Initiative.objects.published())
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
        "map": drawn(filterset, asked),
    }
    return render(request, "initiatives/map.html", context)


@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Where the list's initiatives stand, by their most precise place, for the map that moves. 400 as in the API."""
    asked = Asked(request.GET)
    filterset = InitiativeFilter(asked.params(), queryset=Initiative.objects.published())
    if not filterset.is_valid():
        return JsonResponse({"errors": filterset.form.errors.get_json_data()}, status=400)
    placed = filterset.matching().filter(place__isnull=False).order_by()
    found = placed.values_list(*(f"place__{name}" for name in POINT)).annotate(Count("pk"))
    rows = [dict(zip((*POINT, "count"), row, strict=True)) for row in found.order_by("place__sort_name", "place__code")]
    wider = {
        f"{level} {row[f'{level}__code']}": row[f"{level}__name"]
        for row in rows
        for level in (Level.REGION, Level.DEPARTEMENT)
    }
    places = [
        {name.removesuffix("__code"): value for name, value in row.items() if "__name" not in name} for row in rows
    ]
    rest = asked.without(*Level.values).link(reverse("initiatives"))
    return JsonResponse({"list": rest, "places": places, "names": wider})


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
