from django.urls import path

from campaign.petitions import signature_views, signing_views

app_name = "signatures"
urlpatterns = [
    path("confirm/<str:token>/", signing_views.signature_confirm, name="confirm"),
    path("my-signature/", signature_views.signature_find, name="find"),
    path("my-signature/asked/", signature_views.signature_asked, name="asked"),
    path("my-signature/nothing-left/", signature_views.signature_nothing_left, name="nothing_left"),
    path("my-signature/<str:token>/", signature_views.signature_detail, name="detail"),
]
