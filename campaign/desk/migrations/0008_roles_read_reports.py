"""Editors and reviewers read what supporters report, and give links to stewards."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("campaign.desk.migrations.0002_roles")

GIVEN = {
    "submissions.submission": ("add", "change", "view"),
    "submissions.stewardlink": ("add", "change", "view"),
    "submissions.photo": ("change", "delete", "view"),
}
TO = ["editor", "reviewer"]


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
        ("desk", "0007_roles_decide_pickets"),
        ("submissions", "0001_initial"),
    ]

    operations = [migrations.RunPython(give, take)]
