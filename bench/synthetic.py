"""`python -m bench.synthetic 100000`: a deterministic, made-up directory of so many entries, in DATABASE_URL.

Terms, places and words follow a zipf law; 1 to 3 domains, 1 to 3 citations, descriptions of some 60 words.
It takes the place of all initiatives, so it is refused where there are any but the note's and its own. Rows are written
as the database likes them best (executemany, COPY), past the actions: nobody's data is made so but this.
"""

import os
import random
import sys
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from typing import Any

BATCH = 20_000
SOURCES = 200
FIRST_DAY = datetime(2019, 1, 1, tzinfo=UTC)
DAYS = 2_500
KINDS = ("GEM", "Collectif", "Association", "Équipe", "Groupe", "Réseau", "Maison", "Atelier")
CONSULTED = date(2026, 1, 1)
INITIATIVE = (
    "id", "uuid", "slug", "name", "other_names", "sort_name", "summary", "description", "place_id", "website", "email",
    "phone", "parent_name", "started", "ended", "activity", "verified_on", "verified_by_id", "publication",
    "withdrawal_reason", "created_at", "modified_at", "uncited", "disputed", "search_text",
)  # fmt: skip
CITATION = (
    "subject_id", "field", "value", "source_id", "locator", "quote", "basis", "reason", "consulted_on",
)  # fmt: skip


class Zipf:
    """A choice among values, the first the likeliest: 1, 1/2, 1/3…"""

    def __init__(self, values: Sequence[Any], *, offset: float = 1.0) -> None:
        self.values = list(values)
        self.weights = list(accumulate(1 / (rank + offset) for rank in range(len(self.values))))

    def some(self, chance: random.Random, count: int) -> list[Any]:
        """So many values, each once."""
        return list(dict.fromkeys(chance.choices(self.values, cum_weights=self.weights, k=count)))


class Directory:
    """What entries are drawn from."""

    def __init__(self, source_keys: list[int], user: int) -> None:
        from django.conf import settings

        from initiatives.geography import Level
        from initiatives.models import Place
        from initiatives.vocabulary import TERM_FACETS
        from pairaidance.kit import french
        from research.models import Term

        self.chance = random.Random(2016)
        text = (settings.FIXTURES_DIR / "note" / "note-clean.txt").read_text(encoding="utf-8")
        words = sorted({word for word in text.lower().replace("’", " ").split() if word.isalpha() and len(word) > 2})
        self.chance.shuffle(words)
        self.words = Zipf(words, offset=4)
        terms = list(Term.objects.published().in_scheme(*TERM_FACETS))
        self.schemes = {scheme: Zipf([term for term in terms if term.scheme == scheme]) for scheme in TERM_FACETS}
        self.term_stems = {term.pk: french.words(" ".join([term.label, *term.synonyms])) for term in terms}
        places = Place.objects.for_list()
        self.communes = Zipf(places.filter(level=Level.COMMUNE).order_by("-population", "code"), offset=8)
        self.wider = Zipf(places.filter(level__in=[Level.DEPARTEMENT, Level.REGION]).order_by("-level", "code"))
        self.france = Place.objects.get(level=Level.PAYS, code="FR")
        self.sources, self.user = Zipf(source_keys), user

    def drawn_terms(self) -> list[Any]:
        """One status, 1 to 3 domains, at times the rest."""
        often = {"statut": 0.9, "domaine": 0.95, "contrat": 0.5, "employer": 0.5, "appellation": 0.4, "formation": 0.2}
        found = []
        for scheme, choice in self.schemes.items():
            if choice.values and self.chance.random() < often.get(scheme, 0.3):
                found += choice.some(self.chance, self.chance.randint(1, 3) if scheme == "domaine" else 1)
        return found

    def drawn_place(self) -> Any:
        """A commune most often; else a wider place, or none."""
        dice = self.chance.random()
        if dice < 0.03:
            return None
        return (self.wider if dice < 0.13 else self.communes).some(self.chance, 1)[0]

    def drawn_coverage(self, place: Any) -> tuple[str, int | None] | None:
        """For one in ten: its département, its région, the country, or everywhere."""
        dice = self.chance.random()
        if dice < 0.06 and place and place.departement_id:
            return "departement", place.departement_id
        if dice < 0.075 and place and place.region_id:
            return "region", place.region_id
        if dice < 0.077:
            return "national", self.france.pk
        return ("online", None) if dice < 0.1 else None

    def text(self, count: int) -> str:
        """So many words."""
        chosen = self.chance.choices(self.words.values, cum_weights=self.words.weights, k=count)
        return " ".join(chosen).capitalize() + "."


