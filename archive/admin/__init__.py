from archive.admin import articles, authorities, captures, reports, topics  # noqa: F401 - importing registers them
