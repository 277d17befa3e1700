"""Hot reads take the same number of queries whatever their size."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from initiatives import results, stats
from initiatives.api.v1 import rows
from initiatives.models import Coverage, Initiative, Place
from research.models import Term

pytestmark = pytest.mark.django_db


def keep(count: int) -> None:
    """All but the first `count` initiatives become drafts."""
    kept = Initiative.objects.order_by("pk").values_list("pk", flat=True)[:count]
    Initiative.objects.exclude(pk__in=list(kept)).update(publication="draft")


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/api/v1/initiatives/", 6),
        ("/api/v1/initiatives/?q=support&ordering=-name", 8),
        ("/api/v1/initiatives/?statut=auto-support&pays=FR", 6),
        ("/api/v1/initiatives/facets/", 1),
        ("/initiatives/", 3),
        ("/initiatives/carte/", 1),
        ("/", 4),
    ],
)
def test_lists_of_initiatives(
    path: str, queries: int, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep(size)
    Client().get(path)  # what a process reads once (the lexicon of the search, outlines) is not counted
    rows.kept.clear()
    results.kept.clear()

    with django_assert_num_queries(queries):
        assert Client().get(path).status_code == 200


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/api/v1/initiatives/facets/", 1), ("/initiatives/", 3)])
def test_lists_of_initiatives_with_coverage(
    path: str, queries: int, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    france = Place.objects.get(level="pays", code="FR")
    for entry in Initiative.objects.order_by("pk")[:size]:
        Coverage.objects.create(initiative=entry, kind="national", place=france)
    Client().get(path)  # the bitmaps are brought to this edition of the data
    results.kept.clear()

    with django_assert_num_queries(queries):
        assert Client().get(path).status_code == 200


def test_entries_are_read_once_an_edition(api: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    before = api("initiatives")

    with django_assert_num_queries(1):  # the edition
        assert api("initiatives") == before

    Term.objects.filter(slug="travail-pair").update(slug="travail-de-pair")
    assert {slug for row in api("initiatives")["results"] for slug in row["statut"]} >= {"travail-de-pair"}


@pytest.mark.parametrize("page_size", [1, 3])
@pytest.mark.parametrize(
    ("resource", "queries"),
    [
        ("formations", 4),
        ("terms", 4),
        ("sources", 4),
        ("studies", 5),
        ("findings", 4),
        ("landmarks", 4),
        ("consultations", 5),
        ("questions", 4),
        ("testimonies", 4),
        ("figures", 4),
        ("regions", 3),
        ("departements", 3),
        ("communes", 3),
    ],
)
def test_other_lists(
    resource: str, queries: int, page_size: int, get: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(queries):
        get(f"/api/v1/{resource}/", page_size=page_size)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/initiatives/marss/", 8),
        ("/initiatives/alsa/", 9),
        ("/initiatives/marss/historique/", 4),
        ("/formations/", 3),
        ("/etudes/", 7),
        ("/etudes/stigma/", 6),
        ("/sources/", 2),
        ("/sources/didier-2006/", 14),
        ("/reperes/definitions/", 3),
        ("/reperes/histoire/", 4),
        ("/reperes/consultations/", 4),
        ("/reperes/chiffres/", 3),
        ("/reperes/questions/", 7),
        ("/reperes/temoignages/", 3),
        ("/a-propos/", 8),
        ("/confidentialite/", 1),
        ("/healthz", 1),
    ],
)
def test_pages(path: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    Client().get("/api/v1/initiatives/facets/")  # the bitmaps, once
    stats.kept.clear()

    with django_assert_num_queries(queries):
        assert Client().get(path).status_code == 200
