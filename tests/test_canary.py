"""What is not public appears nowhere: drafts and withdrawn entries of every kind, planted with a canary."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from initiatives.models import Formation, Headcount, Initiative, InitiativeCitation, Place
from initiatives.search import index
from research.actions import revision, withdraw
from research.models import (
    Consultation,
    Figure,
    Finding,
    Landmark,
    Question,
    Source,
    SourceCitation,
    Study,
    Term,
    Testimony,
)
from tests.test_hostile import PATHS

pytestmark = pytest.mark.django_db
CANARY = "zincanari"


@pytest.fixture(scope="module")
def drafts(written_once: Any) -> Iterator[None]:
    """A draft of every kind, tied to what is public wherever it can be."""
    with written_once():
        plant()
        yield


def plant() -> None:
    source = Source.objects.create(slug="zincanari-source", title="Zincanari source", authors=["Zincanari"])
    term = Term.objects.create(slug="zincanari-terme", scheme="domaine", label="Zincanari terme")
    training = Term.objects.create(slug="zincanari-formation", scheme="formation", label="Zincanari formation")
    Formation.objects.create(slug="zincanari-formation", name="Zincanari formation", term=training)
    study = Study.objects.create(slug="zincanari-etude", title="Zincanari étude", state="published")
    study.sources.add(Source.objects.get(slug="didier-2006"))
    Finding.objects.create(slug="zincanari-constat", statement="Zincanari constat")
    Landmark.objects.create(slug="zincanari-date", date="2016", title="Zincanari date")
    Consultation.objects.create(slug="zincanari-vote", body="Zincanari", date="2016", question="Zincanari ?")
    Question.objects.create(slug="zincanari-question", theme="Zincanari", text="Zincanari ?")
    Testimony.objects.create(slug="zincanari-temoin", title="Zincanari témoin", link="https://zincanari.example/")
    Figure.objects.create(slug="zincanari-chiffre", label="Zincanari chiffre", value=1, unit="zincanaris")
    draft = Initiative.objects.create(
        slug="zincanari-initiative", name="Zincanari initiative", place=Place.objects.get(level="commune", code="59350")
    )
    draft.terms.add(*Term.objects.filter(slug__in=["auto-support", "sante-mentale"]))
    Headcount.objects.create(initiative=draft, count=77777, kind="active", as_of="2015")
    cite(InitiativeCitation, draft, Source.objects.get(slug="didier-2006"))
    # A public entry that bears what is not public, and cites it.
    public = Initiative.objects.get(slug="alsa")
    public.terms.add(term)
    cite(InitiativeCitation, public, source)
    cite(SourceCitation, Source.objects.get(slug="didier-2006"), source)
    with revision(entry=public, by=None, reason="essai", source=source):
        public.parent = draft
        public.save()
    rested = Study.objects.create(
        slug="zincanari-rested", title="Zincanari rested", state="published", limits="Zincanari"
    )
    Finding.objects.create(slug="public-constat", statement="Public", study=rested, publication="published")
    index.rebuild()


def cite(model: Any, subject: Any, source: Source) -> None:
    model.objects.create(
        subject=subject, field="name", value="x", source=source, quote="public", consulted_on="2026-01-01"
    )


@pytest.fixture
def visitor() -> Client:
    return Client()


PARAMETERS = ["", "page_size=100", "q=zincanari", "source=didier-2006", "commune=59350", "statut=auto-support"]


TIED = ["/initiatives/alsa/", "/initiatives/alsa/historique/", "/api/v1/initiatives/alsa/"]


@pytest.mark.parametrize("path", [*PATHS, *TIED])
def test_no_draft_appears(path: str, drafts: None, visitor: Client) -> None:
    for query in PARAMETERS if path.endswith("initiatives/") else PARAMETERS[:1] + PARAMETERS[2:3]:
        content = visitor.get(path, QUERY_STRING=query).content.decode().lower()

        # What was typed comes back in the form, the chip and the title: that is the visitor's own word, and no more.
        own = re.sub(r"zincanari(?![ -][a-z])", "", content) if "q=" in query else content
        assert CANARY not in own, (query, own[max(0, own.find(CANARY) - 80) :][:160])
        assert "77777" not in content


@pytest.mark.parametrize(
    "path",
    [
        "/initiatives/zincanari-initiative/",
        "/initiatives/zincanari-initiative/historique/",
        "/initiatives/zincanari-initiative/corriger/",
        "/formations/zincanari-formation/",
        "/etudes/zincanari-etude/",
        "/sources/zincanari-source/",
        "/api/v1/initiatives/zincanari-initiative/",
        "/api/v1/terms/zincanari-terme/",
        "/api/v1/figures/zincanari-chiffre/",
    ],
)
def test_no_draft_has_an_address(path: str, drafts: None, visitor: Client) -> None:
    response = visitor.get(path)

    assert response.status_code == 404
    assert b"Zincanari" not in response.content


def test_a_curator_sees_a_draft_where_it_will_stand(drafts: None, visitor: Client, curator: Any) -> None:
    visitor.force_login(curator)

    response = visitor.get("/initiatives/zincanari-initiative/")

    assert response.status_code == 200
    assert "Brouillon" in response.content.decode()


@pytest.mark.parametrize("path", TIED)
def test_a_withdrawn_entry_is_gone_without_its_content(path: str, curator: Any, visitor: Client) -> None:
    withdraw(entry=Initiative.objects.get(slug="alsa"), by=curator, reason="zincanari-raison")

    response = visitor.get(path)

    assert response.status_code == 410
    assert b"ALSA" not in response.content
    assert b"zincanari" not in response.content


def test_a_withdrawn_entry_is_in_no_list_count_or_facet(curator: Any, visitor: Client) -> None:
    withdraw(entry=Initiative.objects.get(slug="alsa"), by=curator, reason="essai")

    assert visitor.get("/api/v1/initiatives/").json()["count"] == 21
    facets = visitor.get("/api/v1/initiatives/facets/").json()
    assert [row["count"] for row in facets["contrat"] if row["value"] == "cdi"] == [0]
    assert b"alsa" not in visitor.get("/sitemap.xml").content


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("/admin")])
def test_no_visitor_gets_a_cookie_or_leaves_for_elsewhere(path: str, visitor: Client) -> None:
    response = visitor.get(path)

    assert response.cookies == {}
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
