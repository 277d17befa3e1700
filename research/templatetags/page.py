"""Tags of the page's frame: what is said of it to browsers, and to programs that show it to people."""

import html
import json
import re
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
STEP = re.compile(r'<li[^>]*>(?:<a href="([^"]+)"[^>]*>)?([^<]+)')
# What would end the element, or begin a comment in it.
UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def again(context: Any, name: str) -> SafeString:
    """What a block of the page says, said once more."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return mark_safe(block.nodelist.render(context).strip())  # noqa: S308  (a rendered block is escaped already)


@register.simple_tag(takes_context=True)
def current(context: Any, *names: str) -> SafeString:
    """`aria-current` where the page is one of these, by the names of their addresses."""
    request = context.get("request")
    match = request.resolver_match if request else None
    if match is None or match.url_name not in names:
        return mark_safe("")
    if match.url_name == names[0]:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"')


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of templates/icons/, by its name."""
    return mark_safe(render_to_string(f"icons/{name}.svg"))  # noqa: S308  (a file of ours)


@register.simple_tag(takes_context=True)
def linked_data(context: Any) -> SafeString:
    """The page in schema.org's words (JSON-LD); a view gives what it is about as `linked`."""
    frame = context.get("frame")
    if frame is None:
        return mark_safe("")
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": frame.canonical,
        "url": frame.canonical,
        "name": _plain(again(context, "title")),
        "description": _plain(again(context, "description")),
        "inLanguage": frame.language,
        "isPartOf": {"@type": "WebSite", "@id": f"{frame.site}/#site", "url": f"{frame.site}/", "name": "Côte à côte"},
    }
    if linked := context.get("linked"):
        data["mainEntity"] = linked
    if steps := _trail(again(context, "breadcrumb"), frame):
        data["breadcrumb"] = {"@type": "BreadcrumbList", "itemListElement": steps}
    text = json.dumps(data, ensure_ascii=False).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  (escaped above)


def _trail(trail: str, frame: Any) -> list[dict[str, Any]]:
    """The way here as the page shows it; its last step is the page itself."""
    steps = STEP.findall(trail)
    return [
        {
            "@type": "ListItem",
            "position": at,
            "name": _plain(text),
            "item": f"{frame.site}{html.unescape(href)}" if href else frame.canonical,
        }
        for at, (href, text) in enumerate(steps, start=1)
    ]


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())
