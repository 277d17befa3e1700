"""The note's facts, asked through the API, word for word: a reading of its own, not of the files."""

from typing import Any

import pytest

pytestmark = pytest.mark.django_db

# name: statut, contrat, domaine, most precise place, started
TABLE: dict[str, tuple[list[str], list[str], list[str], tuple[str, str], str]] = {
    "Keep smiling": (["auto-support"], [], [], ("pays", "FR"), ""),
    "Réseau français sur l’entente de voix": (["auto-support"], [], ["sante-mentale"], ("pays", "FR"), ""),
    "collectif des SDF de Lille": (
        ["auto-support", "benevolat"], ["sans-contrat"], ["rue-hebergement"], ("commune", "59350"), "",
    ),
    "Revivre l’amitié sans alcool": (["benevolat"], ["sans-contrat"], ["addictions"], ("pays", "FR"), ""),
    "service ESPLOR du CHS de Chambéry": (
        ["benevolat"], ["sans-contrat"], ["sante-mentale"], ("commune", "73065"), "",
    ),
    "Tremplin 17": (["benevolat"], ["sans-contrat"], [], ("departement", "17"), ""),
    "Archaos": (["benevolat"], ["sans-contrat"], [], ("pays", "FR"), ""),
    "ALSA": (["travail-pair"], ["cdi"], [], ("pays", "FR"), ""),
    "ville de Grenoble": (["travail-pair"], [], [], ("commune", "38185"), ""),
    "service Totem": (["travail-pair"], [], [], ("pays", "FR"), ""),
    "Armée du Salut": (["travail-pair"], [], [], ("pays", "FR"), ""),
    "UDAF 52": (["travail-pair"], [], [], ("departement", "52"), ""),
    "enfants du Canal": (["travail-pair"], ["insertion"], [], ("pays", "FR"), ""),
    "CEIIS": (["travail-pair"], [], [], ("pays", "FR"), ""),
    "Cabiria": (["travail-pair"], [], [], ("pays", "FR"), ""),
    "Griselidis": (["travail-pair"], [], [], ("pays", "FR"), ""),
    "Sésame": (["travail-pair"], [], [], ("pays", "FR"), ""),
    "Un Chez Soi d’Abord": (["travail-pair"], [], ["rue-hebergement", "sante-mentale"], ("pays", "FR"), "2011"),
    "Programme Médiateurs de Santé/Pairs": (["travail-pair"], [], ["sante-mentale"], ("pays", "FR"), "2012"),
    "MARSS": (["travail-pair"], [], ["sante-mentale"], ("commune", "13055"), "2007"),
    "Développement du travail pair sur l’agglomération grenobloise": (
        ["travail-pair"], [], ["rue-hebergement"], ("departement", "38"), "",
    ),
    "experts du vécu": (["travail-pair"], [], ["pauvrete"], ("pays", "BE"), "2004"),
}  # fmt: skip
EMPLOYED_BY_ASSOCIATIONS = {
    "ALSA", "service Totem", "Armée du Salut", "UDAF 52", "enfants du Canal", "CEIIS", "Cabiria", "Griselidis",
    "Sésame",
}  # fmt: skip
INFERRED = {
    ("Réseau français sur l’entente de voix", "domaine"), ("collectif des SDF de Lille", "contrat"),
    ("collectif des SDF de Lille", "domaine"), ("collectif des SDF de Lille", "commune"),
    ("Revivre l’amitié sans alcool", "contrat"), ("Revivre l’amitié sans alcool", "domaine"),
    ("service ESPLOR du CHS de Chambéry", "contrat"), ("service ESPLOR du CHS de Chambéry", "domaine"),
    ("service ESPLOR du CHS de Chambéry", "commune"), ("Tremplin 17", "contrat"), ("Tremplin 17", "departement"),
    ("Archaos", "contrat"), ("ville de Grenoble", "commune"), ("ville de Grenoble", "employer"),
    ("UDAF 52", "departement"), ("Un Chez Soi d’Abord", "formation"),
    ("Programme Médiateurs de Santé/Pairs", "formation"), ("Programme Médiateurs de Santé/Pairs", "headcounts"),
    ("Développement du travail pair sur l’agglomération grenobloise", "statut"),
    ("Développement du travail pair sur l’agglomération grenobloise", "departement"),
    ("experts du vécu", "statut"),
}  # fmt: skip


@pytest.fixture
def rows(api: Any) -> dict[str, Any]:
    return {row["name"]: row for row in api("initiatives", page_size=100)["results"]}


def most_precise(row: dict[str, Any]) -> tuple[str, str]:
    for level in ("commune", "departement", "region", "pays"):
        if row[level]:
            return level, row[level]["code"]
    return "", ""


def test_there_are_these_and_no_others(rows: dict[str, Any]) -> None:
    assert set(rows) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_an_initiative_says_what_the_note_says(name: str, rows: dict[str, Any]) -> None:
    row = rows[name]

    said = (row["statut"], row["contrat"], sorted(row["domaine"]), most_precise(row), row["started"])
    assert said == TABLE[name]
    assert row["activity"] == "cited"
    assert [row[field] for field in ("website", "email", "phone", "ended", "verified_on")] == ["", "", "", "", None]
    assert row["coverage"] == []


def test_employers(rows: dict[str, Any]) -> None:
    employed = {name: row["employer"] for name, row in rows.items() if row["employer"]}

    assert employed == {
        **{name: ["association-ou-medico-social"] for name in EMPLOYED_BY_ASSOCIATIONS},
        "ville de Grenoble": ["collectivite"],
        "experts du vécu": ["service-public"],
    }


