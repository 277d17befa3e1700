"""Text search: by name, terms and their synonyms, place, summary, quotes; ranked; the same on both databases."""

from typing import Any

import pytest

from initiatives.models import Initiative
from initiatives.search import index
from research.actions import save_record
from research.interchange.record import Record, read
from research.models import Term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Keep smiling", ["keep-smiling"]),
        ("griselidis", ["griselidis"]),
        ("Sésame", ["sesame"]),
        ("sesame", ["sesame"]),
        ("entente de voix", ["reseau-francais-sur-l-entente-de-voix"]),
        ("alcool", ["revivre-l-amitie-sans-alcool"]),
        ("collectif des enfants du Canal", ["enfants-du-canal"]),
        ("programme CCOMS", ["programme-mediateurs-de-sante-pairs"]),
        ("Charente-Maritime", ["tremplin-17"]),
        ("toxicomanie", ["revivre-l-amitie-sans-alcool"]),
        ("rien de tel", []),
        ("!!!", []),
    ],
)
def test_found(text: str, slugs: list[str], api: Any) -> None:
    found = [row["slug"] for row in api("initiatives", q=text)["results"]]

    assert found[: len(slugs)] == slugs
    assert bool(found) == bool(slugs)


def test_every_word_must_be_there(api: Any) -> None:
    assert api("initiatives", q="alcool grenoble")["count"] == 0


def test_a_name_comes_before_a_mention(api: Any) -> None:
    assert api("initiatives", q="Grenoble")["results"][0]["slug"] == "ville-de-grenoble"


def test_relevance_reversed_puts_mentions_first(api: Any) -> None:
    best_first = [row["slug"] for row in api("initiatives", q="Grenoble", ordering="relevance")["results"]]
    worst_first = [row["slug"] for row in api("initiatives", q="Grenoble", ordering="-relevance")["results"]]

    assert (best_first[0], worst_first[-1]) == ("ville-de-grenoble", "ville-de-grenoble")


def test_the_index_follows_a_change_of_name(curator: Any, api: Any) -> None:
    entry = Initiative.objects.get(slug="service-totem")
    record = read(entry)

    save_record(
        entry=entry,
        record=Record(record.slug, {**record.values, "name": "Équipe Zinzolin"}, []),
        by=curator,
        reason="nom",
    )

    assert [row["slug"] for row in api("initiatives", q="zinzolins")["results"]] == ["service-totem"]


def test_the_index_follows_a_term_s_synonyms(curator: Any, api: Any) -> None:
    term = Term.objects.get(slug="addictions")
    record = read(term)

    save_record(
        entry=term,
        record=Record(record.slug, {**record.values, "synonyms": ["zinzolin"]}, record.citations),
        by=curator,
        reason="mot",
    )

    assert [row["slug"] for row in api("initiatives", q="zinzolin")["results"]] == ["revivre-l-amitie-sans-alcool"]


def test_the_index_can_be_made_anew(api: Any) -> None:
    before = api("initiatives", q="grenoble")

    assert index.rebuild() == Initiative.objects.count()

    assert api("initiatives", q="grenoble") == before


@pytest.mark.parametrize(
    ("resource", "text", "slug"),
    [
        ("terms", "reduction risque", "reduction-des-risques"),
        ("sources", "Bicetre", "didier-2006"),
        ("studies", "stigma", "stigma"),
        ("landmarks", "pussin", "annees-1790-pussin-bicetre"),
        ("questions", "financement", "financement-des-formations"),
        ("formations", "paris 8", "du-mediateur-de-sante-pair"),
    ],
)
def test_every_list_takes_words(resource: str, text: str, slug: str, api: Any) -> None:
    assert slug in [row["slug"] for row in api(resource, q=text)["results"]]


@pytest.mark.parametrize("resource", ["findings", "consultations", "testimonies", "figures", "regions", "communes"])
def test_every_list_finds_nothing_for_nonsense(resource: str, api: Any) -> None:
    assert api(resource, q="zinzolin")["count"] == 0
