from django.urls import path

from archive import place_views

app_name = "places"
urlpatterns = [
    path("", place_views.place_list, name="list"),
    path("<slug:slug>/", place_views.place_detail, name="detail"),
]
