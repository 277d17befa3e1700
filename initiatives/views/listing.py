"""The list: filters, facets, chips, pages; and what to loosen where nothing is found."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from rest_framework.exceptions import ValidationError

from initiatives import facets as counting
from initiatives.alternatives import Alternative, alternatives
from initiatives.filters import InitiativeFilter
from initiatives.forms import FACETS
from initiatives.interchange import schema_org
from initiatives.models import PLACE_FIELDS, Initiative
from initiatives.results import Results, entries
from initiatives.search import former_region, places_meant, places_named
from initiatives.views.address import Asked
from initiatives.views.maps import drawn
from initiatives.views.namesakes import namesakes, place_label
from initiatives.views.sharing import Share
from initiatives.vocabulary import TERM_FACETS, UNSTATED
from pairaidance.kit import french
from pairaidance.kit.api import LAST_RESULT, MOST_PAGE_SIZE, MOST_TEXT, PAGE_SIZE, whole_number

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
# What was understood of the words: a place, a term, a word left over.
PART_LABELS = {
    "place": gettext_lazy("Où ?"),
    "term": gettext_lazy("Quoi ?"),
    "word": gettext_lazy("Mot"),
}
# Panels that are open without a choice in them, and how many may be open at all.
FIRST_PANELS = ("domaine", "statut", "region")
MOST_OPEN = 5
MOST_VALUES = 40  # of a facet; « Où ? » knows all places
LONGEST_QR = 300  # characters: a longer address makes a code that phones can't read from paper
SAID_IN_FRENCH = frozenset({*(str(scheme) for scheme in TERM_FACETS), "source"})  # values that are data, not interface
# Parameters that the form has no field for: it carries them along.
KEPT = ("near", "radius", *DATE_LABELS)


@dataclass(frozen=True)
class Chip:
    """One choice, and the address without it."""

    label: str
    value: str
    url: str
    names: tuple[str, ...] = ()
    count: int | None = None
    french: bool = False


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list page. A bad value is said in the page (400); « Où ? » leads to codes or offers homonyms."""
    params = request.GET
    asked = _without_stray_order(Asked(params))
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
    filterset = InitiativeFilter(asked.params())
    if "\x00" in (params.get("q") or "") or context.get("place_error") or not filterset.is_valid():
        return _refused(request, filterset, context)
    page = _page(params, Results(filterset, entries), context)
    if page is None:
        return _refused(request, filterset, context)
    found = counting.facets(filterset)
    chips = _chips(filterset, found, asked)
    context |= {
        "filterset": filterset,
        "page": page,
        "panel": _panel(found),
        "chips": chips,
        "chips_text": _told(chips),
        "chosen": len(chips),
        "asked": asked,
        "loosen": _loosen(chips, asked) if not page.paginator.count else [],
        "instead": [] if page.paginator.count else _instead(filterset),
        "meant": filterset.meant,
        "namesakes": namesakes(filterset.meant, asked, reverse("initiatives")),
        "map": drawn(filterset, asked),
        "share": _share(asked, chips),
        "linked": schema_org.listing(page, settings.SITE_URL, page.paginator.count),
        "orderings": _orderings(filterset),
        "previous": _page_link(asked, page, page.number - 1) if page.has_previous() else "",
        "next": _page_link(asked, page, page.number + 1) if _has_next(page) else "",
        "narrowed": bool(asked.pairs or context["homonyms"]),
    }
    return render(request, "initiatives/list.html", context)


def _instead(filterset: InitiativeFilter) -> list[tuple[Alternative, str]]:
    """What else may be asked, each with its address."""
    path = reverse("initiatives")
    return [(one, one.url(path)) for one in alternatives(filterset)]


def _told(chips: list[Chip]) -> str:
    """What was asked, in a few words."""
    return ", ".join(chip.value for chip in chips)


