"""Queries read another way where the first finds nothing: everyday words, denials, numbers, names, untagged lists."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.test import override_settings

from initiatives.answers import meaning_of as read
from initiatives.models import Initiative
from initiatives.search import places_named, readings
from initiatives.search.everyday import EVERYDAY
from initiatives.search.lexicon import lexicon
from research.models import Synonym, Term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query", ["je touche le rsa", "aucun diplôme", "des gens comme moi", "je pleure", "où aller hier"]
)
def test_everyday_words_are_no_slips_and_no_villages(query: str) -> None:
    meant = read(query)

    assert meant.corrections == ()
    assert meant.everywhere == []


def test_no_great_town_is_an_everyday_word() -> None:
    great = Initiative._meta.get_field("place").related_model.objects.filter(level="commune", population__gte=10_000)
    assert set(great.values_list("sort_name", flat=True)) & EVERYDAY == set()


@pytest.mark.parametrize(
    ("query", "slugs", "kept"),
    [
        ("pas de bénévolat, un vrai salaire", {"travail-pair"}, ()),
        ("sans emploi", set(), ()),
        ("salarié, pas bénévole", {"travail-pair"}, ()),
        ("sans contrat", {"sans-contrat"}, ()),
        ("pas de contrat", {"sans-contrat"}, ()),
        ("pas de logement", {"rue-hebergement"}, ()),
    ],
)
def test_what_is_denied_is_not_asked_for(query: str, slugs: set[str], kept: tuple[str, ...]) -> None:
    meant = read(query)

    assert {term.slug for term in meant.terms} == slugs
    assert meant.words == kept


@pytest.mark.parametrize(
    ("query", "codes", "refused"),
    [
        ("sdf lille mais pas roubaix", ["59350"], ("pas roubaix",)),
        ("sdf lille, surtout pas à Roubaix", ["59350"], ("pas à Roubaix",)),
        ("bénévolat partout sauf marseille", [], ("sauf marseille",)),
        ("je ne suis pas de Lyon mais de Grenoble", ["38185"], ("pas de Lyon",)),
        ("je connais pas lille", ["59350"], ()),
        ("sdf pas loin de lille", ["59350"], ()),
        ("pourquoi pas lille", ["59350"], ()),
    ],
)
def test_a_place_that_is_not_wanted_is_left_out(query: str, codes: list[str], refused: tuple[str, ...]) -> None:
    meant = read(query)

    assert [place.code for place in meant.places] == codes
    assert meant.excluded == refused


def test_the_page_says_what_was_left_out(client: Any) -> None:
    page = client.get("/initiatives/", {"q": "sdf lille mais pas roubaix"}).content.decode()

    assert "Écarté comme demandé : pas roubaix." in page.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("query", "text", "mended"),
    [
        ("dustensiles", "Vente d’ustensiles", "d’ustensiles"),
        ("quustensile", "Un ustensile", "qu’ustensile"),
        ("lile", "Une île", "Lille"),  # a great town first
    ],
)
def test_an_apostrophe_is_put_back(query: str, text: str, mended: str, make: Any) -> None:
    make("une", description=text)

    assert [meant for _typed, meant in read(query).corrections] == [mended]


@pytest.mark.parametrize("query", ["réseau français", "test", "moi", "loin de moi"])
def test_words_that_a_name_holds_and_little_words_are_no_slips(query: str) -> None:
    assert read(query).corrections == ()


@pytest.mark.parametrize(
    ("query", "rests"),
    [("à grenoble", [""]), ("l'isère", [""]), ("le vih", [""]), ("sdf à lille", ["sdf à", "à lille"])],
)
def test_what_is_left_without_a_part_is_no_little_word(query: str, rests: list[str]) -> None:
    assert sorted(part.rest for part in read(query).parts) == sorted(rests)


def test_the_map_and_the_whole_search_say_how_they_understood(client: Any) -> None:
    for path in ("/initiatives/", "/initiatives/carte/", "/recherche/"):
        assert 'data-aide="3114"' in client.get(path, {"q": "suicide"}).content.decode(), path
        page = client.get(path, {"q": "gem saint denis"}).content.decode()
        assert "Saint-Denis – commune, Seine-Saint-Denis" in page, path
        assert "commune=93066" in page, path


def test_what_there_is_instead_stands_in_one_place(api: Any) -> None:
    answer = api("initiatives", q="gem lille", commune="38185")

    for one in answer["alternatives"]:
        assert one["url"].count("commune=") <= 1
        assert client_count(api, one["url"]) == one["count"]


def client_count(api: Any, url: str) -> int:
    given = parse_qs(urlsplit(url).query)
    return int(api("initiatives", **{name: values[0] for name, values in given.items()})["count"])


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("weed", {"addictions"}),
        ("homeless shelter in lille", {"rue-hebergement"}),
        ("peer support group for alcohol", {"auto-support", "addictions"}),
        ("accro aux écrans", {"addictions"}),
        ("accro à la coke", {"addictions"}),
        ("pension de famille", {"rue-hebergement"}),
        ("colis alimentaire", {"pauvrete"}),
        ("mon fils sous neuroleptiques", {"sante-mentale"}),
        ("vacances", set()),
        ("je peux pas payer mon loyer", {"pauvrete"}),
    ],
)
def test_everyday_and_english_words_lead_to_terms(query: str, slugs: set[str]) -> None:
    first = next(readings(query))

    assert {term.slug for term in first.terms} == slugs


@pytest.mark.parametrize(
    ("query", "help_lines"),
    [
        ("mon fils a avalé tous ses médicaments", {"15", "112", "3114"}),  # as who says « avaler »
        ("il a bu de la javel", {"15", "112"}),
        ("elle se réveille plus", {"15", "112"}),
        ("je vais sauter d'un pont", {"3114"}),
        ("ma fille veut mourir", {"3114"}),
        ("j'ai envie de me pendre", {"3114"}),
        ("je me scarifie", {"3114"}),
        ("mon frère s'est suicidé", {"3114"}),
        ("mon mari m'étrangle", {"3919", "17"}),
        ("mon ex me menace de mort", {"3919", "17"}),
        ("il a avalé toute la boîte de médocs", {"15", "112"}),
        ("sa sert a rien de continué a vivre", {"3114"}),
        ("ma fille de 19 ans parle de se foutre en l'air", {"3114"}),
        ("au bout de la rue", set()),
        ("une lettre au maire", set()),
        ("boîte de nuit", set()),
        ("un coup de main", set()),
        ("fin de droits", set()),
        ("peur de sortir", set()),
        ("apprendre à respirer", set()),
    ],
)
def test_distress_brings_its_lines_and_nothing_else_does(query: str, help_lines: set[str]) -> None:
    assert set(read(query).help) == help_lines


def test_where_a_life_is_in_danger_its_numbers_come_first() -> None:
    assert read("je veux mourir, j'ai avalé des médicaments").help == ("15", "112", "3114")


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("gem strasbourg alsace", ["67482"]),
        ("gem dijon bourgogne", ["21231"]),
        ("jeunes 18-25 ans", []),
        ("écoute 24h/24", []),
        ("qui aura du temps pour m'écouter", []),
        ("asso paca", ["93"]),
        ("les paris en ligne", []),
        ("sdf lillois", ["59350"]),
        ("paname alcool", ["75"]),
        ("asso alsacienne", ["67", "68"]),
        ("poitou charente", ["16", "17", "79", "86"]),
        ("nos amis belges", ["BE"]),
        ("peer workers in brittany", ["53"]),
        ("sdf la roche/yon", ["85191"]),
        ("gem villeneuve s/lot", ["47323"]),
        ("hébergement et/ou logement lille", ["59350"]),
        ("réunionnais séropositif", ["04"]),
        ("réunion d'un groupe séropositif", []),
        ("asso alcool somme", ["80"]),
        ("une somme d'argent", []),
        ("grenoble ou savoie", ["38185", "73"]),
        ("trisomie 21", []),
        ("samedi 15 mars", []),
        ("pas lille", []),
        ("pas de calais", ["62"]),
        ("gem pas de calais", ["62"]),
        ("gem sauf lyon et villeurbanne", []),
        ("dépression 30 à 40 ans", []),
        ("champagne ardennes", ["08", "10", "51", "52"]),
    ],
)
def test_places_that_are_meant_and_others_that_are_not(query: str, codes: list[str]) -> None:
    assert sorted(place.code for place in read(query).places) == codes


def test_a_commune_called_as_an_everyday_word_needs_its_departement(make: Any) -> None:
    make("mollieres", name="Club des Mollières", commune="80688")

    assert [place.code for place in read("Rue (Somme)").places] == ["80688"]
    assert [term.slug for term in read("rue").terms] == ["rue-hebergement"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Isère (38)", "38"), ("Isère 38", "38"), ("La Réunion (974)", "974"), ("Lyon 3", "69123"), ("Paris 11", "75")],
)
def test_where_takes_a_number_beside_a_name(text: str, code: str) -> None:
    assert [place.code for place in places_named(text)] == [code]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("GEM St Denis", "GEM St Denis"),
        ("Le Trottoir d’en face", "trotoir den face"),
        ("Un toit à Saint-Nazaire", "un toit saint nazère"),
        ("Groupe Canne Blanche", "canne blanche"),
        ("Douze mois en 12 étapes", "12 étapes"),
        ("GEM Les Terrils", "gemlesterrils"),
        ("CHRS Les Quatre-Vents", "chrs 4 vents"),
        ("Troisième souffle", "3e souffle"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, query: str, make: Any, api: Any) -> None:
    make("cherche", name=name, statut=["auto-support"])

    assert [row["slug"] for row in api("initiatives", q=query)["results"]] == ["cherche"]


def test_a_name_is_found_beside_its_place(make: Any, api: Any) -> None:
    make("emploi", name="GEM Emploi", commune="42218")

    answer = api("initiatives", q="gem emploi saint-étienne")

    assert [row["slug"] for row in answer["results"]] == ["emploi"]
    assert [place["code"] for place in answer["interpretation"]["places"]] == ["42218"]
    assert answer["interpretation"]["words"] == ["gem", "emploi"]


def test_everyday_words_may_sound_as_others_where_nothing_else_answers(api: Any) -> None:
    found = api("initiatives", q="médiateur de santé père")["interpretation"]

    assert [term["slug"] for term in found["terms"]] == ["mediateur-de-sante-pair"]
    assert found["corrections"]


def test_places_of_several_levels_that_are_joined_are_one_or_the_other(api: Any) -> None:
    found = {row["slug"] for place in ("grenoble", "savoie") for row in api("initiatives", q=place)["results"]}

    assert {row["slug"] for row in api("initiatives", q="grenoble ou savoie")["results"]} == found
    assert len(found) > 1


@pytest.mark.parametrize("query", ["lot alcool", "cher logement", "IME jeunes"])
def test_a_short_word_is_no_slip_of_another_because_the_next_is_well_written(query: str) -> None:
    assert read(query).corrections == ()


def test_not_any_is_without() -> None:
    assert read("pas de logement").terms == read("sans logement").terms != ()


def test_an_acronym_swallows_nothing() -> None:
    assert read("JSPP").words == ("JSPP",)


def test_what_stands_where_it_was_asked_not_to_is_not_found(api: Any) -> None:
    named = [row["slug"] for row in api("initiatives", q="sdf")["results"]]
    found = [row["slug"] for row in api("initiatives", q="sdf mais pas lille")["results"]]

    assert named[0] == "collectif-des-sdf-de-lille"
    assert found == named[1:]


def test_a_finer_term_orders_what_is_filed_under_the_wider_one(api: Any) -> None:
    found = api("initiatives", q="réduction des risques")

    assert [term["slug"] for term in found["interpretation"]["terms"]] == ["addictions", "reduction-des-risques"]
    assert found["count"] == api("initiatives", domaine="addictions")["count"]


def test_a_theme_that_nothing_is_filed_under_must_be_spoken_of(make: Any, api: Any) -> None:
    make("table-ronde", name="La Table ronde", summary="Entre personnes que le poker a ruinées.", commune="29019")

    answer = api("initiatives", q="poker brest")

    assert [row["slug"] for row in answer["results"]] == ["table-ronde"]
    assert answer["interpretation"]["terms"] == []
    assert answer["interpretation"]["words"] == ["poker"]


def test_a_topic_that_its_term_s_entries_do_not_speak_of_is_looked_for_elsewhere(make: Any, api: Any) -> None:
    assert [term["slug"] for term in api("initiatives", q="poker")["interpretation"]["terms"]] == ["addictions"]

    make("table-ronde", name="La Table ronde", summary="Entre personnes que le poker a ruinées.")

    assert [row["slug"] for row in api("initiatives", q="poker")["results"]] == ["table-ronde"]


def test_drafts_are_not_searched_nor_heard_of(make: Any, api: Any) -> None:
    make("brouillon", name="Zorglubine", published=False)

    assert api("initiatives", q="zorglubine")["count"] == 0
    assert read("zorglubin").corrections == ()


def test_what_there_is_instead_keeps_the_other_parameters(api: Any) -> None:
    offered = api("initiatives", q="gem zorglub", region="84")["alternatives"]

    assert offered
    assert all("region=84" in one["url"] for one in offered)


def test_the_same_without_the_filters_is_offered_first(api: Any) -> None:
    offered = api("initiatives", q="alcool", activity="closed")["alternatives"]

    assert offered[0]["label"] == "Sans les filtres\N{NO-BREAK SPACE}: Addictions"
    assert offered[0]["count"] == api("initiatives", q="alcool")["count"]


def test_what_is_offered_is_never_one_or_the_other(api: Any) -> None:
    offered = api("initiatives", q="alcool lille", domaine="rue-hebergement")["alternatives"]

    assert not any("domaine=addictions" in one["url"] and "domaine=rue" in one["url"] for one in offered)


def test_without_the_filters_where_nothing_is_left_with_them(api: Any) -> None:
    offered = api("initiatives", q="gem zorglub", region="94")["alternatives"]

    assert offered
    assert all(one["label"].startswith("Sans les filtres\N{NO-BREAK SPACE}: ") for one in offered)
    assert not any("region" in one["url"] for one in offered)


def test_a_long_query_of_unknown_words_stays_cheap(api: Any, django_assert_max_num_queries: Any) -> None:
    api("initiatives", q="alpha")
    with django_assert_max_num_queries(20):
        api("initiatives", q="zorglub krapoutchik flibertine mouzaf trablion kerstip dalmouk perniflor")


def test_where_nothing_answers_no_slip_is_taken_for_a_mere_word(api: Any) -> None:
    meant = api("initiatives", q="gem lile fria")["interpretation"]

    assert meant["corrections"] == [{"from": "lile", "to": "Lille"}]
    assert meant["words"] == ["fria"]
    assert api("initiatives", q="fous en marche")["interpretation"]["corrections"] == []


def test_the_country_is_offered_after_the_themes(api: Any) -> None:
    offered = api("initiatives", q="bruxelles")["alternatives"]

    assert (offered[-1]["label"], offered[-1]["count"]) == ("Plus largement : Belgique", 1)


def test_a_question_is_offered_once(api: Any) -> None:
    labels = [one["label"] for one in api("initiatives", q="grenoble sdf")["alternatives"]]

    assert "Sans « Rue et hébergement » : Grenoble (38)" in labels
    assert "Sur place : Grenoble (38)" not in labels


@pytest.mark.parametrize(
    ("query", "codes"),
    [("gem sens", ["89387"]), ("alcool foix", ["09122"]), ("pair aidance sens", ["89387"]), ("perte de sens", [])],
)
def test_an_everyday_word_after_words_with_a_meaning_is_a_town(query: str, codes: list[str]) -> None:
    assert [place.code for place in read(query).places] == codes


def test_where_towns_are_not_known_an_entry_says_where_it_is(make: Any, api: Any) -> None:
    make("voix-de-liege", name="Voix communes", summary="À Liège.", pays="BE", domaine=["sante-mentale"])
    answer = api("initiatives", q="entendeurs de voix liège")

    assert [row["slug"] for row in answer["results"]] == ["voix-de-liege"]
    assert answer["interpretation"]["words"] == ["liège"]
    assert answer["interpretation"]["places"] == []


def test_a_swallowed_i_tells_of_oneself() -> None:
    meant = read("jcomprend pas les courriers du rsa")

    assert [term.slug for term in meant.terms] == ["pauvrete"]
    assert "courriers" in meant.left_aside


@pytest.mark.parametrize("query", ["courriers", "poterie", "peinture sur soie", "au dentiste"])
def test_everyday_french_is_no_slip(query: str) -> None:
    assert read(query).corrections == ()


@pytest.mark.parametrize(
    ("query", "slug"),
    [("santementale", "sante-mentale"), ("sansabri", "rue-hebergement"), ("entendeursdevoix", "sante-mentale")],
)
def test_phrases_may_be_glued(query: str, slug: str) -> None:
    assert slug in {term.slug for term in read(query).terms}


def test_a_name_of_places_alone_is_a_name_first(make: Any, api: Any) -> None:
    make("le-petit-bordeaux", name="Le Petit Bordeaux", commune="12202")
    make("a-bordeaux", name="Ailleurs", commune="33063")

    assert [row["slug"] for row in api("initiatives", q="le petit bordeaux")["results"]] == ["le-petit-bordeaux"]
    assert [row["slug"] for row in api("initiatives", q="bordeaux")["results"]] == ["a-bordeaux"]


def test_words_of_distress_leave_all_and_what_speaks_of_it_comes_first(make: Any, api: Any) -> None:
    make("ceux-qui-restent", name="Ceux qui restent", summary="Après un suicide.")
    everything = api("initiatives")["count"]

    for query in ("je veux en finir", "mon pote a des idées suicidaires"):
        answer = api("initiatives", q=query)
        assert answer["results"][0]["slug"] == "ceux-qui-restent"
        assert answer["count"] == everything
    assert api("initiatives", q="mon mari me tape dessus")["interpretation"]["help"] == ["3919", "17"]


def test_steps_are_no_departement(make: Any, api: Any) -> None:
    make("en-creuse", name="12 pas en Creuse", commune="23096")

    assert [row["slug"] for row in api("initiatives", q="12 pas")["results"]] == ["en-creuse"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("endometrioze", "endométriose"), ("dialisé", "dialyse"), ("drépano", "drépanocytose"), ("fibromialgique", None)],
)
def test_a_word_that_some_entry_holds_is_found_by_a_slip_or_its_beginning(
    typed: str, said: str | None, make: Any, api: Any
) -> None:
    make("une", description="Endométriose, dialyse, drépanocytose : entre personnes concernées.")

    answer = api("initiatives", q=typed)

    assert [row["slug"] for row in answer["results"]] == (["une"] if said else [])
    assert answer["interpretation"]["corrections"] == ([{"from": typed, "to": said}] if said else [])


def test_a_sentence_is_asked_for_with_the_words_that_some_entry_holds(make: Any, api: Any) -> None:
    make("une", description="Des personnes amputées visitent les nouveaux opérés.")
    make("autre", description="On y parle à quelqu’un.")

    found = api("initiatives", q="amputé d'une guibole je voudrais parler à quelqu'un qui connaît ça")

    assert [row["slug"] for row in found["results"]] == ["une"]


def test_what_holds_more_of_a_sentence_comes_first(make: Any, api: Any) -> None:
    make("a", name="Aaa", description="Personnes bipolaires, crochet.", domaine=["sante-mentale"])
    make("b", name="Bbb", description="Personnes bipolaires, agoraphobie.", domaine=["sante-mentale"])

    found = api("initiatives", q="je suis bipolaire et agoraphobe, mon médecin m'en a parlé hier, avec agoraphobie")

    assert [row["slug"] for row in found["results"]][:2] == ["b", "a"]


def test_a_number_may_be_glued_to_a_word() -> None:
    meant = read("gem38")

    assert [place.code for place in meant.places] == ["38"]
    assert [term.slug for term in meant.terms] == ["groupe-d-entraide-mutuelle"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("bénévoles du nord", ["59"]),
        ("c'est pas cher du tout", []),
        ("tout le monde serait mieux", []),
        ("le 93", ["93"]),
    ],
)
def test_everyday_words_and_the_places_of_that_name(query: str, codes: list[str]) -> None:
    assert [place.code for place in read(query).places] == codes


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("alcool dans l'ain", ["01"]),
        ("bénévoles de l’Orne", ["61"]),
        ("bénévole ain", ["01"]),
        ("gem l’ain", ["01"]),
        ("alcool cher", ["18"]),
        ("sdf manche", ["50"]),
        ("un groupe gratuit ou pas cher", []),
        ("le psy coûte cher", []),
        ("alcool dans le cher", ["18"]),
        ("psy pas cher", []),
        ("faire la manche", []),
        ("gem du lot et du gard", ["30", "46"]),
    ],
)
def test_departements_that_are_everyday_words_are_pointed_at(query: str, codes: list[str]) -> None:
    assert sorted(place.code for place in read(query).places) == codes


def test_a_village_beside_a_theme_is_found_though_the_theme_was_mended() -> None:
    meant = read("adiction Corenc")

    assert [place.code for place in meant.places] == ["38126"]
    assert [term.slug for term in meant.terms] == ["addictions"]


def test_a_word_that_some_entry_holds_is_like_the_word_and_not_only_like_its_stem(make: Any) -> None:
    make("une", summary="Une équipe de pairs.")

    assert read("équitation").corrections == ()


def test_a_slip_of_a_word_is_mended_though_it_is_held_elsewhere_alone(make: Any) -> None:
    make("endo", summary="Endométriose, entre femmes.", commune="69123")

    assert read("endometrioze nantes").corrections == (("endometrioze", "endométriose"),)


def test_while_homonyms_are_open_any_of_the_places_will_do() -> None:
    meant = read("grenoble savoie saint-denis")

    assert [len(group) for group in meant.place_groups] == [len(meant.everywhere)]
    assert len(meant.everywhere) > len(meant.places) == 2


@pytest.mark.parametrize(
    ("query", "mended", "codes"),
    [
        ("sdf naantes", "Nantes", ["44109"]),  # whose stem is that of « NA »
        ("alcool st bieuc", "Saint-Brieuc", ["22278"]),
        ("gem saint étiene", "etienne", ["42218"]),
        ("gem charente marittme", "maritime", ["17"]),  # though the Charente is a place too
        ("loire atlantike", "atlantique", ["44"]),
        ("la rénion", "reunion", ["04"]),
        ("saint pierre et mquelon", "miquelon", ["975"]),
        ("nouvelle caledoni", "caledonie", ["988"]),
        ("rhone alpse", "alpes", ["01", "07", "26", "38", "42", "69", "73", "74"]),
        ("gem loir", "Loire", []),  # rather than « loin », which says nothing; a département and a town
    ],
)
def test_slips_in_names_of_places(query: str, mended: str, codes: list[str]) -> None:
    meant = read(query)

    assert [text for _typed, text in meant.corrections] == [mended]
    assert [place.code for place in meant.places] == codes


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("ds le 38 ki aide pr lalcool", {"addictions"}),
        ("tjrs a la rue", {"rue-hebergement"}),
    ],
)
def test_shorthand_is_written_out(query: str, slugs: set[str]) -> None:
    meant = read(query)

    assert {term.slug for term in meant.terms} == slugs
    assert meant.words == ()


def test_initials_are_no_shorthand(make: Any, api: Any) -> None:
    make("collectif-pr", name="Collectif PR")

    assert read("association PR").words == ("PR",)


def test_a_slip_of_slang_is_said_in_other_words_for_the_same() -> None:
    meant = read("bioplaire 67")

    assert meant.corrections == (("bioplaire", "troubles bipolaires"),)
    assert {term.slug for term in meant.terms} == {"sante-mentale"}


def test_a_name_of_several_words_may_be_glued() -> None:
    assert read("unchezsoidabord").corrections == (("unchezsoidabord", "un chez soi d abord"),)


def test_a_query_is_explained_reading_by_reading(make: Any, capsys: Any) -> None:
    make("gem-de-lille", name="Les Amis de Lille", commune="59350", summary="GEM ouvert à tous.")

    call_command("explain", "gem lile sauf roubaix")

    lines = capsys.readouterr().out.splitlines()
    assert "→ as_mended: 1 found" in lines
    first = lines[lines.index("→ as_mended: 1 found") :]
    assert first[1:4] == [
        "      corrected lile → Lille",
        "      place     Lille (59)",
        "      term      Groupe d’entraide mutuelle (notion)",
    ]
    assert "      left out  sauf roubaix" in first
    assert any(line.endswith("  gem-de-lille") for line in first)


def test_where_nobody_is_called_so_all_that_is_about_it_is_offered_first(client: Any, api: Any) -> None:
    everything = api("initiatives")["count"]

    answer = api("initiatives", q="pair aidant")

    assert answer["count"] == 0
    assert answer["alternatives"][0]["label"] == "Toutes les initiatives"
    assert answer["alternatives"][0]["count"] == everything
    assert client_count(api, answer["alternatives"][0]["url"]) == everything
    assert 'href="/initiatives/"' in client.get("/initiatives/", {"q": "pair aidant"}).content.decode()


def test_words_that_a_name_has_in_one_are_joined_where_nothing_else_answers(make: Any, api: Any) -> None:
    make("contrecourant", name="Contrecourant – antenne de Vichy", commune="03310")
    make("ailleurs", name="Ailleurs", summary="Contre toute attente, un courant d’air.")

    answer = api("initiatives", q="contre courant vichy")

    assert [one["slug"] for one in answer["results"]] == ["contrecourant"]
    assert answer["interpretation"]["corrections"] == [{"from": "contre courant", "to": "contrecourant"}]


def test_an_english_sentence_is_one(make: Any, api: Any) -> None:
    make("familles", name="Familles au front", summary="Frères et sœurs.", domaine=["sante-mentale"], commune="02722")

    answer = api("initiatives", q="my brother has schizophrenia soissons")

    assert [one["slug"] for one in answer["results"]] == ["familles"]


def test_nothing_is_mended_into_itself() -> None:
    for meant in readings("my brother has schizophrenia"):
        assert meant.corrections == ()


@pytest.mark.parametrize(
    ("query", "codes"),
    [("santé mentale dans la Vienne", ["86"]), ("la vienne", ["86"]), ("vienne", ["86", "38544"])],
)
def test_with_an_article_a_departement_is_meant_and_no_town(query: str, codes: list[str]) -> None:
    assert [place.code for place in read(query).everywhere] == codes


def test_an_acronym_beside_words_of_another_sense_is_not_the_term(make: Any, api: Any) -> None:
    make("gem-interim", name="GEM Intérim – Vierzon", summary="Caristes, préparateurs de commandes.", commune="18279")
    make("gem-lavoir", name="GEM Le Lavoir", summary="Un lieu pour sortir de chez soi.", commune="36088")

    def found(query: str, **other: str) -> list[str]:
        return [one["slug"] for one in api("initiatives", q=query, **other)["results"]]

    assert found("gem") == found("groupe d'entraide mutuelle") == ["gem-lavoir"]
    assert found("gem vierzon") == []
    assert found("gem intérim vierzon") == found("gem interim") == ["gem-interim"]
    # Another entry says in full what it is, whatever else it speaks of.
    Initiative.objects.filter(slug="gem-interim").update(summary="Groupe d’entraide mutuelle ; nos bureaux d’intérim.")
    call_command("reindex", verbosity=0)
    assert found("gem vierzon") == ["gem-interim"]


def test_a_synonym_with_what_it_must_not_stand_beside_is_taken_for_the_plain_one(make: Any, api: Any) -> None:
    make("amicale", name="Amicale de Cognac", summary="Dégustation d’alcool et visite de chais.", commune="16102")
    term = Term.objects.get(slug="groupe-d-entraide-mutuelle")
    one = Synonym.objects.create(text="Gémini -astrologie -zodiaque", term=term)
    Synonym.objects.create(text="gemini", term=term)

    assert (one.key, one.said, one.unless) == ("gemin", "Gémini", ["-astrolog", "-zodiaqu"])
    assert [term.slug for term in read("gemini").terms] == ["groupe-d-entraide-mutuelle"]
    ways = [way for way in lexicon().of_terms[term.pk] if way[0] == "gemin"]
    assert ways == [["gemin", "-astrolog", "-zodiaqu"]]
    assert api("initiatives", q="alcool cognac")["count"] == 0


def test_who_is_no_peer_is_not_found_as_one_where_nothing_else_is(make: Any, api: Any) -> None:
    make("agence", name="Au Pair Azur", summary="Séjours de jeunes gens au pair.", commune="06088")
    make("parking", name="Pair-Impair", summary="Stationnement : côté pair, côté impair.", commune="57631")
    make("club", name="Club du vin", summary="Un verre entre amis.", commune="21231")

    def found(query: str) -> list[str]:
        return [one["slug"] for one in api("initiatives", q=query)["results"]]

    assert found("pair aidant nice") == found("pairs sarreguemines") == []
    assert found("pair-aidance dijon") == ["club"]
    assert found("jeunes au pair nice") == found("au-pair") == ["agence"]
    assert found("pair impair sarreguemines") == ["parking"]
    with override_settings(BITMAPS=False):
        assert found("pair aidant nice") == []
        assert found("pair aidance dijon") == ["club"]


def test_a_town_abroad_answers_to_its_other_names(make: Any, api: Any) -> None:
    make("relais", name="Le Relais", summary="À Liège, près de la gare.", pays="BE", domaine=["addictions"])
    make("comptoir", name="Le Comptoir", summary="À Bruxelles, pour qui consomme.", pays="BE", domaine=["addictions"])

    def found(query: str) -> list[str]:
        return [one["slug"] for one in api("initiatives", q=query)["results"]]

    assert found("addictions luik") == found("addictions liège") == ["relais"]
    assert found("addictions brussels") == found("addictions bxl") == ["comptoir"]


def test_of_what_is_told_the_rare_word_that_an_entry_holds_is_kept(make: Any, api: Any) -> None:
    make("porte", name="La Porte", summary="Ex-détenus au bras des sortants de Lantin.", commune="54329")
    make("familles", name="Nos fils", summary="Des pères et des mères.", commune="54329")

    answer = api("initiatives", q="mon fils sort de lantin en mars")

    assert [one["slug"] for one in answer["results"]] == ["porte"]
