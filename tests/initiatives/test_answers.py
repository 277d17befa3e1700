"""Bitmaps and plain SQL give the same answers, whatever is asked and whatever was written in between."""

import random
from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from django.test import override_settings
from pyroaring import BitMap

from initiatives import bitmaps
from initiatives.answers.in_bitmaps import BitmapAnswer
from initiatives.answers.in_sql import SqlAnswer
from initiatives.facets import as_json, facets
from initiatives.filters import InitiativeFilter
from initiatives.models import Coverage, Initiative, InitiativeCitation, Place
from initiatives.vocabulary import TERM_FACETS
from research.models import Edition, Source, Term

pytestmark = pytest.mark.django_db
CODES = {
    "pays": ["FR", "BE"],
    "region": ["84", "32", "BE-WAL"],
    "departement": ["38", "73", "59"],
    "commune": ["59350"],
}
ORDERS = ["", "name", "-name", "modified_at", "-modified_at", "verified_on", "-verified_on"]
WORDS = ["collectif", "sdf lille", "santé mentale", "alcool", "support isère", "rétablissement", "savoie"]


def asked(query: str) -> InitiativeFilter:
    found = InitiativeFilter(QueryDict(query))
    assert found.is_valid(), found.form.errors
    return found


def same(query: str) -> None:
    """Both answers to one question."""
    first, second = asked(query), asked(query)
    first.answer, second.answer = BitmapAnswer(first), SqlAnswer(second)

    assert first.answer.total() == second.answer.total(), query
    keys = first.answer.keys(0, 100)
    assert keys == second.answer.keys(0, 100), query
    assert keys[5:9] == first.answer.keys(5, 9), query
    assert as_json(facets(first)) == as_json(facets(second)), query
    assert first.answer.standing_among(keys) == second.answer.standing_among(keys), query
    assert +first.answer.cited() == +second.answer.cited(), query
    for level in ("region", "departement", "commune"):
        assert first.answer.groups(level, None) == second.answer.groups(level, None), query
        assert first.answer.standing(level) == second.answer.standing(level), query
    for box in ((45.0, 5.0, 46.0, 6.5), (50.0, 2.0, 51.0, 4.0)):
        assert first.answer.groups("commune", box) == second.answer.groups("commune", box), query
    for order in ("name", "-name", "modified_at", "-modified_at"):
        assert first.answer.after(order, None, 7) == second.answer.after(order, None, 7), query


def some_question(chance: random.Random) -> str:
    """One to three facets with one to three values each, sometimes words, a point or a moment."""
    vocabulary = {scheme: list(Term.objects.in_scheme(scheme).values_list("slug", flat=True)) for scheme in TERM_FACETS}
    values = vocabulary | CODES | {"activity": ["cited", "verified"], "source": ["pair-aidance-2016"]}
    pairs = []
    for name in chance.sample(sorted(values), chance.randint(0, 3)):
        offered = [*values[name], *([] if name == "activity" else ["non-precise"])]
        pairs += [f"{name}={value}" for value in chance.sample(offered, min(len(offered), chance.randint(1, 3)))]
    pairs += chance.choice([[], [], [f"q={chance.choice(WORDS)}"], ["near=45.2,5.7", "radius=90"]])
    pairs += chance.choice([[], [], [], ["modified_after=2020-01-01"], ["verified_after=2020-01-01"]])
    orders = [*ORDERS, *(["relevance", "-relevance"] if any(pair.startswith("q=") for pair in pairs) else [])]
    orders += ["distance", "-distance"] if any(pair.startswith("near=") for pair in pairs) else []
    return "&".join([*pairs, f"ordering={chance.choice(orders)}"])


@pytest.fixture
def varied(make: Any, served: Any, curator: Any) -> None:
    """What the note lacks: coverage, verified entries, a second source, drafts."""
    make("brouillon", published=False, commune="59350")
    Initiative.objects.filter(slug__in=["alsa", "marss"]).update(
        activity="verified", verified_on="2026-05-01", verified_by=curator
    )
    other = Source.objects.exclude(slug="pair-aidance-2016").first()
    for entry in Initiative.objects.filter(slug__in=["alsa", "totem", "service-totem"]):
        InitiativeCitation.objects.create(
            subject=entry, field="name", value=entry.name, source=other, consulted_on="2026-01-01"
        )


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize(
    ("seed", "questions"), [(4, 15), *(pytest.param(one, 50, marks=pytest.mark.slow) for one in (5, 7, 9))]
)
def test_both_answers_are_the_same_for_any_question(seed: int, questions: int) -> None:
    chance = random.Random(seed)
    for _question in range(questions):
        same(some_question(chance))


