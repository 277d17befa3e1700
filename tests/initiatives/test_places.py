"""Places by what people type: in « Où ? », in the suggestions for it, and within a query."""

from collections import Counter
from collections.abc import Iterator

import pytest

from initiatives.answers import meaning_of
from initiatives.models import Place
from initiatives.search import places_named
from initiatives.search.mentions import places_in
from initiatives.suggestions import places as suggested
from pairaidance.kit import french

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Aveyron", "12"),
        ("Ain", "01"),
        ("Eure", "27"),
        ("le havre", "76351"),
        ("Havre", "76351"),
        ("Saint-Nazaire (30)", "30288"),
        ("fontaine 38", "38169"),
        ("Bourguignon (25)", "25082"),
        ("Aux Marais (60)", "60703"),
        ("38000 Grenoble", "38185"),
    ],
)
def test_where_means_one_place(text: str, code: str) -> None:
    assert [place.code for place in places_named(text)] == [code]


@pytest.mark.parametrize("text", ["soutien aval", "ens grenoble", "l'aval", "1 demi-journée ½ par mois", "½ journée"])
def test_an_article_is_not_glued_to_a_word_nor_a_half_a_number(text: str) -> None:
    assert {place.code for place in meaning_of(text).everywhere} <= {"38185"}


@pytest.mark.parametrize(("typed", "code"), [("gem saint-nazaire (30)", "30288"), ("aidants à Fontaine 38", "38169")])
def test_a_number_tells_a_small_town_from_its_namesakes(typed: str, code: str) -> None:
    meant = meaning_of(typed)

    assert [place.code for place in meant.places] == [code]
    assert meant.choices == ()


def namesakes() -> Iterator[Place]:
    """A hundred towns of which there is another of the name."""
    rows = list(Place.objects.for_list().filter(level="commune", country="FR").order_by("sort_name", "code"))
    names = Counter(place.sort_name for place in rows)
    shared = [place for place in rows if names[place.sort_name] > 1]
    yield from shared[:: max(len(shared) // 100, 1)]


def test_what_is_suggested_is_understood() -> None:
    """« Saint-Nazaire (30) », as the suggestions write it, is that town, and not one twenty times as large."""
    for place in namesakes():
        text = str(place)
        assert [one.code for one in places_named(text)] == [place.code], text
        found = places_in(french.words(f"entraide {text}"))
        assert (place,) in [span.places for span in found], text


def test_the_most_populous_towns_are_suggested_first() -> None:
    """Also before those of which nobody knows how many live there, on every database."""
    Place.objects.filter(level="commune", sort_name__startswith="grenob").exclude(code="38185").update(population=None)

    assert suggested("greno")[0].text == "Grenoble (38)"
