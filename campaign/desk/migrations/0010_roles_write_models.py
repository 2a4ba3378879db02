"""Editors, reviewers and campaigners write the model texts of an action."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("campaign.desk.migrations.0002_roles")

GIVEN = {"actions.modeltext": ("add", "change", "delete", "view")}
TO = ["editor", "reviewer", "campaigner"]


def given(apps: Apps) -> list[object]:
    roles.make_permissions(apps)
    return [roles.permission(apps, key, verb) for key, verbs in GIVEN.items() for verb in verbs]


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permissions = given(apps)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=TO):
        group.permissions.add(*permissions)


def take(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permissions = given(apps)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=TO):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0009_roles_record_ties_and_accreditation"),
        ("actions", "0002_models_slogans_and_dates"),
    ]

    operations = [migrations.RunPython(give, take)]
