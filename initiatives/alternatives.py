"""What there is instead, where nothing answers a query: wider, near by, or with one thing less; each counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple, cast
from urllib.parse import urlencode

from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext as _

from initiatives import search
from initiatives.answers import answer_in_words, meaning_of, vocabulary
from initiatives.answers.asking import Near
from initiatives.filters import InitiativeFilter
from initiatives.forms import FACETS
from initiatives.geography import Level
from initiatives.models import PLACE_FIELDS, Place
from initiatives.search import Understanding
from initiatives.vocabulary import TERM_FACETS
from research.vocabulary import Scheme

Params = tuple[tuple[str, str], ...]
MOST = 6
MOST_PARTS = 8  # of a query, for one to be left out in turn
NEAREST = 2
NARROWING = frozenset([*FACETS, "near", "radius", "modified_after", "verified_after"])
FAR = 300  # km: beyond it, nothing is « near by »


@dataclass(frozen=True)
class Alternative:
    """Another question, in words and as the list's parameters, and how many answer it (never none)."""

    label: str
    params: Params
    count: int

    def url(self, path: str) -> str:
        """The address of the list that it asks for, under the path of the list."""
        return f"{path}?{urlencode(self.params)}" if self.params else path


class Offer(NamedTuple):
    """Another question, before it is counted: `params` asks for it, `plain` is what these mean."""

    label: str
    params: Params
    plain: Params


def alternatives(asked: InitiativeFilter) -> list[Alternative]:
    """What a valid filter with words, but without results, may be loosened to; the nearest to it first."""
    if asked.meant is None:
        return []
    given = cast(QueryDict, asked.data)
    kept = tuple((name, value) for name in given if name in NARROWING for value in given.getlist(name) if value)
    found = _offered(asked.meant, kept)
    if not kept:
        return found
    whole = _counted([Offer(_told(asked.meant), (("q", asked.cleaned["q"]),), _params(asked.meant))], ())
    without = _("Sans les filtres : {label}")
    offered = whole if found else [*whole, *_offered(asked.meant)]
    return [*(replace(one, label=without.format(label=one.label)) for one in offered), *found][:MOST]


def _offered(meant: Understanding, kept: Params = ()) -> list[Alternative]:
    """What a query may be loosened to, beside parameters that are kept."""
    near = chain(_everything(meant), _without_a_part(meant), _near_by(meant), _other_themes(meant))
    far = chain(_common_values(str(Scheme.DOMAINE)), _in_the_country(meant))
    return _counted(near, kept) or _counted(far, kept)


def _counted(offers: Iterable[Offer], kept: Params) -> list[Alternative]:
    """The first of those that anything answers, each question once."""
    offered = dict[frozenset[tuple[str, str]], Alternative]()
    for label, own, plain in offers:
        if any(name in TERM_FACETS and name in dict(kept) and (name, value) not in kept for name, value in own):
            continue  # two values of a facet would be one or the other
        elsewhere = any(name in PLACE_FIELDS for name, _value in own)  # instead of the place asked for, not beside it
        params = (*own, *(pair for pair in kept if pair not in own and not (elsewhere and pair[0] in PLACE_FIELDS)))
        same = frozenset(plain)
        if same not in offered:
            offered[same] = Alternative(label, params, _count(params))
        if sum(one.count > 0 for one in offered.values()) >= MOST:
            break
    return [one for one in offered.values() if one.count]


def _count(params: Params) -> int:
    """How many the list with these parameters has."""
    filterset = InitiativeFilter(QueryDict(urlencode(params)))
    return filterset.answer.total() if filterset.is_valid() else 0


def _everything(meant: Understanding) -> Iterator[Offer]:
    """« Pair aidant », where nobody is called so: all of this directory is about it."""
    if not meant.everywhere and search.means_everything(meant.text):  # « réunion » is an island
        yield Offer(_("Toutes les initiatives"), (), ())


def _without_a_part(meant: Understanding) -> Iterator[Offer]:
    """The same without one of its parts; then without any of the words that are no place and no term."""
    for part in meant.parts if len(meant.parts) <= MOST_PARTS else ():  # of more, one less changes nothing
        rest = meaning_of(part.rest) if part.rest else None
        asks = rest and (rest.everywhere or rest.terms or rest.words)  # « asso » alone asks for nothing in particular
        if rest and asks and not rest.guesses:
            yield Offer(_without(part.label, rest), (("q", part.rest),), _params(rest))
    rest = replace(meant, words=(), wanted=())
    if len(meant.words) > 1 and (params := _params(rest)) and not meant.choices:
        yield Offer(_without(" ".join(meant.words), rest), params, params)


