"""For whoever tries the site on their own machine: campaign/urls.py includes these in local mode only."""

from django.urls import path

from campaign.pages.development_mail import mail_detail, mail_list

urlpatterns = [
    path("mail/", mail_list, name="mail_list"),
    path("mail/<int:number>/", mail_detail, name="mail_detail"),
]
