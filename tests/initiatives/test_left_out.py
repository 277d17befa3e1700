"""What a query leaves out, joins or only tells by the way."""

from typing import Any

import pytest
from django.test import override_settings

from initiatives.answers import meaning_of as read
from initiatives.models import Initiative
from initiatives.search import places_named

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("grenoble ou la savoie", {"38185", "73"}),
        ("à grenoble ou en savoie", {"38185", "73"}),
        ("grenoble ou l’isère", {"38185", "38"}),
        ("grenoble, isère", {"38185"}),
    ],
)
def test_places_that_ou_joins_are_one_or_the_other(query: str, codes: set[str]) -> None:
    meant = read(query)

    assert {place.code for place in meant.places} == codes
    assert len(meant.place_groups) == 1


@pytest.mark.parametrize(
    ("query", "codes", "shunned"),
    [
        ("gem sauf Lyon et la Drôme", [], {"69123", "26"}),
        ("gem sauf à Lyon et à Villeurbanne", [], {"69123", "69266"}),
        ("isère sauf la ville de grenoble", ["38"], {"38185"}),
        ("mental health, not in Lille", [], {"59350"}),
        ("alcool à deux pas de Lyon", ["69123"], set()),
    ],
)
def test_places_that_are_left_out(query: str, codes: list[str], shunned: set[str]) -> None:
    meant = read(query)

    assert [place.code for place in meant.places] == codes
    assert {place.code for place in meant.shunned} == shunned


@pytest.mark.parametrize("bitmaps", [True, False])
def test_nothing_stands_where_it_was_asked_not_to_and_nothing_is_of_a_theme_left_out(
    bitmaps: bool, make: Any, api: Any
) -> None:
    make("theiere-lille", name="La Théière", summary="Kombucha.", commune="59350", domaine=["sante-mentale"])
    make("theiere-roubaix", name="La Théière bleue", summary="Kombucha.", commune="59512", domaine=["addictions"])
    make("theiere", name="La Théière verte", summary="Kombucha, sans alcool.")

    with override_settings(BITMAPS=bitmaps):
        found = {
            query: sorted(row["slug"] for row in api("initiatives", q=query)["results"])
            for query in (
                "kombucha sauf lille",
                "kombucha sauf santé mentale",
                "kombucha mais pas alcool",
                "kombucha, ni alcool ni psychique",
            )
        }

    assert found == {
        "kombucha sauf lille": ["theiere", "theiere-roubaix"],
        "kombucha sauf santé mentale": ["theiere", "theiere-roubaix"],
        "kombucha mais pas alcool": ["theiere-lille", "theiere-roubaix"],
        "kombucha, ni alcool ni psychique": ["theiere-roubaix"],
    }


def test_of_a_topic_that_is_asked_for_only_what_was_typed_is_left_out(make: Any, api: Any) -> None:
    make("aa", summary="Réunions AA, alcool.", domaine=["addictions"])
    make("autre", summary="Alcool : groupe du mardi.", domaine=["addictions"])

    found = {row["slug"] for row in api("initiatives", q="alcool mais pas aa")["results"]}

    assert "autre" in found
    assert "aa" not in found


@pytest.mark.parametrize(
    "query",
    [
        "je n’ai ni logement ni argent", "sans travail ni logement", "pas de logement",
        "un ami qui n’a ni logement ni travail",
    ],
)  # fmt: skip
def test_what_somebody_lacks_is_asked_for(query: str) -> None:
    meant = read(query)

    assert meant.shunned_terms == meant.without == ()
    assert "rue-hebergement" in {term.slug for term in meant.terms}


@pytest.mark.parametrize(
    ("query", "shunned", "left_out"),
    [
        ("addictions sauf alcool et tabac", (), {"alcool", "tabac"}),
        ("addictions mais pas que l’alcool", (), set()),
        ("avec ou pas alcool", (), set()),
        ("bipolaire ou pas, dépression", (), set()),
        ("dépression mais pas psychiatrie", (), {"psychiatr"}),
        ("handicap, ni psychiatrie ni sida", ("sante-mentale",), {"sid"}),
        ("kombucha sauf GEM", (), {"gem"}),
    ],
)
def test_themes_that_are_left_out_and_others_that_are_not(
    query: str, shunned: tuple[str, ...], left_out: set[str]
) -> None:
    meant = read(query)

    assert meant.shunned_terms == shunned
    assert left_out <= {" ".join(way) for way in meant.without}
    assert bool(left_out) == bool(meant.without)


def test_the_short_ways_to_say_what_is_left_out_are_other_words_too(make: Any, api: Any) -> None:
    make("theiere", summary="Kombucha, boire un café à Aulnay-sous-Bois.")

    assert api("initiatives", q="kombucha mais pas alcool")["count"] == 1


def test_where_is_not_or(make: Any, api: Any) -> None:
    make("endo", summary="Endométriose.")
    make("aller", summary="Aller au marché.")

    assert [row["slug"] for row in api("initiatives", q="endométriose où aller")["results"]] == ["endo"]


@pytest.mark.parametrize("name", ["ENFANTS DU CANAL paris", "Le Relais DU Nord"])
def test_du_in_capitals_within_a_name_is_no_degree(name: str) -> None:
    assert read(name).terms == ()


