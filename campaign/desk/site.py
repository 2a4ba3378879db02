from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class DeskSite(AdminSite):
    """The editors' desk: Django's admin with a start page that says what waits."""

    site_title = _("Editors' desk")
    site_header = _("Editors' desk")
    index_title = _("What waits")
