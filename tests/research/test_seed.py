"""Seeding twice changes nothing, writes history once, and never undoes what a curator did."""

import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from initiatives.models import Initiative, Place
from research.actions import save_record, withdraw
from research.actions.seed import seed_file
from research.actions.synonyms import seed_synonyms
from research.interchange.record import Record, read
from research.models import Change, Seeded, Term

pytestmark = pytest.mark.django_db
NOTE = Path(settings.FIXTURES_DIR) / "note"


def seed() -> str:
    out = io.StringIO()
    call_command("seed", stdout=out)
    return out.getvalue()


@pytest.fixture
def seed_with(tmp_path: Path) -> Any:
    """Seeds the initiatives' file with one entry changed (or taken out with None)."""

    def run(slug: str, **values: Any) -> None:
        content = yaml.safe_load((NOTE / "initiatives.yaml").read_text(encoding="utf-8"))
        for entry in content["entries"]:
            if entry["slug"] == slug:
                entry.update(values)
        path = tmp_path / "initiatives.yaml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        seed_file(path=path, model=Initiative, reason="fichier changé")

    return run


def edit(which: str, by: Any, **values: Any) -> None:
    entry = Initiative.objects.get(slug=which)
    record = read(entry)
    citations = values.pop("citations", record.citations)
    new_slug = values.pop("slug", which)
    save_record(entry=entry, record=Record(new_slug, {**record.values, **values}, citations), by=by, reason="vu")


def test_each_entry_has_one_line_of_history_with_its_file() -> None:
    lines = Change.objects.of("initiative", Initiative.objects.get(slug="alsa").pk)

    assert [line.reason for line in lines] == ["Données de départ : fixtures/note/initiatives.yaml"]


def test_seeding_twice_changes_nothing() -> None:
    before = (Change.objects.count(), Place.objects.count(), list(Initiative.objects.values("slug", "modified_at")))

    said = seed()

    after = (Change.objects.count(), Place.objects.count(), list(Initiative.objects.values("slug", "modified_at")))
    assert (said, after) == ("", before)


def test_what_the_file_changes_comes(seed_with: Any) -> None:
    seed_with("alsa", phone="3114")

    assert Initiative.objects.get(slug="alsa").phone == "3114"
    assert Change.objects.of("initiative", Initiative.objects.get(slug="alsa").pk).count() == 2


def test_what_a_curator_changed_stays(seed_with: Any, curator: Any) -> None:
    edit("alsa", curator, summary="Vérifié sur place.")

    seed_with("alsa", summary="Le fichier dit autre chose.", phone="3114")

    alsa = Initiative.objects.get(slug="alsa")
    assert (alsa.summary, alsa.phone) == ("Vérifié sur place.", "3114")


def test_what_a_curator_removed_stays_away(seed_with: Any, curator: Any) -> None:
    alsa = read(Initiative.objects.get(slug="alsa"))
    kept = [citation for citation in alsa.citations if citation["field"] != "contrat"]
    edit("alsa", curator, contrat=[], citations=kept)

    seed_with("alsa", phone="3114")

    again = read(Initiative.objects.get(slug="alsa"))
    assert (again.values["contrat"], again.citations) == ([], kept)


def test_what_a_curator_withdrew_stays_withdrawn(seed_with: Any, curator: Any) -> None:
    withdraw(entry=Initiative.objects.get(slug="alsa"), by=curator, reason="n’existe plus")

    seed()
    seed_with("alsa", phone="3114")

    assert Initiative.objects.get(slug="alsa").publication == "withdrawn"


def test_what_was_deleted_stays_deleted(seed_with: Any) -> None:
    Initiative.objects.get(slug="alsa").delete()

    seed()
    seed_with("alsa", phone="3114")

    assert not Initiative.objects.filter(slug="alsa").exists()


