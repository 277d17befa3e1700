"""Pages say what they should: facts with notes, chips, what to loosen, where « Où ? » and renamed pages lead."""

import re
from typing import Any

import pytest
from django.test import Client

from initiatives.models import Formation, Initiative, InitiativeCitation
from research.actions import publish, save_record, withdraw
from research.interchange.record import Record, read
from research.models import Source, Study, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(get: Any) -> Any:
    """`page("/path/", q="x")` → the HTML of a 200 answer."""

    def reading(path: str, **params: Any) -> str:
        response = get(path, **params)
        assert response.status_code == 200, response.status_code
        return str(response.content.decode())

    return reading


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def heading(html: str) -> str:
    found = re.search(r'<h2 id="resultats"[^>]*>(.*?)</h2>', html, re.DOTALL)
    assert found
    return found[1].strip()


def test_the_list_shows_each_result_and_their_number(page: Any) -> None:
    html = page("/initiatives/", statut="auto-support")

    assert sorted(re.findall(r'<article class="card" data-initiative="([^"]+)"', html)) == [
        "collectif-des-sdf-de-lille",
        "keep-smiling",
        "reseau-francais-sur-l-entente-de-voix",
    ]
    assert heading(html) == "3 initiatives"


def test_a_chip_removes_one_choice_and_keeps_the_others(page: Any) -> None:
    html = page("/initiatives/", statut=["auto-support", "benevolat"], region="hauts-de-france", q="lille")

    chips = re.findall(r'<li><a href="([^"]+)"><span class="visually-hidden">Retirer', html)
    assert [chip.replace("&amp;", "&") for chip in chips] == [
        "/initiatives/?statut=auto-support&statut=benevolat&region=hauts-de-france",
        "/initiatives/?q=lille&statut=benevolat&region=hauts-de-france",
        "/initiatives/?q=lille&statut=auto-support&region=hauts-de-france",
        "/initiatives/?q=lille&statut=auto-support&statut=benevolat",
    ]


def test_no_result_says_what_to_loosen_with_true_counts(page: Any) -> None:
    html = page("/initiatives/", contrat="cdi", statut="auto-support")

    assert heading(html) == "aucun résultat"
    assert "Sans « statut : Auto-support » : 1 initiative" in squeezed(html)
    assert "Sans « contrat : CDI » : 3 initiatives" in squeezed(html)


def test_taking_the_words_away_takes_their_order_too(get: Any) -> None:
    assert get("/initiatives/", q="", ordering="relevance").status_code == 200
    assert get("/initiatives/", ordering="-distance").status_code == 200


@pytest.mark.parametrize(
    "params", [{"page_size": "0"}, {"page_size": "1000"}, {"page_size": "x"}, {"page": "x"}], ids=str
)
def test_a_bad_page_is_said(params: dict[str, str], get: Any) -> None:
    assert get("/initiatives/", **params).status_code == 400


def test_a_page_s_size_is_kept_from_page_to_page(page: Any) -> None:
    html = page("/initiatives/", page_size="5", page="2")

    assert html.count('<article class="card"') == 5
    assert "/initiatives/?page_size=5&amp;page=3" in html


def test_a_zero_result_costs_one_count_a_parameter(get: Any, django_assert_max_num_queries: Any) -> None:
    communes = ",".join(
        f"380{number:02}" for number in range(1, 60) if number not in {7, 8, 14, 16, 21, 24, 38, 48, 51}
    )

    with django_assert_max_num_queries(45):
        get("/initiatives/", q="zinzolin", commune=communes)


def test_homonyms_come_without_results_of_elsewhere(page: Any) -> None:
    html = page("/initiatives/", lieu="saint denis")

    assert heading(html) == "Choisissez d’abord un lieu"
    assert '<article class="card"' not in html


def test_the_form_carries_along_what_it_has_no_field_for(page: Any) -> None:
    html = page("/initiatives/", near="45.19,5.72", radius="60")

    assert '<input type="hidden" name="near" value="45.19,5.72">' in html
    assert '<input type="hidden" name="radius" value="60">' in html


@pytest.mark.parametrize(
    ("lieu", "address"),
    [
        ("Lille", "/initiatives/?commune=59350"),
        ("38", "/initiatives/?departement=38"),
        ("Belgique", "/initiatives/?pays=BE"),
        ("occitanie", "/initiatives/?region=76"),
    ],
)
def test_where_leads_to_a_code(lieu: str, address: str, get: Any) -> None:
    response = get("/initiatives/", lieu=lieu, q="", utm_source="x")

    assert (response.status_code, response["Location"]) == (302, address)


