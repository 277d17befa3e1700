"""Objects that are JSON already, among others that are not: each is written once, not for every list."""

import re
from collections.abc import Iterable
from json.encoder import encode_basestring
from typing import Any

from rest_framework.renderers import JSONRenderer

EMPTY = re.compile(rb'"\w+":\[\]')  # nothing within a text looks so: its quotation marks are escaped


TRUTHS = ("false", "true")
quoted = encode_basestring  # a text as JSON has it, accents and all


class Written(list[bytes]):
    """Objects as JSON, one or several in each item, for a list that an answer holds by name."""

    @classmethod
    def of(cls, objects: Iterable[str]) -> "Written":
        """Those that were written with `quoted` texts."""
        whole = ",".join(objects)
        return cls([whole.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()])


class Renderer(JSONRenderer):
    """JSON whose lists may be `Written`."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        """The bytes of an answer."""
        lists = {name: one for name, one in data.items() if isinstance(one, Written)} if isinstance(data, dict) else {}
        if not lists:
            return super().render(data, *args, **kwargs)
        left = {f'"{name}":[]'.encode(): b'"%b":[%b]' % (name.encode(), b",".join(one)) for name, one in lists.items()}
        frame: bytes = super().render(
            {name: [] if name in lists else one for name, one in data.items()}, *args, **kwargs
        )
        return EMPTY.sub(lambda empty: left.pop(empty[0], empty[0]), frame)


def written(value: Any) -> bytes:
    """One object as every answer has it."""
    found: bytes = JSONRenderer().render(value)
    return found
