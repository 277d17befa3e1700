"""The map as SVG, drawn here: no script, no tiles, nobody else told who looks."""

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from initiatives.geography import BELGIUM, FRANCE, Level, outlines

WIDTH = 600.0
MAINLAND = (-5.3, 41.2, 9.8, 51.6)  # west, south, east, north, in degrees; Belgium's north included
MIDDLE_LATITUDE = 46.6
INSET = 92.0
# Overseas régions and collectivities, in rows under the mainland, each at its own scale, with its everyday name.
OVERSEAS = {
    "01": "Guadeloupe",
    "02": "Martinique",
    "03": "Guyane",
    "04": "La Réunion",
    "06": "Mayotte",
    "977": "St-Barth",
    "978": "St-Martin",
    "975": "St-Pierre",
    "987": "Polynésie",
    "988": "Calédonie",
    "986": "Wallis",
}
INSETS_A_ROW = 4
DOT = 3  # the radius of an island that would be smaller than this


@dataclass(frozen=True)
class Shape:
    """One outline: its code, its path, and where a label stands, in the drawing's units."""

    code: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Frame:
    """From degrees to units within one rectangle."""

    west: float
    north: float
    scale: float
    x: float = 0.0
    y: float = 0.0
    shrink: float = math.cos(math.radians(MIDDLE_LATITUDE))

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point of the earth is drawn."""
        return self.x + (lon - self.west) * self.shrink * self.scale, self.y + (self.north - lat) * self.scale


def mainland() -> Frame:
    """The frame of France in Europe, and Belgium."""
    west, _south, east, north = MAINLAND
    shrink = math.cos(math.radians(MIDDLE_LATITUDE))
    return Frame(west, north, WIDTH / ((east - west) * shrink))


def mainland_height() -> float:
    """How high the mainland is drawn."""
    return (MAINLAND[3] - MAINLAND[1]) * mainland().scale


def height() -> float:
    """How high the whole drawing is."""
    return mainland_height() + INSET * math.ceil(len(OVERSEAS) / INSETS_A_ROW)


@lru_cache(maxsize=1)
def regions() -> list[Shape]:
    """The régions of France, overseas in their insets."""
    shapes = outlines(Level.REGION, FRANCE)
    drawn = [_shape(code, polygons, mainland()) for code, polygons in shapes.items() if code not in OVERSEAS]
    return drawn + [
        _shape(code, shapes[code], _inset(number, shapes[code]))
        for number, code in enumerate(OVERSEAS)
        if code in shapes
    ]


@lru_cache(maxsize=1)
def belgium() -> list[Shape]:
    """The provinces of Belgium."""
    return [_shape(code, polygons, mainland()) for code, polygons in outlines(Level.DEPARTEMENT, BELGIUM).items()]


def captions() -> list[tuple[float, float, str]]:
    """The names under the overseas insets, each with the middle of its line."""
    corners = [_corner(number) for number in range(len(OVERSEAS))]
    middle, line = WIDTH / INSETS_A_ROW / 2, INSET * 0.84
    return [(x + middle, round(y + line, 1), name) for (x, y), name in zip(corners, OVERSEAS.values(), strict=True)]


@lru_cache(maxsize=1)
def centre_of_belgium() -> tuple[float, float]:
    """Where what is in Belgium, without saying where, is counted."""
    shapes = belgium()
    x, y = (sum(values) / len(shapes) for values in zip(*((shape.x, shape.y) for shape in shapes), strict=True))
    return round(x, 1), round(y, 1)


@lru_cache(maxsize=1)
def contours() -> str:
    """All outlines as GeoJSON, in degrees with two decimals; each feature with its level, code and centre."""
    features = [
        _feature(level, code, country, polygons)
        for level, country in ((Level.REGION, FRANCE), (Level.DEPARTEMENT, FRANCE), (Level.DEPARTEMENT, BELGIUM))
        for code, polygons in outlines(level, country).items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def _feature(level: str, code: str, country: str, polygons: list[Any]) -> dict[str, Any]:
    rings = [[_rounded(polygon[0])] for polygon in polygons]
    lon, lat = _centre(max((polygon[0] for polygon in polygons), key=lambda ring: abs(_area(ring))))
    properties = {"level": level, "code": code, "country": country, "centre": [round(lat, 2), round(lon, 2)]}
    kept = [ring for ring in rings if len(ring[0]) > 3]
    geometry = {"type": "MultiPolygon", "coordinates": kept or rings[:1]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _rounded(ring: list[Any]) -> list[list[float]]:
    points = [[round(lon, 2), round(lat, 2)] for lon, lat in ring]
    return [point for before, point in zip([None, *points], points, strict=False) if point != before]


def _corner(number: int) -> tuple[float, float]:
    return (number % INSETS_A_ROW) * (WIDTH / INSETS_A_ROW), mainland_height() + (number // INSETS_A_ROW) * INSET


def _inset(number: int, polygons: list[Any]) -> Frame:
    """A frame that fits the outline into its box, keeping shapes true at its own latitude."""
    points = [point for polygon in polygons for ring in polygon for point in ring]
    west, east = min(lon for lon, _lat in points), max(lon for lon, _lat in points)
    south, north = min(lat for _lon, lat in points), max(lat for _lon, lat in points)
    shrink = math.cos(math.radians((south + north) / 2))
    inner = INSET * 0.58
    scale = inner / max((east - west) * shrink, north - south, 0.01)
    left, top = _corner(number)
    margin_x = (WIDTH / INSETS_A_ROW - (east - west) * shrink * scale) / 2
    margin_y = (INSET * 0.66 - (north - south) * scale) / 2
    return Frame(west, north, scale, left + margin_x, top + margin_y, shrink)


def _shape(code: str, polygons: list[Any], frame: Frame) -> Shape:
    rings = [[frame.point(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon[:1]]
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    x, y = _centre(largest)
    return Shape(code, " ".join(_path(ring) for ring in rings), round(x, 1), round(y, 1))


def _path(ring: list[tuple[float, float]]) -> str:
    """An outline in whole units, each point relative to the last: neighbours round alike, so borders still meet."""
    points = [(round(x), round(y)) for x, y in ring]
    (x, y), rest = points[0], points[1:]
    if max(math.dist(ring[0], point) for point in ring) < DOT:
        return f"M{x - DOT} {y}a{DOT} {DOT} 0 1 0 {2 * DOT} 0a{DOT} {DOT} 0 1 0 {-2 * DOT} 0z"
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(points, rest, strict=False) if (x1, y1) != (x2, y2)]
    return f"M{x} {y}l" + " ".join(f"{across} {down}" for across, down in steps) + "z"


def _area(ring: list[tuple[float, float]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _centre(ring: list[tuple[float, float]]) -> tuple[float, float]:
    """The centroid of a polygon."""
    area = _area(ring)
    if not area:
        return ring[0]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    return x, y
