from django.db import models


class LimitWindow(models.Model):
    """How often one sender did one thing in one stretch of time; the key is a keyed hash, never an address."""

    key = models.BinaryField(max_length=16, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{bytes(self.key).hex()}: {self.count}"


class DailySalt(models.Model):
    """The salt of the day, overwritten by the next one, so that yesterday's keys mean nothing."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    day = models.DateField()
    salt = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="web_one_salt_only")]

    def __str__(self) -> str:
        return self.day.isoformat()
