from campaign.submissions.models import SentPhoto, Submission


def remove_expired() -> int:
    """Removes what the form promises to remove; returns how many reports and pictures that were held."""
    held, _by_model = SentPhoto.objects.forgotten().delete()
    expired = Submission.objects.expired()
    count = expired.count()
    SentPhoto.objects.filter(submission__in=expired).delete()
    expired.delete()
    old = Submission.objects.read_long_ago()
    SentPhoto.objects.filter(submission__in=old).delete()
    return held + count + old.update(payload=None, contact=None)
