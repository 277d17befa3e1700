"""Reference geography: its hard cases."""

import pytest

from initiatives import geography
from initiatives.models import Place
from initiatives.search import places_named

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("level", "count"), [("region", 29), ("departement", 120), ("commune", 34969), ("pays", 249)])
def test_everything_is_loaded(level: str, count: int) -> None:
    assert Place.objects.filter(level=level).count() == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lille", [("commune", "59350")]),
        ("lille", [("commune", "59350")]),
        ("l'hay les roses", [("commune", "94038")]),
        ("L’Haÿ-les-Roses", [("commune", "94038")]),
        ("Vandoeuvre les Nancy", [("commune", "54547")]),
        ("Saint-Denis", [("commune", "11339"), ("commune", "30247"), ("commune", "93066"), ("commune", "97411")]),
        ("Isère", [("departement", "38")]),
        ("38", [("departement", "38")]),
        ("2a", [("departement", "2A")]),
        ("974", [("departement", "974")]),
        ("Guadeloupe", [("region", "01")]),
        ("Paris", [("departement", "75")]),
        ("Mayotte", [("region", "06")]),
        ("occitanie", [("region", "76")]),
        ("38000", [("commune", "38185")]),
        ("Belgique", [("pays", "BE")]),
        ("Namur", [("departement", "BE-WNA")]),
        ("75056", []),
        ("Bruxelles", [("region", "BE-BRU")]),
        ("Wallonie", [("region", "BE-WAL")]),
        ("PACA", [("region", "93")]),
        ("idf", [("region", "11")]),
        ("St-Étienne (42)", [("commune", "42218")]),
        ("Grenoble (38)", [("commune", "38185")]),
        ("Grenoble 38000", [("commune", "38185")]),
        ("nulle part sur terre", []),
        ("!!!", []),
        ("", []),
    ],
)
def test_places_named(text: str, found: list[tuple[str, str]]) -> None:
    assert [(place.level, place.code) for place in places_named(text)] == found


@pytest.mark.parametrize("text", ["a" + " " * 398 + "!", "( " * 200, "1 " * 200, "x (" * 130])
def test_a_long_text_is_read_in_one_go(text: str) -> None:
    """Its cost grows with its length, not with a power of it: a cubic reading would not end within the test run."""
    assert places_named(text) == []


def test_reunion_has_two_senses() -> None:
    assert {(place.level, place.code) for place in places_named("Réunion")} >= {("region", "04")}


def test_a_postcode_may_cover_many_communes() -> None:
    assert len(places_named("51300")) == 46


def test_homonyms_are_all_offered() -> None:
    assert len(places_named("Sainte-Colombe")) >= 12


def test_a_commune_without_a_point_has_none() -> None:
    kerguelen = Place.objects.get(level="commune", code="98412")

    assert (kerguelen.lat, kerguelen.lon, kerguelen.precision) == (None, None, "")


def test_outlines_cover_overseas_and_belgium() -> None:
    assert {"01", "02", "03", "04", "06"} <= set(geography.outlines("region", "FR"))
    assert "BE-BRU" in geography.outlines("departement", "BE")


def test_a_place_says_what_it_lies_in() -> None:
    lille = Place.objects.for_list().get(level="commune", code="59350")

    assert [str(lille.at(level)) for level in ("region", "departement", "commune")] == [
        "Hauts-de-France",
        "Nord",
        "Lille (59)",
    ]
