"""The beginning and the end of a custody period in words, however roughly they are known."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.edtf_text import describe
from campaign.prisoners.models import CustodyPeriod

register = template.Library()


@register.filter
def since(period: CustodyPeriod) -> str:
    """As "since 4 June 2012", "begun between 17 and 20 May 2016", "begun by 16 December 2015"."""
    if period.began_earliest is None and period.began_latest is not None:
        return _("begun by %(date)s") % {"date": written(period.began_latest)}
    if period.began_latest is None and period.began_earliest is not None:
        return _("begun on %(date)s or later") % {"date": written(period.began_earliest)}
    if "/" in period.began:
        return _("begun %(dates)s") % {"dates": describe(period.began)}
    return _("since %(date)s") % {"date": describe(period.began)}


@register.filter
def until(period: CustodyPeriod) -> str:
    """As "until 19 November 2014", "ended between 27 and 30 May 2016", "no end recorded"."""
    if not period.ended:
        return _("no end recorded")
    if period.ended_earliest is None and period.ended_latest is not None:
        return _("ended by %(date)s") % {"date": written(period.ended_latest)}
    if period.ended_latest is None and period.ended_earliest is not None:
        return _("ended on %(date)s or later") % {"date": written(period.ended_earliest)}
    if "/" in period.ended:
        return _("ended %(dates)s") % {"dates": describe(period.ended)}
    return _("until %(date)s") % {"date": describe(period.ended)}


def written(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
