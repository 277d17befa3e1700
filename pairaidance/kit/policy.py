"""The content security policy of the settings as one header, built once and not for every answer."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property


class SamePolicy(CSPMiddleware):
    """django-csp's; an answer that changes nothing of the policy gets the one that was built first."""

    @cached_property
    def standing(self) -> str:
        """The header of an answer that changes nothing of it."""
        return build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer with its header."""
        is_exempt = settings.DEBUG or HEADER in response or getattr(response, "_csp_exempt", False)
        if is_exempt or self.get_policy_parts(request, response) != PolicyParts():
            return super().process_response(request, response)
        response[HEADER] = self.standing
        return response