def test_where_keeps_other_choices_and_replaces_other_places(get: Any) -> None:
    response = get("/initiatives/", lieu="Lille", q="sdf", region="84", statut="benevolat")

    assert response["Location"] == "/initiatives/?q=sdf&statut=benevolat&commune=59350"


def test_where_offers_homonyms_with_their_departement(page: Any) -> None:
    html = page("/initiatives/", lieu="saint denis", statut="benevolat")

    assert "Saint-Denis – commune, Seine-Saint-Denis" in html
    assert "Saint-Denis – commune, La Réunion" in html
    assert "/initiatives/?statut=benevolat&amp;commune=97411" in html


@pytest.mark.parametrize("lieu", ["nulle part", "x" * 401, "a\x00b"])
def test_an_unknown_where_is_said_and_kept(lieu: str, get: Any) -> None:
    response = get("/initiatives/", lieu=lieu, q="alcool")

    assert response.status_code == 400
    assert 'value="alcool"' in response.content.decode()


def test_what_was_ticked_stays_so_where_something_else_is_wrong(get: Any) -> None:
    html = get("/initiatives/", lieu="zzzz", domaine="addictions", near="ici").content.decode()

    assert re.search(r'name="domaine" value="addictions" checked', html)
    assert not re.search(r'name="domaine" value="sante-mentale" checked', html)


def test_where_takes_the_words_before_a_name(get: Any) -> None:
    response = get("/initiatives/", lieu="à Grenoble")

    assert response.status_code == 302
    assert "commune=38185" in response.headers["Location"]


def test_an_initiative_shows_facts_with_their_notes(page: Any) -> None:
    html = page("/initiatives/marss/")

    text = squeezed(html)
    assert "Citée en 2016, non vérifiée depuis." in text
    assert "Travail pair" in text
    assert "Le travail de pairs qui ont un contrat de travail." in text
    assert "Une source dit autrement : 2005" in text
    assert "« l’équipe MARSS à Marseille en 2007 (intégration de travailleurs pairs en 2005) »" in text
    assert "Téléphone, courriel, site : non précisé." in text


def test_every_note_that_is_referred_to_is_there(page: Any) -> None:
    for slug in Initiative.objects.values_list("slug", flat=True):
        html = page(f"/initiatives/{slug}/")

        linked = set(re.findall(r'href="#(note-\d+)"', html))
        assert linked == set(re.findall(r'<li id="(note-\d+)"', html)), slug


def test_what_is_inferred_says_so_and_why(page: Any) -> None:
    text = squeezed(page("/initiatives/udaf-52/"))

    assert "Haute-Marne (déduit)" in text
    assert "Déduit, non dit :" in text


def test_head_counts_are_told_apart_by_kind(page: Any) -> None:
    text = squeezed(page("/initiatives/experts-du-vecu/"))

    assert "Pairs en activité, par date" in text
    assert "Pairs recrutés, par date" in text
    assert "novembre 2004" in text


def test_a_verified_initiative_says_when(page: Any, curator: Any) -> None:
    Initiative.objects.filter(slug="alsa").update(activity="verified", verified_on="2026-02-01", verified_by=curator)

    assert "Vérifiée le 1er février 2026." in squeezed(page("/initiatives/alsa/"))


def test_the_history_tells_what_changed_without_naming_anybody(page: Any, curator: Any) -> None:
    alsa = Initiative.objects.get(slug="alsa")
    record = read(alsa)
    save_record(
        entry=alsa,
        record=Record("alsa", {**record.values, "phone": "3114"}, record.citations),
        by=curator,
        reason="vu sur le site",
        source=Source.objects.get(slug="didier-2006"),
    )

    text = squeezed(page("/initiatives/alsa/historique/"))

    assert "vu sur le site Par l’équipe de l’annuaire." in text
    assert "D’après « Dans la Nuit de Bicêtre »." in text
    assert "Téléphone : changé" in text
    assert "3114" not in text.split("Besoin d’aide")[0]
    assert "Par le chargement des données." in text
    assert "curatrice" not in text


@pytest.mark.parametrize("end", ["", "historique/", "corriger/"])
def test_a_renamed_page_redirects(end: str, get: Any, curator: Any) -> None:
    alsa = Initiative.objects.get(slug="alsa")
    record = read(alsa)
    save_record(
        entry=alsa, record=Record("alsa-nouvelle", record.values, record.citations), by=curator, reason="nouveau nom"
    )

    response = get(f"/initiatives/alsa/{end}")

    assert (response.status_code, response["Location"]) == (301, f"/initiatives/alsa-nouvelle/{end}")
    assert get("/api/v1/initiatives/alsa/")["Location"] == "/api/v1/initiatives/alsa-nouvelle/"


