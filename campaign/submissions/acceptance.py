"""From a report to drafts: a letter with its delivery, an event, released pictures; never anything public."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive import pictures
from archive.edtf_text import describe
from campaign.events.models import Event
from campaign.letters.models import Delivery, Letter, LetterEvent, Signatory
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import DeliveryState, ResponseState
from campaign.submissions.content import Report
from campaign.submissions.models import Photo, SentPhoto, Submission

MAKES_LETTER = (Submission.Kind.LETTER, Submission.Kind.RESOLUTION, Submission.Kind.PRESS)
MAKES_EVENT = (Submission.Kind.PICKET,)


@dataclass(frozen=True)
class Release:
    """An editor's word for one picture: what it shows, and what stands in for it where faces are blurred."""

    photo: SentPhoto
    alt: str
    credit: str = ""
    blurred: pictures.Repainted | None = None
    shows_no_faces: bool = False


@dataclass(frozen=True)
class Choice:
    """What an editor makes of a report."""

    title: str
    makes_letter: bool
    makes_event: bool
    releases: Sequence[Release] = ()


def accept(submission: Submission, choice: Choice, *, by: Any) -> None:
    """Makes the drafts once, all of them or none; the pictures as they were sent are gone afterwards.

    Raises ValidationError when somebody else has decided meanwhile, or a picture may not be released so.
    """
    written: list[pictures.Stored] = []
    try:
        with transaction.atomic():
            submission.decide(Submission.State.ACCEPTED, by=by)
            report = submission.report()
            if choice.makes_letter:
                submission.letter = draft_letter(submission, report, choice.title, by=by)
            if choice.makes_event:
                submission.event = draft_event(submission, report, choice.title, by=by)
            submission.save(update_fields=["letter", "event"])
            for release in choice.releases:
                written.append(release_photo(submission, release, by=by))
            submission.photos.all().delete()
    except BaseException:
        for stored in written:
            pictures.remove(stored.name, stored.widths)
        raise


def release_photo(submission: Submission, release: Release, *, by: Any) -> pictures.Stored:
    """Stores the picture for the site. Raises ValidationError while its faces are not dealt with."""
    photo = release.photo
    if refusal := why_not(release):
        raise ValidationError(refusal)
    if submission.letter is None and submission.event is None:
        raise ValidationError(_("A picture needs a letter or an event to stand with: make one of the two."))
    jpeg = photo.jpeg()
    stored = pictures.store(release.blurred or pictures.read(BytesIO(jpeg), len(jpeg)))
    Photo.objects.create(
        submission=submission,
        letter=submission.letter,
        event=submission.event,
        position=photo.position,
        alt=release.alt,
        credit=release.credit,
        name=stored.name,
        width=stored.width,
        height=stored.height,
        widths=stored.widths,
        upload_sha256=photo.upload_sha256,
        released_by=by,
    )
    return stored


def why_not(release: Release) -> str:
    """Why this picture cannot be released as it is; empty where it can."""
    if not release.alt.strip():
        return _("Say in words what the picture shows.")
    if release.photo.faces == SentPhoto.Faces.BLUR and release.blurred is None and not release.shows_no_faces:
        return _("Choose the picture with blurred faces, or confirm that there are none in it.")
    if release.photo.faces == SentPhoto.Faces.NO and not release.shows_no_faces:
        return _("The faces in it must not be shown: confirm that there are none, or do not release it.")
    return ""


def suggested_title(submission: Submission, report: Report) -> str:
    """What it is, to whom or where, and when."""
    kinds = {
        Submission.Kind.LETTER: _("Letter to %(whom)s"),
        Submission.Kind.PRESS: _("Letter to %(whom)s"),
        Submission.Kind.RESOLUTION: _("Resolution to %(whom)s"),
        Submission.Kind.PICKET: _("Picket in %(where)s"),
        Submission.Kind.REPLY: _("Reply of %(whom)s"),
    }
    whom = str(submission.mission or report.addressee or "…")
    title = kinds[Submission.Kind(submission.kind)] % {"whom": whom, "where": report.place or whom}
    return f"{title}, {describe(report.date)}"[:200] if report.date else title[:200]


def draft_letter(submission: Submission, report: Report, title: str, *, by: Any) -> Letter:
    letter = Letter(
        slug=free_slug(Letter, title),
        kind=letter_kind(submission),
        title=title,
        summary=report.happened,
        text=report.text,
        addressee=report.addressee,
        date=report.date,
        date_status="stated" if report.date else "absent",
        action=submission.action,
        last_edited_by_id=by.pk,
    )
    letter.save()
    for position, one in enumerate(report.names):
        Signatory.objects.create(
            letter=letter,
            position=position,
            name=one.name,
            role=one.role,
            organisation_name=one.organisation,
        )
    draft_delivery(letter, submission, report)
    letter.refresh_content()
    return letter


def letter_kind(submission: Submission) -> str:
    kinds = {Submission.Kind.PRESS: "press", Submission.Kind.RESOLUTION: "resolution"}
    if (wanted := kinds.get(Submission.Kind(submission.kind))) in Letter.Kind.values:
        return str(wanted)
    offices = {Mission.Kind.MINISTRY: Letter.Kind.GOVERNMENT, Mission.Kind.COMPANY: Letter.Kind.COMPANY}
    kind = submission.mission.kind if submission.mission else ""
    return next((letter for office, letter in offices.items() if office == kind), Letter.Kind.EMBASSY)


def draft_delivery(letter: Letter, submission: Submission, report: Report) -> Delivery:
    """How it stands, and the event that tells it: the record begins with the report."""
    state = report.delivery_state or DeliveryState.NOT_STATED
    delivery = Delivery.objects.create(
        letter=letter,
        mission=submission.mission,
        channel=report.channel,
        delivery_state=state,
        response_state=report.response_state or ResponseState.NONE,
    )
    told = " ".join(report.happened.split()) or letter.title
    LetterEvent.objects.create(
        delivery=delivery,
        position=1,
        delivery_state=report.delivery_state,
        response_state=report.response_state,
        date=report.date,
        text=told if len(told) <= 400 else f"{told[:399]}…",
    )
    return delivery


def draft_event(submission: Submission, report: Report, title: str, *, by: Any) -> Event:
    event = Event(
        slug=free_slug(Event, title),
        kind=Event.Kind.PICKET if submission.kind == Submission.Kind.PICKET else Event.Kind.PROTEST,
        title=title,
        text=report.happened,
        date=report.date,
        place_name=report.place,
        country=report.country,
        action=submission.action,
        last_edited_by_id=by.pk,
    )
    event.save()
    return event


def free_slug(model: type[Letter] | type[Event], title: str) -> str:
    """An address made of the title that no record of this kind has yet."""
    base = slugify(title)[:90] or "report"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for n in range(len(taken) + 1) if (slug := f"{base}-{n + 1}" if n else base) not in taken
    )
