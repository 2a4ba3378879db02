"""Editors and reviewers gather articles under topics; one person may publish a topic."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("campaign.desk.migrations.0002_roles")

GIVEN = ["add", "change", "view", "publish"]
TO = ["editor", "reviewer"]


def given(apps: Apps) -> list[object]:
    roles.make_permissions(apps)
    return [roles.permission(apps, "archive.topic", verb) for verb in GIVEN]


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
        ("desk", "0003_roles_decide_proposals"),
        ("archive", "0005_topics_and_search_words"),
    ]

    operations = [migrations.RunPython(give, take)]
