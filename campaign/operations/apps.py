from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Starting, serving and the work in the background: commands only, no models and no addresses."""

    name = "campaign.operations"
    label = "operations"