@pytest.mark.parametrize(("model", "path"), [(Study, "/etudes/stigma/"), (Source, "/sources/didier-2006/")])
def test_other_pages_too_are_gone_when_withdrawn_and_back_when_published(
    model: Any, path: str, get: Any, curator: Any
) -> None:
    entry = model.objects.get(slug=path.split("/")[2])

    withdraw(entry=entry, by=curator, reason="essai")
    gone = get(path).status_code
    publish(entry=entry, by=curator, reason="essai")

    assert (gone, get(path).status_code) == (410, 200)


def test_a_source_says_what_rests_on_it(page: Any) -> None:
    text = squeezed(page("/sources/pair-aidance-2016/"))

    assert "153 fiches s’appuient sur cette source" in text
    assert "Initiatives 22" in text


def test_a_definition_leads_to_its_initiatives_and_says_its_debate(page: Any) -> None:
    html = page("/reperes/definitions/")

    assert "15 initiatives : Travail pair" in squeezed(html)
    assert "Débat : La note propose de distinguer" in squeezed(html)


def test_a_claim_stands_beside_its_limit(page: Any) -> None:
    text = squeezed(page("/etudes/"))

    assert "Limites :" in text
    assert "isoler" in text


def test_votes_are_a_table(page: Any) -> None:
    text = squeezed(page("/reperes/consultations/"))

    assert re.search(r"Travailleur pair\s+14", text)
    assert re.search(r"Abstention\s+17", text)


def test_figures_have_their_thousands_apart(page: Any) -> None:
    assert re.search(r"environ 10\s000 travailleurs pairs", squeezed(page("/reperes/chiffres/")))


def test_the_map_shows_what_was_found_where_it_stands(page: Any, served: Any) -> None:
    text = squeezed(page("/initiatives/carte/", pays="BE"))

    assert "1 initiative." in text
    assert "Belgique 1" in text.split("Ailleurs, ou sans région connue")[1]
    assert "France" not in text.split("Par région")[1].split("Contours")[0]


def test_the_history_begins_when_the_entry_became_public(page: Any, make: Any, curator: Any) -> None:
    entry = make("groupe-invente", published=False, phone="3114")
    publish(entry=entry, by=curator, reason="relu")

    assert "relu" in page("/initiatives/groupe-invente/historique/")
    assert "essai" not in page("/initiatives/groupe-invente/historique/")


def test_the_map_counts_what_has_no_region_and_links_each(page: Any) -> None:
    html = page("/initiatives/carte/", statut="travail-pair")

    assert "/initiatives/?statut=travail-pair&amp;region=non-precise" in html
    assert len(re.findall(r'<a href="[^"]*region=[^"]*" aria-label', html)) == 3
    assert re.search(r'aria-label="Belgique\s: 1"', html)


def test_help_lines_with_their_source_stand_under_every_page(page: Any) -> None:
    html = page("/confidentialite/")

    assert all(f'href="tel:{number}"' in html for number in (3114, 15, 112))
    assert len(re.findall(r"Source\s:", html)) == 3


def test_the_way_to_the_curators_is_the_setting(page: Any) -> None:
    for path in ("/initiatives/proposer/", "/initiatives/alsa/corriger/"):
        assert 'href="mailto:equipe@pair-aidance.invalid"' in page(path)


def test_the_sitemap_has_every_public_page_and_its_address(page: Any) -> None:
    text = page("/sitemap.xml")

    assert "<loc>http://testserver/initiatives/alsa/</loc>" in text
    assert text.count("<loc>") == 2 * (23 + 22 + 2 + 11 + 16)


