"""From citations to what a reader may see of them: source, words, and the address where they light up."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models import Article, Citation, Publication


@dataclass(frozen=True)
class Evidence:
    """One citation with the published article in which its words stand, if there is one.

    Words at the edge of a page, such as the title of a petition, stand in no article; then `beside` is the
    nearest published article of the same document, whose publication decides whether they may be shown.
    """

    citation: Citation
    article: Article | None
    beside: Article | None = None

    @property
    def words(self) -> str | None:
        """The exact words: None while the capture is awaited, or where the publication allows only a link."""
        article = self.article or self.beside
        return self.citation.exact if article and may_quote(article) else None

    @property
    def address(self) -> str | None:
        """Where the server highlights exactly these words, or the article alone where they are not shown.

        None when no published article holds them.
        """
        if self.article is None:
            return None
        address = self.article.get_absolute_url()
        return f"{address}?c={self.citation.reference}#c" if may_quote(self.article) else address

    @property
    def source(self) -> str:
        """The source in a line: title and publication, as far as they are known."""
        if self.article:
            return line_of(self.article)
        if self.beside:
            return _("the page that also has %(article)s") % {"article": line_of(self.beside)}
        return _("a document that is not published here")


def line_of(article: Article) -> str:
    title, publication = article.display_title, article.publication
    return f"{title} ({publication})" if publication else title


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
    return {
        citation.pk: Evidence(citation, innermost(articles, citation), nearest(articles, citation))
        for citation in wanted
    }


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


def nearest(articles: Iterable[Article], citation: Citation) -> Article | None:
    """The article of the same document that begins or ends nearest to the citation."""
    distances = [
        (max(article.start - citation.end, citation.start - article.end), article)
        for article in articles
        if article.capture_sha256 == citation.capture_sha256
        and article.start is not None
        and article.end is not None
    ]
    return min(distances, key=lambda pair: pair[0])[1] if distances else None