def test_what_a_curator_renamed_keeps_its_name(seed_with: Any, curator: Any) -> None:
    edit("alsa", curator, slug="alsa-mulhouse")

    seed_with("alsa", phone="3114")

    assert Initiative.objects.get(slug="alsa-mulhouse").phone == "3114"
    assert not Initiative.objects.filter(slug="alsa").exists()


def test_a_field_that_the_model_gained_since_comes_from_the_file(seed_with: Any) -> None:
    seeded = Seeded.objects.get(kind="initiative", key="alsa")
    del seeded.record["phone"]
    seeded.save()

    seed_with("alsa", phone="3114")

    assert Initiative.objects.get(slug="alsa").phone == "3114"


def test_an_entry_that_a_curator_made_before_the_file_is_left_as_it_is(seed_with: Any) -> None:
    Seeded.objects.get(kind="initiative", key="alsa").delete()

    seed_with("alsa", phone="3114")

    assert Initiative.objects.get(slug="alsa").phone == ""
    assert Initiative.objects.filter(slug="alsa").count() == 1


def test_a_place_that_a_curator_changed_stays_whole(seed_with: Any, curator: Any) -> None:
    edit("alsa", curator, pays="", region="84")

    seed_with("alsa", pays="", commune="59350")

    assert read(Initiative.objects.get(slug="alsa")).values["region"] == "84"


def test_a_refused_row_stops_with_its_place_and_leaves_the_file_unwritten(seed_with: Any) -> None:
    with pytest.raises(ValueError, match="initiative alsa : « inconnu »"):
        seed_with("alsa", statut=["inconnu"])

    assert Initiative.objects.get(slug="alsa").slugs_in("statut") == ["travail-pair"]


def test_the_command_names_the_file_of_a_refused_row(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "note").mkdir()
    (tmp_path / "geo").symlink_to(NOTE.parent / "geo")
    (tmp_path / "note" / "sources.yaml").write_text(
        "source: x\nconsulted_on: '2026-01-01'\nentries:\n- slug: y\n  titre: z\n", encoding="utf-8"
    )
    settings.FIXTURES_DIR = tmp_path

    with pytest.raises(CommandError, match=r"sources\.yaml: source y : champ inconnu : titre"):
        seed()


def test_identifiers_are_those_of_the_files() -> None:
    content = yaml.safe_load((NOTE / "initiatives.yaml").read_text(encoding="utf-8"))

    assert {str(uuid) for uuid in Initiative.objects.values_list("uuid", flat=True)} == {
        str(entry["id"]) for entry in content["entries"]
    }


@pytest.mark.slow
def test_geography_is_loaded_again_when_its_files_change() -> None:
    Seeded.objects.filter(kind="geography").update(record={"sha256": "autre"})
    Place.objects.filter(level="commune", code="59350").update(name="Lile")

    said = seed()

    assert "places" in said or "lieux" in said
    assert Place.objects.get(level="commune", code="59350").name == "Lille"


def test_terms_of_the_contract_are_there() -> None:
    slugs = {
        "statut": ["auto-support", "benevolat", "travail-pair"],
        "contrat": ["insertion", "cdd", "cdi", "sans-contrat"],
        "domaine": ["sante-mentale", "addictions", "vih-sida", "rue-hebergement", "pauvrete"],
        "appellation": ["mediateur-de-sante-pair", "travailleur-pair", "pair-aidant", "expert-du-vecu"],
        "employer": ["association-ou-medico-social", "collectivite", "service-public"],
    }

    assert {scheme: [term.slug for term in Term.objects.in_scheme(scheme)] for scheme in slugs} == slugs


def test_a_synonym_too_long_for_a_database_is_named(tmp_path: Path) -> None:
    """SQLite would take it, PostgreSQL would not."""
    path, long = tmp_path / "synonyms.yaml", "voix " + " ".join(["-chorale"] * 12)
    path.write_text(yaml.dump({"terms": {}, "topics": {}, "help": {}, "neutral": [long]}), encoding="utf-8")

    with pytest.raises(ValueError, match=r"^voix -chorale .*100"):
        seed_synonyms(path)
