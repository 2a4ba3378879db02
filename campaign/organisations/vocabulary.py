"""The words of delivery and response: two axes that never share a field."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    IN_PERSON = "in_person", _("in person")
    POST = "post", _("by post")
    REGISTERED = "registered", _("by registered post")
    EMAIL = "email", _("by e-mail")
    WEB_FORM = "web_form", _("by web form")
    FAX = "fax", _("by fax")
    THIRD_PARTY = "third_party", _("through a third party")
    NOT_STATED = "not_stated", _("way not stated")


class DeliveryState(TextChoices):
    PLANNED = "planned", _("planned")
    ATTEMPTED = "attempted", _("attempted")
    REFUSED = "refused", _("refused at the door")
    NO_ANSWER = "no_answer", _("no one answered")
    LEFT = "left", _("left at the mission")
    ACCEPTED = "accepted", _("accepted at the door")
    RECEIVED = "received", _("received by an official")
    HANDED_IN = "handed_in", _("handed in")
    SENT = "sent", _("sent")
    RETURNED = "returned", _("returned")
    BOUNCED = "bounced", _("bounced")
    CANCELLED = "cancelled", _("cancelled")
    NOT_STATED = "not_stated", _("not stated")


class ResponseState(TextChoices):
    NONE = "none", _("no answer recorded")
    VERBAL = "verbal", _("verbal statement")
    PROMISED_FORWARD = "promised_forward", _("promised to forward it")
    PROMISED_REPLY = "promised_reply", _("promised a reply")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    SUBSTANCE = "substance", _("replied in substance")
    TOKEN = "token", _("replied with a token")
    DENIED = "denied", _("denied")
    COUNTER_ACTION = "counter_action", _("answered by a counter-action")
