"""A coming event in the words of schema.org, so that search engines show when and where it is."""

from typing import Any

from django.conf import settings

from campaign.events.models import Event


def linked_event(event: Event) -> dict[str, Any] | None:
    """None for what nobody can come to, and for what has no known day or no place."""
    day = event.day
    if day is None or not event.is_gathering or not (event.place_name or event.country):
        return None
    status = "EventCancelled" if event.is_cancelled else "EventScheduled"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "url": f"{settings.CAMPAIGN_URL}{event.get_absolute_url()}",
        "startDate": (event.starts_at or day).isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": location_of(event),
    }
    if event.ends_at:
        data["endDate"] = event.ends_at.isoformat()
    if event.text:
        data["description"] = event.text
    if event.organiser:
        data["organizer"] = {"@type": "Organization", "name": event.organiser}
    return data


def location_of(event: Event) -> dict[str, Any]:
    parts = {
        "streetAddress": event.meeting_point,
        "addressLocality": event.place_name,
        "addressCountry": event.country,
    }
    address = {"@type": "PostalAddress"} | {name: text for name, text in parts.items() if text}
    name = event.meeting_point or event.place_name or event.country_name
    return {"@type": "Place", "name": name, "address": address}
