"""How much of a letter's own text a visitor may read, and why not more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive.evidence import Evidence, may_quote
from archive.models import Article, Publication
from campaign.letters.models import Letter

BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class LetterText:
    """The words where they may be shown; else where they stand, as far as that is known."""

    is_known: bool = False
    is_held: bool = False
    words: str = ""
    article: Article | None = None
    address: str = ""

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in BLANK_LINES.split(self.words) if part.strip()]


def text_of(letter: Letter, evidence: Mapping[int, Evidence]) -> LetterText:
    """The text as the rights of the publication allow: whole, by a link to where it stands, or not at all."""
    citation = letter.text_citation
    if citation is None:
        return LetterText(is_known=bool(letter.text), is_held=bool(letter.text), words=letter.text)
    article = evidence[citation.pk].article
    is_held = citation.exact is not None
    if article is None:
        return LetterText(is_known=True, is_held=is_held)
    if is_held and article.publication and article.publication.rights == Publication.Rights.FULL:
        return LetterText(True, True, citation.exact or "", article, evidence[citation.pk].address or "")
    address = evidence[citation.pk].address if may_quote(article) else article.get_absolute_url()
    return LetterText(True, is_held, "", article, address or "")
