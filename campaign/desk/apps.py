from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AppConfig):
    """The editors' working place: the admin site, its start page and its roles."""

    name = "campaign.desk"
    label = "desk"


class DeskAdminConfig(AdminConfig):
    """Django's admin with the desk as its default site, so that `admin.register` reaches it."""

    default_site = "campaign.desk.site.DeskSite"
