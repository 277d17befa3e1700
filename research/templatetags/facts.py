"""Tags for facts and their notes."""

import re
from typing import Any

from django import template
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research.models import Term
from research.vocabulary import Scheme

register = template.Library()
ACRONYM = re.compile(r"\b(?:[A-ZÉ]\.){2,}|\b[A-Z]{2,}\b")
SHORTEST_BAR = 0.4  # of a hundred: what is there is never drawn as nothing


@register.inclusion_tag("facts/notes_links.html")
def cite(numbers: tuple[int, ...], prefix: str = "note") -> dict[str, Any]:
    """Links to notes, by number; `prefix` keeps several entries' notes apart on one page."""
    return {"numbers": numbers, "prefix": prefix}


@register.inclusion_tag("facts/notes.html")
def notes_list(notes: Any, prefix: str = "note", *, folded: bool = False) -> dict[str, Any]:
    """The notes themselves, with their quotes; `folded` behind a summary that opens in place."""
    return {"notes": notes.all, "prefix": prefix, "folded": folded}


@register.inclusion_tag("facts/fact.html")
def fact(shown: Any, prefix: str = "note") -> dict[str, Any]:
    """One field as a term and its descriptions, in a definition list."""
    return {"fact": shown, "prefix": prefix}


@register.inclusion_tag("facts/bar.html")
def bar(value: float | None, most: float, kind: str = "") -> dict[str, Any]:
    """A bar from zero, as long beside the longest as its value is; the number stands beside it."""
    width = 100 * (value or 0) / most if most else 0
    return {"width": round(max(width, SHORTEST_BAR if value else 0), 2), "kind": kind}


@register.inclusion_tag("facts/glossed.html", takes_context=True)
def glossed(context: Any, text: str) -> dict[str, Any]:
    """A text whose acronyms open their meaning in place, each the first time on a page, where a source spells it."""
    if not ACRONYM.search(text):
        return {"parts": [{"text": text}]}
    page = context.render_context
    if "acronyms" not in page:
        page["acronyms"] = {term.label: term for term in Term.objects.published().in_scheme(Scheme.SIGLE)}
    parts, at = [], 0
    for found in ACRONYM.finditer(text):
        term = page["acronyms"].pop(found[0], None)
        if term:
            parts += [{"text": text[at : found.start()]}, {"text": found[0], "term": term, "id": f"sigle-{term.slug}"}]
            at = found.end()
    return {"parts": [*parts, {"text": text[at:]}]}


@register.filter
def partial_date(text: str) -> str:
    """« 2004-11 » → « novembre 2004 », « 2016-04-29 » → « 29 avril 2016 », « 2011 » → « 2011 »; so in each language."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = MONTHS[int(parts[1])]
    first = _("1er") if (get_language() or "").startswith("fr") else "1"
    day = "" if len(parts) == 2 else f"{first if int(parts[2]) == 1 else int(parts[2])} "
    return f"{day}{month} {parts[0]}"
