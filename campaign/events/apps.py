from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Pickets and meetings to come, and what happened when."""

    name = "campaign.events"
    label = "events"
