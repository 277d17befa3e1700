"""The admin: every model opens, changes go through the journal with their reason, groups may what they should."""

import datetime
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from initiatives.models import Initiative, Place
from research.models import Change, FormerSlug, Source, Study, Term

# The admin's own templates use undefined variables; ours are checked elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
OWN = [model for model in admin.site._registry if model._meta.app_label in {"research", "initiatives"}]


@pytest.fixture
def staff() -> Any:
    """`staff("curateur")` → a client signed in as a member of that group."""

    def signed_in(group: str) -> Client:
        user = User.objects.create_user(f"membre-{group}", password="un-mot-de-passe-long", is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def url(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def form_of(client: Client, address: str) -> dict[str, Any]:
    """What the form would send back unchanged."""
    context = client.get(address).context
    forms = [
        context["adminform"].form,
        *(form for formset in context["inline_admin_formsets"] for form in formset.formset),
    ]
    forms += [formset.formset.management_form for formset in context["inline_admin_formsets"]]
    data: dict[str, Any] = {}
    for form in forms:
        for name, field in form.fields.items():
            value = form[name].value()
            data[form.add_prefix(name)] = field.prepare_value(value) if hasattr(field, "prepare_value") else value
    return {name: "" if value is None else value for name, value in data.items() if value is not False}


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
@pytest.mark.parametrize(
    "group", ["curateur", *(pytest.param(one, marks=pytest.mark.slow) for one in ("lecteur", "éditeur"))]
)
def test_every_model_opens_for_every_group(model: Any, group: str, staff: Any) -> None:
    client = staff(group)
    entry = model.objects.first()

    assert client.get(url(model, "changelist")).status_code == 200
    assert client.get(url(model, "changelist"), {"q": "santé"}).status_code == 200
    if entry is not None:
        assert client.get(url(model, "change", entry.pk)).status_code == 200
        assert client.get(url(model, "history", entry.pk)).status_code == 200


def test_visitors_are_sent_to_sign_in() -> None:
    response = Client().get(url(Initiative, "changelist"))

    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_a_change_is_saved_with_its_reason(staff: Any) -> None:
    client, alsa = staff("curateur"), Initiative.objects.get(slug="alsa")
    address = url(Initiative, "change", alsa.pk)

    response = client.post(
        address, {**form_of(client, address), "phone": "+33 4 00 00 00 00", "change_reason": "vu sur le site"}
    )

    assert response.status_code == 302, response.context["errors"]
    alsa.refresh_from_db()
    line = Change.objects.of("initiative", alsa.pk)[0]
    assert (alsa.phone, alsa.publication, alsa.uncited) == ("+33 4 00 00 00 00", "published", 1)
    assert (line.reason, line.by.username) == ("vu sur le site", "membre-curateur")
    assert [change["field"] for change in line.changes] == ["phone"]


def test_a_change_without_a_reason_is_refused_and_what_was_typed_stays(staff: Any) -> None:
    client, alsa = staff("curateur"), Initiative.objects.get(slug="alsa")
    address = url(Initiative, "change", alsa.pk)

    response = client.post(address, {**form_of(client, address), "phone": "3114", "change_reason": ""})

    assert response.status_code == 200
    assert "change_reason" in response.context["adminform"].form.errors
    assert 'value="3114"' in response.content.decode()
    assert Initiative.objects.get(pk=alsa.pk).phone == ""


def test_a_citation_added_is_in_the_journal_and_clears_the_flag(staff: Any) -> None:
    client, alsa = staff("curateur"), Initiative.objects.get(slug="alsa")
    Initiative.objects.filter(pk=alsa.pk).update(started="2001", uncited=1)
    address = url(Initiative, "change", alsa.pk)
    data = form_of(client, address)
    number = int(data["citations-TOTAL_FORMS"])
    source = Source.objects.get(slug="didier-2006")
    citation = {
        "field": "started",
        "value": "2001",
        "source": source.pk,
        "basis": "stated",
        "consulted_on": "22/11/2026",
    }
    data |= {f"citations-{number}-{name}": value for name, value in citation.items()}

    response = client.post(address, {**data, "citations-TOTAL_FORMS": number + 1, "change_reason": "source trouvée"})

    assert response.status_code == 302, response.context["errors"]
    alsa.refresh_from_db()
    assert alsa.uncited == 0
    added = Change.objects.of("initiative", alsa.pk)[0].changes
    assert [(row["field"], row["after"][0]["value"]) for row in added] == [("citations", "2001")]


def cite(client: Client, entry: Initiative, **citation: Any) -> Any:
    """Adds one citation through the entry's form."""
    address = url(Initiative, "change", entry.pk)
    data = form_of(client, address)
    number = int(data["citations-TOTAL_FORMS"])
    source = Source.objects.get(slug="didier-2006")
    row = {"source": source.pk, "basis": "stated", "consulted_on": "22/11/2026", **citation}
    data |= {f"citations-{number}-{name}": value for name, value in row.items()}
    return client.post(address, {**data, "citations-TOTAL_FORMS": number + 1, "change_reason": "autre source"})


def test_a_number_stays_a_number_where_the_field_has_numbers(staff: Any) -> None:
    entry = Initiative.objects.get(slug="marss")

    cite(staff("curateur"), entry, field="headcounts", value="9")

    assert entry.citations.get(source__slug="didier-2006").value == 9
    assert Initiative.objects.get(pk=entry.pk).disputed == 2


@pytest.mark.parametrize(
    "citation",
    [
        {"field": "headcounts", "value": "douze"},
        {"field": "statut", "value": "zzz"},
        {"field": "statut", "value": "cdi"},
        {"field": "started", "value": "avril"},
        {"field": "pays", "value": "XX"},
        {"field": "commune", "value": "99999"},
        {"field": "website", "value": "javascript:alert(1)"},
        {"field": "coverage", "value": "zzz"},
        {"field": "name", "value": "MARSS", "consulted_on": "01/01/2999"},
        {"field": "humeur", "value": "bonne"},
    ],
    ids=str,
)
def test_a_citation_s_value_has_the_form_of_its_field(citation: dict[str, str], staff: Any) -> None:
    entry = Initiative.objects.get(slug="marss")

    response = cite(staff("curateur"), entry, **citation)

    assert response.status_code == 200
    assert not entry.citations.filter(source__slug="didier-2006").exists()


def test_a_form_that_a_colleague_overtook_is_refused_and_keeps_what_was_typed(staff: Any) -> None:
    client, alsa = staff("curateur"), Initiative.objects.get(slug="alsa")
    address = url(Initiative, "change", alsa.pk)
    stale = form_of(client, address)
    client.post(address, {**stale, "phone": "3114", "change_reason": "vu"})

    response = client.post(address, {**stale, "description": "Mes mots", "change_reason": "vu aussi"})

    assert response.status_code == 200
    assert "Mes mots" in response.content.decode()
    alsa.refresh_from_db()
    assert (alsa.phone, alsa.description) == ("3114", "")


def test_a_former_address_is_not_given_to_another(staff: Any) -> None:
    FormerSlug.objects.create(kind="initiative", slug="ancienne", subject=Initiative.objects.get(slug="alsa").pk)
    client, other = staff("curateur"), Initiative.objects.get(slug="marss")
    address = url(Initiative, "change", other.pk)

    response = client.post(address, {**form_of(client, address), "slug": "ancienne", "change_reason": "nom"})

    assert "slug" in response.context["adminform"].form.errors


def test_online_twice_is_refused_in_the_form(staff: Any) -> None:
    client, alsa = staff("curateur"), Initiative.objects.get(slug="alsa")
    address = url(Initiative, "change", alsa.pk)
    rows = {f"coverages-{number}-kind": "online" for number in range(2)} | {"coverages-TOTAL_FORMS": 2}

    response = client.post(address, {**form_of(client, address), **rows, "change_reason": "vu"})

    assert response.status_code == 200
    assert "deux fois" in response.content.decode()


@pytest.mark.parametrize(
    ("model", "slug"), [(Source, "pair-aidance-2016"), (Term, "benevolat"), (Study, "sells-2006")], ids=str
)
def test_what_public_entries_rest_on_is_not_withdrawn(model: Any, slug: str, staff: Any) -> None:
    client, entry = staff("éditeur"), model.objects.get(slug=slug)
    address = url(model, "change", entry.pk)
    data = {"publication": "withdrawn", "withdrawal_reason": "essai", "change_reason": "essai"}

    response = client.post(address, {**form_of(client, address), **data})

    assert "s’y appuient encore" in str(response.context["adminform"].form.errors["withdrawal_reason"])
    assert model.objects.get(slug=slug).publication == "published"


@pytest.mark.parametrize(
    ("group", "status", "reason"), [("éditeur", 302, "masqué"), ("curateur", 403, "M. Untel a dit")]
)
def test_only_an_editor_masks_what_the_journal_must_not_keep(group: str, status: int, reason: str, staff: Any) -> None:
    line = Change.objects.of("initiative", Initiative.objects.get(slug="alsa").pk)[0]
    Change.objects.filter(pk=line.pk).update(reason="M. Untel a dit")

    response = staff(group).post(url(Change, "changelist"), {"action": "redact", "_selected_action": line.pk})

    line.refresh_from_db()
    assert (response.status_code, line.reason) == (status, reason)
    assert any(change["after"] for change in line.changes) == (status == 403)


def test_a_new_entry_is_a_draft_with_its_line(staff: Any) -> None:
    client = staff("curateur")
    address = url(Initiative, "add")
    place = Place.objects.get(level="commune", code="69123")
    data = form_of(client, address) | {
        "slug": "groupe-invente", "name": "Groupe inventé", "place": place.pk, "other_names": "Un nom\n\n Autre nom ",
        "terms": [Term.objects.get(slug="auto-support").pk], "change_reason": "proposé par courriel",
    }  # fmt: skip

    response = client.post(address, data)

    assert response.status_code == 302, response.context["errors"]
    entry = Initiative.objects.get(slug="groupe-invente")
    assert (entry.publication, entry.other_names, entry.read("commune")) == ("draft", ["Un nom", "Autre nom"], "69123")
    assert Change.objects.of("initiative", entry.pk).count() == 1


@pytest.mark.parametrize(("group", "published"), [("curateur", "draft"), ("éditeur", "published")])
def test_only_an_editor_publishes(group: str, published: str, staff: Any) -> None:
    entry = Initiative.objects.create(slug="groupe-invente", name="Groupe inventé")
    client, address = staff(group), url(Initiative, "change", entry.pk)

    client.post(address, {**form_of(client, address), "publication": "published", "change_reason": "relu"})

    entry.refresh_from_db()
    assert entry.publication == published


def test_an_editor_withdraws_with_a_reason_and_never_without(staff: Any) -> None:
    client, alsa = staff("éditeur"), Initiative.objects.get(slug="alsa")
    address = url(Initiative, "change", alsa.pk)
    data = {**form_of(client, address), "publication": "withdrawn", "change_reason": "demande de la structure"}

    refused = client.post(address, data)
    saved = client.post(address, {**data, "withdrawal_reason": "n’existe plus"})

    assert "withdrawal_reason" in refused.context["adminform"].form.errors
    assert saved.status_code == 302
    alsa.refresh_from_db()
    assert (alsa.publication, alsa.withdrawn_by.username) == ("withdrawn", "membre-éditeur")


def test_a_verification_has_its_date_and_its_person(staff: Any) -> None:
    client, alsa = staff("curateur"), Initiative.objects.get(slug="alsa")
    address = url(Initiative, "change", alsa.pk)

    client.post(address, {**form_of(client, address), "activity": "verified", "change_reason": "appelée"})

    alsa.refresh_from_db()
    assert (alsa.activity, alsa.verified_by.username) == ("verified", "membre-curateur")
    assert abs((alsa.verified_on - datetime.datetime.now(tz=datetime.UTC).date()).days) <= 1


@pytest.mark.parametrize("group", ["lecteur"])
def test_a_reader_changes_nothing(group: str, staff: Any) -> None:
    client, alsa = staff(group), Initiative.objects.get(slug="alsa")

    assert client.post(url(Initiative, "change", alsa.pk), {"name": "x"}).status_code == 403
    assert client.get(url(Initiative, "add")).status_code == 403


@pytest.mark.parametrize("group", ["lecteur", "curateur", "éditeur"])
def test_nobody_deletes_an_entry_or_writes_the_journal(group: str, staff: Any) -> None:
    client, alsa = staff(group), Initiative.objects.get(slug="alsa")

    assert client.post(url(Initiative, "delete", alsa.pk), {"post": "yes"}).status_code == 403
    assert client.get(url(Change, "add")).status_code == 403
    assert client.post(url(Change, "change", Change.objects.first().pk), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "query", ["sources=uncited", "sources=disputed", "lieu=none", "lieu=country", "activity__exact=cited"]
)
def test_what_needs_care_can_be_listed(query: str, staff: Any) -> None:
    response = staff("curateur").get(url(Initiative, "changelist"), QUERY_STRING=query)

    counts = {
        "sources=uncited": 0,
        "sources=disputed": 2,
        "lieu=none": 0,
        "lieu=country": 15,
        "activity__exact=cited": 22,
    }
    assert response.context["cl"].result_count == counts[query]


@pytest.mark.parametrize(
    ("model", "term", "found"),
    [
        (Place, "l'hay les roses", "L'Haÿ-les-Roses (94)"),
        (Term, "sante mentale", "Santé mentale"),
        (Source, "bicetre", "Dans la Nuit de Bicêtre"),
    ],
    ids=["place", "term", "source"],
)
def test_autocomplete_finds_without_accents(model: Any, term: str, found: str, staff: Any) -> None:
    field = {Place: ("initiative", "place"), Term: ("initiative", "terms"), Source: ("initiativecitation", "source")}[
        model
    ]
    asked = {"term": term, "app_label": "initiatives", "model_name": field[0], "field_name": field[1]}

    response = staff("curateur").get("/admin/autocomplete/", asked)

    assert found in [row["text"] for row in response.json()["results"]]


def test_a_term_keeps_its_slug_and_scheme(staff: Any) -> None:
    client, term = staff("éditeur"), Term.objects.get(slug="addictions")
    address = url(Term, "change", term.pk)

    client.post(address, {**form_of(client, address), "slug": "autre", "scheme": "statut", "change_reason": "essai"})

    term.refresh_from_db()
    assert (term.slug, term.scheme) == ("addictions", "domaine")


def test_the_history_shows_who_when_what_and_why(staff: Any) -> None:
    client, alsa = staff("curateur"), Initiative.objects.get(slug="alsa")
    address = url(Initiative, "change", alsa.pk)
    client.post(address, {**form_of(client, address), "phone": "3114", "change_reason": "vu sur le site"})

    content = client.get(url(Initiative, "history", alsa.pk)).content.decode()

    assert all(text in content for text in ("membre-curateur", "vu sur le site", "phone", "3114", "données de départ"))


def test_no_account_is_made_by_setting_up() -> None:
    assert User.objects.count() == 0
