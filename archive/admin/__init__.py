from archive.admin import articles, authorities, captures  # noqa: F401 - importing registers them
