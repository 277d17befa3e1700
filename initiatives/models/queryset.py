"""What is asked of many initiatives at once."""

import re
import uuid
from collections.abc import Collection, Iterable
from typing import Any, Self

from django.db import connection, models
from django.db.models import Case, Count, Exists, F, FloatField, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import ACos, Coalesce, Cos, Least, Radians, Sin

from initiatives.geography import EARTH_RADIUS_KM, Level, degrees_of_latitude
from initiatives.models.detail import Coverage
from initiatives.models.place import Place, around, within
from initiatives.vocabulary import Activity, PlaceMatch
from research.models import EntryQuerySet, Term
from research.vocabulary import Publication

PLACE_FIELDS = tuple(Level.values)
HIDDEN = 50  # initiatives in a row that are not public, at most
LAST = "zzzz"  # after whatever goes on from a beginning
SHORT = re.compile(r"[0-9a-f]{8,32}")


def beginning(key: str) -> Q:
    """Whether a sorting key begins with this one: a range, which an index serves whatever a database's collation."""
    return Q(sort_name__gte=key, sort_name__lt=key + LAST)


def borne(model: type[models.Model], keys: Collection[str]) -> list[str]:
    """Those of some sorting keys that anything of a kind has.

    Written out, as the next: most words of a query are no name, and compiling takes far longer than running.
    """
    if not keys:
        return []
    with connection.cursor() as cursor:
        asked = ", ".join(["%s"] * len(keys))
        cursor.execute(f"SELECT sort_name FROM {model._meta.db_table} WHERE sort_name IN ({asked})", list(keys))  # noqa: S608  (placeholders, our own table)
        return [name for (name,) in cursor.fetchall()]


def begun(model: type[models.Model], key: str) -> bool:
    """Whether the sorting key of anything of a kind begins so."""
    with connection.cursor() as cursor:
        found = f"SELECT 1 FROM {model._meta.db_table} WHERE sort_name >= %s AND sort_name < %s LIMIT 1"  # noqa: S608  (our own table)
        cursor.execute(found, [key, key + LAST])
        return cursor.fetchone() is not None


def first_public(rows: models.QuerySet[Any], *columns: str, most: int) -> list[tuple[Any, ...]]:
    """The first public of some initiatives, by columns, in the order of `rows`, which an index leads to.

    Asked for in the condition, publication, which says so little, may be what the database looks up.
    """
    found = rows.values_list(*columns, "publication")[: most + HIDDEN]
    return [row[:-1] for row in found if row[-1] == Publication.PUBLISHED][:most]


def listed(keys: Iterable[int]) -> str:
    """Whole numbers as SQL has them in a list."""
    return ",".join(str(int(key)) for key in keys) or "NULL"


def among(column: str, keys: Iterable[int]) -> RawSQL:
    """Whether a column of ours is one of these: whole numbers of our own, written out, which is ten times as quick."""
    condition = f"{column} IN ({listed(keys)})"
    return RawSQL(condition, [], output_field=models.BooleanField())  # noqa: S611  (whole numbers and our own column)