def test_where_there_are_many_the_sitemap_has_parts(page: Any, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def listed(text: str) -> list[str]:
        return re.findall(r"<loc>(.*?)</loc>", text)

    whole = listed(page("/sitemap.xml"))
    monkeypatch.setattr("initiatives.views.sitemaps.MOST_WHOLE", 5)
    monkeypatch.setattr("initiatives.views.sitemaps.PART", 10)
    parts = [address.removeprefix("http://testserver") for address in listed(page("/sitemap.xml"))]

    assert len(parts) > 6
    assert sorted(address for part in parts for address in listed(page(part))) == sorted(whole)
    assert {get(path).status_code for path in ("/sitemap-initiative-9999999.xml", "/sitemap-autre-0.xml")} == {404}


@pytest.mark.parametrize("path", ["/sources/pair-aidance-2016/", "/formations/du-mediateur-de-sante-pair/"])
def test_a_page_about_something_else_lists_some_initiatives_and_leads_to_all(
    path: str, page: Any, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = Formation.objects.get(slug="du-mediateur-de-sante-pair").term.slug
    for name in ("une", "autre", "troisieme"):
        make(name, name=name, formation=[term])
    monkeypatch.setattr("initiatives.views.sources.MOST_LISTED", 2)
    html = page(path)

    all_of_them = re.search(r'href="(/initiatives/\?(?:source|formation)=[^"]+)">Toutes les (\d+) initiatives<', html)
    assert all_of_them
    assert f"{all_of_them[2]} initiatives" in page(all_of_them[1])
    assert len(re.findall(r'<li><a href="/initiatives/[^"]+" lang="fr">', html)) == 2


def test_filtered_lists_are_not_to_be_indexed_and_name_the_whole_as_theirs(page: Any) -> None:
    assert "noindex" in page("/initiatives/", statut="benevolat")
    whole = page("/initiatives/")
    assert "noindex" not in whole
    assert '<link rel="canonical" href="http://testserver/initiatives/">' in whole


def test_a_former_region_leads_to_its_departements(get: Any) -> None:
    answer = get("/initiatives/", lieu="Limousin", statut="benevolat")

    assert answer.status_code == 302
    assert answer["Location"] == "/initiatives/?statut=benevolat&departement=19&departement=23&departement=87"


def test_the_map_is_sent_as_far_as_it_is_seen(get: Any) -> None:
    path = "/initiatives/carte/points.json"
    count = get("/api/v1/initiatives/").json()["count"]

    def groups(**params: str) -> dict[str, int]:
        return {f"{row['level']} {row['code']}": row["count"] for row in get(path, **params).json()["groups"]}

    regions, departements, communes = (groups(level=level) for level in ("region", "departement", "commune"))
    unplaced = Initiative.objects.published().filter(place__isnull=True).count()
    assert sum(regions.values()) == sum(departements.values()) == sum(communes.values()) == count - unplaced
    assert regions["region 84"] == 3
    assert "departement 38" in departements
    assert communes["commune 59350"] == 1
    assert "commune 59350" not in groups(level="commune", box="45,5,46,6")
    assert groups(level="region", statut="auto-support")["region 32"] == 1


@pytest.mark.parametrize("query", ["level=pays", "level=x", "box=1,2,3", "box=a,b,c,d", "statut=x"])
def test_a_bad_view_of_the_map_is_refused(query: str, client: Any) -> None:
    answer = client.get(f"/initiatives/carte/points.json?{query}")

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [query.split("=")[0]]


@pytest.mark.parametrize("lieu", ["grenobel", "à côté de Grenoble", "Grenoble centre"])
def test_where_asks_which_place_was_meant(lieu: str, get: Any) -> None:
    response = get("/initiatives/", lieu=lieu, domaine="sante-mentale")

    assert response.status_code == 200
    assert [(choice.label, choice.url) for choice in response.context["homonyms"]] == [
        ("Grenoble – commune, Isère", "/initiatives/?domaine=sante-mentale&commune=38185")
    ]


def test_where_no_initiative_answers_the_rest_of_the_directory_is_one_link_away(page: Any) -> None:
    assert 'href="/recherche/?q=%C3%A9tudes%20stigmatisation"' in page("/initiatives/", q="études stigmatisation")
    assert "/recherche/?q=" not in page("/initiatives/", contrat="cdi", statut="auto-support")


def test_curators_see_what_rests_on_a_draft_before_the_public_does(curator: Any, make: Any) -> None:
    source = Source.objects.get(slug="sells-2006")
    term = Formation.objects.get(slug="du-mediateur-de-sante-pair").term
    entry = make("neuve", name="Neuve", formation=[term.slug])
    InitiativeCitation.objects.create(
        subject=entry, field="name", value="Neuve", source=source, consulted_on="2026-01-01"
    )
    Source.objects.filter(pk=source.pk).update(publication="draft")
    Term.objects.filter(pk=term.pk).update(publication="draft")
    Formation.objects.filter(term=term).update(publication="draft")
    client = Client()
    assert client.get("/sources/sells-2006/").status_code == 404
    client.force_login(curator)

    for path in ("/sources/sells-2006/", "/formations/du-mediateur-de-sante-pair/"):
        assert '<li><a href="/initiatives/neuve/" lang="fr">Neuve</a></li>' in client.get(path).content.decode()
    assert "2 fiches s’appuient sur cette source" in client.get("/sources/sells-2006/").content.decode()
