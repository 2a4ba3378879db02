"""The file of a careful reader (`source_truth.json`) as facts to score against."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from archive.ingest.model import Span
from archive.ingest.proposals import Proposal
from archive.ingest.scoring import (
    Fact,
    Score,
    by_field,
    interval_agrees,
    judge,
    overlaps,
    plain,
    span_of,
)

Truth = dict[str, Any]
KINDS = {
    "article": "article",
    "report with embedded letters": "report",
    "letter to the press": "press_letter",
    "report": "report",
    "mailing-list article": "mailing",
    "translated article": "translation",
}
LETTER_FIELDS = (
    *("letter.date", "letter.sender", "letter.organisation", "letter.addressee"),
    *("letter.country", "letter.city", "letter.salutation", "letter.closing"),
)
NOT_A_DEMAND = re.compile(r"REJECTED|heading|slogan|chant|reported", re.I)
LIST_ITEM = "demand list item"


def scores_of(truth: Truth, proposals: Sequence[Proposal]) -> tuple[list[Score], list[Score]]:
    """The scores of the named fields, and of what is found beside them."""
    found = by_field(proposals)
    named = [
        judge("item", list(_items(truth)), found["kind"]),
        judge("title", list(_of_articles(truth, "title")), found["title"]),
        judge("standfirst", list(_standfirsts(truth)), found["standfirst"]),
        judge("author", list(_of_articles(truth, "author")), found["author"]),
        judge("translator", list(_translators(truth)), found["translator"]),
        judge("publication", list(_of_articles(truth, "publication")), found["publication"]),
        judge("published", list(_published(truth)), found["published"]),
        judge("language", list(_of_articles(truth, "language")), found["language"]),
        judge("kind", list(_kinds(truth)), found["kind"]),
        judge("letter", list(_letters(truth)), found["letter"]),
        *(judge(name, list(_letter_part(truth, name)), found[name]) for name in LETTER_FIELDS),
        _demands(truth, found["demand"]),
        *(
            judge(f"image.{part}", list(_images(truth, part)), found[f"image.{part}"])
            for part in ("alt", "caption", "credit")
        ),
        *(_mentions(truth, kind, found[f"mention.{kind}"]) for kind in ("person", "place", "organisation")),
        judge("date", list(_dates(truth)), found["date"], beside=_is_beside_dates),
        judge("quotation", list(_quotations(truth)), found["quotation"], several=True),
        judge("endnote", list(_endnotes(truth)), found["endnote"]),
        judge("child", list(_children(truth)), found["child"]),
        _shared(truth, found["shared_passage"]),
    ]
    beside = [
        judge("demand in prose", list(_prose_demands(truth)), _in_prose(truth, found["demand"]), reuse=True),
        judge("slogan", list(_slogans(truth)), found["slogan"]),
        _conflicts(truth, found["conflict"]),
    ]
    return named, beside


def _article_span(truth: Truth, key: str) -> Span:
    return next(span_of(article["span"]) for article in truth["articles"] if article["id"] == key)


def _items(truth: Truth) -> Iterator[Fact]:
    for article in truth["articles"]:
        span = span_of(article["span"])

        def same(proposal: Proposal, span: Span = span) -> bool:
            return proposal.item == span

        yield Fact(article["source"], "an item", parent=span, agrees=same)


def _of_articles(truth: Truth, name: str) -> Iterator[Fact]:
    for article in truth["articles"]:
        known = article[name]
        yield Fact(article["source"], known["value"], parent=span_of(article["span"]))


def _standfirsts(truth: Truth) -> Iterator[Fact]:
    for article in truth["articles"]:
        known = article.get("standfirst")
        parent = span_of(article["span"])
        yield Fact(article["source"], known and known["quote"], known and span_of(known), parent)


def _translators(truth: Truth) -> Iterator[Fact]:
    for article in truth["articles"]:
        known = article.get("translator", {}).get("value")
        yield Fact(article["source"], known, parent=span_of(article["span"]))


def _kinds(truth: Truth) -> Iterator[Fact]:
    for article in truth["articles"]:
        kind = "reprint" if "parent" in article else KINDS[article["kind"]]
        yield Fact(article["source"], kind, parent=span_of(article["span"]))


def _published(truth: Truth) -> Iterator[Fact]:
    for article in truth["articles"]:
        known, parent = article["date"], span_of(article["span"])
        yield _dated(article["source"], known, parent)


def _dated(file: str, known: Truth, parent: Span) -> Fact:
    """A date that is stated, inferred within bounds, or absent."""
    inferred = known.get("inferred")
    if not inferred:
        return Fact(file, known.get("value"), parent=parent)
    earliest = inferred.get("value") or inferred.get("not_before")
    latest = inferred.get("value") or inferred.get("not_after")
    agrees = interval_agrees(earliest, latest)
    return Fact(file, f"{earliest}/{latest or '..'}", parent=parent, agrees=_inferred(agrees))


def _inferred(agrees: Callable[[Proposal], bool]) -> Callable[[Proposal], bool]:
    return lambda proposal: proposal.status == "inferred" and agrees(proposal)


def _letters(truth: Truth) -> Iterator[Fact]:
    for letter in truth["letters"]:
        file, place = _letter_place(truth, letter)
        kind = (
            "mentioned" if letter.get("mention_only") else "press_letter" if _is_press(letter) else "letter"
        )
        if kind == "mentioned":
            yield Fact(file, kind, place)
            continue

        def same(proposal: Proposal, place: Span = place, kind: str = kind) -> bool:
            return proposal.span == place and proposal.value == kind

        yield Fact(file, kind, place, agrees=same)


def _is_press(letter: Truth) -> bool:
    return "press" in letter.get("kind", "")


def _letter_place(truth: Truth, letter: Truth) -> tuple[str, Span]:
    if letter["span"]:
        return letter["span"]["source"], span_of(letter["span"])
    reference = letter["delivery"]["ref"]
    return reference["source"], span_of(reference)


def _letter_part(truth: Truth, name: str) -> Iterator[Fact]:
    part = name.removeprefix("letter.")
    for letter in truth["letters"]:
        file, place = _letter_place(truth, letter)
        if part == "date":
            yield _dated(file, letter["date"], place)
        elif part in {"country", "city"}:
            yield Fact(file, letter[part], parent=place)
        elif part == "sender":
            names = [sender["name"] for sender in letter["senders"]] or [None]
            yield from (Fact(file, name, parent=place) for name in names)
        elif part == "organisation":
            names = [one for one in letter["organisations"] if "(unnamed)" not in one] or [None]
            yield from (Fact(file, name, parent=place) for name in names)
        elif part == "addressee":
            value = (letter["addressee"] or {}).get("value")
            yield Fact(file, re.sub(r" \(unnamed.*", "", value) if value else None, parent=place)
        else:
            yield _formula(letter, part, file, place)


def _formula(letter: Truth, part: str, file: str, place: Span) -> Fact:
    """Salutation or closing; where the reader gives only its words, the words are compared."""
    known = letter.get(part)
    if known is None and part == "salutation":
        reference = (letter["addressee"] or {}).get("ref") or {}
        if "salutation" in (letter["addressee"] or {}) or _is_press(letter):
            known = reference
    return Fact(file, known["quote"] if known else None, parent=place)


def _demands(truth: Truth, found: Sequence[Proposal]) -> Score:
    """List items are asked for; a proposal that lies in any other demand of the reader's is right, too."""
    listed = [demand for demand in truth["demands_and_slogans"] if demand["kind"] == LIST_ITEM]
    facts = [
        Fact(d["ref"]["source"], "", span_of(d["ref"]), agrees=_holds(span_of(d["ref"]))) for d in listed
    ]
    inside = _in_prose(truth, found)
    return judge("demand", facts, [one for one in found if one not in inside])


