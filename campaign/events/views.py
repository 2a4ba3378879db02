from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.withdrawn import get_published_or_gone
from campaign.events.filters import EventFilter
from campaign.events.models import Event


@public_page
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = EventFilter(request.GET, Event.objects.published().with_year())
    context = {
        "filters": filters,
        "upcoming": list(filters.qs.upcoming(today)),
        "past": list(filters.qs.past(today)),
    }
    return render(request, "events/event_list.html", context)


@public_page
@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event: Event = get_published_or_gone(Event.objects.with_record(), slug)
    context = {
        "event": event,
        "people": [person for person in event.people.all() if person.is_published],
        "evidence": evidence_for(event.citations.all()),
    }
    return render(request, "events/event_detail.html", context)
