from typing import Any, Self

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable


class TopicQuerySet(PublishableQuerySet):
    def with_numbers(self) -> Self:
        """With `number`: how many articles visitors find under the topic."""
        return self.annotate(number=Count("articles", Q(articles__status=Publishable.Status.PUBLISHED)))


class Topic(Publishable):
    """A page on which an editor gathers articles about one thing."""

    CONTENT_FIELDS = ("slug", "title", "text")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(
        _("introduction in our words"),
        blank=True,
        help_text=_("Stands above the articles. An empty line begins a new paragraph."),
    )
    articles = models.ManyToManyField(
        Article,
        related_name="topics",
        blank=True,
        verbose_name=_("articles"),
        help_text=_("Visitors see those that are published, the newest document first."),
    )

    objects = TopicQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("topics:detail", args=[self.slug])

    def needs_second_person(self) -> bool:
        return False

    def content(self) -> dict[str, Any]:
        articles = sorted(self.articles.values_list("slug", flat=True)) if self.pk else []
        return super().content() | {"articles": articles}

    def searchable(self) -> Searchable:
        return Searchable(
            kind="topic",
            key=self.slug,
            address=f"/topics/{self.slug}/",
            title=self.title,
            passages=(Passage(self.text),),
        )


class TopicApproval(Approval):
    record = models.ForeignKey(Topic, models.CASCADE, related_name="approvals")
