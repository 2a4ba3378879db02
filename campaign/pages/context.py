"""What every template knows of the site."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from archive.models import Article
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.pages.models import HomeChoice, SiteProfile
from campaign.petitions.models import Petition
from campaign.prisoners.models import Person
from campaign.web.remembering import remembered

REGISTERS = (Article, Person, Letter, Petition, Event)


def site(request: HttpRequest) -> dict[str, Any]:
    """`site`: the profile, with `updated_on` and `has_events`. Three queries at most every two seconds, else none."""
    return {"site": current_site()}


def current_site() -> SiteProfile:
    return remembered("site", read_site)


def read_site() -> SiteProfile:
    profile = SiteProfile.objects.first() or SiteProfile()
    profile.updated_on = last_update()
    profile.has_events = Event.objects.published().exists()
    return profile


def last_update() -> datetime | None:
    """When a published record last changed."""
    changes = [model.objects.published().order_by().values("updated_at") for model in REGISTERS]
    newest = changes[0].union(*changes[1:]).order_by("-updated_at").first()
    return newest["updated_at"] if newest else None


def home_choice() -> HomeChoice:
    """What editors put first; one query at most every two seconds."""
    return remembered("home", lambda: HomeChoice.objects.first() or HomeChoice())
