"""What machines read: outside the languages."""

from django.urls import path

from campaign.petitions.views import petition_count

urlpatterns = [path("petitions/<slug:slug>/count.json", petition_count, name="petition_count")]