def _share(asked: Asked, chips: list[Chip]) -> Share | None:
    """How to hand this list on; nothing for an address too long for a code."""
    url = f"{settings.SITE_URL}{asked.link(reverse('initiatives'))}"
    told = _told(chips)
    title = (
        _("Initiatives de pair-aidance : {choices}").format(choices=told) if told else _("Initiatives de pair-aidance")
    )
    return Share(url, title) if len(url) <= LONGEST_QR else None


def _without_stray_order(asked: Asked) -> Asked:
    """Without an order whose partner was just taken away (relevance without words): the usual one then."""
    given = asked.params()
    partner = {"relevance": "q", "distance": "near"}.get((given.get("ordering") or "").removeprefix("-"))
    return asked.without("ordering") if partner and not given.get(partner) else asked


def _where(text: str, asked: Asked, context: dict[str, Any]) -> HttpResponse | None:
    """A redirect to the one place meant; else what to choose from, or what is wrong, in the context."""
    if "\x00" in text or len(text) > MOST_TEXT:
        context["place_error"] = _("« Où ? » prend une commune, un département, une région ou un code postal.")
        return None
    elsewhere = asked.without(*PLACE_FIELDS)
    places = places_named(text)
    together = former_region(french.words(text)) or places[:1] if len(places) < 2 else ()
    if together:
        for one in together:
            elsewhere = elsewhere.more(one.level, one.code)
        return HttpResponseRedirect(elsewhere.link(reverse("initiatives")))
    places = places or places_meant(text)
    if not places:
        context["place_error"] = _(
            "Ce lieu est inconnu : écrivez une commune, un département, une région ou un code postal."
        )
    context["homonyms"] = [
        Chip(
            place_label(place),
            place.code,
            elsewhere.more(place.level, place.code).link(reverse("initiatives")),
        )
        for place in places
    ]
    return None


def _refused(request: HttpRequest, filterset: InitiativeFilter, context: dict[str, Any]) -> HttpResponse:
    """The page with what is wrong said, and what was typed still in it."""
    errors = [
        {"name": _named(name), "messages": list(messages), "id": ""} for name, messages in filterset.form.errors.items()
    ]
    if context.get("place_error"):
        errors.insert(0, {"name": _("Où ?"), "messages": [context["place_error"]], "id": "ou-erreur"})
    if context.get("page_error"):
        errors = [*context["page_error"], *errors]
    asked = Asked(request.GET)
    ticked = asked.without(*(name for name, _value in asked.pairs if name not in FACETS), *filterset.form.errors)
    chosen = InitiativeFilter(ticked.params())
    chosen.is_valid()
    context |= {
        "filterset": filterset,
        "errors": errors,
        "panel": _panel(counting.facets(chosen)),
        "orderings": _orderings(chosen),
        "chips": [],
        "narrowed": True,
    }
    return render(request, "initiatives/list.html", context, status=400)


def _named(parameter: str) -> str:
    """A parameter as the form labels it; its own name where there is no field for it."""
    if parameter in FACETS:
        return Initiative.label_of(parameter)
    return str({"q": _("Quoi ?"), "ordering": _("Trier par"), **DATE_LABELS}.get(parameter, parameter))


