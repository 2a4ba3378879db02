from django.urls import path

from campaign.events import views

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="list"),
    path("<slug:slug>.ics", views.event_calendar, name="calendar"),
    path("<slug:slug>/", views.event_detail, name="detail"),
]
