"""Editors and reviewers record what organisations are to the campaign, and which countries a mission serves."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("campaign.desk.migrations.0002_roles")

GIVEN = ["organisations.tie", "organisations.accreditation"]
VERBS = ["add", "change", "delete", "view"]
TO = ["editor", "reviewer"]


def given(apps: Apps) -> list[object]:
    roles.make_permissions(apps)
    return [roles.permission(apps, key, verb) for key in GIVEN for verb in VERBS]


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
        ("desk", "0008_roles_read_reports"),
        ("organisations", "0002_ties_accreditation_and_checks"),
    ]

    operations = [migrations.RunPython(give, take)]
