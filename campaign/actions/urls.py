from django.urls import path

from campaign.actions import views

app_name = "actions"
urlpatterns = [
    path("", views.action_list, name="list"),
    path("<slug:slug>/", views.action_detail, name="detail"),
]
