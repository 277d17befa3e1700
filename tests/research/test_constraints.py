"""Every invariant of an entry is a database constraint: written past the model's own checks, it still holds."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from initiatives.models import Coverage, Headcount, Initiative, InitiativeCitation, Place, Posting
from research.models import (
    Change,
    Consultation,
    Edition,
    FormerSlug,
    Option,
    Seeded,
    Source,
    Term,
)

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


def entries() -> dict[str, dict[str, Any]]:
    """The least that each kind takes."""
    return {
        "research.source": {"title": "t"},
        "research.term": {"scheme": "notion", "label": "l"},
        "research.study": {"title": "t", "state": "published"},
        "research.finding": {"statement": "s"},
        "research.landmark": {"date": "2016", "title": "t"},
        "research.consultation": {"body": "b", "date": "2016", "question": "q"},
        "research.question": {"theme": "t", "text": "t"},
        "research.testimony": {"title": "t", "link": "https://a.example/"},
        "research.figure": {"label": "l", "value": 1, "unit": "u"},
        "initiatives.initiative": {"name": "n"},
        "initiatives.formation": {"name": "n"},
    }


def make(label: str, **values: Any) -> Any:
    """One entry, straight into the database."""
    least = entries()[label]
    if label == "initiatives.formation":
        least["term"] = Term.objects.create(slug="formation-inventee", scheme="formation", label="f")
    return apps.get_model(label).objects.create(**{"slug": "entree-inventee", **least, **values})


def refused(label: str, **values: Any) -> bool:
    try:
        with transaction.atomic():
            make(label, **values)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("label", entries())
def test_the_least_is_taken(label: str) -> None:
    assert not refused(label)


@pytest.mark.parametrize("label", entries())
@pytest.mark.parametrize("slug", ["", "Majuscule", "é", "a b", "-a", "a--b", "carte", "proposer", "non-precise"])
def test_a_slug_has_its_form_and_is_not_reserved(label: str, slug: str) -> None:
    assert refused(label, slug=slug)


@pytest.mark.parametrize("label", entries())
def test_a_slug_is_unique(label: str) -> None:
    model = apps.get_model(label)

    assert refused(label, slug=model.objects.first().slug)


@pytest.mark.parametrize("label", entries())
@pytest.mark.parametrize(
    "values",
    [
        {"publication": "secret"},
        {"publication": "withdrawn"},
        {"publication": "withdrawn", "withdrawn_at": NOW},
        {"withdrawn_at": NOW},
        {"withdrawal_reason": "parce que"},
        {"modified_at": NOW},
    ],
    ids=str,
)
def test_publication_and_withdrawal_go_together(label: str, values: dict[str, Any]) -> None:
    assert refused(label, **values)


@pytest.mark.parametrize("label", entries())
def test_a_withdrawal_has_its_reason_date_and_person(label: str, curator: Any) -> None:
    whole = {"publication": "withdrawn", "withdrawn_at": NOW, "withdrawn_by": curator}

    assert refused(label, **whole)
    assert not refused(label, **whole, withdrawal_reason="n’existe plus")


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("research.source", {"kind": "tweet"}),
        ("research.source", {"year": 3}),
        ("research.source", {"language": "FR"}),
        ("research.study", {"language": "E1"}),
        ("research.source", {"link": "javascript:alert(1)"}),
        ("research.source", {"link": "ftp://a.example/"}),
        ("research.term", {"scheme": "humeur"}),
        ("research.study", {"state": "perdue"}),
        ("research.study", {"year": 20016}),
        ("research.finding", {"direction": "nord"}),
        ("research.landmark", {"date": "hier"}),
        ("research.landmark", {"date": "2016-13"}),
        ("research.consultation", {"date": "16"}),
        ("research.testimony", {"link": "data:text/html,x"}),
        ("research.figure", {"as_of": "bientôt"}),
        ("initiatives.initiative", {"name": ""}),
        ("initiatives.initiative", {"activity": "peut-être"}),
        ("initiatives.initiative", {"activity": "verified"}),
        ("initiatives.initiative", {"verified_on": datetime.date(2026, 1, 1)}),
        ("initiatives.initiative", {"started": "2011-5"}),
        ("initiatives.initiative", {"ended": "un jour"}),
        ("initiatives.initiative", {"started": "2012", "ended": "2011"}),
        ("initiatives.initiative", {"started": "2011-05", "ended": "2011-04-30"}),
        ("initiatives.initiative", {"website": "javascript:alert(1)"}),
    ],
    ids=str,
)
def test_a_value_stays_in_its_range(label: str, values: dict[str, Any]) -> None:
    assert refused(label, **values)


@pytest.mark.parametrize(
    ("started", "ended"), [("2011", "2011"), ("2011-05", "2011"), ("2004-11", "2005"), ("", "2011")]
)
def test_an_end_may_be_less_exact_than_its_start(started: str, ended: str) -> None:
    assert not refused("initiatives.initiative", started=started, ended=ended)


def test_a_verification_has_its_person(curator: Any) -> None:
    assert not refused(
        "initiatives.initiative",
        activity="verified",
        verified_on=datetime.date(2026, 1, 1),
        verified_by=curator,
    )


def test_a_parent_is_an_entry_or_a_name_and_never_itself() -> None:
    parent = Initiative.objects.get(slug="alsa")

    assert refused("initiatives.initiative", parent=parent, parent_name="ALSA")
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=parent.pk).update(parent=parent)


def citation(**values: Any) -> InitiativeCitation:
    return InitiativeCitation(
        **{
            "subject": Initiative.objects.get(slug="alsa"),
            "field": "name",
            "value": "ALSA",
            "source": Source.objects.get(slug="pair-aidance-2016"),
            "locator": "inventé",
            "consulted_on": datetime.date(2026, 11, 22),
            **values,
        }
    )


@pytest.mark.parametrize(
    "values",
    [{"basis": "inferred"}, {"basis": "deviné"}, {"field": ""}, {"source": None}, {"consulted_on": None}],
    ids=str,
)
def test_a_citation_is_whole(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        citation(**values).save()


def test_a_citation_stands_once() -> None:
    citation().save()

    with pytest.raises(IntegrityError), transaction.atomic():
        citation().save()


def rows() -> list[tuple[str, Any]]:
    """Rows within or beside entries that must not be."""
    initiative = Initiative.objects.get(slug="alsa")
    france = Place.objects.get(level="pays", code="FR")
    isere = Place.objects.get(level="departement", code="38")
    consultation = Consultation.objects.get(slug="nom-2016")
    return [
        ("headcount kind", Headcount(initiative=initiative, count=1, kind="rêvés", as_of="2015")),
        ("headcount negative", Headcount(initiative=initiative, count=-1, kind="active", as_of="2015")),
        ("headcount date", Headcount(initiative=initiative, count=1, kind="active", as_of="")),
        ("coverage kind", Coverage(initiative=initiative, kind="galaxie", place=france)),
        ("coverage without place", Coverage(initiative=initiative, kind="national")),
        ("coverage online with place", Coverage(initiative=initiative, kind="online", place=france)),
        ("place twice", Place(level="departement", code="38", name="x", country="FR", region=isere.region)),
        ("place orphan", Place(level="commune", code="00001", name="x", country="FR", region=isere.region)),
        ("place half a point", Place(level="region", code="zz", name="x", country="FR", lat=1.0)),
        ("place off the earth", Place(level="region", code="zz", name="x", country="FR", lat=91, lon=0, precision="p")),
        ("option twice", Option(consultation=consultation, label="Travailleur pair")),
        ("change without reason", Change(kind="initiative", subject=1, slug="x", reason="", changes=[])),
    ]


@pytest.mark.parametrize("number", range(12))
def test_a_row_that_must_not_be_is_refused(number: int) -> None:
    _name, row = rows()[number]

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (FormerSlug, {"kind": "initiative", "slug": "ancienne", "subject": 1}),
        (Seeded, {"kind": "x", "key": "y", "record": {}}),
        (Posting, {"stem": "zinzolin", "column": 0, "chunk": 0, "keys": b""}),
    ],
)
def test_a_key_stands_once(model: Any, values: dict[str, Any]) -> None:
    model.objects.create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


def test_coverage_stands_once() -> None:
    initiative = Initiative.objects.get(slug="alsa")
    Coverage.objects.create(initiative=initiative, kind="online")

    with pytest.raises(IntegrityError), transaction.atomic():
        Coverage.objects.create(initiative=initiative, kind="online")


def test_headcount_stands_once() -> None:
    row = Initiative.objects.get(slug="marss").headcounts.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Headcount.objects.create(initiative=row.initiative, count=7, kind=row.kind, as_of=row.as_of)


def test_there_is_one_edition() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(pk=2, number=1, token="x")


def test_every_constraint_is_named_here_or_in_a_list_above() -> None:
    """A new constraint wants its test: this counts them, and the count is changed together with the tests."""
    counts = {
        model._meta.label_lower: len(model._meta.constraints)
        for label in ("research", "initiatives")
        for model in apps.get_app_config(label).get_models()
        if model._meta.constraints
    }

    assert sum(counts.values()) == CONSTRAINTS, counts


CONSTRAINTS = 143
