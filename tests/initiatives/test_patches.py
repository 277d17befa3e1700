"""Bitmaps patched from what the log says are those that would be made anew, whatever was written and in what order."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap

from initiatives import bitmaps
from initiatives.bitmaps import Bitmaps
from initiatives.bitmaps.build import build
from initiatives.models import Coverage, Initiative, InitiativeCitation, Place
from research.models import Edition, Source, Term, Touched

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def told(bits: Bitmaps) -> dict[str, Any]:
    """All that bitmaps say, in a form that compares."""
    groups = {
        name: {group: set(keys) for group, keys in getattr(bits, name).items() if keys}
        for name in ("terms", "activities", "sources", "standing", "serving", "known")
    }
    arrays = {
        name: {key: int(value) for key, value in enumerate(getattr(bits, name)) if value}
        for name in ("stood", "changed", "verified")
    }
    everyone = BitMap(Initiative.objects.values_list("pk", flat=True))
    with pytest.MonkeyPatch.context() as patch:  # walking along the alphabet, as among many
        patch.setattr("initiatives.bitmaps.alphabet.SORTED_AS_ONE_WALKED", 0)
        walked = bits.alphabet.first(everyone, len(everyone))
    return {
        **groups,
        **arrays,
        "published": set(bits.published),
        "told": [set(keys) for keys in bits.told if keys],
        "in order": bits.alphabet.first(everyone, len(everyone)),
        "walked": walked,
        "words": (bits.words.terms, bits.words.sources),
    }


def compare() -> None:
    held = bitmaps.current()
    assert told(held) == told(build(Edition.current()))


@pytest.fixture(autouse=True)
def _patched(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are bitmaps, and after that they are patched or the test fails."""
    bitmaps.current()
    monkeypatch.setattr(bitmaps, "build", lambda _state: pytest.fail("built anew"))


class Writer:
    """Writes anything anywhere."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.places = [*Place.objects.exclude(level="commune")[:40], *Place.objects.filter(level="commune")[:40], None]
        self.terms = list(Term.objects.all()[:40])
        self.sources = list(Source.objects.all()[:6])

    def any_of(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        return self.chance.choice(found) if found else None

    def write(self) -> None:
        one = self.any_of(Initiative.objects)
        writes: list[Callable[[Any], object]] = [
            self.make, self.change, self.change, self.change, self.change_in_part, self.link, self.unlink, self.relink,
            self.from_the_other_end, self.serve, self.serve_elsewhere, self.serve_no_more, self.cite, self.recite,
            self.cite_no_more, self.delete, self.hide_a_source, self.rename_a_term,
        ]  # fmt: skip
        self.chance.choice(writes)(one)

    def make(self, _one: Initiative) -> None:
        number = self.chance.randrange(10**9)
        one = Initiative(slug=f"neuve-{number}", name=f"Neuve {number}", place=self.chance.choice(self.places))
        one.publication = self.chance.choice(["draft", "published"])
        one.save()
        one.terms.add(*self.chance.sample(self.terms, 2))
        self.cite(one)
        self.serve(one)

    def change(self, one: Initiative) -> None:
        one.place = self.chance.choice(self.places)
        one.publication = self.chance.choice(["draft", "published", "published"])
        one.name = self.chance.choice([one.name, "Zoé", f"Milieu {one.pk}"])
        one.modified_at = max(one.created_at, DAY) + timedelta(days=self.chance.randrange(9))
        one.save()

    def change_in_part(self, one: Initiative) -> None:
        one.place, one.publication = None, "draft"  # what is not saved
        one.modified_at = max(one.created_at, DAY) + timedelta(days=20)
        one.save(update_fields=["modified_at"])

    def link(self, one: Initiative) -> None:
        one.terms.add(*self.chance.sample(self.terms, 3))

    def unlink(self, one: Initiative) -> None:
        one.terms.remove(*self.chance.sample(self.terms, 20))

    def relink(self, one: Initiative) -> None:
        if self.chance.random() < 0.3:
            one.terms.clear()
        one.terms.set(self.chance.sample(self.terms, 4))

    def from_the_other_end(self, one: Initiative) -> None:
        term = self.chance.choice(self.terms)
        if self.chance.random() < 0.5:
            term.initiatives.add(one, self.any_of(Initiative.objects))
        else:
            term.initiatives.remove(one)

    def serve(self, one: Initiative) -> None:
        Coverage.objects.get_or_create(
            initiative=one,
            kind=self.chance.choice(["region", "departement"]),
            place=self.chance.choice(self.places[:40]),
        )

    def serve_elsewhere(self, _one: Initiative) -> None:
        if coverage := self.any_of(Coverage.objects.filter(place__isnull=False)):
            coverage.place = Place.objects.exclude(pk__in=Coverage.objects.values("place")).first()
            coverage.save()

    def serve_no_more(self, one: Initiative) -> None:
        if coverage := self.any_of(one.coverages):
            coverage.delete()

    def cite(self, one: Initiative) -> None:
        for field in self.chance.sample(["name", "summary", "started"], 2):
            InitiativeCitation.objects.create(
                subject=one,
                field=field,
                value=str(self.chance.random()),
                source=self.chance.choice(self.sources),
                consulted_on="2026-01-01",
            )

    def recite(self, one: Initiative) -> None:
        if citation := self.any_of(one.citations):
            citation.source = self.chance.choice(self.sources)
            citation.save()

    def cite_no_more(self, one: Initiative) -> None:
        if citation := self.any_of(one.citations):
            citation.delete()

    def hide_a_source(self, _one: Initiative) -> None:
        source = self.chance.choice(self.sources)
        source.publication = "draft" if source.publication == "published" else "published"
        source.save()

    def rename_a_term(self, _one: Initiative) -> None:
        term = self.chance.choice(self.terms)
        term.label = f"{term.label} bis"
        term.save()

    def delete(self, one: Initiative) -> None:
        if not one.children.exists():
            one.delete()


@pytest.mark.parametrize(
    ("seed", "rounds"), [(1, 12), *(pytest.param(seed, 60, marks=pytest.mark.slow) for seed in (2, 3))]
)
def test_bitmaps_say_what_the_database_does_after_any_writes(seed: int, rounds: int) -> None:
    writer = Writer(seed)
    for _round in range(rounds):
        for _write in range(writer.chance.choice([1, 1, 2, 5, 20])):
            writer.write()
        compare()


def asked() -> int:
    """Queries that bringing the bitmaps to this edition takes, beside the edition and two of the log."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        bitmaps.current()
    return len(queries) - 3


