from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """Petitions and their signatures, from the form to the count."""

    name = "campaign.petitions"
    label = "petitions"

    def ready(self) -> None:
        from campaign.petitions import checks  # noqa: F401 - importing registers them
