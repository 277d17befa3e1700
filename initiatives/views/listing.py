"""The list: filters, facets, chips, pages; and what to loosen where nothing is found."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from initiatives import facets as counting
from initiatives.filters import FACETS, InitiativeFilter
from initiatives.forms import MOST_TEXT
from initiatives.models import PLACE_FIELDS, Initiative, Place
from initiatives.search import places_named
from initiatives.views.address import Asked
from pairaidance.kit.api import LAST_RESULT, PAGE_SIZE, WHOLE_NUMBER

ORDER_LABELS = {
    "relevance": gettext_lazy("Pertinence"),
    "distance": gettext_lazy("Distance"),
    "name": gettext_lazy("Nom"),
    "-modified_at": gettext_lazy("Modifiées récemment"),
    "-verified_on": gettext_lazy("Vérifiées récemment"),
}
DATE_LABELS = {
    "modified_after": gettext_lazy("Modifiée depuis"),
    "verified_after": gettext_lazy("Vérifiée depuis"),
}
# Parameters that the form has no field for: it carries them along.
KEPT = ("near", "radius", *DATE_LABELS)


@dataclass(frozen=True)
class Chip:
    """One choice, and the address without it."""

    label: str
    value: str
    url: str
    count: int | None = None


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list page. A bad value is said in the page (400); « Où ? » leads to codes or offers homonyms."""
    params = request.GET
    asked = Asked(params)
    place = (params.get("lieu") or "").strip()
    context: dict[str, Any] = {
        "lieu": place,
        "q": params.get("q") or "",
        "kept": [pair for pair in asked.pairs if pair[0] in KEPT],
        "errors": [],
        "homonyms": [],
    }
    if place:
        answer = _where(place, asked, context)
        if answer is not None:
            return answer
    filterset = InitiativeFilter(asked.params(), queryset=Initiative.objects.published().for_list())
    if "\x00" in (params.get("q") or "") or context.get("place_error") or not filterset.is_valid():
        return _refused(request, filterset, context)
    page = _page(params.get("page"), filterset.qs, context)
    if page is None:
        return _refused(request, filterset, context)
    found = counting.facets(filterset)
    chips = _chips(filterset, found, asked)
    context |= {
        "filterset": filterset,
        "page": page,
        "panel": _panel(found),
        "chips": chips,
        "loosen": _loosen(chips) if not page.paginator.count else [],
        "orderings": _orderings(filterset),
        "ordering": filterset.order(),
        "previous": _page_link(asked, page.previous_page_number()) if page.has_previous() else "",
        "next": _page_link(asked, page.next_page_number()) if _has_next(page) else "",
        "narrowed": bool(asked.pairs),
    }
    return render(request, "initiatives/list.html", context)


def _where(text: str, asked: Asked, context: dict[str, Any]) -> HttpResponse | None:
    """A redirect to the one place meant; else what to choose from, or what is wrong, in the context."""
    if "\x00" in text or len(text) > MOST_TEXT:
        context["place_error"] = _("« Où ? » prend une commune, un département, une région ou un code postal.")
        return None
    elsewhere = asked.without(*PLACE_FIELDS)
    places = places_named(text)
    if len(places) == 1:
        return HttpResponseRedirect(elsewhere.more(places[0].level, places[0].code).link(reverse("initiatives")))
    if not places:
        context["place_error"] = _(
            "Ce lieu est inconnu : écrivez une commune, un département, une région ou un code postal."
        )
    context["homonyms"] = [
        Chip(
            _place_label(place),
            place.code,
            elsewhere.more(place.level, place.code).link(reverse("initiatives")),
        )
        for place in places
    ]
    return None


def _place_label(place: Place) -> str:
    inside = place.departement or place.region
    return f"{place.name} – {place.get_level_display()}" + (f", {inside.name}" if inside else "")


