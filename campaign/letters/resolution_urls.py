from django.urls import path

from campaign.letters import resolution_views as views

app_name = "resolutions"
urlpatterns = [
    path("", views.resolution_list, name="list"),
    path("<slug:slug>/", views.resolution_detail, name="detail"),
]
