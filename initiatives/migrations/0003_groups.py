"""The team's three groups: lecteur (looks), curateur (adds and changes), éditeur (publishes and withdraws too)."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

APPS = ("research", "initiatives")
NOT_TO_CHANGE = ("place", "change", "formerslug", "seeded")


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for label in APPS:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    own = Permission.objects.filter(content_type__app_label__in=APPS)
    looks = own.filter(codename__startswith="view_")
    changes = (own.filter(codename__startswith="add_") | own.filter(codename__startswith="change_")).exclude(
        content_type__model__in=NOT_TO_CHANGE
    )
    # Rows within an entry (citations, head counts, options) are taken away with its form.
    parts = own.filter(codename__startswith="delete_", content_type__model__endswith="citation") | own.filter(
        codename__in=["delete_headcount", "delete_coverage", "delete_option"]
    )
    publishes = own.filter(codename="publish")
    for name, granted in {
        "lecteur": [looks],
        "curateur": [looks, changes, parts],
        "éditeur": [looks, changes, parts, publishes],
    }.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set([permission for permissions in granted for permission in permissions])


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=["lecteur", "curateur", "éditeur"]).delete()


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_search"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(create, remove)]
