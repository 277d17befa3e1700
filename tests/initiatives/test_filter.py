"""The one filter: every parameter of the contract, alone and together, and what it refuses."""

import datetime
from typing import Any

import pytest

from initiatives.models import Initiative, Place

pytestmark = pytest.mark.django_db


def slugs(answer: dict[str, Any]) -> set[str]:
    return {row["slug"] for row in answer["results"]}


@pytest.fixture
def find(api: Any) -> Any:
    return lambda **params: slugs(api("initiatives", page_size=100, **params))


def test_without_parameters_everything_published_is_there(find: Any) -> None:
    assert len(find()) == 22


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({"statut": "auto-support"}, 3),
        ({"statut": "benevolat"}, 5),
        ({"statut": "travail-pair"}, 15),
        ({"statut": ["auto-support", "benevolat"]}, 7),
        ({"statut": "auto-support,benevolat"}, 7),
        ({"statut": " auto-support , ,benevolat,"}, 7),
        ({"statut": "auto-support", "contrat": "sans-contrat"}, 1),
        ({"contrat": "cdi"}, 1),
        ({"contrat": "non-precise"}, 15),
        ({"contrat": "non-precise,cdi"}, 16),
        ({"contrat": "cdd"}, 0),
        ({"domaine": "sante-mentale"}, 5),
        ({"appellation": "mediateur-de-sante-pair"}, 2),
        ({"employer": "association-ou-medico-social"}, 9),
        ({"formation": "du-mediateur-de-sante-pair"}, 1),
        ({"pays": "FR"}, 21),
        ({"pays": "be"}, 1),
        ({"pays": "FR,BE"}, 22),
        ({"pays": "non-precise"}, 0),
        ({"pays": "DE"}, 0),
        ({"region": "84"}, 3),
        ({"region": "auvergne-rhone-alpes"}, 3),
        ({"region": "non-precise"}, 15),
        ({"departement": "38"}, 2),
        ({"departement": "isere"}, 2),
        ({"departement": "2A,2b"}, 0),
        ({"commune": "59350"}, 1),
        ({"commune": "59350", "departement": "38"}, 0),
        ({"activity": "cited"}, 22),
        ({"activity": "verified"}, 0),
        ({"source": "pair-aidance-2016"}, 22),
        ({"source": "non-precise"}, 0),
        (
            {"q": "", "statut": "", "pays": "", "near": "", "radius": "", "ordering": "", "page": "", "page_size": ""},
            22,
        ),
        ({"near": "50.63,3.06"}, 1),
        ({"near": "45.19,5.72", "radius": "60"}, 2),
        ({"near": "45.19,5.72", "radius": "3"}, 1),
        ({"modified_after": "2000-01-01"}, 22),
        ({"modified_after": "2000-01-01T00:00:00Z"}, 22),
        ({"modified_after": "2000-01-01T00:00:00+02:00"}, 22),
        ({"modified_after": "9999-12-31"}, 0),
        ({"verified_after": "2000-01-01"}, 0),
    ],
    ids=str,
)
def test_counts(params: dict[str, Any], count: int, api: Any) -> None:
    answer = api("initiatives", page_size=100, **{name: value for name, value in params.items() if name != "page_size"})

    assert answer["count"] == len(answer["results"]) == count


@pytest.mark.parametrize(
    ("params", "attr", "said"),
    [
        ({"statut": "inconnu"}, "statut", "auto-support, benevolat, travail-pair, non-precise"),
        ({"pays": "France"}, "pays", "FR"),
        ({"pays": "XX"}, "pays", "FR"),
        ({"region": "rhone"}, "region", "84"),
        ({"departement": "99"}, "departement", "38"),
        ({"commune": "38000"}, "commune", "pas un code postal"),
        ({"activity": "non-precise"}, "activity", "cited, verified, closed, not-found"),
        ({"source": "inconnue"}, "source", "/api/v1/sources/"),
        ({"near": "ici"}, "near", "45.19,5.72"),
        ({"near": "91,0"}, "near", "45.19,5.72"),
        ({"near": "nan,nan"}, "near", "45.19,5.72"),
        ({"near": "45.19,5.72", "radius": "0"}, "radius", "100 au plus"),
        ({"near": "45.19,5.72", "radius": "101"}, "radius", "100 au plus"),
        ({"near": "45.19,5.72", "radius": "inf"}, "radius", "100 au plus"),
        ({"radius": "10"}, "radius", "near"),
        ({"ordering": "humeur"}, "ordering", "name, modified_at, verified_on, distance, relevance"),
        ({"ordering": "distance"}, "ordering", "near"),
        ({"ordering": "-relevance"}, "ordering", "q"),
        ({"modified_after": "hier"}, "modified_after", "ISO 8601"),
        ({"verified_after": "2026-13-01"}, "verified_after", "ISO 8601"),
        ({"page_size": "101"}, "page_size", "de 1 à 100"),
        ({"page_size": "0"}, "page_size", "de 1 à 100"),
        ({"page": "-1"}, "page", "nombre entier"),
        ({"page": "1e3"}, "page", "nombre entier"),
        ({"page": "402"}, "page", "10000"),
        ({"status": "cdi"}, "status", "statut"),
        ({"lieu": "Lille"}, "lieu", "commune"),
        ({"q": "x" * 401}, "q", "400"),
    ],
    ids=str,
)
def test_what_is_wrong_is_named_with_what_would_be_right(
    params: dict[str, str], attr: str, said: str, get: Any
) -> None:
    response = get("/api/v1/initiatives/", **params)

    answer = response.json()
    assert (response.status_code, answer["type"]) == (400, "validation_error")
    assert [error["attr"] for error in answer["errors"]] == [attr]
    assert said in answer["errors"][0]["detail"]


