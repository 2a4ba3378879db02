from campaign.pages.models import ContactMessage


def remove_old_messages() -> int:
    """Removes the messages that are older than the privacy page says; returns how many."""
    removed, _by_model = ContactMessage.objects.expired().delete()
    return removed
