from django.urls import path

from campaign.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.letter_list, name="list"),
    path("data.csv", views.letter_table, name="table"),
    path("data.json", views.letter_data, name="data"),
    path("overdue.json", views.letter_overdue, name="overdue"),
    path("<slug:slug>/", views.letter_detail, name="detail"),
]
