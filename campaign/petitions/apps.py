from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """Petitions and their signatures, from the form to the count."""

    name = "campaign.petitions"
    label = "petitions"
