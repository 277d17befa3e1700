"""The one filter: list, map, API, facets and figures all ask through it, so their numbers agree."""

from functools import lru_cache
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from initiatives import answers, search
from initiatives.forms import (
    DEFAULT_RADIUS_KM,
    FACETS,
    Choice,
    InitiativeQuery,
    ManyField,
    MomentField,
    NearField,
    OrderingField,
    PlacesField,
    RadiusField,
    SourceField,
    TextField,
)
from initiatives.geography import Level
from initiatives.models import PLACE_FIELDS, Initiative, InitiativeQuerySet, Place
from initiatives.vocabulary import TERM_FACETS, Activity


class ChoiceFilter(django_filters.Filter):
    """A filter over a Choice: *or* among its values."""

    field_class: type[ManyField] = ManyField

    def filter(self, qs: InitiativeQuerySet, value: Choice | None) -> InitiativeQuerySet:
        """`qs` narrowed to the choice, or as it is where nothing was chosen."""
        if not value:
            return qs
        found = self.having(qs, list(value.values)) if value.values else qs.none()
        return (
            found | self.lacking(qs)
            if value.unstated and value.values
            else (self.lacking(qs) if value.unstated else found)
        )

    def having(self, qs: InitiativeQuerySet, values: list[Any]) -> InitiativeQuerySet:
        """Those with one of the values."""
        return qs.filter(**{f"{self.field_name}__in": values})

    def lacking(self, qs: InitiativeQuerySet) -> InitiativeQuerySet:
        """Those of which no source says."""
        return qs.none()


class TermFilter(ChoiceFilter):
    """Terms of one scheme."""

    def having(self, qs: InitiativeQuerySet, values: list[Any]) -> InitiativeQuerySet:
        """Those with one of the terms."""
        return qs.with_terms(values)

    def lacking(self, qs: InitiativeQuerySet) -> InitiativeQuerySet:
        """Those without a term of the scheme."""
        return qs.without_terms_of(str(self.field_name))


class PlacesFilter(ChoiceFilter):
    """Places of one level: what stands there, and what says that it serves it."""

    field_class = PlacesField

    def having(self, qs: InitiativeQuerySet, values: list[Any]) -> InitiativeQuerySet:
        """Those in or for one of the places."""
        return qs.in_places(values)

    def lacking(self, qs: InitiativeQuerySet) -> InitiativeQuerySet:
        """Those whose place is not known at this level."""
        return qs.without_place_at(str(self.field_name))


class SourceFilter(ChoiceFilter):
    """What these sources speak of."""

    field_class = SourceField

    def having(self, qs: InitiativeQuerySet, values: list[Any]) -> InitiativeQuerySet:
        """Those cited from one of the sources."""
        return qs.citing(values)

    def lacking(self, qs: InitiativeQuerySet) -> InitiativeQuerySet:
        """Those that no source speaks of."""
        return qs.uncited_by_any()


class PlainFilter(django_filters.Filter):
    """A parameter whose value is applied by the filter set itself."""

    def __init__(self, field_class: type[Any]) -> None:
        super().__init__()
        self.field_class = field_class


