"""Countries by code."""

from pairaidance.kit.countries import country


def test_country_has_its_french_name() -> None:
    assert country("BE") == {"code": "BE", "name": "Belgique"}


def test_country_of_a_blank_is_none() -> None:
    assert country("") is None
