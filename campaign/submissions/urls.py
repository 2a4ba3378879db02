from django.urls import path

from campaign.submissions.views import send, send_as_steward, send_thanks

app_name = "submissions"
urlpatterns = [
    path("", send, name="send"),
    path("thanks/", send_thanks, name="thanks"),
    path("steward/<str:token>/", send_as_steward, name="steward"),
]
