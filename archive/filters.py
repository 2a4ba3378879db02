"""What narrows the list of articles."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Publication


class ArticleFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Article.Kind.choices, empty_label=_("all"))
    publication = django_filters.ModelChoiceFilter(
        label=_("Publication"), queryset=Publication.objects.all(), to_field_name="slug", empty_label=_("all")
    )
    language = django_filters.CharFilter(label=_("Language"))
    year = django_filters.NumberFilter(label=_("Year"), method="in_year")

    class Meta:
        model = Article
        fields = ["kind", "publication", "language", "year"]

    def in_year(self, rows: QuerySet[Article], name: str, value: int) -> QuerySet[Article]:
        return rows.filter(published_latest__year__gte=value, published_earliest__year__lte=value)