def _page(params: QueryDict, results: Results, context: dict[str, Any]) -> Page[Initiative] | None:
    """The page asked for; None, with the error in the context, where its number or size is none. Raises Http404."""
    try:
        size = whole_number(params, "page_size", default=PAGE_SIZE, most=MOST_PAGE_SIZE)
        number = whole_number(params, "page", default=1, most=-(-LAST_RESULT // size))
    except ValidationError as error:
        details: Any = error.detail
        context["page_error"] = [{"name": name, "messages": list(messages)} for name, messages in details.items()]
        return None
    paginator: Paginator[Initiative] = Paginator(results, size)  # type: ignore[arg-type]  # a sequence, all it takes
    if number > paginator.num_pages:
        raise Http404
    return paginator.page(number)


def _has_next(page: Page[Initiative]) -> bool:
    return page.has_next() and page.number * page.paginator.per_page < LAST_RESULT


def _page_link(asked: Asked, page: Page[Initiative], number: int) -> str:
    sized = asked if page.paginator.per_page == PAGE_SIZE else asked.more("page_size", page.paginator.per_page)
    return sized.more("page", number).link(reverse("initiatives"))


def _panel(found: dict[str, list[counting.Value]]) -> list[dict[str, Any]]:
    """The facets as the panel shows them: open where something is chosen, and a few more, never too many."""
    panel = [
        {
            "name": name,
            "label": Initiative.label_of(name),
            "values": _shown(found[name]),
            "more": len(found[name]) - len(_shown(found[name])),
            "selected": sum(value.selected for value in found[name]),
            "french": name in SAID_IN_FRENCH,
        }
        for name in FACETS
    ]
    wanted = [facet for facet in panel if facet["selected"]]
    wanted += [facet for facet in panel if facet["name"] in FIRST_PANELS and not facet["selected"]]
    opened = [facet["name"] for facet in wanted[:MOST_OPEN]]
    return [{**facet, "open": facet["name"] in opened} for facet in panel]


def _shown(values: list[counting.Value]) -> list[counting.Value]:
    """The values that a panel offers: the most frequent, all that are chosen, and « non précisé »."""
    return [one for at, one in enumerate(values) if at < MOST_VALUES or one.selected or one.value == UNSTATED]


def _chips(filterset: InitiativeFilter, found: dict[str, list[counting.Value]], asked: Asked) -> list[Chip]:
    path = reverse("initiatives")
    cleaned = filterset.cleaned
    chips = []
    if filterset.meant:
        rest = asked.without("q")
        chips += [
            Chip(
                str(PART_LABELS[part.kind]),
                part.label,
                (rest.more("q", part.rest) if part.rest else rest).link(path),
                ("q",),
            )
            for part in filterset.meant.parts
        ]
    for name in FACETS:
        slugs = {place.code: place.slug for place in filterset.chosen(name).values} if name in PLACE_FIELDS else {}
        for value in found[name]:
            if value.selected:
                url = asked.less(name, value.value, slugs.get(value.value, "")).link(path)
                french = name in SAID_IN_FRENCH and value.value != UNSTATED
                chips.append(Chip(Initiative.label_of(name), value.label, url, (name,), french=french))
    if cleaned.get("near"):
        around = ("near", "radius")
        chips.append(Chip(_("Autour de"), _("ce point"), asked.without(*around).link(path), around))
    for name, label in DATE_LABELS.items():
        if cleaned.get(name):
            chips.append(Chip(str(label), str(asked.params()[name]), asked.without(name).link(path), (name,)))
    return chips


def _loosen(chips: list[Chip], asked: Asked) -> list[Chip]:
    """Each parameter with how many there would be without it, those that help; at most one count a parameter."""
    loosened = []
    for names in dict.fromkeys(
        chip.names for chip in chips if chip.names != ("q",) or len({one.names for one in chips}) > 1
    ):
        own = [chip for chip in chips if chip.names == names]
        label = own[0].label
        wider = InitiativeFilter(asked.without(*names).params())
        if wider.is_valid() and (count := wider.answer.total()):
            values = ", ".join(chip.value for chip in own)
            loosened.append(Chip(label, values, asked.without(*names).link(reverse("initiatives")), names, count))
    return loosened


def _orderings(filterset: InitiativeFilter) -> list[tuple[str, str, bool]]:
    """(value, label, chosen); the usual order's value is blank, so that it follows what is asked."""
    given = filterset.cleaned
    possible = {"relevance": bool(given.get("q")), "distance": bool(given.get("near"))}
    usual = next(name for name in ("relevance", "distance", "name") if possible.get(name, True))
    chosen = filterset.order()
    return [
        ("" if name == usual else name, str(label), name == chosen)
        for name, label in ORDER_LABELS.items()
        if possible.get(name, True)
    ]
