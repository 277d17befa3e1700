"""One search over everything, grouped by kind."""

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.alternatives import alternatives
from initiatives.everything import search_everything
from initiatives.filters import InitiativeFilter
from initiatives.results import entries
from initiatives.suggestions import places, suggestions
from initiatives.views.address import Asked
from initiatives.views.namesakes import namesakes
from pairaidance.kit.api import MOST_TEXT

# Where each kind is listed whole.
PAGES = {"formations": "formations", "terms": "definitions", "studies": "studies", "sources": "sources"}


@require_safe
def finding(request: HttpRequest) -> HttpResponse:
    """Initiatives, training, definitions, studies and sources that answer. A bad query is said in the page (400)."""
    text = (request.GET.get("q") or "").strip()
    params = QueryDict(mutable=True)
    params["q"] = text
    filterset = InitiativeFilter(params)
    context = {"q": text, "narrowed": bool(text)}
    if not filterset.is_valid():
        messages = [message for messages in filterset.form.errors.values() for message in messages]
        return render(request, "finding.html", {**context, "errors": messages}, status=400)
    if text:
        groups = search_everything(filterset, entries)
        path, titles = reverse("initiatives"), _titles()
        pages = {"initiatives": Asked(params).link(path), **{kind: reverse(name) for kind, name in PAGES.items()}}
        context |= {
            "groups": [(group, titles[group.kind], pages[group.kind]) for group in groups],
            "total": sum(group.count for group in groups),
            "meant": filterset.meant,
            "namesakes": namesakes(filterset.meant, Asked(params), path),
            "instead": [] if groups[0].count else [(one, one.url(path)) for one in alternatives(filterset)],
        }
    return render(request, "finding.html", context)


def _titles() -> dict[str, str]:
    return {
        "initiatives": _("Initiatives"),
        "formations": _("Formations"),
        "terms": _("Définitions"),
        "studies": _("Études"),
        "sources": _("Sources"),
    }


@require_safe
def suggested(request: HttpRequest) -> HttpResponse:
    """What may be meant by `q` so far, for a field that asks « quoi », or « ou » (places alone), under `field`."""
    typed = request.GET.get("q") or ""
    if "\x00" in typed or len(typed) > MOST_TEXT:
        told = _("%(most)d caractères au plus, sans caractère nul.") % {"most": MOST_TEXT}
        return JsonResponse({"errors": {"q": [told]}}, status=400)
    found = places(typed) if request.GET.get("field") == "ou" else suggestions(typed)
    return JsonResponse({"suggestions": [one._asdict() for one in found]})
