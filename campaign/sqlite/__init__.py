"""Django's SQLite backend on an engine whose write-ahead log is safe."""
