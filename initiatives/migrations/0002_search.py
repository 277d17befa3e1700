"""The search index's table: Python writes it, so no model stands behind it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from initiatives.search import index


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    index.create(schema_editor)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    index.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