def test_what_a_curator_writes_is_patched_without_asking_the_database(make: Any) -> None:
    entry = make("neuve", name="Neuve", statut=["travail-pair"], commune="59350")
    bitmaps.current()

    make("autre", name="Autre", domaine=["addictions"], coverage=[{"kind": "region", "code": "84"}])
    assert asked() == 3  # what lies where it serves, between which names its own stands, and how these are spelled

    entry.place = None
    entry.save()
    entry.terms.clear()
    InitiativeCitation.objects.filter(subject__slug="alsa").first().delete()
    assert asked() == 0
    compare()


@pytest.mark.parametrize("wrong", [datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01"])
def test_a_value_of_another_type_than_the_column_is_read_from_the_database(wrong: Any, curator: Any) -> None:
    entry = Initiative.objects.get(slug="alsa")
    entry.verified_on, entry.verified_by = wrong, curator
    entry.save()

    assert asked() > 0
    assert bitmaps.current().verified[entry.pk] == (date(2026, 1, 1) - date(1970, 1, 1)).days
    compare()


def test_other_threads_keep_the_bitmaps_that_they_read() -> None:
    held = bitmaps.current()
    before, anyone = told(held), {"in order": None, "walked": None}  # of those that there are now
    arrays = [held.stood.copy(), held.changed.copy(), held.alphabet.ranks.copy()]

    writer = Writer(4)
    for _write in range(40):
        writer.write()
    bitmaps.current()

    assert {**told(held), **anyone} == {**before, **anyone}
    assert all(map(np.array_equal, arrays, [held.stood, held.changed, held.alphabet.ranks]))


def test_links_written_before_what_they_lead_from_are_kept() -> None:
    """As `loaddata` may, since foreign keys are checked late."""
    made = Initiative(pk=10**6, slug="neuve", name="Neuve", publication="published")
    Coverage.objects.create(initiative_id=made.pk, kind="region", place=Place.objects.get(level="region", code="84"))
    made.save()

    compare()


def test_what_is_written_outside_a_transaction_is_read_from_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two writes without one may say what they did in another order than they were done."""
    held = bitmaps.current()
    alone = SimpleNamespace(in_atomic_block=False, cursor=connection.cursor)
    monkeypatch.setattr("research.models.edition.connection", alone)
    entry = Initiative(slug="hors-transaction", name="Hors transaction", publication="published")
    entry.save()

    assert set(Touched.objects.filter(number__gt=held.state.number).values_list("said", flat=True)) == {""}
    compare()


def test_an_edition_without_its_line_is_not_patched_to() -> None:
    held = bitmaps.current()
    Initiative.objects.get(slug="alsa").save()
    state = Edition.current()
    Touched.objects.filter(number=state.number).delete()

    assert bitmaps.following(held, state) is None


def test_a_name_written_again_before_the_log_is_read_to_its_end_is_ranked_again() -> None:
    entry, held = Initiative.objects.get(slug="alsa"), bitmaps.current()
    entry.name = "Milieu"
    entry.save()
    first = Edition.current()
    entry.name = "Zzz"
    entry.save()
    between = bitmaps.following(held, first)  # the log says « Milieu », the database « Zzz » already
    entry.name = "Milieu"
    entry.save()
    assert between
    after = bitmaps.following(between, Edition.current())

    assert after
    assert told(after) == told(build(Edition.current()))
