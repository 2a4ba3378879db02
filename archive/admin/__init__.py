from archive.admin import articles, authorities, captures, topics  # noqa: F401 - importing registers them
