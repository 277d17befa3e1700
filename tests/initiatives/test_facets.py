"""Facets: every count is that of its list, for every pair of values, with and without words and coverage."""

from itertools import combinations
from typing import Any

import pytest
from django.http import QueryDict

from initiatives.facets import facets
from initiatives.filters import FACETS, InitiativeFilter
from initiatives.models import Initiative
from research.models import Term

pytestmark = pytest.mark.django_db


def asked(params: str) -> InitiativeFilter:
    filterset = InitiativeFilter(QueryDict(params))
    assert filterset.is_valid(), filterset.form.errors
    return filterset


def count(params: str) -> int:
    return asked(params).matching().count()


def values() -> list[str]:
    """Every value of every facet that finds something, as a parameter."""
    return [f"{name}={value.value}" for name, rows in facets(asked("")).items() for value in rows if value.count]


def wrong(params: str) -> list[tuple[str, str, int, int]]:
    """The facet values whose count is not that of their list."""
    found = []
    kept = QueryDict(params)
    for name, rows in facets(asked(params)).items():
        for value in rows:
            alone = kept.copy()
            alone.setlist(name, [value.value])
            if count(alone.urlencode()) != value.count:
                found.append((name, value.value, value.count, count(alone.urlencode())))
    return found


def test_every_value_alone() -> None:
    assert wrong("") == []


@pytest.mark.slow
def test_every_pair_of_values() -> None:
    """The count of one value with another chosen, over all pairs: by querysets."""
    counted: dict[str, dict[str, int]] = {}
    for chosen in values():
        rows = facets(asked(chosen))
        counted[chosen] = {f"{name}={value.value}": value.count for name in rows for value in rows[name]}
    for one, other in combinations(values(), 2):
        if one.partition("=")[0] != other.partition("=")[0]:
            expected = count(f"{one}&{other}")
            assert counted[one].get(other, 0) == expected, (one, other)
            assert counted[other].get(one, 0) == expected, (other, one)


@pytest.mark.parametrize(
    "params",
    [
        "q=pairs",
        "statut=auto-support&statut=benevolat",
        "statut=non-precise",
        "contrat=non-precise&contrat=cdi&domaine=sante-mentale",
        "region=84&departement=38",
        "near=45.19,5.72&radius=100",
        "q=grenoble&pays=FR&employer=non-precise",
        "commune=59350",
        "pays=DE",
    ],
)
def test_together(params: str) -> None:
    assert wrong(params) == []


@pytest.mark.parametrize(
    "params",
    [
        "",
        pytest.param("pays=FR", marks=pytest.mark.slow),
        "region=84",
        pytest.param("region=76", marks=pytest.mark.slow),
        pytest.param("departement=38", marks=pytest.mark.slow),
        "commune=59350",
        pytest.param("commune=38185", marks=pytest.mark.slow),
        pytest.param("commune=69123", marks=pytest.mark.slow),
        "region=non-precise",
    ],
)
def test_with_coverage(served: Any, params: str) -> None:
    assert wrong(params) == []


@pytest.mark.parametrize("params", ["", "statut=travail-pair&pays=FR", "q=alcool"])
def test_over_http(params: str, api: Any) -> None:
    query = QueryDict(params)
    rows = api("initiatives/facets", **{name: query.getlist(name) for name in query})

    assert list(rows) == list(FACETS)
    for name, listed in rows.items():
        for value in listed[:6]:
            alone = {**{key: query.getlist(key) for key in query}, name: value["value"]}
            assert api("initiatives", **alone)["count"] == value["count"], (name, value)


def test_a_term_that_is_not_public_counts_as_unsaid() -> None:
    draft = Term.objects.create(slug="contrat-invente", scheme="contrat", label="Inventé")
    Initiative.objects.get(slug="archaos").terms.set([draft])

    rows = {value.value: value.count for value in facets(asked(""))["contrat"]}

    assert "contrat-invente" not in rows
    assert rows["non-precise"] == count("contrat=non-precise") == 16


def test_vocabulary_appears_with_0_and_places_do_not(api: Any) -> None:
    rows = api("initiatives/facets", q="alcool")

    assert [(row["value"], row["count"]) for row in rows["contrat"]] == [
        ("insertion", 0),
        ("cdd", 0),
        ("cdi", 0),
        ("sans-contrat", 1),
        ("non-precise", 0),
    ]
    assert [(row["value"], row["count"]) for row in rows["region"]] == [("non-precise", 1)]


def test_a_chosen_place_appears_with_0(api: Any) -> None:
    rows = api("initiatives/facets", region="bretagne")

    chosen = [row for row in rows["region"] if row["selected"]]
    assert chosen == [{"value": "53", "label": "Bretagne", "count": 0, "selected": True}]
