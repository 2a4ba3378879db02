"""What a decision about a proposal writes: a field of the article with its provenance, a mention, a citation."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from archive.ingest.model import Span
from archive.models import Article, Authority, Citation, FieldProvenance, Mention, Proposal, Publication

ATTRIBUTES = {
    **{name: name for name in ("title", "standfirst", "translator", "dateline", "published")},
    **{"author": "authors", "publication": "publication", "language": "language", "kind": "kind"},
}
WITHOUT_VALUE = {"language": "und", "kind": Article.Kind.ARTICLE.value}


def write(proposal: Proposal, value: str | None, *, by: AbstractBaseUser) -> Citation | None:
    """Brings the archive in line with a decision, inside the caller's transaction; None rejects the value.

    Returns the citation that it rests on. Raises ValidationError where the archive cannot hold the value.
    """
    article = article_of(proposal)
    if proposal.field in ATTRIBUTES:
        return write_field(proposal, article, value, by=by)
    if proposal.field == "child":
        write_child(proposal, article, is_inside=value is not None, by=by)
    if proposal.field == "split" or value is None:
        return None
    citation = cite(proposal, value)
    if proposal.field.startswith("mention.") and article and citation:
        write_mention(proposal, article, value, citation, by=by)
    return citation


def article_of(proposal: Proposal) -> Article | None:
    """The article, locked: two decisions about one text are written one after the other."""
    if proposal.article_id is None:
        return None
    return Article.objects.select_for_update(of=("self",)).get(pk=proposal.article_id)


def cite(proposal: Proposal, value: str) -> Citation | None:
    """A citation that shows no more of an excerpt than is shown already; a contradiction is for readers."""
    span = place_of(proposal, value)
    if span is None:
        return None
    is_conflict = proposal.field == "conflict"
    stance = Citation.Stance.CONTRADICTS if is_conflict else Citation.Stance.MENTIONS
    return Citation.objects.at(proposal.capture, span.start, span.end, stance=stance)


def place_of(proposal: Proposal, value: str) -> Span | None:
    """The words of a correction where the text has them, nearest to the proposal; else its own words."""
    own = Span(proposal.start, proposal.end) if proposal.start is not None and proposal.end else None
    return own if value == proposal.value else nearest_words(proposal, value) or own


def nearest_words(proposal: Proposal, words: str) -> Span | None:
    text = proposal.capture.text
    low, high = proposal.item_start or 0, proposal.item_end or len(text)
    places: list[int] = []
    place = text.find(words, low, high) if words else -1
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1, high)
    if not places:
        return None
    nearest = min(places, key=lambda start: abs(start - proposal.place_start))
    return Span(nearest, nearest + len(words))


@dataclass(frozen=True)
class Provenance:
    """What readers are told about where a field's value comes from."""

    status: str
    reason: str = ""
    span: Span | None = None


def provenance_of(proposal: Proposal, value: str | None) -> Provenance:
    if not value:
        return Provenance(FieldProvenance.Status.ABSENT)
    place = place_of(proposal, value)
    if value == proposal.value:
        reason = "; ".join(proposal.reasons) or _("read by a rule and confirmed by an editor")
        return Provenance(proposal.status, reason, place)
    if nearest_words(proposal, value):
        return Provenance(FieldProvenance.Status.STATED, "", place)
    if proposal.field == "title":  # words of ours are no title of the source
        return Provenance(FieldProvenance.Status.ABSENT)
    return Provenance(FieldProvenance.Status.INFERRED, _("read by an editor of this site"), place)


def write_field(
    proposal: Proposal, article: Article | None, value: str | None, *, by: AbstractBaseUser
) -> Citation | None:
    if article is None:
        raise ValidationError(
            _("The archive has no record of this text any more; ingest the document again.")
        )
    provenance = provenance_of(proposal, value)
    set_field(proposal, article, value or "", provenance)
    attribute = ATTRIBUTES[proposal.field]
    others = {field.name for field in Article._meta.fields} - {attribute, "supplied_title"}
    article.clean_fields(exclude=others)
    article.last_edited_by_id = by.pk
    article.save()
    return store_provenance(proposal, article, provenance)


