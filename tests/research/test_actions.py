"""Actions: one transaction, the journal's line inside, and nothing without a reason."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from initiatives.models import Initiative
from research.actions import publish, revision, save_record, withdraw
from research.interchange.record import Record, read
from research.models import Change, FormerSlug, Source, Study, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def marss() -> Initiative:
    return Initiative.objects.get(slug="marss")


def changed(record: Record, **values: Any) -> Record:
    return Record(record.slug, {**record.values, **values}, record.citations)


def journal(entry: Any) -> list[Change]:
    return list(Change.objects.of(entry.KIND, entry.pk))


def test_saving_a_record_writes_one_line_with_who_why_and_what(marss: Initiative, curator: Any) -> None:
    source = Source.objects.get(slug="pair-aidance-2016")
    before = len(journal(marss))

    save_record(
        entry=marss, record=changed(read(marss), phone="+33 4 00 00 00 00"), by=curator, reason="vu", source=source
    )

    line = journal(marss)[0]
    assert len(journal(marss)) == before + 1
    assert (line.by, line.reason, line.source, line.slug) == (curator, "vu", source, "marss")
    assert line.changes == [{"field": "phone", "before": "", "after": "+33 4 00 00 00 00"}]


def test_saving_counts_what_nobody_cites(marss: Initiative, curator: Any) -> None:
    save_record(entry=marss, record=changed(read(marss), phone="3114"), by=curator, reason="vu")

    assert Initiative.objects.get(pk=marss.pk).uncited == 1


def test_saving_what_stands_already_writes_nothing(marss: Initiative, curator: Any) -> None:
    lines, modified = len(journal(marss)), marss.modified_at

    save_record(entry=marss, record=read(marss), by=curator, reason="rien")

    marss.refresh_from_db()
    assert (len(journal(marss)), marss.modified_at) == (lines, modified)


def test_a_reason_is_needed_and_without_it_nothing_is_written(marss: Initiative, curator: Any) -> None:
    with pytest.raises(ValidationError):
        save_record(entry=marss, record=changed(read(marss), phone="3114"), by=curator, reason="  ")

    marss.refresh_from_db()
    assert marss.phone == ""


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"website": "javascript:alert(1)"}, "website"),
        ({"started": "hier"}, "started"),
        ({"statut": ["inconnu"]}, "statut"),
        ({"statut": ["cdi"]}, "statut"),
        ({"commune": "00000"}, "commune"),
        ({"summary": "Un. Deux. Trois. Quatre."}, "summary"),
        ({"headcounts": [{"count": 1, "kind": "active", "as_of": "?", "approximate": False}]}, "as_of"),
        ({"coverage": [{"kind": "galaxie"}]}, "kind"),
        ({"other_names": ["a", "a"]}, "other_names"),
    ],
    ids=str,
)
def test_a_bad_value_is_refused_by_name_and_nothing_is_written(
    marss: Initiative, curator: Any, values: dict[str, Any], field: str
) -> None:
    before = read(marss)

    with pytest.raises(ValidationError) as refused:
        save_record(entry=marss, record=changed(before, **{"phone": "3114", **values}), by=curator, reason="essai")

    assert field in refused.value.message_dict
    assert read(Initiative.objects.get(pk=marss.pk)) == before


def test_a_bad_citation_is_refused_by_its_number(marss: Initiative, curator: Any) -> None:
    record = read(marss)
    bad = {**record.citations[0], "field": "humeur", "locator": "ailleurs"}

    with pytest.raises(ValidationError) as refused:
        save_record(
            entry=marss, record=Record(record.slug, record.values, [*record.citations, bad]), by=curator, reason="essai"
        )

    assert "1 (humeur)" in str(refused.value)


def test_citations_that_stay_keep_their_keys(marss: Initiative, curator: Any) -> None:
    record = read(marss)
    keys = [citation.pk for citation in marss.citations.all()]

    save_record(
        entry=marss, record=Record(record.slug, record.values, record.citations[1:]), by=curator, reason="essai"
    )

    assert [citation.pk for citation in marss.citations.all()] == keys[1:]


def test_withdrawing_and_publishing_leave_their_lines(marss: Initiative, curator: Any) -> None:
    withdraw(entry=marss, by=curator, reason="n’existe plus")
    withdrawn = Initiative.objects.get(pk=marss.pk)
    publish(entry=marss, by=curator, reason="existe encore")

    assert (withdrawn.publication, withdrawn.withdrawn_by, withdrawn.withdrawal_reason) == (
        "withdrawn",
        curator,
        "n’existe plus",
    )
    assert Initiative.objects.get(pk=marss.pk).publication == "published"
    assert [line.reason for line in journal(marss)[:2]] == ["existe encore", "n’existe plus"]


def test_withdrawing_needs_a_reason(marss: Initiative, curator: Any) -> None:
    with pytest.raises(ValidationError):
        withdraw(entry=marss, by=curator, reason="")


def test_a_failure_inside_a_revision_leaves_nothing(marss: Initiative, curator: Any) -> None:
    lines = len(journal(marss))

    def fails() -> None:
        with revision(entry=marss, by=curator, reason="essai"):
            marss.phone = "3114"
            marss.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()

    assert Initiative.objects.get(pk=marss.pk).phone == ""
    assert len(journal(marss)) == lines


def test_a_renamed_entry_keeps_its_former_address_and_gets_it_back(marss: Initiative, curator: Any) -> None:
    record = read(marss)
    save_record(
        entry=marss, record=Record("marss-marseille", record.values, record.citations), by=curator, reason="nom"
    )
    former = FormerSlug.objects.get(kind="initiative", slug="marss")
    assert former.subject == marss.pk

    save_record(entry=marss, record=record, by=curator, reason="nom")

    assert not FormerSlug.objects.filter(slug="marss").exists()


@pytest.mark.parametrize(("model", "field"), [(Study, "sources"), (Initiative, "statut")])
def test_a_related_slug_may_be_a_former_one(model: Any, field: str, curator: Any) -> None:
    entry = model.objects.exclude(**{"sources" if model is Study else "terms": None}).first()
    slug = entry.read(field)[0]
    related = (Source if model is Study else Term).objects.get(slug=slug)
    other = read(related)
    save_record(entry=related, record=Record("renomme", other.values, other.citations), by=curator, reason="nom")
    entry = model.objects.get(pk=entry.pk)

    save_record(entry=entry, record=changed(read(entry), **{field: [slug]}), by=curator, reason="ancien nom")

    assert "renomme" in model.objects.get(pk=entry.pk).read(field)