def entries(directory: Directory, first: int, size: int) -> Iterator[dict[str, Any]]:
    """Rows by table, one entry after the other."""
    from pairaidance.kit import french

    chance = directory.chance
    for key in range(first, first + size):
        place, terms = directory.drawn_place(), directory.drawn_terms()
        name = f"{chance.choice(KINDS)} {directory.text(2)[:-1]} {place.name if place else ''} {key}".replace("  ", " ")
        summary, description = directory.text(10), directory.text(60)
        moment = FIRST_DAY + timedelta(days=chance.randrange(DAYS), seconds=chance.randrange(86_400))
        verified = chance.random() < 0.1
        stems = french.stems(f"{name} {summary}")
        own = (
            key, uuid.UUID(int=chance.getrandbits(128), version=4), f"synthetique-{key}", name, "[]",
            french.sort_key(name)[:200], summary, description, place.pk if place else None, "", "", "", "", "", "",
            "verified" if verified else "cited", moment.date() if verified else None,
            directory.user if verified else None, "published", "", moment, moment, 0, 0, f" {' '.join(stems)} ",
        )  # fmt: skip
        told = directory.sources.some(chance, chance.randint(1, 3))
        coverage = directory.drawn_coverage(place)
        yield {
            "initiatives_initiative": [own],
            "initiatives_initiative_terms": [(key, term.pk) for term in terms],
            "initiatives_initiativecitation": [
                (key, "name", f'"{name}"', source, "p. 1", name, "stated", "", CONSULTED) for source in told
            ],
            "initiatives_coverage": [(key, *coverage)] if coverage else [],
            "search": [(key, _document(directory, name, summary, description, terms, place, told, coverage))],
        }


def _document(
    directory: Directory, name: str, summary: str, description: str, terms: list[Any], place: Any,
    told: list[int], coverage: Any,
) -> Any:  # fmt: skip
    """What the index would hold of it (initiatives.search.analysis), without reading it again."""
    from initiatives.search.analysis import Document
    from initiatives.vocabulary import CoverageKind
    from pairaidance.kit import french

    held = [place, place.departement, place.region] if place else []
    placed = [word for one in dict.fromkeys(held) if one for word in (one.name, one.postcodes)]
    served = [str(CoverageKind(coverage[0]).label)] if coverage else []
    columns = (
        [name],
        [word for term in terms for word in directory.term_stems[term.pk]],
        placed,
        [summary, description, *served, *(name for _source in told)],
    )
    return Document(*(" ".join(french.stems(" ".join(texts))) for texts in columns))


def write(size: int) -> None:
    """Fills the database. Raises SystemExit where there are other people's initiatives."""
    from django.contrib.auth import get_user_model
    from django.db import connection, transaction

    from initiatives.models import Initiative
    from initiatives.search import postings
    from initiatives.search.postings import Postings
    from research.models import Edition, Seeded, Source

    theirs = Initiative.objects.exclude(slug__startswith="synthetique-").exclude(
        pk__in=Seeded.objects.filter(kind="initiative").values("subject")
    )
    if theirs.exists():
        sys.exit("This database holds other initiatives than the note's: a synthetic directory would replace them.")
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
        Initiative.objects.all().delete()
        postings.clear()
        user, _made = get_user_model().objects.get_or_create(username="banc-d-essai")
        made = [
            Source(slug=f"source-synthetique-{number}", title=f"Source {number}", publication="published")
            for number in range(SOURCES)
        ]
        Source.objects.bulk_create(made, ignore_conflicts=True)
        keys = Source.objects.filter(slug__startswith="source-synthetique-").order_by("pk").values_list("pk", flat=True)
        directory = Directory(list(keys), user.pk)
        rows = entries(directory, 1, size)
        changes = Postings()
        while batch := list(islice(rows, BATCH)):
            for table in COLUMNS:
                _insert(cursor, table, [row for entry in batch for row in entry[table]])
            for entry in batch:
                ((key, found),) = entry["search"]
                if key & (1 << postings.CHUNK) - 1 == 0:  # chunk by chunk, as the index has them
                    changes.write()
                    changes = Postings()
                changes.add(key, found)
            print(f"{batch[-1]['search'][0][0]:>9}", end="\r", file=sys.stderr)
        changes.write()
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence('initiatives_initiative', 'id')"
            cursor.execute(f"SELECT setval({sequence}, max(id)) FROM initiatives_initiative")
        Edition.advance("initiative")
    analyse()


def analyse() -> None:
    """Tells the database's planner what is there."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


COLUMNS = {
    "initiatives_initiative": INITIATIVE,
    "initiatives_initiative_terms": ("initiative_id", "term_id"),
    "initiatives_initiativecitation": CITATION,
    "initiatives_coverage": ("initiative_id", "kind", "place_id"),
}


def _insert(cursor: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({', '.join(COLUMNS[table])}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        columns = COLUMNS[table]
        marks = ", ".join(["%s"] * len(columns))
        ready = ([value.hex if isinstance(value, uuid.UUID) else value for value in row] for row in rows)
        moments = ([_plain(value) for value in row] for row in ready)
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(moments))


def _plain(value: Any) -> Any:
    """As Django writes a moment on SQLite."""
    return value.replace(tzinfo=None).isoformat(" ") if isinstance(value, datetime) else value


def main() -> int:
    """Migrates, seeds and fills the database that DATABASE_URL names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pairaidance.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from initiatives.actions.load_geography import load_geography

    call_command("migrate", verbosity=0)
    load_geography()
    from initiatives.models import Initiative

    if not Initiative.objects.exists():
        call_command("seed", verbosity=0)
    write(int(sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
