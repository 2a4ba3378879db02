"""The tables of the register: letters, their ways and answers, resolutions, reminders."""

from campaign.letters.models.delivery import (
    AWAITED,
    EXACT_DAY,
    PROMISE_DAYS,
    STOPPED,
    Delivery,
    DeliveryQuerySet,
    LetterEvent,
    newest,
)
from campaign.letters.models.letter import Letter, LetterApproval, LetterQuerySet, Signatory, Tally
from campaign.letters.models.reminder import Reminder
from campaign.letters.models.resolution import Resolution, ResolutionApproval

__all__ = [
    "AWAITED",
    "EXACT_DAY",
    "PROMISE_DAYS",
    "STOPPED",
    "Delivery",
    "DeliveryQuerySet",
    "Letter",
    "LetterApproval",
    "LetterEvent",
    "LetterQuerySet",
    "Reminder",
    "Resolution",
    "ResolutionApproval",
    "Signatory",
    "Tally",
    "newest",
]
