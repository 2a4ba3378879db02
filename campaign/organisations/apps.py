from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations and missions with dated addresses; the vocabularies of delivery and response."""

    name = "campaign.organisations"
    label = "organisations"