@pytest.mark.parametrize("level", ["commune", "departement", "region"])
def test_many_values_are_as_good_as_few(level: str, get: Any) -> None:
    codes = Place.objects.filter(level=level).order_by("code").values_list("code", flat=True)[:200]

    assert get("/api/v1/initiatives/", **{level: ",".join(codes)}).status_code == 200


@pytest.mark.parametrize("moment", ["9999-12-31T23:30:00Z", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"])
@pytest.mark.parametrize("name", ["verified_after", "modified_after"])
def test_the_ends_of_time_are_said(name: str, moment: str, get: Any) -> None:
    assert get("/api/v1/initiatives/", **{name: moment}).status_code in {200, 400}


def test_a_commune_is_no_slug(get: Any) -> None:
    assert get("/api/v1/initiatives/", commune="59350,lille").status_code == 400


def test_a_page_past_the_last_is_404(get: Any) -> None:
    assert get("/api/v1/initiatives/", page="2").status_code == 404


def test_pages_lead_to_each_other(api: Any) -> None:
    first = api("initiatives", page_size=10, statut="travail-pair")

    second = api("initiatives", page_size=10, statut="travail-pair", page=2)

    assert (first["count"], len(first["results"]), len(second["results"])) == (15, 10, 5)
    assert (first["previous"], second["next"]) == (None, None)
    assert "page=2" in first["next"]
    assert "statut=travail-pair" in first["next"]


@pytest.mark.parametrize("ordering", ["name", "modified_at", "verified_on"])
def test_an_order_reversed_is_the_same_backwards_but_for_ties(ordering: str, api: Any) -> None:
    names = [row["name"] for row in api("initiatives", ordering=ordering)["results"]]
    backwards = [row["name"] for row in api("initiatives", ordering=f"-{ordering}")["results"]]

    assert sorted(names) == sorted(backwards)
    if ordering == "name":
        assert names == backwards[::-1]
        assert names[:3] == ["ALSA", "Archaos", "Armée du Salut"]


def test_distance_is_given_and_orders(api: Any) -> None:
    rows = api("initiatives", near="45.19,5.72", radius="100", ordering="distance")["results"]

    distances = [row["distance_km"] for row in rows]
    assert [row["slug"] for row in rows] == ["ville-de-grenoble", "service-esplor-du-chs-de-chambery"]
    assert distances == sorted(distances)
    assert distances[0] < 3


def test_a_place_finds_what_stands_in_it_and_what_serves_it_and_tells_which(served: Any, api: Any) -> None:
    rows = {row["slug"]: row["place_match"] for row in api("initiatives", departement="38")["results"]}

    assert rows == {
        "developpement-du-travail-pair-sur-l-agglomeration-grenobloise": "stands",
        "ville-de-grenoble": "stands",
        "sert-la-france": "serves",
        "sert-l-isere": "serves",
    }


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"pays": "FR"}, ["sert-la-france", "sert-l-occitanie", "sert-l-isere"]),
        ({"region": "76"}, ["sert-la-france", "sert-l-occitanie"]),
        ({"region": "84"}, ["sert-la-france", "sert-l-isere"]),
        ({"departement": "31"}, ["sert-la-france", "sert-l-occitanie"]),
        ({"commune": "38185"}, ["sert-la-france", "sert-l-isere"]),
        ({"commune": "59350"}, ["sert-la-france", "sert-l-occitanie"]),
        ({"pays": "BE"}, []),
    ],
    ids=str,
)
def test_coverage_reaches_what_lies_in_it_and_what_it_lies_in(
    served: Any, find: Any, params: dict[str, str], found: list[str]
) -> None:
    assert find(**params) & {entry.slug for entry in served.values()} == set(found)


def test_modified_after_counts_from_the_moment_itself(find: Any) -> None:
    entry = Initiative.objects.order_by("modified_at").last()

    assert entry.slug in find(modified_after=entry.modified_at.isoformat())
    later = entry.modified_at + datetime.timedelta(seconds=1)
    assert find(modified_after=later.isoformat()) == set()


def test_verified_after_is_a_day(make: Any, curator: Any, find: Any) -> None:
    Initiative.objects.filter(slug="alsa").update(
        activity="verified", verified_on=datetime.date(2026, 6, 1), verified_by=curator
    )

    assert find(verified_after="2026-06-01") == {"alsa"}
    assert find(verified_after="2026-06-02") == set()
    assert find(activity="verified") == {"alsa"}
