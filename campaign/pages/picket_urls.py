from django.urls import path

from campaign.pages.picket import picket_add, picket_sent

app_name = "picket"
urlpatterns = [path("", picket_add, name="add"), path("sent/", picket_sent, name="sent")]
