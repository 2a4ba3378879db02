"""What calendars read: outside the languages."""

from django.urls import path

from campaign.events.views import calendar_feed

urlpatterns = [path("feeds/events.ics", calendar_feed, name="events_calendar_feed")]
