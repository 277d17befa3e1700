"""Loading the reference geography: once, and again when its files change."""

from django.db import transaction

from initiatives import geography
from initiatives.geography import Level, Row
from initiatives.models import Place
from pairaidance.kit import french
from research.models import Edition, Seeded

KIND = "geography"
CHANGING = [
    "name",
    "slug",
    "country",
    "region",
    "departement",
    "postcodes",
    "lat",
    "lon",
    "precision",
    "population",
]
KEPT_IN_STEP = ["sort_name", "search_text"]
BATCH = 2_000


def load_geography() -> int:
    """Writes all reference places, level by level; how many were written (0 if the files are as last time).

    A place that the files no longer have stays: entries may stand there.
    """
    checksum = geography.checksum()
    loaded = Seeded.objects.filter(kind=KIND, key=KIND).first()
    if loaded and loaded.record == {"sha256": checksum}:
        return 0
    rows = list(geography.rows())
    with transaction.atomic():
        known: dict[tuple[str, str], int] = {}
        for level in Level.values:
            places = [_place(row, known) for row in rows if row.level == level]
            Place.objects.bulk_create(
                places,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=["level", "code"],
                update_fields=[*CHANGING, *KEPT_IN_STEP],
            )
            known |= {(level, code): pk for code, pk in Place.objects.filter(level=level).values_list("code", "pk")}
        Edition.advance("place")
        Seeded.objects.update_or_create(kind=KIND, key=KIND, defaults={"record": {"sha256": checksum}})
    return len(rows)


def _place(row: Row, known: dict[tuple[str, str], int]) -> Place:
    return Place(
        level=row.level,
        code=row.code,
        name=row.name,
        slug=row.slug,
        country=row.country,
        region_id=known[Level.REGION, row.region] if row.region else None,
        departement_id=known[Level.DEPARTEMENT, row.departement] if row.departement else None,
        postcodes=f" {row.postcodes} " if row.postcodes else "",
        lat=row.lat,
        lon=row.lon,
        precision=row.precision,
        population=row.population,
        sort_name=french.sort_key(row.name),
        search_text=f" {french.joined(row.name)} ",
    )
