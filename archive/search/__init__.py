"""One search over everything that is published: passages in, passages out, the same on SQLite and PostgreSQL."""
