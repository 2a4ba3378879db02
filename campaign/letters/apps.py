from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The register of protest letters: what was written to which mission, what happened at the door."""

    name = "campaign.letters"
    label = "letters"