def test_of_two_words_that_ou_joins_one_will_do(make: Any, api: Any) -> None:
    for slug, word in (("un", "Kombucha"), ("deux", "Ikebana"), ("trois", "Macramé")):
        make(slug, summary=word)

    found = {row["slug"] for row in api("initiatives", q="kombucha ou ikebana")["results"]}

    assert found == {"un", "deux"}
    assert api("initiatives", q="kombucha ikebana")["count"] == 0


def test_most_of_much_will_do_and_the_page_says_what_was_left_aside(make: Any, api: Any, client: Any) -> None:
    make("vecu", name="Le Vécu", appellation=["expert-du-vecu"], domaine=["pauvrete"], commune="59350")
    query = "experts du vécu QZX pauvreté lille"

    assert [row["slug"] for row in api("initiatives", q=query)["results"]] == ["vecu"]
    assert "Mots laissés de côté : QZX." in client.get("/initiatives/", {"q": query}).content.decode().replace(
        "\xa0", " "
    )


@pytest.mark.parametrize("query", ["recrutement armée de terre", "fille au pair", "stationnement jours pairs grenoble"])
def test_one_thing_in_several_words_is_not_taken_apart(query: str, api: Any) -> None:
    assert api("initiatives", q=query)["count"] == 0


def test_an_age_is_told_by_the_way() -> None:
    assert read("alcool 45 ans").words == ()
    assert read("17 ans").words == ("17", "ans")


def test_a_relative_is_told_by_the_way(api: Any) -> None:
    found = api("initiatives", q="fils entend voix")["results"]

    assert found[0]["slug"] == "reseau-francais-sur-l-entente-de-voix"


@pytest.mark.parametrize(
    ("query", "help_lines"),
    [
        ("il veut me tuer", {"3919", "17"}),
        ("ma mère parle bizarre et sa bouche tombe", {"15", "112"}),
        ("j’ai appelé le 15 pour mon fils", {"15"}),
        ("si je disparaissais", {"3114"}),
    ],
)
def test_distress_in_other_words(query: str, help_lines: set[str]) -> None:
    meant = read(query)

    assert help_lines <= set(meant.help)
    assert meant.everywhere == []


def test_the_help_lines_come_though_a_name_is_read(make: Any) -> None:
    make("apres", name="Après une tentative de suicide – Lyon", commune="69266")

    assert "3114" in read("tentative de suicide lyon").help
    assert "3114" in read("Après une tentative de suicide – Lyon").help


@pytest.mark.parametrize(
    "query",
    [
        "visite de maisons", "logement digne", "vacances à petit prix", "à grande échelle", "soutien suite à deuil",
        "le 15 du mois", "bus 12", "elle a perdu le nord", "que quelqu’un vienne",
    ],
)  # fmt: skip
def test_everyday_words_and_numbers_are_no_places(query: str) -> None:
    assert read(query).everywhere == []


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("alcool à digne", ["04070"]),
        ("bébé né haguenau", ["67180"]),
        ("occupe d’elle orvault", ["44114"]),
        ("addiction Nord (59)", ["59"]),
        ("pair aidant haut-marnais", ["52"]),
        ("hôpital saint camille", []),
        ("alcool les sables", ["85194"]),
    ],
)
def test_places_beside_words_that_are_like_verbs_or_numbers(query: str, codes: list[str]) -> None:
    assert [place.code for place in read(query).places] == codes


def test_overseas_is_all_of_it() -> None:
    assert {place.code for place in read("outre-mer").places} == {"971", "972", "973", "974", "976"}
    assert places_named("Digne")[0].code == "04070"


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("jarive pas a areter de boire", {"addictions"}),
        ("mon fils est accroc a la coc", {"addictions"}),
        ("un DU de médiateur de santé pair", {"du-mediateur-de-sante-pair", "mediateur-de-sante-pair"}),
        ("jfé la manche", {"rue-hebergement"}),
    ],
)
def test_more_ways_to_write(query: str, slugs: set[str]) -> None:
    assert slugs <= {term.slug for term in read(query).terms}


def test_the_words_after_the_fortieth_are_said_to_be_left_aside() -> None:
    assert read(f"{'alcool ' * 40} à Lille").aside[-1:] == ("à Lille",)
    assert read("alcool à Lille").aside == ()


def test_a_degree_is_one_but_in_a_name(make: Any, api: Any) -> None:
    make("du", name="DU Pairs de la santé mentale")

    assert api("initiatives", q="DU Pairs de la santé mentale")["results"][0]["slug"] == "du"


def test_an_empty_directory_has_facets(client: Any) -> None:
    Initiative.objects.all().delete()

    assert client.get("/initiatives/", {"q": "gem", "region": "84"}).status_code == 200
    assert client.get("/api/v1/initiatives/facets/", {"region": "84"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("je ne suis pas alcoolique, je suis schizophrène", ["sante-mentale"]),
        ("c’est pas l’alcool le problème, c’est la rue", ["rue-hebergement"]),
        ("je suis pas salarié, je cherche du bénévolat", ["benevolat"]),
        ("je ne suis pas sdf", ["rue-hebergement"]),  # nothing else says what is asked for
    ],
)
def test_what_one_says_not_to_be_is_not_asked_for(query: str, terms: list[str]) -> None:
    assert [term.slug for term in read(query).terms] == terms


def test_a_river_may_lack_its_article() -> None:
    assert [place.code for place in places_named("aire sur adour")] == ["40001"]
    assert [place.code for place in read("gem aire sur adour").places] == ["40001"]
