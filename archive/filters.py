"""What narrows the list of articles."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

import django_filters
from django.db.models import QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _

from archive.facets import FacetedFilterSet
from archive.language_names import language_name
from archive.models import Article, Authority, Mention, Publication
from archive.models.article import ArticleQuerySet


class ArticleFilter(FacetedFilterSet):
    """The archive by what an article is, where and when it appeared, and whom it names.

    People and places are those that an editor has confirmed in the text.
    """

    many = ("person", "place")

    kind = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind")
    language = django_filters.ChoiceFilter(label=_("Language"), field_name="language")
    publication = django_filters.ChoiceFilter(label=_("Publication"), field_name="publication__slug")
    year = django_filters.ChoiceFilter(label=_("Year"), field_name="year")
    person = django_filters.ChoiceFilter(label=_("Person"), method="that_name")
    place = django_filters.ChoiceFilter(label=_("Place"), method="that_name")

    class Meta:
        model = Article
        fields = ["kind", "language", "publication", "year", "person", "place"]

    def __init__(self, data: Any, queryset: ArticleQuerySet) -> None:
        self.labels: dict[str, str] = {}
        known = Coalesce("published_latest", "published_earliest")
        super().__init__(data, queryset.annotate(year=ExtractYear(known)))

    @property
    def qs(self) -> ArticleQuerySet:
        return cast(ArticleQuerySet, super().qs)

    def values_of_many(self, queryset: QuerySet[Any]) -> dict[str, Counter[Any]]:
        named = Mention.objects.filter(article__in=queryset.order_by().values("pk"))
        rows = named.order_by().values_list(
            "article", "authority__kind", "authority__slug", "authority__name"
        )
        counted: dict[str, Counter[Any]] = {name: Counter() for name in self.many}
        for _article, kind, slug, name in rows.distinct():
            if kind in counted:
                counted[kind][slug] += 1
                self.labels[slug] = name
        return counted

    def that_name(self, rows: ArticleQuerySet, name: str, value: str) -> ArticleQuerySet:
        wanted = Mention.objects.filter(authority__kind=Authority.Kind(name), authority__slug=value)
        return rows.filter(pk__in=wanted.values("article"))

    def label_of(self, name: str, value: Any) -> str:
        if name == "kind":
            return str(Article.Kind(value).label)
        if name == "language":
            return language_name(value)
        if name == "publication":
            return self.publications.get(value, value)
        return self.labels.get(value, str(value))

    @property
    def publications(self) -> dict[str, str]:
        if not hasattr(self, "_publications"):
            self._publications = dict(Publication.objects.values_list("slug", "name"))
        return self._publications

    def in_order(self, name: str) -> Iterable[Any]:
        return sorted(self.counted[name], reverse=True) if name == "year" else super().in_order(name)