def _refused(request: HttpRequest, filterset: InitiativeFilter, context: dict[str, Any]) -> HttpResponse:
    """The page with what is wrong said, and what was typed still in it."""
    errors = [{"name": name, "messages": list(messages)} for name, messages in filterset.form.errors.items()]
    if context.get("place_error"):
        errors.insert(0, {"name": "lieu", "messages": [context["place_error"]]})
    if context.get("page_error"):
        errors.insert(0, {"name": "page", "messages": [context["page_error"]]})
    blank = InitiativeFilter({}, queryset=Initiative.objects.published())
    blank.is_valid()
    context |= {
        "filterset": filterset,
        "errors": errors,
        "panel": _panel(counting.facets(blank)),
        "orderings": _orderings(blank),
        "ordering": "name",
        "chips": [],
        "narrowed": True,
    }
    return render(request, "initiatives/list.html", context, status=400)


def _page(text: str | None, queryset: Any, context: dict[str, Any]) -> Page[Initiative] | None:
    """The page asked for; None, with the error in the context, where that is no number. Raises Http404."""
    paginator = Paginator(queryset, PAGE_SIZE)
    asked = (text or "").strip() or "1"
    if not WHOLE_NUMBER.match(asked) or int(asked) < 1 or (int(asked) - 1) * PAGE_SIZE >= LAST_RESULT:
        context["page_error"] = _("La page est un nombre, de 1 à %(most)d.") % {"most": LAST_RESULT // PAGE_SIZE}
        return None
    if int(asked) > paginator.num_pages:
        raise Http404
    return paginator.page(int(asked))


def _has_next(page: Page[Initiative]) -> bool:
    return page.has_next() and page.number * PAGE_SIZE < LAST_RESULT


def _page_link(asked: Asked, number: int) -> str:
    return asked.more("page", number).link(reverse("initiatives"))


def _panel(found: dict[str, list[counting.Value]]) -> list[dict[str, Any]]:
    """The facets as the panel shows them."""
    return [
        {
            "name": name,
            "label": Initiative.label_of(name),
            "values": found[name],
            "selected": sum(value.selected for value in found[name]),
        }
        for name in FACETS
    ]


def _chips(filterset: InitiativeFilter, found: dict[str, list[counting.Value]], asked: Asked) -> list[Chip]:
    path = reverse("initiatives")
    chips = []
    if query := filterset.form.cleaned_data.get("q"):
        chips.append(Chip(_("Quoi ?"), f"« {query} »", asked.without("q").link(path)))
    for name in FACETS:
        slugs = {place.code: place.slug for place in filterset.chosen(name).values} if name in PLACE_FIELDS else {}
        chips += [
            Chip(
                Initiative.label_of(name),
                value.label,
                asked.less(name, value.value, slugs.get(value.value, "")).link(path),
            )
            for value in found[name]
            if value.selected
        ]
    if filterset.form.cleaned_data.get("near"):
        chips.append(Chip(_("Autour de"), _("ce point"), asked.without("near", "radius").link(path)))
    for name in DATE_LABELS:
        if filterset.form.cleaned_data.get(name):
            chips.append(Chip(str(DATE_LABELS[name]), str(asked.params()[name]), asked.without(name).link(path)))
    return chips


def _loosen(chips: list[Chip]) -> list[Chip]:
    """Each choice with how many there would be without it."""
    loosened = []
    for chip in chips:
        query = chip.url.partition("?")[2]
        wider = InitiativeFilter(QueryDict(query), queryset=Initiative.objects.published())
        if wider.is_valid():
            loosened.append(Chip(chip.label, chip.value, chip.url, wider.matching().count()))
    return loosened


def _orderings(filterset: InitiativeFilter) -> list[tuple[str, str]]:
    possible = {
        "relevance": bool(filterset.form.cleaned_data.get("q")),
        "distance": bool(filterset.form.cleaned_data.get("near")),
    }
    return [(name, str(label)) for name, label in ORDER_LABELS.items() if possible.get(name, True)]
