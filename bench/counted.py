"""The application, telling in a header how many queries an answer took: for the bench alone.

With BENCH_FORGETS=1 it keeps no entry that it has shown: each list reads its rows from the database.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pairaidance.settings")

from django.core.wsgi import get_wsgi_application

plain = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The same answers, with X-Queries."""
    from django.db import connection

    from initiatives import results
    from initiatives.api.v1 import rows

    if os.environ.get("BENCH_FORGETS"):
        rows.kept.clear()
        results.kept.clear()
    count = 0

    def counted(execute: Callable[..., Any], *rest: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*rest)

    def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Queries", str(count))], *rest)

    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(counted))
        return plain(environ, begin)
