from django.urls import path

from campaign.letters import views, write_views

app_name = "letters"
urlpatterns = [
    path("", views.letter_list, name="list"),
    path("data.csv", views.letter_table, name="table"),
    path("data.json", views.letter_data, name="data"),
    path("overdue.json", views.letter_overdue, name="overdue"),
    path("write/", write_views.letter_write, name="write"),
    path("write/print/", write_views.letter_print, name="print"),
    path("write/letter.pdf", write_views.letter_pdf, name="pdf"),
    path("<slug:slug>/", views.letter_detail, name="detail"),
]
