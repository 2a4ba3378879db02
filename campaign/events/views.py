from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.withdrawn import get_published_or_gone
from campaign.events.calendars import calendar_of
from campaign.events.filters import EventFilter
from campaign.events.linked_data import linked_event
from campaign.events.models import Event

IN_CALENDAR = 1000


@public_page
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    filters = EventFilter(request.GET, Event.objects.published().with_year())
    context = {
        "filters": filters,
        "upcoming": list(filters.qs.upcoming(now)),
        "past": list(filters.qs.past(now)),
    }
    return render(request, "events/event_list.html", context)


@public_page
@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event: Event = get_published_or_gone(Event.objects.with_record(), slug)
    is_coming = event.is_coming(timezone.now())
    context = {
        "event": event,
        "is_coming": is_coming,
        "linked_event": linked_event(event) if is_coming else None,
        "people": [person for person in event.people.all() if person.is_published],
        "evidence": evidence_for(event.citations.all()),
    }
    return render(request, "events/event_detail.html", context)


@public_page
@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    event: Event = get_published_or_gone(Event.objects.all(), slug)
    if event.day is None:
        raise Http404("A calendar cannot hold an event whose day is not known.")
    return calendar_answer(calendar_of([event]), file_name=f"{slug}.ics")


@public_page
@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The newest thousand events, over or to come: what leaves the calendar would leave every subscriber's."""
    events = Event.objects.published().by_date()[:IN_CALENDAR]
    return calendar_answer(calendar_of(events, name=_("Events")), file_name="events.ics")


def calendar_answer(calendar: bytes, *, file_name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{file_name}"'}
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8", headers=headers)
