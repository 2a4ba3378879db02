"""Every published page in every language, for search engines."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from archive.models import Article, Authority, Topic
from archive.places import named_places
from archive.publishing import Publishable
from campaign.actions.models import Action, Demand
from campaign.events.models import Event
from campaign.letters.models import Letter, Resolution
from campaign.organisations.models import Mission, Organisation
from campaign.pages.models import PageText
from campaign.petitions.models import Petition
from campaign.prisoners.models import Person


class InEveryLanguage(Sitemap[Any]):
    i18n = True
    alternates = True
    x_default = True


REGISTERS: dict[str, Any] = {
    "petitions:list": Petition,
    "prisoners:list": Person,
    "letters:list": Letter,
    "resolutions:list": Resolution,
    "archive:list": Article,
    "topics:list": Topic,
    "actions:list": Action,
    "events:list": Event,
}
TEXTS = ("about", "method", "privacy", "safety", "press", "contact", "accessibility", "data")


class FixedPages(InEveryLanguage):
    """The pages that are always there: a list changes with its newest record, a text when somebody edits it."""

    def items(self) -> list[str]:
        texts = PageText.objects.order_by().values_list("slug").annotate(Max("changed_at"))
        self.changed: dict[str, datetime | None] = {f"pages:{slug}": changed for slug, changed in texts}
        for name, model in REGISTERS.items():
            self.changed[name] = model.objects.published().aggregate(last=Max("updated_at"))["last"]
        dates = [self.changed[name] for name in REGISTERS]
        self.changed["pages:home"] = max(filter(None, dates), default=None)
        return [
            "pages:home",
            *REGISTERS,
            "missions:list",
            "organisations:list",
            "letters:write",
            "places:list",
            *(f"pages:{slug}" for slug in TEXTS),
        ]

    def location(self, item: str) -> str:
        return reverse(item)

    def lastmod(self, item: str) -> datetime | None:
        return self.changed.get(item)


class PublishedRecords(InEveryLanguage):
    """The published records of one kind."""

    def __init__(self, model: Any) -> None:  # a Publishable: an abstract class has no manager to name
        self.model = model

    def items(self) -> QuerySet[Any]:
        return self.model.objects.published().order_by("slug")

    def lastmod(self, item: Publishable) -> datetime:
        return item.updated_at


class Places(InEveryLanguage):
    """Those that something published names."""

    def items(self) -> QuerySet[Authority]:
        return named_places().order_by("slug")

    def location(self, item: Authority) -> str:
        return reverse("places:detail", args=[item.slug])


class Missions(InEveryLanguage):
    def items(self) -> QuerySet[Mission]:
        return Mission.objects.order_by("slug")


class Organisations(InEveryLanguage):
    def items(self) -> QuerySet[Organisation]:
        return Organisation.objects.order_by("slug")


class Demands(InEveryLanguage):
    """Those of published actions, which visitors follow from there."""

    def items(self) -> QuerySet[Demand]:
        return Demand.objects.published().offered().select_related("action").order_by("action__slug", "slug")

    def lastmod(self, item: Demand) -> datetime:
        return item.action.updated_at


SITEMAPS: dict[str, Any] = {
    "pages": FixedPages,
    **{
        str(model._meta.model_name): PublishedRecords(model)
        for model in (Petition, Person, Letter, Resolution, Article, Topic, Action, Event)
    },
    "places": Places,
    "missions": Missions,
    "organisations": Organisations,
    "demands": Demands,
}