def test_names_trainings_and_parents(rows: dict[str, Any]) -> None:
    assert {name: row["appellation"] for name, row in rows.items() if row["appellation"]} == {
        "Un Chez Soi d’Abord": ["mediateur-de-sante-pair"],
        "Programme Médiateurs de Santé/Pairs": ["mediateur-de-sante-pair"],
        "MARSS": ["travailleur-pair"],
        "experts du vécu": ["expert-du-vecu"],
    }
    assert {name: row["formation"] for name, row in rows.items() if row["formation"]} == {
        "Un Chez Soi d’Abord": ["desiu-pratiques-orientees-autour-du-retablissement"],
        "Programme Médiateurs de Santé/Pairs": ["du-mediateur-de-sante-pair"],
    }
    assert {name: row["parent"] for name, row in rows.items() if row["parent"]} == {
        "service ESPLOR du CHS de Chambéry": {"name": "CHS de Chambéry", "slug": None},
        "Développement du travail pair sur l’agglomération grenobloise": {
            "name": "Association Relais Ozanam",
            "slug": None,
        },
    }


def test_head_counts(rows: dict[str, Any]) -> None:
    def count(number: int, kind: str, as_of: str) -> dict[str, Any]:
        return {"count": number, "kind": kind, "as_of": as_of, "approximate": False}

    assert {name: row["headcounts"] for name, row in rows.items() if row["headcounts"]} == {
        "Un Chez Soi d’Abord": [count(9, "active", "2015")],
        "Programme Médiateurs de Santé/Pairs": [count(16, "active", "2015")],
        "MARSS": [count(4, "active", "2015")],
        "experts du vécu": [
            count(2, "recruited", "2004-11"),
            count(16, "recruited", "2005"),
            count(24, "active", "2016-04-29"),
        ],
    }


def test_second_dates_are_kept_beside(rows: dict[str, Any]) -> None:
    def said(name: str) -> set[str]:
        return {citation["value"] for citation in rows[name]["citations"] if citation["field"] == "started"}

    assert said("MARSS") == {"2007", "2005"}
    assert said("Programme Médiateurs de Santé/Pairs") == {"2012", "2010"}


def test_what_is_inferred_says_so_and_nothing_else_does(rows: dict[str, Any]) -> None:
    inferred = {
        (name, citation["field"])
        for name, row in rows.items()
        for citation in row["citations"]
        if citation["basis"] == "inferred" and citation["field"] not in {"pays", "other_names", "summary"}
    }

    assert inferred - {("Un Chez Soi d’Abord", "domaine")} == INFERRED


def test_votes(api: Any) -> None:
    votes = {row["slug"]: row for row in api("consultations")["results"]}

    name, duration = votes["nom-2016"], votes["duree-2016"]
    assert (name["participants"], name["date"], name["body"]) == (51, "2016-06-09", "CCPA")
    assert [(option["label"], option["votes"]) for option in name["options"]][:2] == [
        ("Travailleur pair", 14),
        ("Accompagnateur aidant", 8),
    ]
    assert [option["votes"] for option in duration["options"]] == [26, 8, 17]
    assert len(duration["arguments"]) == 3


def test_figures(api: Any) -> None:
    figures = {(row["value"], row["as_of"], (row["pays"] or {}).get("code")): row for row in api("figures")["results"]}

    assert {key: row["approximate"] for key, row in figures.items()} == {
        (10000, "2015", "US"): True,
        (30, "2015", "FR"): True,
        (16, "2015", "FR"): False,
        (4, "2015", "FR"): False,
        (9, "2015", "FR"): False,
        (24, "2016-04-29", "BE"): False,
        (2, "2004-11", "BE"): False,
        (16, "2005", "BE"): False,
        (9, "2005", "BE"): False,
    }


def test_dates_of_the_history(api: Any) -> None:
    assert [row["date"] for row in api("landmarks")["results"]] == [
        "1790", "1930", "1980", "1989", "1992", "1995", "2004", "2004-11", "2005", "2005-02-11", "2007", "2011", "2012",
        "2016-04-29", "2016-05-25", "2016-06-09",
    ]  # fmt: skip


def test_studies_under_way_and_the_limit_of_the_published(api: Any) -> None:
    under_way = api("studies", state="under-way")["results"]
    limited = api("studies/un-chez-soi-d-abord")

    assert {row["slug"] for row in under_way} == {"stigma", "recaus", "laureats-aap-innovation-sociale"}
    assert limited["state"] == "published"
    assert limited["limits"]


def test_findings_stand_on_their_studies(api: Any) -> None:
    findings = {row["slug"]: (row["study"], row["direction"]) for row in api("findings")["results"] if row["study"]}

    assert findings == {
        "intervention-precoce": ("sells-2006", "favourable"),
        "acces-aux-soins": ("scottish-government-2009", "favourable"),
        "re-hospitalisations-lawn-smith": ("lawn-smith-2008", "favourable"),
        "re-hospitalisations-min": ("min-2007", "favourable"),
        "effet-propre-du-travail-pair": ("un-chez-soi-d-abord", "inconclusive"),
    }


def test_sources_keep_the_note_s_spelling_and_know_what_cites_them(api: Any) -> None:
    sources = {row["slug"]: row for row in api("sources")["results"]}

    assert any("Whitecarft" in author for author in sources["min-2007"]["authors"])
    assert (sources["didier-2006"]["publisher"], sources["didier-2006"]["year"]) == ("Gallimard", 2006)
    assert sources["le-cardinal-2010"]["kind"] is None
    assert sources["pair-aidance-2016"]["cited_by"] == 153
    assert sources["sells-2006"]["cited_by"] == 1


def test_testimonies_link_whole(api: Any) -> None:
    assert sorted(row["link"].split("/")[2] for row in api("testimonies")["results"]) == [
        "parolesdecitoyens.org",
        "www.fnars.org",
        "www.iusmm.ca",
        "www.psycom.org",
    ]
