"""Every published page in every language, for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from archive.models import Article
from archive.publishing import Publishable
from campaign.actions.models import Action
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.organisations.models import Mission
from campaign.petitions.models import Petition
from campaign.prisoners.models import Person


class InEveryLanguage(Sitemap[Any]):
    i18n = True
    alternates = True
    x_default = True


class FixedPages(InEveryLanguage):
    """The pages that are always there."""

    NAMES = (
        *("pages:home", "petitions:list", "prisoners:list", "letters:list", "archive:list", "actions:list"),
        *("events:list", "pages:about", "pages:method", "pages:privacy", "pages:safety", "pages:press"),
        *("pages:contact", "pages:accessibility", "pages:data"),
    )

    def items(self) -> list[str]:
        return list(self.NAMES)

    def location(self, item: str) -> str:
        return reverse(item)


class PublishedRecords(InEveryLanguage):
    """The published records of one kind."""

    def __init__(self, model: Any) -> None:  # a Publishable: an abstract class has no manager to name
        self.model = model

    def items(self) -> QuerySet[Any]:
        return self.model.objects.published().order_by("slug")

    def lastmod(self, item: Publishable) -> datetime:
        return item.updated_at


class Missions(InEveryLanguage):
    def items(self) -> QuerySet[Mission]:
        return Mission.objects.order_by("slug")


SITEMAPS: dict[str, Any] = {
    "pages": FixedPages,
    **{
        str(model._meta.model_name): PublishedRecords(model)
        for model in (Petition, Person, Letter, Article, Action, Event)
    },
    "missions": Missions,
}
