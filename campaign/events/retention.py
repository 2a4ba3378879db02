from campaign.events.models import EventProposal


def wipe_old_contacts() -> int:
    """Wipes the contacts that are older than the form says; the proposals stay. Returns how many."""
    return EventProposal.objects.with_expired_contact().update(contact=b"")