def _without(part: str, rest: Understanding) -> str:
    return _("Sans « {part} » : {rest}").format(part=part, rest=_told(rest))


def _near_by(meant: Understanding) -> Iterator[Offer]:
    """What the place lies in; the nearest places where something stands that answers the rest, else anything."""
    if not meant.places or meant.choices:
        return
    rest = replace(meant, places=(), choices=())
    place = meant.places[0]
    wider = [one for one in (place.departement, place.region) if one and len(meant.places) == 1]
    yield from (_more_widely(one, rest) for one in wider)
    yield from _nearest(meant, rest)


def _in_the_country(meant: Understanding) -> Iterator[Offer]:
    for country in Place.objects.filter(level=Level.PAYS, code__in=[place.country for place in meant.places]):
        yield _more_widely(country, replace(meant, places=(), choices=()))


def _more_widely(place: Place, rest: Understanding) -> Offer:
    params = _params(replace(rest, places=(place,)))
    return Offer(_("Plus largement : {place}").format(place=place), params, params)


def _nearest(meant: Understanding, rest: Understanding) -> Iterator[Offer]:
    here = [point for place in meant.places if (point := _point(place))]
    for asked in (rest, None) if rest.asks else (None,):
        answer = answer_in_words(asked)
        around = [one for point in here for one in answer.nearest(point, NEAREST, FAR)]
        near: dict[Place, Near] = {}
        for one in sorted(around, key=lambda one: (one.km, one.place.sort_name)):
            near.setdefault(one.place, one)
        for one in list(near.values())[:NEAREST]:
            params = _params(replace(asked or Understanding(), places=(one.place,)))
            yield Offer(_away(one), params, params)
        if near:
            return


def _params(meant: Understanding) -> Params:
    """What was understood, as the list's parameters."""
    facets = [(term.scheme, term.slug) for term in meant.terms if term.scheme in TERM_FACETS]
    words = [*(term.label for term in meant.terms if term.scheme not in TERM_FACETS), *meant.words]
    places = [(str(place.level), place.code) for place in meant.everywhere]
    return (*([("q", " ".join(words))] if words else []), *facets, *places)


def _away(near: Near) -> str:
    """A place with its distance; within a kilometre, it is there."""
    if near.km < 1:
        return _("Sur place : {place}").format(place=near.place)
    return _("À {km} km : {place}").format(km=round(near.km), place=near.place)


def _other_themes(meant: Understanding) -> Iterator[Offer]:
    """The commonest values of the vocabularies asked in, where nothing bears the one asked for."""
    everything = answer_in_words(None)
    for term in meant.terms:
        if term.scheme in TERM_FACETS and not everything.terms(term.scheme).values[term.slug]:
            yield from _common_values(term.scheme)


def _common_values(scheme: str) -> Iterator[Offer]:
    """The commonest values of a vocabulary."""
    counts = answer_in_words(None).terms(scheme).values
    labels = {one.slug: one.label for one in vocabulary()}
    for slug in sorted(counts, key=lambda slug: (-counts[slug], slug))[:NEAREST]:
        params = ((scheme, slug),)
        yield Offer(f"{Scheme(scheme).label} : {labels[slug]}", params, params)


def _told(meant: Understanding) -> str:
    """What a query means, in a few words."""
    parts = [
        *(str(place) for place in meant.places),
        *(text for text, _group in meant.choices),
        *(term.label for term in meant.terms),
        *meant.words,
    ]
    return ", ".join(parts) or meant.text


def _point(place: Place) -> tuple[float, float] | None:
    """Where a place is: its own point, or that of its most populous commune."""
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    inside = Place.objects.filter(level=Level.COMMUNE, lat__isnull=False)
    within = inside.filter(departement=place) if place.level == Level.DEPARTEMENT else inside.filter(region=place)
    largest = within.order_by(F("population").desc(nulls_last=True), "code").values_list("lat", "lon").first()
    return (largest[0] or 0.0, largest[1] or 0.0) if largest else None