class InitiativeFilter(django_filters.FilterSet):
    """The parameters of the contract over the published initiatives.

    `qs` is what was asked for of the published ones, in order; it needs valid data (`is_valid()`). A facet is one line:
    its name in TERM_FACETS, from which the lines below are made.
    """

    pays = PlacesFilter(level=Level.PAYS)
    region = PlacesFilter(level=Level.REGION)
    departement = PlacesFilter(level=Level.DEPARTEMENT)
    commune = PlacesFilter(level=Level.COMMUNE)
    activity = ChoiceFilter(field_name="activity", allowed=Activity.values, unstated=False)
    source = SourceFilter()
    q = PlainFilter(TextField)
    near = PlainFilter(NearField)
    radius = PlainFilter(RadiusField)
    modified_after = PlainFilter(MomentField)
    verified_after = PlainFilter(MomentField)
    ordering = PlainFilter(OrderingField)

    class Meta:
        model = Initiative
        fields: list[str] = []
        form = InitiativeQuery

    def __init__(self, data: QueryDict | dict[str, Any] | None = None) -> None:
        # Not the parent's, which copies every filter and makes a form class anew: ours keep nothing of a request.
        self.is_bound, self.data = data is not None, data or {}
        self.request, self.form_prefix = None, None
        self.filters = self.base_filters
        self.vocabulary = answers.vocabulary()

    def get_form_class(self) -> Any:
        """The form of this vocabulary with what was given; what was not is not looked at."""
        terms = tuple((term.scheme, term.slug) for term in self.vocabulary)
        return form_of(terms, frozenset(name for name in self.base_filters if name in self.data))

    @cached_property
    def queryset(self) -> InitiativeQuerySet:
        """What may be found; made only where plain SQL answers."""
        return Initiative.objects.published()

    @classmethod
    def names(cls) -> set[str]:
        """Every parameter that it takes."""
        return set(cls.base_filters)

    @cached_property
    def cleaned(self) -> dict[str, Any]:
        """The values of what was given, once it is known to be valid."""
        return self.form.cleaned_data

    def chosen(self, facet: str) -> Choice:
        """What was chosen in a facet."""
        choice = self.cleaned.get(facet)
        return choice if isinstance(choice, Choice) else Choice()

    @cached_property
    def meant(self) -> search.Understanding | None:
        """What the words asked for mean; None where there are none."""
        return answers.meaning_of(self.cleaned["q"]) if self.cleaned.get("q") else None

    @cached_property
    def answer(self) -> answers.Answer:
        """What answers, counted and in order."""
        return answers.answer_to(self)

    def given(self, name: str) -> Any:
        """The value of a parameter that is no facet; None without one."""
        return self.cleaned.get(name) or None

    @property
    def everywhere(self) -> list[list[Place]]:
        """The places asked for, by parameter or in words: one of each group."""
        groups = [list(self.chosen(level).values) for level in PLACE_FIELDS]
        return [group for group in (*groups, *(self.meant.place_groups if self.meant else [])) if group]

    def matching(self, *, without: str | None = None) -> InitiativeQuerySet:
        """What answers all parameters (but one facet's), in no order."""
        asked = self.cleaned
        found: Any = self.queryset.order_by()
        for facet in FACETS:
            if facet != without:
                found = self.filters[facet].filter(found, asked.get(facet))
        if asked.get("modified_after"):
            found = found.filter(modified_at__gte=asked["modified_after"])
        if asked.get("verified_after"):
            found = found.filter(verified_on__gte=timezone.localdate(asked["verified_after"]))
        if asked.get("near"):
            found = found.near(*asked["near"], asked.get("radius") or DEFAULT_RADIUS_KM)
        return search.matching(found, self.meant) if self.meant else found

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What answers all parameters, in the order asked for, ties by name."""
        found = self.matching().with_place_match(self.everywhere)
        ordering = self.order()
        further: tuple[str, ...] = ()
        if self.meant and "relevance" in ordering:
            found = search.ranked(found, self.meant).with_trust()
            further = ("-stands", "-verified", "-sources")
        return found.order_by(*self._columns(ordering), *further, "sort_name", "pk")

    def order(self) -> str:
        """The order asked for; else by relevance with `q`, by distance with `near`, by name."""
        asked = self.cleaned
        usual = "relevance" if asked.get("q") else "distance" if asked.get("near") else "name"
        return str(asked.get("ordering") or usual)

    @staticmethod
    def _columns(ordering: str) -> list[Any]:
        """What is not known comes last, whichever way."""
        name = ordering.removeprefix("-")
        column = F({"name": "sort_name"}.get(name, name))
        # Relevance is a mark, the best first; all else ascends.
        descending = ordering.startswith("-") != (name == "relevance")
        return [column.desc(nulls_last=True) if descending else column.asc(nulls_last=True)]


for _scheme in TERM_FACETS:
    InitiativeFilter.base_filters[str(_scheme)] = TermFilter(field_name=str(_scheme))


@lru_cache(maxsize=128)
def form_of(vocabulary: tuple[tuple[str, str], ...], given: frozenset[str]) -> type[InitiativeQuery]:
    """The form of some parameters, whose vocabularies have these terms, as (scheme, slug)."""
    fields = {}
    for name, one in InitiativeFilter.base_filters.items():
        if name not in given:
            continue
        own = {"allowed": [slug for scheme, slug in vocabulary if scheme == name]} if name in TERM_FACETS else {}
        fields[name] = one.field_class(**{**one.extra, **own})
    return type("InitiativeQueryForm", (InitiativeQuery,), fields)
