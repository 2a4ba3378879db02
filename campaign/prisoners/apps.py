from django.apps import AppConfig


class PrisonersConfig(AppConfig):
    """The directory: people, periods of custody, who calls them political prisoners."""

    name = "campaign.prisoners"
    label = "prisoners"
