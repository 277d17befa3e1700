"""Curators keep the synonyms too, and may take one away: it states nothing."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GRANTED = {
    "lecteur": ("view",),
    "curateur": ("view", "add", "change", "delete"),
    "éditeur": ("view", "add", "change", "delete"),
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("research")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, verbs in GRANTED.items():
        wanted = Permission.objects.filter(
            content_type__app_label="research", codename__in=[f"{verb}_synonym" for verb in verbs]
        )
        Group.objects.get(name=name).permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0003_groups"), ("research", "0004_synonyms")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
