from django.urls import path

from campaign.petitions import signing_views, views

app_name = "petitions"
urlpatterns = [
    path("", views.petition_list, name="list"),
    path("<slug:slug>/", views.petition_detail, name="detail"),
    path("<slug:slug>/sign/", signing_views.petition_sign, name="sign"),
    path("<slug:slug>/check-email/", signing_views.check_email, name="check_email"),
]
