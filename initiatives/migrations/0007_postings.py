"""The search's index as bitmaps, the same on every database, filled from the tables that it takes the place of."""

from collections import defaultdict
from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from pyroaring import BitMap

tables = import_module("initiatives.migrations.0002_search")  # a name that begins with a digit
CHUNK = 16  # bits
HELD = {
    "sqlite": "name, terms, place, text",
    "postgresql": ", ".join(
        f"array_to_string(ARRAY(SELECT lexeme FROM unnest(vector) WHERE '{weight}' = ANY(weights)), ' ')"
        for weight in "ABCD"
    ),
}


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Chunk by chunk, so that a million entries need no more memory than 65,536."""
    posting, indexed = apps.get_model("initiatives", "Posting"), apps.get_model("initiatives", "Indexed")
    published = apps.get_model("initiatives", "Initiative").objects.filter(publication="published")
    last = published.order_by("-pk").values_list("pk", flat=True).first() or 0
    for chunk in range((last >> CHUNK) + 1):
        first = chunk << CHUNK
        inside = set(published.filter(pk__gte=first, pk__lt=first + (1 << CHUNK)).values_list("pk", flat=True))
        found = defaultdict(list)
        written = []
        with schema_editor.connection.cursor() as cursor:
            held = HELD[schema_editor.connection.vendor]
            cursor.execute(
                f"SELECT rowid, {held} FROM initiatives_search WHERE rowid >= %s AND rowid < %s",  # noqa: S608  (constants)
                [first, first + (1 << CHUNK)],
            )
            for key, *columns in cursor.fetchall():
                if key not in inside:
                    continue
                written.append(indexed(key=key, stems="\n".join(columns)))
                for column, line in enumerate(columns):
                    for stem in {word[:100] for word in line.split()}:
                        found[stem, column].append(key)
        rows = (
            posting(stem=stem, column=column, chunk=chunk, keys=BitMap(keys).serialize())
            for (stem, column), keys in found.items()
        )
        posting.objects.bulk_create(rows, batch_size=500)
        indexed.objects.bulk_create(written, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0006_what_bitmaps_are_built_from")]
    operations = [
        migrations.CreateModel(
            name="Indexed",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("stems", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stem", models.CharField(max_length=100)),
                ("column", models.PositiveSmallIntegerField()),
                ("chunk", models.PositiveIntegerField()),
                ("keys", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("stem", "column", "chunk"), name="initiatives_posting_once")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(tables.drop, tables.create),
    ]
