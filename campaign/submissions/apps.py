from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """What supporters did, as they tell it: proposals for the register, never public by themselves."""

    name = "campaign.submissions"
    label = "submissions"
