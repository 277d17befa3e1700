"""Pages by where the last one ended: as quick at the millionth result as at the first, and stable under writes."""

import base64
import binascii
import json
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from initiatives.results import Results
from pairaidance.kit.api import MOST_PAGE_SIZE, PAGE_SIZE, whole_number

START = "*"
ORDERS = ("name", "-name", "modified_at", "-modified_at")
LONGEST = 600  # characters


class Cursor(BasePagination):
    """`cursor=*` (or blank) begins; then each page's `next` leads on, in the order of a column and of a key."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """The objects of one page. Raises ValidationError."""
        results: Results = queryset
        self.request, self.total = request, len(results)
        given = request.query_params
        size = whole_number(given, "page_size", default=PAGE_SIZE, most=MOST_PAGE_SIZE)
        if (given.get("page") or "").strip():
            raise ValidationError({"page": [_("« page » ne va pas avec « cursor ».")]})
        order = (given.get("ordering") or "name").strip()
        if order not in ORDERS:
            offered = ", ".join(ORDERS)
            raise ValidationError({"ordering": [_("Avec « cursor » : %(offered)s.") % {"offered": offered}]})
        found = results.asked.answer.after(order, self._last(order), size + 1)
        self.following = _written(order, *found[size - 1]) if len(found) > size else None
        return results.shown(results.asked, [key for _value, key in found[:size]])

    def get_paginated_response(self, data: Any) -> Response:
        """The shape of every list; there is no way back."""
        link = None
        if self.following:
            pairs = [(name, value) for name, values in self.request.query_params.lists() for value in values]
            pairs = [pair for pair in pairs if pair[0] != "cursor" and pair[1].strip()]
            link = f"{settings.SITE_URL}{self.request.path}?{urlencode([*pairs, ('cursor', self.following)])}"
        return Response({"count": self.total, "next": link, "previous": None, "results": data})

    def _last(self, order: str) -> tuple[Any, int] | None:
        """What the last page ended with. Raises ValidationError for what no page gave."""
        text = (self.request.query_params.get("cursor") or "").strip()
        if text in ("", START):
            return None
        try:
            held, value, key = json.loads(base64.urlsafe_b64decode(text[:LONGEST] + "=="))
            last = parse_datetime(value) if "modified" in held else str(value)
            naive = isinstance(last, datetime) and last.tzinfo is None
            if held != order or last is None or naive or not 0 <= int(key) < 2**63 or "\x00" in str(last):
                raise ValueError(held)
            str(last).encode()  # half a character is no text that a database takes
        except (ValueError, TypeError, OverflowError, binascii.Error):
            told = _("Prenez « cursor » du lien « next » de la même liste, ou commencez par « * ».")
            raise ValidationError({"cursor": [told]}) from None
        return last, int(key)


def _written(order: str, value: Any, key: int) -> str:
    text = json.dumps([order, value if isinstance(value, str) else value.isoformat(), key], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
