"""Reads whose SQL is made once: for each, only the keys change, and what the columns hold is converted as the ORM does.

Compiling a query anew for every list takes longer than running it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet

from initiatives.models import among, listed

MARK = "IN (-1)"


class Read:
    """Values of some columns, of the rows whose column is one of some keys."""

    def __init__(self, queryset: QuerySet[Any], column: str) -> None:
        self.queryset = queryset.filter(among(column, [-1]))
        self._made: tuple[str, tuple[Any, ...], dict[int, Any]] | None = None

    def rows(self, keys: Iterable[int]) -> list[Any]:
        """The rows, as tuples in the order of the queryset."""
        sql, params, converters = self._made or self._make()
        own = connections[DEFAULT_DB_ALIAS]  # itself: through the proxy, each conversion would look it up
        with own.cursor() as cursor:
            cursor.execute(sql.replace(MARK, f"IN ({listed(keys)})"), params)
            found = [list(row) for row in cursor.fetchall()]
        for at, (convert, expression) in converters.items():
            for row in found:
                for one in convert:
                    row[at] = one(row[at], expression, own)
        return found

    def _make(self) -> tuple[str, tuple[Any, ...], dict[int, Any]]:
        compiler = self.queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        self._made = (sql, tuple(params), converters)
        return self._made
