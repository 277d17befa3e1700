"""The parameters of the smaller lists: words to look for, and one choice or two."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pairaidance.kit.api import MOST_TEXT
from research.models import EntryQuerySet
from research.vocabulary import Scheme, SourceKind, StudyState


class WordsFilter(django_filters.CharFilter):
    """Words that an entry must hold."""

    def __init__(self) -> None:
        super().__init__(max_length=MOST_TEXT)

    def filter(self, qs: EntryQuerySet, value: str) -> EntryQuerySet:
        """`qs` narrowed to those that hold every word."""
        return qs.matching(value) if value else qs


class OneOfField(forms.ChoiceField):
    """One value of a list; the error says the list."""

    def validate(self, value: Any) -> None:
        """Raises ValidationError."""
        if value and not self.valid_value(value):
            choices: Any = self.choices
            offered = ", ".join(str(key) for key, _label in choices if key)
            raise forms.ValidationError(_("Valeur inconnue. Au choix : %(offered)s.") % {"offered": offered})


class OneOfFilter(django_filters.Filter):
    """One value of a list."""

    field_class = OneOfField

    def __init__(self, choices: Any) -> None:
        super().__init__(choices=choices)


class EntryFilter(django_filters.FilterSet):
    """Any list that has text."""

    q = WordsFilter()

    @classmethod
    def names(cls) -> set[str]:
        """Every parameter that it takes."""
        return set(cls.base_filters)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What answers all parameters."""
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset


class TermFilter(EntryFilter):
    """Terms of one vocabulary."""

    scheme = OneOfFilter(Scheme.choices)


class SourceFilter(EntryFilter):
    """Sources of one kind."""

    kind = OneOfFilter(SourceKind.choices)


class StudyFilter(EntryFilter):
    """Studies published or under way."""

    state = OneOfFilter(StudyState.choices)
