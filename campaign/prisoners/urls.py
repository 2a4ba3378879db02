from django.urls import path

from campaign.prisoners import views

app_name = "prisoners"
urlpatterns = [
    path("", views.person_list, name="list"),
    path("data.csv", views.person_table, name="table"),
    path("data.json", views.person_data, name="data"),
    path("<slug:slug>/", views.person_detail, name="detail"),
]
