"""Editors and reviewers decide what the rules propose; campaigners do not see the queue."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("campaign.desk.migrations.0002_roles")

GIVEN = ["archive.proposal:view", "archive.proposal:change", "archive.mention:view"]
TO = ["editor", "reviewer"]


def given(apps: Apps) -> list[object]:
    roles.make_permissions(apps)
    return [roles.permission(apps, *one.split(":")) for one in GIVEN]


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
        ("desk", "0002_roles"),
        ("archive", "0004_proposals_and_mentions"),
    ]

    operations = [migrations.RunPython(give, take)]