def _holds(span: Span) -> Callable[[Proposal], bool]:
    return lambda proposal: proposal.span is not None and proposal.span.contains(span)


def _prose_demands(truth: Truth) -> Iterator[Fact]:
    references = [demand["text_ref"] for letter in truth["letters"] for demand in letter["demands"]]
    references += [
        demand["ref"]
        for demand in truth["demands_and_slogans"]
        if demand["kind"] != LIST_ITEM and not NOT_A_DEMAND.search(demand["kind"])
    ]
    for reference in references:
        yield _quoted(reference)


def _in_prose(truth: Truth, found: Sequence[Proposal]) -> list[Proposal]:
    facts = list(_prose_demands(truth))
    return [
        one
        for one in found
        if any(one.capture.name == fact.file and overlaps(one.span, fact.span) for fact in facts)
    ]


def _slogans(truth: Truth) -> Iterator[Fact]:
    for slogan in truth["demands_and_slogans"]:
        if "slogan" in slogan["kind"] or slogan["kind"] == "chant":
            reference = slogan["ref"]
            if "REJECTED" not in slogan["kind"]:
                yield _quoted(reference)


def _images(truth: Truth, part: str) -> Iterator[Fact]:
    for image in truth["images"]:
        known = image[{"alt": "alt_text"}.get(part, part)]
        file = image["line_ref"]["source"]
        parent = span_of(image["line_ref"])
        yield Fact(file, known and known["value"], known and span_of(known["ref"]), parent)


def _mentions(truth: Truth, kind: str, found: Sequence[Proposal]) -> Score:
    """A place counts once; its name is right when it is one of the names or spellings of the reader's entry."""
    table = {"person": "people", "place": "places", "organisation": "organisations"}[kind]
    facts = []
    for entry in truth[table]:
        agrees = _named(entry)
        for file, places in entry["mentions"].items():
            facts += [Fact(file, entry["name"], Span(start, end), agrees=agrees) for start, end, _ in places]
    facts.sort(key=lambda fact: (fact.file, fact.span or Span(0, 0)))
    return judge(f"mention.{kind}", facts, found)


