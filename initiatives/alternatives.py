"""What there is instead, where nothing answers a query: wider, near by, or with one thing less; each counted."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.translation import gettext as _

from initiatives import search
from initiatives.filters import InitiativeFilter
from initiatives.geography import Level, distance_km
from initiatives.models import Initiative, Place
from initiatives.search import Understanding
from initiatives.vocabulary import TERM_FACETS
from research.models import Term
from research.vocabulary import Publication, Scheme

MOST = 6
NEAREST = 2
FAR = 300  # km: beyond it, nothing is « near by »


@dataclass(frozen=True)
class Alternative:
    """Another question, in words and as the list's parameters, and how many answer it (never none)."""

    label: str
    params: tuple[tuple[str, str], ...]
    count: int

    def url(self, path: str) -> str:
        """The address of the list that it asks for, under the path of the list."""
        return f"{path}?{urlencode(self.params)}"


def alternatives(asked: InitiativeFilter) -> list[Alternative]:
    """What a valid filter with words, but without results, may be loosened to; the nearest to it first."""
    meant = asked.meant
    if meant is None:
        return []
    found = [*_without_a_part(meant), *_near_by(meant), *_other_themes(meant)]
    return list({one.params: one for one in found}.values())[:MOST]


def _without_a_part(meant: Understanding) -> list[Alternative]:
    """The same without one of its parts."""
    found = []
    for part in meant.parts:
        rest = search.read(part.rest)
        if part.rest and (count := _count(rest)):
            label = _("Sans « {part} » : {rest}").format(part=part.label, rest=_told(rest))
            found.append(Alternative(label, (("q", part.rest),), count))
    return found


def _near_by(meant: Understanding) -> list[Alternative]:
    """The nearest places where something stands that answers the rest; else where anything stands."""
    if len(meant.everywhere) != 1:
        return []
    here = _point(meant.everywhere[0])
    if here is None:
        return []
    for terms in ([term.slug for term in meant.terms], []):
        base = Initiative.objects.published().filter(place__isnull=False)
        if terms:
            base = search.matching(base, Understanding(terms=meant.terms, phrases=meant.phrases))
        counts = dict(base.order_by().values_list("place").annotate(Count("pk")))
        places = Place.objects.for_list().filter(pk__in=counts).exclude(level=Level.PAYS)
        far = sorted((distance_km(here, point), place.sort_name, place) for place in places if (point := _point(place)))
        near = [
            Alternative(
                _away(km, place),
                (*((term.scheme, term.slug) for term in meant.terms if terms), (place.level, place.code)),
                counts[place.pk],
            )
            for km, _name, place in far[:NEAREST]
            if km <= FAR
        ]
        if near:
            return near
    return []


def _away(km: float, place: Place) -> str:
    """A place with its distance; within a kilometre, it is there."""
    if km < 1:
        return _("Sur place : {place}").format(place=place)
    return _("À {km} km : {place}").format(km=round(km), place=place)


def _other_themes(meant: Understanding) -> list[Alternative]:
    """The commonest values of the vocabularies asked in, where nothing bears the one asked for."""
    found = []
    for term in meant.terms:
        if term.scheme not in TERM_FACETS or _count(Understanding(terms=(term,))):
            continue
        borne = Term.objects.published().filter(scheme=term.scheme, initiatives__publication=Publication.PUBLISHED)
        common = borne.annotate(count=Count("initiatives")).order_by("-count", "order", "pk")[:NEAREST]
        label = Scheme(term.scheme).label
        found += [Alternative(f"{label} : {one.label}", ((term.scheme, one.slug),), one.count) for one in common]
    return found


def _count(meant: Understanding) -> int:
    return search.matching(Initiative.objects.published(), meant).count()


def _told(meant: Understanding) -> str:
    """What a query means, in a few words."""
    parts = [*(str(place) for place in meant.everywhere[:1]), *(term.label for term in meant.terms), *meant.words]
    return ", ".join(parts) or meant.text


def _point(place: Place) -> tuple[float, float] | None:
    """Where a place is: its own point, or that of its most populous commune."""
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    inside = Place.objects.filter(level=Level.COMMUNE, lat__isnull=False)
    within = inside.filter(departement=place) if place.level == Level.DEPARTEMENT else inside.filter(region=place)
    largest = within.order_by("-population").values_list("lat", "lon").first()
    return (largest[0] or 0.0, largest[1] or 0.0) if largest else None
