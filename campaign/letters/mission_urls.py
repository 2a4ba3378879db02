from django.urls import path

from campaign.letters import mission_views

app_name = "missions"
urlpatterns = [
    path("", mission_views.mission_list, name="list"),
    path("data.csv", mission_views.mission_table, name="table"),
    path("<slug:slug>/", mission_views.mission_detail, name="detail"),
]
