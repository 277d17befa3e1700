"""What is kept as stems, in step with how words are stemmed now."""

from typing import Any

from django.apps import apps
from django.db import transaction

from research.models import Entry, Synonym
from research.models.synonym import key_of


def stem_anew() -> int:
    """Writes what every entry is searched by and the keys of synonyms, where an update stems otherwise; how many."""
    count = 0
    with transaction.atomic():
        for synonym in Synonym.objects.all():
            if key_of(synonym.said) != synonym.key:
                synonym.save()
                count += 1
        for model in _kinds():
            for entry in model._default_manager.all().iterator(chunk_size=500):
                text = entry.as_search_text()
                if text != entry.search_text:
                    model._default_manager.filter(pk=entry.pk).update(search_text=text)
                    count += 1
    return count


def _kinds() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, Entry)]
