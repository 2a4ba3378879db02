"""The next action begins as a copy of the last: what is asked and the models, nothing of what came in."""

from itertools import count

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from campaign.actions.models import Action, Demand

COPIED_FIELDS = ("title", "why", "what_to_send")
LONGEST_SLUG = 80


def copy_as_new(action: Action, *, by: AbstractBaseUser) -> Action:
    """A draft with the demands that may be offered, the models, missions, people and sources of another action.

    Its dates are empty. Approvals, letters, events, petitions and articles stay with the old one.
    """
    for number in count(2):
        try:
            with transaction.atomic():
                return make_copy(action, slug=next_slug(action.slug, number), by=by)
        except IntegrityError:
            if not Action.objects.filter(slug=next_slug(action.slug, number)).exists():
                raise
    raise AssertionError("counting never ends")


def next_slug(slug: str, number: int) -> str:
    ending = f"-{number}"
    return slug[: LONGEST_SLUG - len(ending)] + ending


def make_copy(action: Action, *, slug: str, by: AbstractBaseUser) -> Action:
    draft = Action(slug=slug, **{name: getattr(action, name) for name in COPIED_FIELDS})
    draft.last_edited_by_id = by.pk
    draft.save(force_insert=True)
    copy_demands(action, draft)
    for text in action.model_texts.all():
        text.pk, text.action = None, draft
        text.save(force_insert=True)
    draft.missions.set(action.missions.all())
    draft.people.set(action.people.all())
    draft.citations.set(action.citations.all())
    draft.refresh_content()
    return draft


def copy_demands(action: Action, draft: Action) -> None:
    """Each with its sources; a slogan stands for the copy of the demand for which it stood."""
    copies: dict[int | None, Demand] = {}
    originals = list(action.demands.offered().prefetch_related("citations"))
    for original in sorted(originals, key=lambda demand: demand.slogan_of_id is not None):
        copies[original.pk] = copied = draft.demands.create(
            position=original.position,
            slug=original.slug,
            kind=original.kind,
            text=original.text,
            raised_by=original.raised_by,
            slogan_of=copies.get(original.slogan_of_id),
        )
        copied.citations.set(original.citations.all())
