"""The map page: régions with their counts, and the same as a list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from initiatives import facets as counting
from initiatives.filters import InitiativeFilter
from initiatives.geography import Level
from initiatives.models import Initiative
from initiatives.views import drawing
from initiatives.views.address import Asked
from initiatives.vocabulary import UNSTATED


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """What the list's parameters ask for, on the map. A bad value is said in the page (400)."""
    asked = Asked(request.GET)
    filterset = InitiativeFilter(asked.params(), queryset=Initiative.objects.published())
    if not filterset.is_valid():
        errors = [message for messages in filterset.form.errors.values() for message in messages]
        return render(request, "initiatives/map.html", {"errors": errors, **_drawn([], asked)}, status=400)
    context = {
        "total": filterset.matching().count(),
        "countries": _linked(counting.standing(filterset, Level.PAYS), Level.PAYS, asked),
        "narrowed": bool(asked.pairs),
        "list_url": asked.link(reverse("initiatives")),
        **_drawn(counting.standing(filterset, Level.REGION), asked),
    }
    return render(request, "initiatives/map.html", context)


def _drawn(values: list[counting.Value], asked: Asked) -> dict[str, Any]:
    linked = _linked(values, "region", asked)
    by_code = {row["value"].value: row for row in linked}
    return {
        "width": drawing.WIDTH,
        "height": round(drawing.height()),
        "shapes": [{"shape": shape, "region": by_code.get(shape.code)} for shape in drawing.regions()],
        "belgium": drawing.belgium(),
        "insets": drawing.insets(),
        "inset_size": (drawing.WIDTH / drawing.INSETS_A_ROW, drawing.INSET),
        "regions": linked,
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
