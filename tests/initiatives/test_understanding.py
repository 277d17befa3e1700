"""Queries as people write them: what is understood, what comes first, what is said where there is nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.exceptions import ValidationError

from initiatives.answers import meaning_of as read
from initiatives.models import Initiative, Place
from initiatives.search.lexicon import lexicon
from research.models import Synonym, Term

pytestmark = pytest.mark.django_db
JUDGED = yaml.safe_load((Path(__file__).parent / "judged.yaml").read_text(encoding="utf-8"))


# The quick lane asks every fifth.
@pytest.mark.parametrize(
    "judged",
    [pytest.param(row, id=row["q"], marks=[pytest.mark.slow] if at % 5 else []) for at, row in enumerate(JUDGED)],
)
def test_what_was_meant_comes_first(judged: dict[str, Any], api: Any) -> None:
    answer = api("initiatives", q=judged["q"])
    slugs = [row["slug"] for row in answer["results"]]
    meant = answer["interpretation"]

    if judged.get("none"):
        assert slugs == []
        assert isinstance(answer["alternatives"], list)
    if "first" in judged:
        assert slugs[:1] != []
        assert slugs[0] in judged["first"]
    assert not set(slugs) & set(judged.get("not", []))
    understood = {
        "terms": {term["slug"] for term in meant["terms"]},
        "places": {place["code"] for place in meant["places"]},
        "corrections": {row["from"] for row in meant["corrections"]},
        "choices": {row["text"] for row in meant["choices"]},
        "help": set(meant["help"]),
    }
    assert {name: understood[name] for name in understood if name in judged} == {
        name: set(judged[name]) for name in understood if name in judged
    }


def test_what_was_understood_narrows_as_the_parameters_would(api: Any) -> None:
    for query, params in (
        ("sdf lille", {"domaine": "rue-hebergement", "commune": "59350"}),
        ("travail pair isère", {"statut": "travail-pair", "departement": "38"}),
        ("bénévole", {"statut": "benevolat"}),
    ):
        asked = {row["slug"] for row in api("initiatives", q=query)["results"]}
        assert asked == {row["slug"] for row in api("initiatives", **params)["results"]}


def test_facets_count_what_the_words_narrowed(api: Any) -> None:
    count = api("initiatives", q="santé mentale")["count"]
    values = {row["value"]: row["count"] for row in api("initiatives/facets", q="santé mentale")["domaine"]}

    assert values["sante-mentale"] == count
    assert values["vih-sida"] == 0


def test_nothing_found_says_what_there_is_with_true_counts(api: Any) -> None:
    answer = api("initiatives", q="asso alcool savoie")

    assert answer["count"] == 0
    assert answer["alternatives"]
    for one in answer["alternatives"]:
        params = dict(part.split("=") for part in one["url"].split("?")[1].replace("+", " ").split("&"))
        assert api("initiatives", **params)["count"] == one["count"] > 0


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("alcool chambéry", "Sans « Chambéry (73) » : Addictions"),
        ("gem lille", "Sans « Groupe d’entraide mutuelle » : Lille (59)"),
        ("psychiatrie isère", "Sans « Santé mentale » : Isère"),
        ("psychiatrie grenoble", "À 46 km : Chambéry (73)"),
        ("vih", "Domaine : Santé mentale"),
    ],
)
def test_what_there_is_instead_is_near_to_what_was_asked(query: str, label: str, api: Any) -> None:
    labels = [one["label"] for one in api("initiatives", q=query)["alternatives"]]

    assert label in labels
    assert "Domaine : Rue et hébergement" not in labels or query == "vih"


def test_without_words_there_is_no_interpretation(api: Any) -> None:
    assert "interpretation" not in api("initiatives")
    assert "alternatives" not in api("initiatives", q="alcool")


def test_homonyms_are_all_offered(api: Any) -> None:
    (choice,) = api("initiatives", q="gem saint-denis")["interpretation"]["choices"]

    codes = {place["code"] for place in choice["places"]}
    assert {"93066", "97411"} <= codes


def test_a_known_word_is_never_corrected() -> None:
    assert read("alcool").corrections == ()
    assert read("tremplin").corrections == ()


def test_each_part_can_be_taken_away() -> None:
    meant = read("sdf lille collectif")

    assert {part.kind: part.rest for part in meant.parts} == {
        "place": "sdf collectif",
        "term": "lille collectif",
        "word": "sdf lille",
    }


def test_slang_is_found_and_never_echoed() -> None:
    meant = read("toxico clodo")

    assert {term.label for term in meant.terms} == {"Addictions", "Rue et hébergement"}
    assert meant.words == ()
    assert "toxico" not in str([part.label for part in meant.parts])


def test_a_phrase_leads_to_one_thing() -> None:
    """A word that narrows nothing leads nowhere else; nothing is both a term and a help line."""
    for meaning in lexicon().meanings.values():
        assert not (meaning.terms and meaning.help)
    neutral = set(Synonym.objects.filter(term=None, help_line="", topic="").values_list("key", flat=True))
    leading = set(Synonym.objects.exclude(term=None, help_line="", topic="").values_list("key", flat=True))
    assert neutral & leading == {"pair aid", "per aid", "entraid"}  # what all of the directory is about


def test_no_topic_stands_twice_in_the_reviewed_file(settings: Any) -> None:
    """Where a name stands twice, YAML takes the last and says nothing."""
    whole = yaml.compose((Path(settings.FIXTURES_DIR) / "search" / "synonyms.yaml").read_text(encoding="utf-8"))

    for part, entries in whole.value:
        names = [name.value for name, _what in entries.value] if isinstance(entries, yaml.MappingNode) else []
        assert len(names) == len(set(names)), part.value


def test_what_the_directory_is_about_narrows_only_where_it_stands_alone() -> None:
    assert [term.slug for term in read("pair aidant").terms] == ["pair-aidant"]
    assert read("pair aidant lille").terms == ()
    assert [term.slug for term in read("pair aidant sdf").terms] == ["rue-hebergement"]


def test_a_topic_orders_within_its_term_and_answers_alone() -> None:
    within, alone = read("alcool"), read("podcast")

    assert [term.slug for term in within.terms] == ["addictions"]
    assert within.wanted == ()
    assert ("alcool",) in within.units[0]
    assert alone.terms == ()
    assert alone.words == ("podcast",)
    assert ("balado",) in alone.wanted[0]


def test_a_former_region_is_all_of_its_departements() -> None:
    meant = read("gem limousin")

    assert {place.code for place in meant.places} == {"19", "23", "87"}
    assert meant.choices == ()
    assert [part.label for part in meant.parts if part.kind == "place"] == ["limousin"]


def test_a_name_that_holds_a_place_is_a_name() -> None:
    Initiative(slug="cafe-lille", name="Café Lille", publication="published").save()

    assert read("café lille").places == ()
    assert [place.code for place in read("sdf lille").places] == ["59350"]


def test_a_synonym_works_as_soon_as_it_is_saved() -> None:
    assert read("biture").terms == ()

    Synonym.objects.create(text="biture", term=Term.objects.get(slug="addictions"))

    assert [term.slug for term in read("Bitures").terms] == ["addictions"]


@pytest.mark.parametrize("text", ["😀", "-", "de la", "ou", " "])
def test_a_synonym_says_something(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Synonym(text=text, term=Term.objects.get(slug="addictions")).full_clean()

    assert "text" in refused.value.error_dict


def test_the_admin_says_where_the_same_words_lead_as_well(admin_client: Any) -> None:
    term = Term.objects.get(slug="rue-hebergement")

    page = admin_client.post("/admin/research/synonym/add/", {"text": "Alcools", "term": term.pk}, follow=True)

    told = page.content.decode()
    assert "mènent aussi ailleurs" in told
    assert "Addictions" in told


@pytest.mark.parametrize("text", ["🙂", "' OR 1=1 --", "*" * 400, "a " * 200, "ﬁn", "\u0301", "saint " * 60])
def test_strange_texts_are_read_too(text: str) -> None:
    assert read(text).help == ()


def test_a_slip_in_a_small_village_s_name_is_not_guessed() -> None:
    assert Place.objects.get(name="Chalamont").population < 3_000

    assert read("chalamond").places == ()
    assert read("chalamond").corrections == ()


def test_a_village_s_own_name_is_no_slip_of_a_town_s() -> None:
    assert [place.name for place in read("gem chalamont").places] == ["Chalamont"]
    assert read("gem chalamont").corrections == ()


def test_a_corrected_slip_of_slang_is_said_with_respect() -> None:
    meant = read("toxcomane")

    assert [term.slug for term in meant.terms] == ["addictions"]
    assert meant.corrections == (("toxcomane", "toxicomanie"),)


def test_standing_in_one_of_the_places_named_is_standing_there(api: Any) -> None:
    found = {row["slug"]: row["place_match"] for row in api("initiatives", q="lille grenoble")["results"]}

    assert found["collectif-des-sdf-de-lille"] == "stands"
    assert found["ville-de-grenoble"] == "stands"


def test_places_of_several_levels_are_asked_for_as_the_parameters_would(api: Any) -> None:
    named, chosen = api("initiatives", q="lille isère"), api("initiatives", commune="59350", departement="38")

    assert [place["code"] for place in named["interpretation"]["places"]] == ["59350", "38"]
    assert named["count"] == chosen["count"] == 0
    assert {one["label"] for one in named["alternatives"][:2]} == {
        "Sans « Lille (59) » : Isère",
        "Sans « Isère » : Lille (59)",
    }


def test_everything_is_searched_at_once(api: Any) -> None:
    found = api("search", q="rétablissement")

    assert list(found) == ["interpretation", "initiatives", "formations", "terms", "studies", "sources"]
    assert "retablissement" in [row["slug"] for row in found["terms"]["results"]]
    assert found["formations"]["count"] == 1
    assert all(len(found[kind]["results"]) <= found[kind]["count"] for kind in list(found)[1:])


def test_an_empty_search_of_everything_is_refused(client: Any) -> None:
    assert client.get("/api/v1/search/").status_code == 400
    assert client.get("/api/v1/search/", {"q": "x", "page": "2"}).status_code == 400
    assert client.get("/recherche/").status_code == 200
    assert client.get("/recherche/", {"q": "a\x00b"}).status_code == 400


def test_help_stands_before_the_results_and_before_the_form(client: Any) -> None:
    for path in ("/initiatives/", "/recherche/"):
        html = client.get(path, {"q": "je veux mourir"}).content.decode()

        assert 'data-aide="3114"' in html
        first = html.find('data-initiative="') if path == "/initiatives/" else html.find('id="groupe-initiatives"')
        assert 0 < html.index('data-aide="3114"') < html.index('id="quoi"') < first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("A.L.S.A.", "alsa"),
        ("j'entend des voies dans ma tete depuis des mois", "reseau-francais-sur-l-entente-de-voix"),
        ("mon fils de 17 ans picole trop, je ne sais plus quoi faire", "revivre-l-amitie-sans-alcool"),
        ("pauvreté belgiqe", "experts-du-vecu"),
        ("les enfant du cannal", "enfants-du-canal"),
        ("arkaos", "archaos"),
        ("equipe bouche du rhone", "marss"),
        ("alco olique", "revivre-l-amitie-sans-alcool"),
    ],
)
def test_the_likeliest_reading_that_finds_anything(query: str, first: str, api: Any) -> None:
    assert next(row["slug"] for row in api("initiatives", q=query)["results"]) == first


def test_what_a_sentence_tells_is_left_aside_and_said(get: Any) -> None:
    page = get("/initiatives/", q="mon fils de 17 ans picole trop").content.decode()

    assert "Mots laissés de côté\N{NO-BREAK SPACE}: " in page
    assert "Revivre" in page


def test_a_name_may_hold_a_place_where_it_does_not_stand(make: Any, api: Any) -> None:
    make("rue-de-vienne", name="GEM La Rue de Vienne", commune="59350")

    assert [row["slug"] for row in api("initiatives", q="gem rue de vienne")["results"]] == ["rue-de-vienne"]


def test_swallowed_words_of_distress_bring_help(api: Any) -> None:
    assert api("initiatives", q="jveu plu vivr")["interpretation"]["help"] == ["3114"]


def test_towns_are_known_by_the_beginning_of_their_name(api: Any) -> None:
    meant = api("initiatives", q="alcool cherbourg")["interpretation"]

    assert [place["code"] for place in meant["places"]] == ["50129"]


@pytest.mark.parametrize(
    ("query", "places", "words"),
    [("Paris 11", ["75"], []), ("paris 3e alcool", ["75"], []), ("17 ans", [], ["17", "ans"])],
)
def test_numbers_that_are_no_departement(query: str, places: list[str], words: list[str], api: Any) -> None:
    meant = api("initiatives", q=query)["interpretation"]

    assert [place["code"] for place in meant["places"]] == places
    assert meant["words"] == words


def test_where_nothing_is_near_there_are_the_commonest_themes(api: Any) -> None:
    assert api("initiatives", q="réunion")["alternatives"][0]["label"].startswith("Domaine")
    assert [one["count"] > 0 for one in api("initiatives", q="prison")["alternatives"]] == [True, True]
    assert api("initiatives", q="bourgogne")["alternatives"][0]["label"].startswith("À ")


def test_where_a_sentence_finds_nothing_what_it_tells_is_not_asked_for(api: Any) -> None:
    answer = api("initiatives", q="mon fils de 17 ans picole trop à lyon")

    assert answer["count"] == 0
    assert "17" not in answer["interpretation"]["words"]
    assert answer["alternatives"][0]["label"] == "Sans « Lyon (69) » : Addictions"


@pytest.mark.parametrize(
    ("query", "kind", "slugs"),
    [
        ("études stigmatisation", "studies", {"stigma"}),
        ("étude réhospitalisation", "studies", {"lawn-smith-2008", "min-2007"}),
        (
            "définition rétablissement",
            "terms",
            {"retablissement", "identification-reciproque", "desiu-pratiques-orientees-autour-du-retablissement"},
        ),
        ("études Guadeloupe", "studies", set()),
        ("identification", "terms", {"identification-reciproque"}),
        ("formation paris", "formations", {"du-mediateur-de-sante-pair"}),
        ("formation marseille", "formations", {"desiu-pratiques-orientees-autour-du-retablissement"}),
    ],
)
def test_what_a_kind_is_called_is_not_looked_for_in_it(query: str, kind: str, slugs: set[str], api: Any) -> None:
    """A study answers by what it found too, and hyphens don't matter: « ré-hospitalisations »."""
    assert {row["slug"] for row in api("search", q=query)[kind]["results"]} == slugs


def test_all_studies_answer_to_their_name(api: Any) -> None:
    assert api("search", q="études")["studies"]["count"] == api("studies")["count"]