class InitiativeQuerySet(EntryQuerySet):
    """Reads over many initiatives."""

    def for_list(self) -> Self:
        """With all that the whole object shows: six queries for any number of entries."""
        return (
            self.select_related("place__region", "place__departement", "parent")
            .prefetch_related("terms", "headcounts", "coverages__place")
            .with_citations()
        )

    def for_cards(self) -> Self:
        """With what a card shows: two queries for any number of entries."""
        return self.select_related("place__departement").prefetch_related("terms")

    def starting_with(self, short: str) -> Self:
        """Those whose UUID begins with these hexadecimal digits; none for what is no such beginning."""
        if not SHORT.fullmatch(short):
            return self.none()
        first, last = (uuid.UUID(short.ljust(32, end)) for end in "0f")
        return self.filter(uuid__gte=first, uuid__lte=last)

    def with_terms(self, slugs: list[str]) -> Self:
        """Those that have at least one of these terms."""
        return self.filter(self.has_term(Q(slug__in=slugs)))

    def without_terms_of(self, scheme: str) -> Self:
        """Those of which no source says a public term of this scheme."""
        return self.filter(~self.has_term(Q(scheme=scheme, publication=Publication.PUBLISHED)))

    def has_term(self, condition: Q) -> Exists:
        """Whether an initiative has a term that meets `condition`."""
        links = self.model._meta.get_field("terms").remote_field.through.objects.filter(initiative=OuterRef("pk"))
        return Exists(links.filter(term__in=Term.objects.filter(condition)))

    def standing_in(self, places: list[Place]) -> Self:
        """Those that stand in one of `places`."""
        return self.filter(within(places, path="place"))

    def in_places(self, places: list[Place]) -> Self:
        """Those that stand in one of `places` or say that they serve it."""
        return self.filter(within(places, path="place") | self.serves(places))

    @staticmethod
    def serves(places: list[Place]) -> Exists:
        """Whether an initiative's coverage meets one of `places`."""
        coverages = Coverage.objects.filter(initiative=OuterRef("pk"))
        return Exists(coverages.filter(within(places, path="place") | around(places, path="place")))

    def with_place_match(self, groups: list[list[Place]]) -> Self:
        """With `place_match`: whether each stands in one place of every group asked for, or serves it."""
        if not groups:
            return self.annotate(place_match=Value("", output_field=models.CharField()))
        standing = Q()
        for places in groups:
            standing &= within(places, path="place")
        return self.annotate(
            place_match=Case(
                When(standing, then=Value(PlaceMatch.STANDS.value)),
                default=Value(PlaceMatch.SERVES.value),
                output_field=models.CharField(),
            )
        )

    def with_trust(self) -> Self:
        """With `stands`, `verified` (0 or 1) and `sources` (how many speak of it), to order what is as relevant.

        Asks for `place_match`.
        """
        told = (
            self._citations()
            .order_by()
            .values("subject")
            .annotate(count=Count("source", distinct=True))
            .values("count")
        )
        yes, no = Value(1), Value(0)
        return self.annotate(
            stands=Case(When(place_match=PlaceMatch.STANDS.value, then=yes), default=no),
            verified=Case(When(activity=Activity.VERIFIED.value, then=yes), default=no),
            sources=Coalesce(Subquery(told, output_field=models.IntegerField()), 0),
        )

    def near(self, lat: float, lon: float, radius: float) -> Self:
        """Those whose point lies within `radius` km of (lat, lon), in degrees, with `distance` in km."""
        cosine = Sin(Radians(Value(lat))) * Sin(Radians(F("place__lat"))) + Cos(Radians(Value(lat))) * Cos(
            Radians(F("place__lat"))
        ) * Cos(Radians(F("place__lon")) - Radians(Value(lon)))
        distance = ACos(Least(cosine, Value(1.0)), output_field=FloatField()) * Value(EARTH_RADIUS_KM)
        margin = degrees_of_latitude(radius)
        return (
            self.filter(place__lat__gte=lat - margin, place__lat__lte=lat + margin)
            .annotate(distance=distance)
            .filter(distance__lte=radius)
        )

    def without_place_at(self, level: str) -> Self:
        """Those whose place is unknown, or known less precisely than `level`."""
        if level == Level.PAYS:
            return self.filter(place__isnull=True)
        known = (
            Q(place__level=level) | Q(**{f"place__{level}__isnull": False})
            if level != Level.COMMUNE
            else Q(place__level=level)
        )
        return self.filter(Q(place__isnull=True) | ~known)

    def citing(self, slugs: list[str]) -> Self:
        """Those of which a value is cited from one of these sources."""
        return self.filter(Exists(self._citations().filter(source__slug__in=slugs)))

    def uncited_by_any(self) -> Self:
        """Those that no source speaks of."""
        return self.filter(~Exists(self._citations()))

    def _citations(self) -> models.QuerySet[Any]:
        model: Any = self.model._meta.get_field("citations").related_model
        citations = model._default_manager.filter(subject=OuterRef("pk"))
        return citations.filter(source__publication=Publication.PUBLISHED)