@pytest.mark.slow
@pytest.mark.usefixtures("varied")
def test_a_great_many_results_are_counted_and_walked_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("initiatives.bitmaps.alphabet.SORTED_AS_ONE_WALKED", 0)
    monkeypatch.setattr("initiatives.answers.order.FEW", 0)
    monkeypatch.setattr("initiatives.answers.order.is_few", lambda _keys, _stop: False)
    monkeypatch.setattr("initiatives.answers.order.SHORTEST_WALK", 3)
    chance = random.Random(6)
    for _question in range(30):
        same(some_question(chance))


@pytest.mark.slow
@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize("size", [1, 60, 130, 500, 2_500, 9_999, 10_000])
def test_groups_are_counted_alike_among_few_and_many(size: int) -> None:
    bits = replace(bitmaps.current(), published=BitMap(range(10_000)))
    base = BitMap(range(10_000 - size, 10_000))
    groups = [BitMap(range(0, 10_000, step)) for step in (1, 2, 7, 1_000)] + [BitMap(), BitMap([9_999])]

    assert bits.shared(base, groups) == [len(base & group) for group in groups]


def test_a_long_facet_lists_the_same_values_in_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("initiatives.answers.asking.MOST_LISTED", 2)
    chance = random.Random(8)
    for _question in range(10):
        same(some_question(chance))

    assert len(asked("").answer.places("commune").values) == 2


@pytest.mark.usefixtures("varied")
def test_the_map_counts_all_that_is_in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("initiatives.answers.asking.MOST_LISTED", 1)  # of a facet's communes

    groups = asked("").answer.groups("commune", None)

    assert len(groups) > 1
    assert sum(groups.values()) == Initiative.objects.published().filter(place__isnull=False).count()


@pytest.mark.usefixtures("varied")
def test_both_answers_are_the_same_after_any_write(curator: Any) -> None:
    chance = random.Random(5)
    lille, france = Place.objects.get(code="59350"), Place.objects.get(level="pays", code="FR")
    entry = Initiative.objects.get(slug="marss")
    writes = [
        lambda: setattr(entry, "place", lille) or entry.save(),
        lambda: entry.terms.add(Term.objects.get(slug="benevolat")),
        lambda: entry.terms.clear(),
        lambda: Term.objects.get(slug="travail-pair").initiatives.remove(*Initiative.objects.all()),
        lambda: Coverage.objects.create(initiative=entry, kind="national", place=france),
        lambda: Coverage.objects.filter(initiative=entry).first().delete(),
        lambda: setattr(entry, "publication", "draft") or entry.save(),
        lambda: Initiative.objects.filter(slug="archaos").update(place=lille),
        lambda: Initiative(slug="neuve", name="Neuve", publication="published").save(),
        lambda: Initiative.objects.get(slug="neuve").delete(),
        lambda: Source.objects.filter(slug="pair-aidance-2016").update(publication="draft"),
        lambda: InitiativeCitation.objects.filter(subject__slug="alsa").first().delete(),
    ]
    for write in writes:
        before = Edition.current()
        write()
        assert Edition.current() != before
        same("")
        same("commune=59350&ordering=-name")
        query = some_question(chance)
        same("" if "source=" in query else query)


def test_bitmaps_are_patched_and_no_more_than_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    bitmaps.current()
    monkeypatch.setattr(bitmaps, "build", lambda _state: pytest.fail("built anew"))

    Initiative.objects.get(slug="alsa").save()
    Term.objects.get(slug="cdi").save()

    assert bitmaps.current().state == Edition.current()


def test_a_write_that_is_taken_back_leaves_no_trace() -> None:
    from django.db import transaction

    before = asked("").answer.total()
    with transaction.atomic():
        Initiative.objects.get(slug="alsa").delete()
        assert asked("").answer.total() == before - 1
        transaction.set_rollback(True)

    assert asked("").answer.total() == before
    same("")


def test_without_bitmaps_the_pages_say_the_same(api: Any, get: Any) -> None:
    paths = ("initiatives", "initiatives/facets")
    served = [api(path, statut="travail-pair", q="santé") for path in paths]
    pages = (
        "/",
        "/initiatives/?domaine=addictions",
        "/sources/",
        "/sources/pair-aidance-2016/",
        "/reperes/definitions/",
    )
    shown = [get(path).content for path in pages]

    with override_settings(BITMAPS=False):
        assert [api(path, statut="travail-pair", q="santé") for path in paths] == served
        assert [get(path).content for path in pages] == shown
