from django.db import models

from campaign.petitions.models.petition import Petition


class MailRequest(models.Model):
    """Somebody asked for a message again; the worker looks up whether there is anything to send.

    The view writes one row whatever the address is: neither its answer nor its time tells who has signed.
    """

    # Without one: every petition that this mailbox has signed.
    petition = models.ForeignKey(Petition, models.CASCADE, null=True, related_name="+")
    payload = models.BinaryField()  # the address, readable with the server's field keys
    language = models.CharField(max_length=12)
    requested_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.pk}"
