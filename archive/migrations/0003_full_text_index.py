"""The database's own full-text index over archive_searchpassage.folded; each database has its own means."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# External content: the index holds no second copy of the words; triggers keep it in step.
SQLITE = [
    """
    CREATE VIRTUAL TABLE archive_search_fts USING fts5(
        folded, content='archive_searchpassage', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER archive_search_added AFTER INSERT ON archive_searchpassage BEGIN
        INSERT INTO archive_search_fts(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER archive_search_removed AFTER DELETE ON archive_searchpassage BEGIN
        INSERT INTO archive_search_fts(archive_search_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    END
    """,
    """
    CREATE TRIGGER archive_search_changed AFTER UPDATE OF folded ON archive_searchpassage BEGIN
        INSERT INTO archive_search_fts(archive_search_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
        INSERT INTO archive_search_fts(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER archive_search_changed",
    "DROP TRIGGER archive_search_removed",
    "DROP TRIGGER archive_search_added",
    "DROP TABLE archive_search_fts",
]
POSTGRESQL = [
    "CREATE INDEX archive_search_fts ON archive_searchpassage USING gin (to_tsvector('simple', folded))",
]
POSTGRESQL_BACK = ["DROP INDEX archive_search_fts"]


def execute(schema_editor: BaseDatabaseSchemaEditor, sqlite: list[str], postgresql: list[str]) -> None:
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement)


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    execute(schema_editor, SQLITE, POSTGRESQL)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    execute(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_search")]

    operations = [migrations.RunPython(forwards, backwards)]
