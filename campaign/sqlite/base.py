from typing import Any

from django.db.backends.sqlite3 import base, features, operations

# SQLite's own defaults (https://sqlite.org/limits.html): the bundled engine cannot be asked for them.
MOST_PARAMETERS = 32766
MOST_COLUMNS = 2000


class DatabaseFeatures(features.DatabaseFeatures):
    max_query_params = MOST_PARAMETERS


class DatabaseOperations(operations.DatabaseOperations):
    def _quote_params_for_last_executed_query(self, params: Any) -> tuple[Any, ...]:
        """The parameters as SQL literals, for debugging; Django asks the engine for its column limit first."""
        quoted: list[Any] = []
        for first in range(0, len(params), MOST_COLUMNS):
            chunk = params[first : first + MOST_COLUMNS]
            marks = ", ".join(["QUOTE(?)"] * len(chunk))
            row = self.connection.connection.execute(f"SELECT {marks}", chunk).fetchone()
            quoted += row
        return tuple(quoted)


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
