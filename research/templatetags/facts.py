"""Tags for facts and their notes."""

from typing import Any

from django import template
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

register = template.Library()


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


@register.filter
def partial_date(text: str) -> str:
    """« 2004-11 » → « novembre 2004 », « 2016-04-29 » → « 29 avril 2016 », « 2011 » → « 2011 »."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = MONTHS[int(parts[1])]
    day = "" if len(parts) == 2 else _("1er") + " " if int(parts[2]) == 1 else f"{int(parts[2])} "
    return f"{day}{month} {parts[0]}"


@register.filter
def percent_of(value: int | None, most: int) -> int:
    """How long a bar is beside the longest, from 0 to 100."""
    return round(100 * (value or 0) / most) if most else 0
