"""What all of the API shares: pages of a list, known parameters, JSON only, and errors that say what is right."""

import re
from collections.abc import Collection
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _
from rest_framework import status as status_codes
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

PAGE_SIZE = 25
MOST_PAGE_SIZE = 100
LAST_RESULT = 10_000
MOST_TEXT = 400  # characters of a query
WHOLE_NUMBER = re.compile(r"^[0-9]{1,30}$")
PAGE_PARAMETERS = frozenset({"page", "page_size"})


class Gone(APIException):
    """An entry that was withdrawn."""

    status_code = status_codes.HTTP_410_GONE
    default_code = "gone"

    def __init__(self) -> None:
        super().__init__(_("Cette fiche a été retirée."))


class JSONOnly(BaseContentNegotiation):
    """JSON whatever was asked for: a browser or a program that accepts anything else still gets an answer."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """There is nothing to parse."""
        return parsers[0] if parsers else None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> tuple[Any, str]:
        """The one renderer."""
        return renderers[0], renderers[0].media_type


def whole_number(params: Any, name: str, *, default: int, most: int) -> int:
    """A number from 1 to `most` under `name`; a blank is the default. Raises ValidationError."""
    text = (params.get(name) or "").strip()
    if not text:
        return default
    number = int(text) if WHOLE_NUMBER.match(text) else 0
    if not 1 <= number <= most:
        range_ = _("de 1 à %(most)d") % {"most": most} if most <= LAST_RESULT else _("à partir de 1")
        raise ValidationError({name: [_("Il faut un nombre entier, %(range)s.") % {"range": range_}]})
    return number


def refuse_unknown(params: Collection[str], known: Collection[str]) -> None:
    """Raises ValidationError, under its name, for each parameter that is none."""
    offered = ", ".join(sorted(known)) or _("aucun")
    unknown = {
        name[:60].replace("\x00", ""): [_("Paramètre inconnu. Paramètres possibles : %(known)s.") % {"known": offered}]
        for name in params
        if name not in known
    }
    if unknown:
        raise ValidationError(unknown)


class Pages(PageNumberPagination):
    """`page` and `page_size`; a page past the last is 404, one past the 10,000th result 400."""

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = MOST_PAGE_SIZE

    def get_page_size(self, request: Request) -> int:
        """Raises ValidationError instead of taking another size silently."""
        return whole_number(request.query_params, "page_size", default=PAGE_SIZE, most=MOST_PAGE_SIZE)

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """The rows of one page. Raises ValidationError or NotFound."""
        size = self.get_page_size(request)
        # A number that is one but too far is past the last page, whatever its digits.
        number = whole_number(request.query_params, "page", default=1, most=10**30)
        if (number - 1) * size >= LAST_RESULT:
            raise ValidationError(
                {
                    "page": [
                        _("Les pages s’arrêtent au résultat n° %(last)d : affinez la recherche.")
                        % {"last": LAST_RESULT}
                    ]
                }
            )
        paginator = self.django_paginator_class(queryset, size)
        if number > paginator.num_pages:
            raise NotFound(_("Cette page n’existe pas : il y en a %(pages)d.") % {"pages": paginator.num_pages})
        self.request = request
        self.page = paginator.page(number)
        rows = self.page.object_list  # as it was read, where it was: see `kit/written.py`
        return rows if isinstance(rows, list) else list(rows)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The shape of a list, for the API's description."""
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "count": {"type": "integer", "example": 60},
            "next": {**link, "example": "https://annuaire.example/api/v1/…/?page=3"},
            "previous": {**link, "example": "https://annuaire.example/api/v1/…/?page=1"},
            "results": schema,
        }
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_next_link(self) -> str | None:
        """None also where the next page would lie past the 10,000th result."""
        if self.page and self.page.number * self.page.paginator.per_page >= LAST_RESULT:
            return None
        return super().get_next_link()


def error(status: int) -> JsonResponse:
    """A refusal before any resource was reached, in the shape of all the API's errors."""
    codes = {
        400: ("error", _("Cette requête est malformée.")),
        403: ("permission_denied", _("Cette requête n’est pas permise.")),
        404: ("not_found", _("Rien à cette adresse. Voir /api/docs/.")),
    }
    code, detail = codes.get(status, ("error", _("Une erreur est survenue de notre côté.")))
    kind = "server_error" if status >= status_codes.HTTP_500_INTERNAL_SERVER_ERROR else "client_error"
    return JsonResponse({"type": kind, "errors": [{"code": code, "detail": detail, "attr": None}]}, status=status)
