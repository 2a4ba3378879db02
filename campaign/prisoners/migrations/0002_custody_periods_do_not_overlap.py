"""Nobody is certainly in two forms of custody on one day: an exclusion on PostgreSQL, triggers on SQLite.

The certain range goes from the latest beginning to the earliest end, or to the day after the newest
confirmation where no source says that it ended; a range that would end before it starts holds no day.

A later migration that rebuilds the table on SQLite drops the triggers and has to make them again; the tests of
overlapping periods notice it.
"""

from django.db import migrations

EXCLUSION = """
ALTER TABLE prisoners_custodyperiod ADD CONSTRAINT prisoners_custody_periods_overlap EXCLUDE USING gist (
    int8range(person_id, person_id, '[]') WITH &&,
    (
        CASE
            WHEN began_latest < COALESCE(
                ended_earliest, CASE WHEN ended_latest IS NULL THEN last_confirmed_on + 1 END
            )
            THEN daterange(
                began_latest,
                COALESCE(ended_earliest, CASE WHEN ended_latest IS NULL THEN last_confirmed_on + 1 END),
                '[)'
            )
            ELSE 'empty'::daterange
        END
    ) WITH &&
)
"""

TRIGGER = """
CREATE TRIGGER prisoners_custody_periods_overlap_{event} BEFORE {event} ON prisoners_custodyperiod
WHEN EXISTS (
    WITH certain (id, person_id, starts, ends) AS (
        SELECT
            id, person_id, began_latest,
            COALESCE(
                ended_earliest, CASE WHEN ended_latest IS NULL THEN date(last_confirmed_on, '+1 day') END
            )
        FROM prisoners_custodyperiod WHERE person_id = NEW.person_id AND id IS NOT NEW.id
    ),
    new_one (starts, ends) AS (
        SELECT
            NEW.began_latest,
            COALESCE(
                NEW.ended_earliest,
                CASE WHEN NEW.ended_latest IS NULL THEN date(NEW.last_confirmed_on, '+1 day') END
            )
    )
    SELECT 1 FROM certain, new_one
    WHERE certain.starts < certain.ends AND new_one.starts < new_one.ends
        AND certain.starts < new_one.ends AND new_one.starts < certain.ends
)
BEGIN
    SELECT RAISE(ABORT, 'prisoners_custody_periods_overlap');
END
"""


def forbid_overlaps(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(EXCLUSION, params=None)
        return
    for event in ("insert", "update"):
        schema_editor.execute(TRIGGER.format(event=event), params=None)


def allow_overlaps(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE prisoners_custodyperiod DROP CONSTRAINT prisoners_custody_periods_overlap"
        )
        return
    for event in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER prisoners_custody_periods_overlap_{event}")


class Migration(migrations.Migration):
    dependencies = [("prisoners", "0001_initial")]

    operations = [migrations.RunPython(forbid_overlaps, allow_overlaps)]
