"""Editors and reviewers keep resolutions and tallies of letters; campaigners read them."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

roles = import_module("campaign.desk.migrations.0002_roles")

EDITS = ("add", "change", "view")
GIVEN = {
    "editor": {"letters.resolution": (*EDITS, "publish"), "letters.tally": (*EDITS, "delete")},
    "reviewer": {"letters.resolution": (*EDITS, "publish"), "letters.tally": (*EDITS, "delete")},
    "campaigner": {"letters.resolution": ("view",), "letters.tally": ("view",)},
}


def given(apps: Apps, tables: dict[str, tuple[str, ...]]) -> list[object]:
    return [roles.permission(apps, key, verb) for key, verbs in tables.items() for verb in verbs]


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    roles.make_permissions(apps)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GIVEN):
        group.permissions.add(*given(apps, GIVEN[group.name]))


def take(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    roles.make_permissions(apps)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GIVEN):
        group.permissions.remove(*given(apps, GIVEN[group.name]))


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0005_roles_write_reports"),
        ("letters", "0002_attempts_tallies_resolutions_reminders"),
    ]

    operations = [migrations.RunPython(give, take)]
