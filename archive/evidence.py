"""From citations to what a reader may see of them: the source, the words, and the address where they light up."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models import Article, Citation, Publication


@dataclass(frozen=True)
class Evidence:
    """One citation with the published article in which its words stand, if there is one."""

    citation: Citation
    article: Article | None

    @property
    def words(self) -> str | None:
        """The exact words: None while the capture is awaited, or where the publication allows only a link."""
        return self.citation.exact if self.article and may_quote(self.article) else None

    @property
    def address(self) -> str | None:
        """Where the server highlights exactly these words; None when no published article holds them."""
        return f"{self.article.get_absolute_url()}?c={self.citation.reference}#c" if self.article else None

    @property
    def source(self) -> str:
        """The source in a line: title and publication, as far as they are known."""
        if self.article is None:
            return _("a document that is not published here")
        publication = self.article.publication
        return f"{self.article.display_title} ({publication})" if publication else self.article.display_title


def may_quote(article: Article) -> bool:
    """Whether cited passages may be shown: everywhere but where the publication allows only a link."""
    return article.publication is None or article.publication.rights != Publication.Rights.LINK


def evidence_for(citations: Iterable[Citation]) -> dict[int, Evidence]:
    """The evidence of each citation by its primary key, with one query for all of them."""
    wanted = list(citations)
    hashes = {citation.capture_sha256 for citation in wanted}
    articles = list(
        Article.objects.published()
        .filter(capture_sha256__in=hashes)
        .select_related("publication")
        .prefetch_related("provenance")
        if hashes
        else []
    )
    return {citation.pk: Evidence(citation, innermost(articles, citation)) for citation in wanted}


def innermost(articles: Iterable[Article], citation: Citation) -> Article | None:
    """The shortest of the articles whose span contains the citation."""
    containing = [
        (article.end - article.start, article)
        for article in articles
        if article.capture_sha256 == citation.capture_sha256
        and article.start is not None
        and article.end is not None
        and article.start <= citation.start
        and citation.end <= article.end
    ]
    return min(containing, key=lambda pair: pair[0])[1] if containing else None
