"""No page reads all initiatives: what it asks of the database, an index leads to."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives import results, stats
from initiatives.api.v1 import rows
from initiatives.models import Initiative
from initiatives.views.sitemaps import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")]
OTHERS = (
    "/initiatives/alsa/", "/initiatives/alsa/historique/", "/formations/du-mediateur-de-sante-pair/",
    "/sources/pair-aidance-2016/", "/recherche/?q=alcool", "/recherche/?q=alcool+lyon",
    "/initiatives/?q=enfants+du+canal",
    "/initiatives/?q=sant%C3%A9+isere", "/initiatives/?ordering=-modified_at", "/initiatives/?ordering=-name",
    "/initiatives/?near=45.2,5.7", "/suggestions.json?q=gre",
    "/initiatives/carte/points.json?level=commune", "/api/v1/initiatives/", "/api/v1/initiatives/?cursor=*",
    "/api/v1/initiatives/facets/", "/api/v1/initiatives/alsa/", "/api/v1/search/?q=alcool", "/api/v1/sources/",
    "/api/v1/sources/pair-aidance-2016/", "/api/v1/terms/", "/api/v1/formations/", "/en/", "/en/initiatives/",
)  # fmt: skip
# What each initiative has, one row or several.
OURS = {
    "initiatives_initiative", "initiatives_initiative_terms", "initiatives_coverage", "initiatives_initiativecitation",
    "initiatives_headcount", "initiatives_posting",
}  # fmt: skip
ALIAS = re.compile(r'"(\w+)" ([TUVW]\d+)\b')
COUNTED = 'SELECT COUNT(*) AS "__count" FROM "initiatives_initiativecitation"'  # once an edition, along an index


def read_whole(queries: Any) -> list[str]:
    """The queries that go through all initiatives, or through all that are public."""
    found = []
    for sql in {query["sql"] for query in queries if query["sql"].startswith("SELECT")}:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
            steps = [step[-1] for step in cursor.fetchall()]
        tables = dict.fromkeys(OURS) | {alias: None for table, alias in ALIAS.findall(sql) if table in OURS}
        whole = [step for step in steps if _scans(step) in tables or "(publication=?)" in step]
        stops = " LIMIT " in sql and not any("TEMP B-TREE FOR ORDER BY" in step for step in steps)
        if whole and not stops and sql != COUNTED and "'withdrawn'" not in sql:  # few are not public
            found.append(f"{whole}: {sql}")
    return found


def _scans(step: str) -> str | None:
    words = step.split()
    return words[1] if words[0] == "SCAN" else None


@pytest.mark.parametrize("path", [*(reverse(name) for name in PAGES), *OTHERS])
def test_no_page_reads_all_initiatives(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("initiatives.suggestions.SMALL", 0)  # of a few, names are looked through
    client = Client()
    client.get(path)  # the bitmaps and the lexicon, once
    rows.kept.clear()
    results.kept.clear()
    stats.kept.clear()

    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200

    assert read_whole(queries.captured_queries) == []


def test_what_reads_all_of_them_is_told(settings: Any) -> None:
    settings.BITMAPS = False
    with CaptureQueriesContext(connection) as queries:
        Client().get("/api/v1/initiatives/facets/")
    assert len(read_whole(queries.captured_queries)) > 5


def test_what_follows_a_write_reads_no_other_initiative() -> None:
    entry = Initiative.objects.get(slug="alsa")
    with CaptureQueriesContext(connection) as queries:
        entry.save()
        Client().get("/api/v1/initiatives/facets/")
    assert read_whole(queries.captured_queries) == []
