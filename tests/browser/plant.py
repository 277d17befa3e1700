"""Made-up entries in every state, for the site that the browser visits. Runs inside `manage.py shell`."""

import datetime
from typing import Any

from django.contrib.auth import get_user_model

from initiatives.models import Initiative
from initiatives.vocabulary import Activity
from research.actions import publish, revision, save_record, withdraw
from research.interchange import record
from research.models import Entry, Source
from tests.browser.pages import CLOSED, DRAFT, FULL, NEW, OLD, REPORT, WITHDRAWN

CURATOR, PASSWORD = "curatrice", "un-mot-de-passe-d-exemple"
PAGEFUL = 12  # with those of the seed, more than one page of results
DEFAULTS = {"source": REPORT, "consulted_on": "2026-01-15"}
LONG_ADDRESS = "https://exemple.invalid/" + "une-adresse-sans-aucune-coupure" * 6
LONG_WORD = "Anticonstitutionnellementetsansespaceaucune"

REPORT_ROW = {
    "slug": REPORT,
    "kind": "report",
    "title": f"Rapport d’exemple sur les pairs : {LONG_WORD}",
    "authors": ["Collectif d’exemple", "Bureau d’exemple"],
    "year": 2025,
    "container": "Cahiers d’exemple",
    "publisher": "Éditions d’exemple",
    "pages": "12-34",
    "link": LONG_ADDRESS,
    "citations": [
        {"says": ["kind", "title", "authors", "year", "container"], "locator": "p. 1", "quote": "Rapport d’exemple"},
        {
            "says": ["publisher", "pages", "link"],
            "locator": "p. 2",
            "basis": "inferred",
            "reason": "D’après la reliure.",
        },
    ],
}
FULL_ROW = {
    "slug": FULL,
    "name": f"Maison des pairs d’exemple {LONG_WORD}",
    "other_names": ["La Maison", "M. D. P. d’exemple"],
    "summary": "Une maison inventée. Elle sert à essayer les pages.",
    "description": "Elle a toutes les sortes de valeurs, pour que rien n’échappe aux essais.",
    "statut": ["travail-pair", "benevolat"],
    "contrat": ["cdi", "cdd"],
    "formation": ["du-mediateur-de-sante-pair"],
    "domaine": ["sante-mentale", "rue-hebergement", "addictions"],
    "appellation": ["travailleur-pair", "pair-aidant"],
    "employer": ["collectivite"],
    "commune": "97411",
    "coverage": [{"kind": "region", "code": "04"}, {"kind": "departement", "code": "974"}, {"kind": "online"}],
    "website": LONG_ADDRESS,
    "email": "maison@exemple.invalid",
    "phone": "+262 262 00 00 00",
    "parent": "Fédération d’exemple",
    "started": "2004-11-01",
    "ended": "2025",
    "headcounts": [
        {"count": 4, "kind": "active", "as_of": "2012", "approximate": True},
        {"count": 14, "kind": "active", "as_of": "2025-03", "approximate": False},
        {"count": 3, "kind": "recruited", "as_of": "2024", "approximate": False},
    ],
    "citations": [
        {"says": ["name", "other_names", "summary", "description", "statut"], "locator": "p. 3", "quote": "La Maison"},
        {"says": ["statut", "contrat"], "locator": "p. 4", "quote": LONG_WORD * 3},
        {"says": ["formation", "domaine", "appellation", "employer"], "basis": "inferred", "reason": "Selon l’ordre."},
        {"says": {"commune": "97411", "coverage": ["04", "974", "online"]}, "locator": "p. 5"},
        {"says": ["website", "email", "phone", "parent", "started", "ended"], "locator": "p. 6", "quote": LONG_ADDRESS},
        {"says": {"headcounts": [4, 14, 3]}, "locator": "p. 7", "quote": "quatre, puis quatorze ; trois recrutés"},
        {"says": {"started": "2006"}, "source": "pair-aidance-2016", "locator": "p. 99", "quote": "ouverte en 2006"},
        {"says": {"statut": "auto-support"}, "source": "pair-aidance-2016", "locator": "p. 98"},
    ],
}


def plant() -> None:
    """Plants everything; the seed must stand."""
    curator = get_user_model().objects.create_superuser(CURATOR, "curatrice@exemple.invalid", PASSWORD)
    report = grow(Source, REPORT_ROW, by=curator)
    _full(curator, report)
    for number in range(1, PAGEFUL + 1):
        brief(f"groupe-d-exemple-{number:02}", f"Groupe d’exemple {number:02}", by=curator)
    brief(DRAFT, "Brouillon d’exemple", by=curator, public=False)
    withdraw(entry=brief(WITHDRAWN, "Fiche retirée d’exemple", by=curator), by=curator, reason="Essai.")
    renamed = brief(OLD, "Fiche renommée d’exemple", by=curator)
    with revision(entry=renamed, by=curator, reason="Nouveau nom."):
        renamed.slug = NEW
        renamed.save()
    closed = brief(CLOSED, "Café fermé d’exemple", by=curator)
    with revision(entry=closed, by=curator, reason="Il a fermé.", source=report):
        closed.activity = Activity.CLOSED
        closed.save()


def _full(curator: Any, report: Entry) -> None:
    federation = brief("federation-d-exemple", "Fédération d’exemple", by=curator)
    full = grow(Initiative, FULL_ROW, by=curator)
    with revision(entry=full, by=curator, reason="Vérifiée au téléphone.", source=report):
        full.parent, full.parent_name = federation, ""
        full.activity, full.verified_by = Activity.VERIFIED, curator
        full.verified_on = datetime.date(2026, 2, 1)
        full.full_clean()
        full.save()
    child = brief("antenne-d-exemple", "Antenne d’exemple", by=curator)
    with revision(entry=child, by=curator, reason="Elle en dépend."):
        child.parent = full
        child.save()


def brief(slug: str, name: str, *, by: Any, public: bool = True) -> Any:
    """An initiative of which only the name is known."""
    row = {"slug": slug, "name": name, "citations": [{"says": ["name"], "locator": "p. 8", "quote": name}]}
    return grow(Initiative, row, by=by, public=public)


def grow(model: type[Entry], row: dict[str, Any], *, by: Any, public: bool = True) -> Any:
    """A new entry after a row written as in the reviewed files."""
    if model is Source:  # it is cited by itself, so it must be there first
        save_record(
            entry=Source(slug=row["slug"]), record=record.Record(row["slug"], {"title": "…"}), by=by, reason="…"
        )
    entry = model._default_manager.filter(slug=row["slug"]).first() or model(slug=row["slug"])
    save_record(entry=entry, record=record.parse(model, row, DEFAULTS), by=by, reason="Données d’exemple.")
    if public:
        publish(entry=entry, by=by, reason="Relue.")
    return entry
