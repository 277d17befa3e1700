"""What is suggested while somebody types."""

from typing import Any

import pytest

pytestmark = pytest.mark.django_db
PATH = "/suggestions.json"


@pytest.fixture
def suggest(get: Any) -> Any:
    def texts(typed: str, **params: str) -> list[str]:
        answer = get(PATH, q=typed, **params)
        assert answer.status_code == 200
        return [one["text"] for one in answer.json()["suggestions"]]

    return texts


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("addic", "Addictions"),
        ("alcoo", "Addictions"),
        ("bénév", "Bénévolat"),
        ("benev", "Bénévolat"),
        ("marss", "MARSS"),
        ("enfants du", "enfants du Canal"),
        ("armee du s", "Armée du Salut"),
        ("chamb", "Chambéry (73)"),
        ("isè", "Isère"),
        ("st den", "Saint-Denis (93)"),
    ],
)
def test_what_may_be_meant(typed: str, text: str, suggest: Any) -> None:
    assert text in suggest(typed)


def test_slang_is_found_and_never_echoed(suggest: Any) -> None:
    assert suggest("clod") == ["Rue et hébergement"]


def test_ou_suggests_places_alone(suggest: Any) -> None:
    found = suggest("sa", field="ou")

    assert len(found) == len(set(found)) == 6
    assert "Saint-Étienne (42)" in found
    assert not {"Sans contrat", "Santé mentale"} & set(found)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("38", "Isère"), ("2a", "Corse-du-Sud"), ("38000", "Grenoble (38)"), ("5900", "Lille (59)")],
)
def test_ou_knows_numbers(typed: str, first: str, suggest: Any) -> None:
    assert suggest(typed, field="ou")[0] == first


@pytest.mark.parametrize("typed", ["", " ", "a", "?", "🙂"])
def test_nothing_is_suggested_for_next_to_nothing(typed: str, suggest: Any) -> None:
    assert suggest(typed) == []


def test_a_bad_text_is_refused(client: Any) -> None:
    assert client.get(PATH, {"q": "a\x00"}).status_code == 400
    assert client.get(PATH, {"q": "a" * 401}).status_code == 400


def test_a_draft_is_not_suggested(suggest: Any, make: Any) -> None:
    make("zebre", name="Zèbre caché", published=False)

    assert suggest("zeb") == []


def test_few_queries_whatever_is_typed(client: Any, django_assert_num_queries: Any) -> None:
    client.get(PATH, {"q": "sa"})  # what a process keeps of this edition is not counted

    with django_assert_num_queries(11):
        client.get(PATH, {"q": "sa"})
