"""Objects that are JSON already, among others that are not: each is written once, not for every list."""

from typing import Any

from rest_framework.renderers import JSONRenderer

EMPTY = b'"results":[]'  # nothing within a text looks so: its quotation marks are escaped


class Written(list[bytes]):
    """Objects as JSON, for the `results` of a list."""


class Renderer(JSONRenderer):
    """JSON in which `results` may be `Written`."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        """The bytes of an answer."""
        results = data.get("results") if isinstance(data, dict) else None
        if not isinstance(results, Written):
            return super().render(data, *args, **kwargs)
        whole: bytes = super().render({**data, "results": []}, *args, **kwargs)
        return whole.replace(EMPTY, b'"results":[' + b",".join(results) + b"]", 1)


def written(value: Any) -> bytes:
    """One object as every answer has it."""
    found: bytes = JSONRenderer().render(value)
    return found
