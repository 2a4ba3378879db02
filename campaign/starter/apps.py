from django.apps import AppConfig


class StarterConfig(AppConfig):
    """The first campaign as files that a person can edit, and the command that loads them."""

    name = "campaign.starter"
    label = "starter"
