from django.apps import AppConfig


class WebConfig(AppConfig):
    """What every public answer passes: headers, language, origin guard, limits."""

    name = "campaign.web"
    label = "web"
