"""The index follows what is written: after any write it is what it would be if it were made anew."""

import random
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from initiatives.models import Initiative, Posting
from initiatives.search import index, postings
from research.actions import save_record, withdraw
from research.interchange.record import Record, read
from research.models import Synonym, Term
from research.models.synonym import key_of
from tests.initiatives.indexed import indexed

pytestmark = pytest.mark.django_db


def test_after_any_write_it_is_what_it_would_be_if_made_anew(make: Any, curator: Any) -> None:
    chance = random.Random(3)
    for number in range(8):
        entry = make(f"une-{number}", name=chance.choice(["Le Phare", "L’Escale", "Zinzolin"]), commune="59350")
        if number % 2:
            record = read(entry)
            values = {**record.values, "name": f"Autre {number}", "summary": "Des voix, du café."}
            save_record(entry=entry, record=Record(record.slug, values, record.citations), by=curator, reason="essai")
        if number % 3 == 0:
            withdraw(entry=entry, by=curator, reason="essai")
    term = Term.objects.get(slug="addictions")
    record = read(term)
    values = {**record.values, "synonyms": ["zinzolin"]}
    save_record(entry=term, record=Record(record.slug, values, record.citations), by=curator, reason="mot")
    followed = indexed()

    index.rebuild()

    assert followed == indexed()
    assert set(followed[0]) == set(Initiative.objects.published().values_list("pk", flat=True))


def test_what_is_deleted_is_in_it_no_more(make: Any) -> None:
    entry = make("zinzolin", name="Zinzolin")
    assert index.known(["zinzolin"]) == {"zinzolin"}

    entry.delete()

    assert index.known(["zinzolin"]) == set()


def test_chunks_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = postings.holding(["alcool", "grenobl"], ["name", "text"])

    monkeypatch.setattr(postings, "CHUNK", 1)
    index.rebuild()

    assert Posting.objects.values("chunk").distinct().count() > 5
    assert postings.holding(["alcool", "grenobl"], ["name", "text"]) == whole
    assert {stem: bool(keys) for stem, keys in whole.items()} == {"alcool": True, "grenobl": True}


def test_a_stem_is_cut_alike_in_the_index_and_in_a_query(make: Any, api: Any) -> None:
    make("longue", name="Le " + "a" * 150)

    assert [row["slug"] for row in api("initiatives", q="a" * 150)["results"]] == ["longue"]


def test_reindexing_stems_anew_what_was_stemmed_otherwise() -> None:
    Synonym.objects.filter(text="schizo").update(key="autre")
    Term.objects.filter(slug="addictions").update(search_text=" autre ")
    held = indexed()

    call_command("reindex", stdout=StringIO())

    assert Synonym.objects.get(text="schizo").key == key_of("schizo")
    assert Term.objects.get(slug="addictions").search_text == Term.objects.get(slug="addictions").as_search_text()
    assert indexed() == held
