"""Initiatives as the contract has them, read column by column: six queries for any number of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from initiatives.api.v1.reads import Read
from initiatives.filters import InitiativeFilter
from initiatives.geography import Level
from initiatives.models import Coverage, Headcount, Initiative, InitiativeCitation
from initiatives.results import matches
from initiatives.vocabulary import TERM_FACETS, CoverageKind
from pairaidance.kit.countries import country
from pairaidance.kit.written import Written, written
from research.models import Term
from research.models.edition import Kept
from research.vocabulary import Publication

OWN = (
    "pk", "uuid", "slug", "name", "other_names", "summary", "description", "website", "email", "phone", "started",
    "ended", "activity", "verified_on", "created_at", "modified_at", "parent_name", "parent__name", "parent__slug",
    "parent__publication", "place__level", "place__code", "place__name", "place__country", "place__lat", "place__lon",
    "place__precision", "place__region__code", "place__region__name", "place__departement__code",
    "place__departement__name",
)  # fmt: skip
CITED = ("field", "value", "source__slug", "locator", "quote", "basis", "reason", "consulted_on")
CITATION = tuple(name.removesuffix("__slug") for name in CITED)
COUNTED = ("count", "kind", "as_of", "approximate")
kept: Kept[int, bytes] = Kept(most=8_000)  # as JSON, some 2 KB each
UNPLACED = b'"place_match":null,"distance_km":null'  # in each object, and in no text: its marks would be escaped


def rows(asked: InitiativeFilter, keys: list[int]) -> Written:
    """The results with these keys, in their order."""
    found = objects(keys, asked.vocabulary)
    near, far = matches(asked, keys), asked.answer.distances(keys)
    if not near and not far:
        return Written(found.values())
    return Written(one.replace(UNPLACED, _placed(near.get(key), far.get(key)), 1) for key, one in found.items())


def objects(keys: list[int], vocabulary: Sequence[Term]) -> dict[int, bytes]:
    """Initiatives as JSON by key, in the order of the keys. `vocabulary` holds the published terms in order."""
    found = kept.of(keys, lambda missing: _read(missing, vocabulary))
    return {key: found[key] for key in keys if key in found}


@lru_cache(maxsize=1_000)
def _placed(match: str | None, km: float | None) -> bytes:
    return written({"place_match": match, "distance_km": None if km is None else round(km, 1)})[1:-1]


def _read(keys: list[int], vocabulary: Sequence[Term]) -> dict[int, bytes]:
    slugs, beside = _slugs(keys, vocabulary), _beside(keys)
    found = (dict(zip(OWN, row, strict=True)) for row in _reads()["own"].rows(keys))
    return {row["pk"]: written(_object(row, slugs[row["pk"]], beside)) for row in found}


def _object(row: dict[str, Any], slugs: dict[str, list[str]], beside: dict[str, Any]) -> dict[str, Any]:
    key = row["pk"]
    return {
        "id": str(row["uuid"]),
        "slug": row["slug"],
        "url": f"{beside['pages']}{row['slug']}/",
        "name": row["name"],
        "other_names": row["other_names"],
        "summary": row["summary"],
        "description": row["description"],
        **{str(scheme): slugs.get(str(scheme), []) for scheme in TERM_FACETS},
        "pays": country(row["place__country"]) if row["place__country"] else None,
        **_places(row),
        "location": _location(row),
        "place_match": None,
        "distance_km": None,
        "coverage": beside["coverage"][key],
        "website": row["website"],
        "email": row["email"],
        "phone": row["phone"],
        "parent": _parent(row),
        "started": row["started"],
        "ended": row["ended"],
        "activity": row["activity"],
        "verified_on": row["verified_on"].isoformat() if row["verified_on"] else None,
        "created_at": _moment(row["created_at"], beside["zone"]),
        "modified_at": _moment(row["modified_at"], beside["zone"]),
        "headcounts": beside["headcounts"][key],
        "citations": beside["citations"][key],
    }


def _moment(value: datetime, zone: tzinfo) -> str:
    """As REST framework writes it, which looks the zone up for each."""
    return value.astimezone(zone).isoformat().replace("+00:00", "Z")


def _places(row: dict[str, Any]) -> dict[str, Any]:
    """The région, département and commune that the place is or lies in, each {code, name} or None."""
    found: dict[str, Any] = dict.fromkeys((str(Level.REGION), str(Level.DEPARTEMENT), str(Level.COMMUNE)))
    for level in (Level.REGION, Level.DEPARTEMENT):
        if row[f"place__{level}__code"]:
            found[level] = {"code": row[f"place__{level}__code"], "name": row[f"place__{level}__name"]}
    if row["place__level"] in found:
        found[row["place__level"]] = {"code": row["place__code"], "name": row["place__name"]}
    return found


def _location(row: dict[str, Any]) -> dict[str, Any] | None:
    """The commune's point; a wider place has none, rather than a misleading one."""
    if row["place__lat"] is None:
        return None
    return {"lat": row["place__lat"], "lon": row["place__lon"], "precision": row["place__precision"]}


