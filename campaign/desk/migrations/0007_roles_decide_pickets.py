"""Everybody who may publish an event decides on the pickets that visitors propose."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("campaign.desk.migrations.0002_roles")

GIVEN = ["events.eventproposal:view", "events.eventproposal:change"]
TO = ["editor", "reviewer", "campaigner"]


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
        ("desk", "0006_roles_keep_resolutions"),
        ("events", "0002_times_places_and_proposals"),
    ]

    operations = [migrations.RunPython(give, take)]
