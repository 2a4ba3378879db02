"""From citations to what a reader may see of them: source, words, and the address where they light up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Length
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
    places = list(places_in(hashes)) if hashes else []
    return {
        citation.pk: Evidence(citation, innermost(places, citation), nearest(places, citation))
        for citation in wanted
    }


@dataclass(frozen=True)
class Place:
    """Where a published article stands in a document; a report of ours in each of its editions."""

    sha256: str
    start: int
    end: int
    article: Article


def places_in(hashes: Iterable[str]) -> Iterator[Place]:
    """The places of published articles in these documents, with one query."""
    edition, text = F("editions__capture__sha256"), F("editions__capture__text")
    rows = (
        Article.objects.published()
        .filter(Q(capture_sha256__in=hashes) | Q(editions__capture__sha256__in=hashes))
        .annotate(edition_sha256=edition, edition_end=Length(text))
        .select_related("publication")
        .prefetch_related("provenance")
    )
    for article in rows:
        if article.edition_sha256:
            yield Place(article.edition_sha256, 0, article.edition_end, article)
        elif article.start is not None and article.end is not None:
            yield Place(article.capture_sha256, article.start, article.end, article)


def innermost(places: Iterable[Place], citation: Citation) -> Article | None:
    """The shortest of the articles whose span contains the citation."""
    containing = [
        place
        for place in places
        if place.sha256 == citation.capture_sha256
        and place.start <= citation.start
        and citation.end <= place.end
    ]
    return min(containing, key=lambda place: place.end - place.start).article if containing else None


def nearest(places: Iterable[Place], citation: Citation) -> Article | None:
    """The article of the same document that begins or ends nearest to the citation."""
    beside = [place for place in places if place.sha256 == citation.capture_sha256]
    distances = [(max(place.start - citation.end, citation.start - place.end), place) for place in beside]
    return min(distances, key=lambda pair: pair[0])[1].article if distances else None
