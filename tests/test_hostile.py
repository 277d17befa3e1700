"""Hostile parameters on every public address: a clear refusal or a page, never a 5xx, never an echo unescaped."""

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.filters import InitiativeFilter
from initiatives.views.sitemaps import PAGES

pytestmark = pytest.mark.django_db

HOSTILE = {
    "nul": "a%00b",
    "digits": "9" * 25,
    "malformed-utf8": "%FF%FE%C0%AF",
    "long": "x" * 5000,
    "year": "9999-12-31T23:59:59-14:00",
    "early": "0001-01-01T00:00:00%2B14:00",
    "words": "%20".join(["mot"] * 3000),
    "quote": "%27%22%3B--%20%29%28",
    "operators": "%22%20OR%20NEAR%28%2A%29%20%26%7C%21%3A%2A",
    "script": "%3Cscript%3Ealert%281%29%3C/script%3E",
    "negative": "-1",
    "infinity": "inf",
    "surrogate": "%ED%A0%80",
    "arabic-digits": "%D9%A3",
    "comma": ",,,,",
    "percent": "%25%5F",
    "brackets": "[]={}",
    "rtl": "%E2%80%AE",
}
NAMES = [*sorted(InitiativeFilter.names()), "page", "page_size", "lieu", "inconnu", "scheme", "kind", "state"]
RESOURCES = [
    "initiatives", "initiatives/facets", "formations", "terms", "sources", "studies", "findings", "landmarks",
    "consultations", "questions", "testimonies", "figures", "regions", "departements", "communes",
]  # fmt: skip
PATHS = [
    "/", "/initiatives/", "/initiatives/marss/", "/initiatives/marss/historique/", "/initiatives/marss/corriger/",
    "/initiatives/carte/", "/initiatives/proposer/", "/formations/", "/formations/du-mediateur-de-sante-pair/",
    "/etudes/", "/etudes/stigma/", "/sources/", "/sources/didier-2006/", "/reperes/", "/reperes/definitions/",
    "/reperes/histoire/", "/reperes/consultations/", "/reperes/chiffres/", "/reperes/questions/",
    "/reperes/temoignages/", "/donnees/", "/a-propos/", "/accessibilite/", "/confidentialite/", "/healthz",
    "/plan-du-site/", "/recherche/", "/etre-soutenu/", "/devenir-pair-aidant/", "/professionnels/", "/i/ee89c5a4/",
    "/initiatives/carte/points.json", "/initiatives/carte/contours.json", "/en/", "/en/initiatives/",
    "/robots.txt", "/sitemap.xml", "/api/docs/", "/admin/login/",
    *(f"/api/v1/{resource}/" for resource in RESOURCES), "/api/v1/initiatives/marss/", "/api/v1/communes/59350/",
]  # fmt: skip


@pytest.fixture
def visitor() -> Client:
    """A visitor whose errors come back as responses, as in production."""
    return Client(raise_request_exception=False)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_no_address_breaks(path: str, kind: str, visitor: Client) -> None:
    for name in NAMES if "initiatives/" in path or path == "/initiatives/" else [*NAMES[::4], "q", "page", "inconnu"]:
        response = visitor.get(path, QUERY_STRING=f"{name}={HOSTILE[kind]}")

        assert response.status_code < 500, (name, response.status_code)
        assert b"<script>alert" not in response.content or response["Content-Type"] == "application/json"


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("path", ["/initiatives/", "/api/v1/initiatives/"])
def test_the_two_great_lists_do_not_break(path: str, kind: str, visitor: Client) -> None:
    """The quick lane's share of the crossing above."""
    for name in [*NAMES[::3], "q", "lieu"]:
        assert visitor.get(path, QUERY_STRING=f"{name}={HOSTILE[kind]}").status_code < 500


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_description_does_not_break(kind: str, visitor: Client) -> None:
    assert visitor.get("/api/schema/", QUERY_STRING=f"lang={HOSTILE[kind]}").status_code < 500


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    "prefix",
    [
        "/initiatives/",
        "/api/v1/initiatives/",
        *(
            pytest.param(prefix, marks=pytest.mark.slow)
            for prefix in ("/sources/", "/etudes/", "/formations/", "/api/v1/communes/", "/")
        ),
    ],
)
def test_no_path_breaks(prefix: str, kind: str, visitor: Client) -> None:
    response = visitor.get(f"{prefix}{HOSTILE[kind]}/")

    assert response.status_code in {400, 404}
    assert response["Content-Type"].startswith("application/json" if prefix.startswith("/api/") else "text/html")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/", "/initiatives/", "/api/v1/initiatives/", "/api/v1/initiatives/marss/"])
def test_nothing_is_written_from_outside(path: str, method: str, visitor: Client) -> None:
    assert getattr(visitor, method)(path, {"q": "x"}).status_code in {403, 405, 415}


@pytest.mark.parametrize("path", ["/initiatives/", "/initiatives/carte/"])
def test_pages_ignore_unknown_names_and_do_not_repeat_them(path: str, visitor: Client) -> None:
    response = visitor.get(path, {"utm_source": "canari-pub", "fbclid": "canari-clic"})

    assert response.status_code == 200
    assert b"canari" not in response.content
    assert b"utm_source" not in response.content


def test_a_bad_value_is_said_in_the_page_and_kept_in_the_form(visitor: Client) -> None:
    response = visitor.get("/initiatives/", {"q": "alcool", "statut": "inconnu", "lieu": ""})

    content = response.content.decode()
    assert response.status_code == 400
    assert "inconnu" in content
    assert 'value="alcool"' in content


def test_a_wrong_host_is_refused(visitor: Client) -> None:
    assert visitor.get("/", headers={"host": "ailleurs.example"}).status_code == 400


def test_every_page_is_tried() -> None:
    """A new page wants its line above."""
    assert [name for name in PAGES if reverse(name) not in PATHS] == []