def _named(entry: Truth) -> Callable[[Proposal], bool]:
    known = {plain(entry["name"]), *(plain(variant) for variant in entry["variants"])}

    def agrees(proposal: Proposal) -> bool:
        name = plain(proposal.value)
        return name in known or name in plain(entry["name"]) or any(one in name for one in known)

    return agrees


def _dates(truth: Truth) -> Iterator[Fact]:
    for one in truth["date_expressions"]:
        same = _same_date(one["iso"], span_of(one))
        yield Fact(one["source"], one["iso"] or one["text"], span_of(one), agrees=same)


def _same_date(iso: str | None, span: Span) -> Callable[[Proposal], bool]:
    return lambda proposal: proposal.value == iso and proposal.span == span


def _is_beside_dates(proposal: Proposal) -> bool:
    """The reader's list has no bare year with a comma or a bracket after it; those found are real all the same."""
    end = proposal.span.end if proposal.span else 0
    is_year = bool(re.fullmatch(r"\d{4}", proposal.exact or "")) and proposal.value == proposal.exact
    return is_year and proposal.capture.text[end : end + 1] in {",", ")"}


def _quotations(truth: Truth) -> Iterator[Fact]:
    for article in truth["articles"]:
        for one in article.get("block_quotations", ()):
            yield _quoted(one["ref"])
    for witness in truth["quotations_of_witnesses"]:
        for reference in witness.get("refs") or [witness["ref"]]:
            yield _quoted(reference)


def _quoted(reference: Truth) -> Fact:
    """Words at a place: whatever overlaps them has found them."""
    return Fact(reference["source"], reference["quote"], span_of(reference), agrees=lambda proposal: True)


def _endnotes(truth: Truth) -> Iterator[Fact]:
    for article in truth["articles"]:
        if "endnote" in article:
            span = span_of(article["endnote"])
            yield Fact(article["source"], "", span, agrees=_exactly(span))


def _exactly(span: Span) -> Callable[[Proposal], bool]:
    return lambda proposal: proposal.span == span


def _children(truth: Truth) -> Iterator[Fact]:
    for article in truth["articles"]:
        if "parent" in article:
            span = span_of(article["span"])
            yield Fact(article["source"], "", span, agrees=_exactly(span))


def _shared(truth: Truth, found: Sequence[Proposal]) -> Score:
    """The pairs that the reader lists; a further pair counts beside when its words are the same to the letter."""
    places = []
    for shared in truth["shared_passages"]:
        file = _source_of(truth, shared["a"])
        for pair in [*shared.get("identical_paragraph_pairs", ()), *shared.get("pairs", ())]:
            places += [(file, place) for place in pair]
    facts = []
    merged: list[tuple[str, Span]] = []
    for file, place in sorted(places):
        span = next(
            (one.span for one in found if one.span and _covers(one, file, place)), Span(place, place + 1)
        )
        if (file, span) not in merged:  # two sentences that follow one another are one passage
            merged.append((file, span))
            facts.append(Fact(file, str(place), span, agrees=lambda proposal: True))
    return judge("shared_passage", facts, found, beside=_has_a_twin)


def _covers(proposal: Proposal, file: str, place: int) -> bool:
    return proposal.capture.name == file and bool(
        proposal.span and proposal.span.start <= place < proposal.span.end
    )


def _source_of(truth: Truth, key: str) -> str:
    for letter in truth["letters"]:
        if letter["id"] == key:
            return str(letter["span"]["source"])
    number = int(key[1])  # "s4 title"
    return str(truth["sources"][number]["source"])


def _has_a_twin(proposal: Proposal) -> bool:
    return any(
        plain(capture.text[span.start : span.end]) == plain(proposal.exact)
        for capture, span in proposal.elsewhere
    )


def _conflicts(truth: Truth, found: Sequence[Proposal]) -> Score:
    """A contradiction is found when both of its statements are proposed against each other."""
    score = Score("conflict")
    used: set[int] = set()
    for known in truth["conflicts"]:
        if known["kind"] != "contradiction":
            continue
        first, second = known["statements"]
        met = [i for i, one in enumerate(found) if _states(one, first) and _is_against(one, second)]
        used |= {
            *met,
            *(i for i, one in enumerate(found) if _states(one, second) and _is_against(one, first)),
        }
        score.add("right" if met else "missed", known["id"])
    for i, one in enumerate(found):
        if i not in used:
            score.add("invented", f"{one.rule} {one.value}")
    return score


def _states(proposal: Proposal, statement: Truth) -> bool:
    return proposal.capture.name == statement["source"] and overlaps(proposal.span, span_of(statement))


def _is_against(proposal: Proposal, statement: Truth) -> bool:
    return any(
        capture.name == statement["source"] and overlaps(span, span_of(statement))
        for capture, span in proposal.elsewhere
    )
