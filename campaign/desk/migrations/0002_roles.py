"""The groups editor, reviewer and campaigner with least rights; docs/editors.md says the same in words."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITS = ("add", "change", "view")
EDITS_AND_PUBLISHES = (*EDITS, "publish")
READS = ("view",)

# What every editor keeps; where one person may publish, the verb stands here.
RECORDS: dict[str, tuple[str, ...]] = {
    "archive.article": EDITS_AND_PUBLISHES,
    "archive.fieldprovenance": (*EDITS, "delete"),
    "archive.block": (*EDITS, "delete"),
    "archive.authority": EDITS,
    "archive.authorityname": (*EDITS, "delete"),
    "archive.capture": ("add", "view"),
    "archive.citation": READS,
    "archive.disagreement": EDITS_AND_PUBLISHES,
    "archive.disagreementstatement": (*EDITS, "delete"),
    "archive.externalsource": EDITS,
    "archive.publication": READS,
    "organisations.organisation": EDITS,
    "organisations.mission": EDITS,
    "organisations.missionaddress": (*EDITS, "delete"),
    "organisations.headofmission": (*EDITS, "delete"),
    "actions.action": EDITS,
    "actions.demand": (*EDITS, "delete"),
    "events.event": EDITS_AND_PUBLISHES,
    "letters.letter": EDITS,
    "letters.signatory": (*EDITS, "delete"),
    "letters.delivery": EDITS,
    "letters.letterevent": ("add", "change", "view"),
    "prisoners.person": EDITS,
    "prisoners.custodyperiod": (*EDITS, "delete"),
    "prisoners.personfact": (*EDITS, "delete"),
    "prisoners.designation": (*EDITS, "delete"),
    "petitions.petition": READS,
}

REVIEWS: dict[str, tuple[str, ...]] = {
    "archive.publication": EDITS,
    "actions.action": EDITS_AND_PUBLISHES,
    "letters.letter": EDITS_AND_PUBLISHES,
    "prisoners.person": EDITS_AND_PUBLISHES,
    "petitions.petition": ("view", "publish"),
    "pages.pagetext": EDITS,
    "pages.pressfact": (*EDITS, "delete"),
    "pages.homechoice": ("change", "view"),
    "pages.siteprofile": ("change", "view"),
}

CAMPAIGNS: dict[str, tuple[str, ...]] = {
    "petitions.petition": EDITS,
    "petitions.signature": ("view", "moderate"),
    "actions.action": EDITS_AND_PUBLISHES,
    "actions.demand": (*EDITS, "delete"),
    "events.event": EDITS_AND_PUBLISHES,
    "pages.contactmessage": ("view", "change"),
    "pages.homechoice": ("change", "view"),
    "pages.pagetext": EDITS,
    "pages.pressfact": (*EDITS, "delete"),
    "prisoners.person": READS,
    "letters.letter": READS,
    "letters.delivery": READS,
    "organisations.mission": READS,
    "archive.article": READS,
}

ROLES: dict[str, list[dict[str, tuple[str, ...]]]] = {
    "editor": [RECORDS],
    "reviewer": [RECORDS, REVIEWS],
    "campaigner": [CAMPAIGNS],
}


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    make_permissions(apps)
    Group = apps.get_model("auth", "Group")
    for name, tables in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(
            permission(apps, key, verb) for table in tables for key, verbs in table.items() for verb in verbs
        )


def make_permissions(apps: Apps) -> None:
    """Django makes them after the last migration; the roles need them now."""
    for config in apps.get_app_configs():
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None


def permission(apps: Apps, key: str, verb: str) -> object:
    app, _, model = key.partition(".")
    return apps.get_model("auth", "Permission").objects.get(
        content_type__app_label=app, content_type__model=model, codename=f"{verb}_{model}"
    )


def remove_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0001_initial"),
        ("archive", "0003_full_text_index"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("desk", "0001_initial"),
        ("events", "0001_initial"),
        ("letters", "0001_initial"),
        ("organisations", "0001_initial"),
        ("pages", "0001_initial"),
        ("petitions", "0001_initial"),
        ("prisoners", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_roles, remove_roles)]
