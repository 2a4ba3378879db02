from django.urls import path

from campaign.actions import views

app_name = "actions"
urlpatterns = [
    path("", views.action_list, name="list"),
    path("<slug:slug>/", views.action_detail, name="detail"),
    path("<slug:slug>/demands/<slug:key>/", views.demand_detail, name="demand_detail"),
]
