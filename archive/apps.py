from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Captures, articles, citations and the authority file: usable without the campaign."""

    name = "archive"
