from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, about, contact, search, errors and health: what belongs to no single register."""

    name = "campaign.pages"
    label = "pages"
