"""Reference geography: levels, the reviewed files as rows, and outlines. Pure: no database."""

import csv
import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from pairaidance.kit import french

EARTH_RADIUS_KM = 6371.0
BELGIUM = "BE"
FRANCE = "FR"
# ISO 3166-1 codes of what is, here, a région or a collectivity of France: known as codes, not offered as places.
OVERSEAS_COUNTRY_CODES = frozenset({"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"})


class Level(models.TextChoices):
    """How precise a place is, the least precise first. The values are the API's names of the fields."""

    PAYS = "pays", _("pays")
    REGION = "region", _("région")
    DEPARTEMENT = "departement", _("département")
    COMMUNE = "commune", _("commune")


@dataclass(frozen=True)
class Row:
    """One place of the reference files; `region` and `departement` are the codes of what it lies in.

    `lat` and `lon` are WGS 84 degrees, `population` inhabitants; None or "" where the files don't say.
    """

    level: str
    code: str
    name: str
    country: str
    region: str = ""
    departement: str = ""
    postcodes: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = ""
    population: int | None = None

    @property
    def slug(self) -> str:
        """The name as an address: « isere »."""
        return french.slugify(self.name)


def files() -> list[Path]:
    """The reference files, in the order in which they are read."""
    folder = Path(settings.FIXTURES_DIR) / "geo"
    names = ["regions.json", "departements.json", "belgique-provinces.geojson", "communes.csv"]
    return [folder / name for name in names]


def checksum() -> str:
    """One figure for all reference files: when it changes, they are loaded again."""
    digest = hashlib.sha256()
    for path in files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def rows() -> Iterator[Row]:
    """All reference places, the wider ones first."""
    regions, departements, provinces, communes = files()
    yield from _countries()
    for item in json.loads(regions.read_text(encoding="utf-8")):
        yield Row(Level.REGION, item["code"], item["nom"], FRANCE)
    belgian = [feature["properties"] for feature in json.loads(provinces.read_text(encoding="utf-8"))["features"]]
    for code, name in sorted({(item["region"], item["region_nom"]) for item in belgian}):
        yield Row(Level.REGION, code, name, BELGIUM)
    for item in json.loads(departements.read_text(encoding="utf-8")):
        yield Row(Level.DEPARTEMENT, item["code"], item["nom"], FRANCE, region=item["region"])
    for item in belgian:
        yield Row(Level.DEPARTEMENT, item["code"], item["nom"], BELGIUM, region=item["region"])
    with communes.open(encoding="utf-8", newline="") as lines:
        for item in csv.DictReader(lines):
            yield _commune(item)


def _countries() -> Iterator[Row]:
    with translation.override("fr"):
        for country in countries:
            yield Row(Level.PAYS, country.code, country.name, country.code)


def _commune(item: dict[str, str]) -> Row:
    return Row(
        level=Level.COMMUNE,
        code=item["code"],
        name=item["nom"],
        country=FRANCE,
        region=item["region"],
        departement=item["departement"],
        postcodes=item["codes_postaux"],
        lat=float(item["lat"]) if item["lat"] else None,
        lon=float(item["lon"]) if item["lon"] else None,
        precision=item["precision"] if item["lat"] else "",
        population=int(item["population"]) if item["population"] else None,
    )


def degrees_of_latitude(km: float) -> float:
    """How many degrees of latitude a distance is."""
    return math.degrees(km / EARTH_RADIUS_KM)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points (lat, lon), in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


@lru_cache(maxsize=4)
def outlines(level: str, country: str) -> dict[str, list[Any]]:
    """Outlines by official code: a list of polygons, each a list of rings of (lon, lat) degrees."""
    name = "belgique-provinces" if country == BELGIUM else f"{level}s"
    path = Path(settings.FIXTURES_DIR) / "geo" / f"{name}.geojson"
    shapes = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        shapes[feature["properties"]["code"]] = polygons if geometry["type"] == "MultiPolygon" else [polygons]
    return shapes