def set_field(proposal: Proposal, article: Article, value: str, provenance: Provenance) -> None:
    if proposal.field == "author":
        article.authors = ", ".join(authors_with(article, proposal.value, value))
    elif proposal.field == "publication":
        article.publication = publication_named(value) if value else None
    elif proposal.field == "title":
        is_ours = bool(value) and provenance.status == FieldProvenance.Status.ABSENT
        article.title = "" if is_ours else value
        article.supplied_title = value if is_ours else article.supplied_title
    else:
        setattr(article, ATTRIBUTES[proposal.field], value or WITHOUT_VALUE.get(proposal.field, ""))


def authors_with(article: Article, read: str, value: str) -> list[str]:
    """The authors with one of them in another form, added or gone; without any read, just that one."""
    names = [name for name in article.authors.split(", ") if name]
    if not read:
        return [value] if value else []
    place = names.index(read) if read in names else len(names)
    kept = [name for name in names if name not in (read, value)]
    return [*kept[:place], value, *kept[place:]] if value else kept


def publication_named(text: str) -> Publication:
    """The publication of this name, or of the site that stands in brackets after it."""
    name, _bracket, rest = text.partition(" (")
    site = rest.rstrip(")")
    same = Q(name__iexact=text) | Q(name__iexact=name)
    found = Publication.objects.filter(same | Q(url__icontains=site) if site else same).first()
    if found is None:
        raise ValidationError(
            _("The archive knows no publication “%(name)s”: add it first, or correct the name.")
            % {"name": text}
        )
    return found


def store_provenance(proposal: Proposal, article: Article, provenance: Provenance) -> Citation | None:
    is_another_author = proposal.field == "author" and article.authors and not provenance.span
    if is_another_author:  # one of several was struck out; the others stay stated
        return None
    row, _is_new = FieldProvenance.objects.update_or_create(
        article=article,
        field=proposal.field,
        defaults={"status": provenance.status, "reason": provenance.reason, "rule": proposal.rule},
    )
    span = provenance.span
    citation = Citation.objects.at(proposal.capture, span.start, span.end) if span else None
    if proposal.field == "author" and citation:
        row.citations.add(citation)
    elif not (citation and citation in row.citations.all()):  # the rules may cite more words than the first
        row.citations.set([citation] if citation else [])
    return citation


def write_child(
    proposal: Proposal, article: Article | None, *, is_inside: bool, by: AbstractBaseUser
) -> None:
    from archive.ingest.writer import same_item  # the writer stores proposals, whose verbs come here

    inside = Article.objects.select_for_update(of=("self",)).filter(
        capture_sha256=proposal.capture.sha256, start__gt=proposal.item_start
    )
    child = same_item(inside, Span(proposal.place_start, proposal.place_end))
    if child is not None:
        child.parent = article if is_inside else None
        child.last_edited_by_id = by.pk
        child.save()


def write_mention(
    proposal: Proposal, article: Article, value: str, citation: Citation, *, by: AbstractBaseUser
) -> None:
    Mention.objects.update_or_create(
        article=article,
        start=citation.start,
        end=citation.end,
        defaults={
            "authority": authority_named(proposal.field.removeprefix("mention."), value),
            "citation": citation,
        },
    )
    article.last_edited_by_id = by.pk
    article.save()


def authority_named(kind: str, name: str) -> Authority:
    of_kind = Authority.objects.filter(kind=kind)
    found = of_kind.filter(name=name).first() or of_kind.named(name).first()
    if found is None:
        raise ValidationError(
            _("“%(name)s” is not in the authority file: add it there first, or correct the name.")
            % {"name": name}
        )
    return found
