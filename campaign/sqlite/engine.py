"""Which SQLite engine runs, and whether its write-ahead log can be trusted with several processes."""

import sys

# SQLite from 3.7.0 to 3.51.2 can corrupt a WAL database when two processes checkpoint at once; the repair
# was also released as 3.44.6 and 3.50.7 (https://sqlite.org/wal.html#walresetbug).
FIRST_WITH_WAL = (3, 7, 0)
LAST_AFFECTED = (3, 51, 2)
REPAIRED_BRANCHES = {(3, 44): 6, (3, 50): 7}


def install_bundled_engine() -> None:
    """Puts the wheel's own SQLite in place of the system's, before anything imports `sqlite3`."""
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this engine can share a write-ahead log between processes without losing pages."""
    if not FIRST_WITH_WAL <= version <= LAST_AFFECTED:
        return True
    repaired_since = REPAIRED_BRANCHES.get(version[:2])
    return repaired_since is not None and version[2] >= repaired_since


def connection_options(version: tuple[int, int, int]) -> dict[str, object]:
    """Django's OPTIONS for a file database: WAL where it is safe, a rollback journal elsewhere; always synced."""
    journal = "WAL" if wal_is_safe(version) else "TRUNCATE"
    return {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; "
            "PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;"
        ),
    }
