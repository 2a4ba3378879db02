"""What is new on this site, one Atom feed for each register.

An entry's dates are those of its publication here, so that a correction does not announce an old record
again; the date of the document or the event stands in its text.
"""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.edtf_text import describe
from archive.models import Article, Publication
from archive.publishing import Publishable
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.pages.context import current_site
from campaign.petitions.models import Petition

ENTRIES = 50


class RegisterFeed(Feed[Any, Any]):
    """The records of one register that were published last."""

    feed_type = Atom1Feed
    model: Any  # a Publishable: an abstract class has no manager to name
    name: Any
    date_field = "date"

    def title(self, about: Any) -> str:
        return f"{current_site().name}: {about or self.name}"

    def author_name(self) -> str:
        return current_site().name

    def items(self, about: Any) -> QuerySet[Any]:
        return self.rows(about)[:ENTRIES]

    def rows(self, about: Any) -> QuerySet[Any]:
        return self.model.objects.published().order_by("-published_at", "-pk")

    def item_title(self, item: Any) -> str:
        return str(item)

    def item_description(self, item: Any) -> str:
        """HTML, as Django declares it to be."""
        parts = (self.document_date(item), self.item_text(item))
        return format_html_join("", "<p>{}</p>", ((part,) for part in parts if part))

    def item_text(self, item: Any) -> str:
        """What the record says of itself in our words."""
        return str(item.summary)

    def document_date(self, item: Any) -> str:
        date = getattr(item, self.date_field, "") if self.date_field else ""
        return _("Date: %(date)s") % {"date": describe(date)} if date else ""

    def item_pubdate(self, item: Publishable) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Publishable) -> datetime | None:
        return item.published_at


class ArchiveFeed(RegisterFeed):
    model = Article
    name = gettext_lazy("Archive")
    link = reverse_lazy("archive:list")
    date_field = "published"


class PublicationFeed(RegisterFeed):
    """The articles of one publication; there is none for a publication of which nothing is public."""

    model = Article
    date_field = "published"

    def get_object(self, request: HttpRequest, slug: str) -> Publication:
        rows = Publication.objects.filter(articles__in=Article.objects.published()).distinct()
        publication: Publication = get_object_or_404(rows, slug=slug)
        return publication

    def link(self, publication: Publication) -> str:
        return f"{reverse('archive:list')}?publication={publication.slug}"

    def rows(self, about: Any) -> QuerySet[Any]:
        return super().rows(about).filter(publication=about)


class LettersFeed(RegisterFeed):
    model = Letter
    name = gettext_lazy("Letters")
    link = reverse_lazy("letters:list")


class PetitionsFeed(RegisterFeed):
    model = Petition
    name = gettext_lazy("Petitions")
    link = reverse_lazy("petitions:list")
    date_field = ""

    def item_text(self, item: Petition) -> str:
        return item.ask


class EventsFeed(RegisterFeed):
    model = Event
    name = gettext_lazy("Events")
    link = reverse_lazy("events:list")

    def item_text(self, item: Event) -> str:
        return item.text


FEEDS: dict[str, RegisterFeed] = {
    "archive": ArchiveFeed(),
    "letters": LettersFeed(),
    "petitions": PetitionsFeed(),
    "events": EventsFeed(),
}
