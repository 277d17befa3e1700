"""Hot reads take the same number of queries whatever their size."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from initiatives.models import Coverage, Initiative, Place

pytestmark = pytest.mark.django_db


def keep(count: int) -> None:
    """All but the first `count` initiatives become drafts."""
    kept = Initiative.objects.order_by("pk").values_list("pk", flat=True)[:count]
    Initiative.objects.exclude(pk__in=list(kept)).update(publication="draft")


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/api/v1/initiatives/", 7),
        ("/api/v1/initiatives/?q=support&ordering=-name", 11),
        ("/api/v1/initiatives/?statut=auto-support&pays=FR", 8),
        ("/api/v1/initiatives/facets/", 12),
        ("/initiatives/", 22),
        ("/initiatives/carte/", 6),
        ("/", 23),
    ],
)
def test_lists_of_initiatives(
    path: str, queries: int, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep(size)
    Client().get(path)  # what a process reads once (the lexicon of the search, outlines) is not counted

    with django_assert_num_queries(queries):
        assert Client().get(path).status_code == 200


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/api/v1/initiatives/facets/", 14), ("/initiatives/", 25)])
def test_lists_of_initiatives_with_coverage(
    path: str, queries: int, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    france = Place.objects.get(level="pays", code="FR")
    for entry in Initiative.objects.order_by("pk")[:size]:
        Coverage.objects.create(initiative=entry, kind="national", place=france)

    with django_assert_num_queries(queries):
        assert Client().get(path).status_code == 200


@pytest.mark.parametrize("page_size", [1, 3])
@pytest.mark.parametrize(
    ("resource", "queries"),
    [
        ("formations", 3),
        ("terms", 3),
        ("sources", 3),
        ("studies", 4),
        ("findings", 3),
        ("landmarks", 3),
        ("consultations", 4),
        ("questions", 3),
        ("testimonies", 3),
        ("figures", 3),
        ("regions", 2),
        ("departements", 2),
        ("communes", 2),
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
        ("/initiatives/marss/", 7),
        ("/initiatives/alsa/", 8),
        ("/initiatives/marss/historique/", 3),
        ("/formations/", 2),
        ("/etudes/", 6),
        ("/etudes/stigma/", 5),
        ("/sources/", 1),
        ("/sources/didier-2006/", 13),
        ("/reperes/definitions/", 2),
        ("/reperes/histoire/", 3),
        ("/reperes/consultations/", 3),
        ("/reperes/chiffres/", 2),
        ("/reperes/questions/", 6),
        ("/reperes/temoignages/", 2),
        ("/a-propos/", 6),
        ("/confidentialite/", 0),
        ("/healthz", 1),
    ],
)
def test_pages(path: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(queries):
        assert Client().get(path).status_code == 200
