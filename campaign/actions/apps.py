from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """A call to act and its demands: letters, petitions and events belong to one."""

    name = "campaign.actions"
    label = "actions"