def _parent(row: dict[str, Any]) -> dict[str, Any] | None:
    """The structure that carries it, where the public may know of it."""
    if row["parent__slug"]:
        public = row["parent__publication"] == Publication.PUBLISHED
        return {"name": row["parent__name"], "slug": row["parent__slug"]} if public else None
    return {"name": row["parent_name"], "slug": None} if row["parent_name"] else None


def _slugs(keys: list[int], vocabulary: Sequence[Term]) -> dict[int, dict[str, list[str]]]:
    """The slugs of published terms, by initiative and scheme, in the order of the vocabulary."""
    ranks = {term.pk: rank for rank, term in enumerate(vocabulary)}
    links = _reads()["terms"].rows(keys)
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rank, initiative in sorted((ranks[term], initiative) for initiative, term in links if term in ranks):
        found[initiative][vocabulary[rank].scheme].append(vocabulary[rank].slug)
    return found


def _beside(keys: list[int]) -> dict[str, Any]:
    """What an initiative has several of, by initiative; and where their pages are."""
    reads = _reads()
    coverages, headcounts, citations = (reads[name].rows(keys) for name in ("coverages", "headcounts", "citations"))
    return {
        "zone": timezone.get_current_timezone(),
        "pages": f"{settings.SITE_URL}{reverse('initiatives')}",
        "coverage": _by_owner(
            (key, {"kind": kind, "code": code or kind, "name": name or str(CoverageKind(kind).label)})
            for key, kind, code, name in coverages
        ),
        "headcounts": _by_owner((key, dict(zip(COUNTED, rest, strict=True))) for key, *rest in headcounts),
        "citations": _by_owner(
            (key, dict(zip(CITATION, (*rest, day.isoformat()), strict=True))) for key, *rest, day in citations
        ),
    }


@lru_cache(maxsize=1)
def _reads() -> dict[str, Read]:
    """The queries, worked out once."""
    citations = InitiativeCitation.objects.filter(source__publication=Publication.PUBLISHED)
    coverages = Coverage.objects.order_by("kind", "place__code", "pk")
    headcounts = Headcount.objects.order_by("as_of", "kind", "pk")
    links = Initiative.terms.through.objects.order_by()
    return {
        "own": Read(Initiative.objects.order_by().values_list(*OWN), "initiatives_initiative.id"),
        "terms": Read(links.values_list("initiative", "term"), "initiative_id"),
        "coverages": Read(coverages.values_list("initiative", "kind", "place__code", "place__name"), "initiative_id"),
        "headcounts": Read(headcounts.values_list("initiative", *COUNTED), "initiative_id"),
        "citations": Read(citations.order_by("pk").values_list("subject", *CITED), "subject_id"),
    }


def _by_owner(pairs: Iterable[tuple[int, dict[str, Any]]]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return found
