from django.urls import path

from archive import topic_views

app_name = "topics"
urlpatterns = [
    path("", topic_views.topic_list, name="list"),
    path("<slug:slug>/", topic_views.topic_detail, name="detail"),
]
