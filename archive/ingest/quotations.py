"""What a text quotes: whole paragraphs, the words of witnesses, and the slogans of banners and chants."""

import re
from collections.abc import Iterator

from archive.ingest.lines import Line
from archive.ingest.model import Span

_QUOTED = re.compile(
    r"“(?P<a>[^“”]{2,2000})”|«(?P<b>[^«»]{2,2000})»|„(?P<c>[^„“”]{2,2000})[“”]|\"(?P<d>[^\"]{2,2000})\""
)
_SINGLE = re.compile(r"(?<![\w’])‘(?P<a>[^‘’]{2,200}(?:’[a-z][^‘’]{0,200})*)’(?![\w])")
_SAYS = re.compile(
    r"\b(?:says?|said|told|tells|comment(?:s|ed)|adds?|added|explain(?:s|ed)|stat(?:es|ed)|declar(?:es|ed)"
    r"|insist(?:s|ed)|point(?:s|ed)|concurs?|conclud(?:es|ed)|remark(?:s|ed)|not(?:es|ed)|warn(?:s|ed)|repl(?:ies|ied)"
    r"|recall(?:s|ed)|admit(?:s|ted)|wr(?:ites|ote)|report(?:s|ed)|asks?|asked|argu(?:es|ed)|continu(?:es|ed)"
    r"|according to)\b"
    r"|сказал|говорит|заявил|отметил|рассказал|добавил|подчеркнул|dedi|diyor|söyledi|belirtti|sagte|sagt|erklärte"
    r"|säger|sade|berättar",
    re.I,
)
_NOT_SPOKEN = re.compile(
    r"\b(?:charged with|accused of|charges? of|convicted of|banners?|slogans?|chant\w*|placards?|entitled|called)\b",
    re.I,
)
_ENDS = (".", "!", "?", "…", ",")
_CRIES = re.compile(
    r"\b(?:slogans?|chant(?:s|ed|ing)?|banners?|placards?|with the words|shout(?:s|ed|ing)?|cr(?:y|ies|ied) of"
    r"|signs? reading)\b"
    r"|лозунг|скандир|плакат|pankart|slogan|sloganı|transparent|parole|banderoll",
    re.I,
)
_DENIED = re.compile(r"\b(?:mistaken|wrong|reject\w*|false)\b", re.I)
_HASHTAG = re.compile(r"#[^\W\d_]\w{3,40}")
_WINDOW, _MIN_WORDS = 90, 5
_CRY_WORDS = 12


def find_quotations(line: Line) -> Iterator[tuple[Span, str]]:
    """Words of a speaker: five or more in quotation marks, beside a verb of saying or after a colon."""
    text, last_end, last_spoken = line.text, -1, False
    for match in _QUOTED.finditer(text):
        words = next(group for group in match.groups() if group)
        if len(words.split()) < _MIN_WORDS:
            continue
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        after = text[match.end() : match.end() + _WINDOW]
        goes_on = last_spoken and match.start() - last_end < _WINDOW
        reason = _reason(before, after, words, goes_on=goes_on)
        last_end, last_spoken = match.end(), bool(reason)
        if reason:
            yield line.part(match.start(), match.end()), reason


def _reason(before: str, after: str, words: str, *, goes_on: bool) -> str:
    """Why quoted words are somebody's speech; nothing for names of things, charges and banners."""
    lead = re.split(r"[.!?]\s", before)[-1]
    if _NOT_SPOKEN.search(lead):
        return ""
    is_sentence = words.rstrip().endswith(_ENDS) or after.lstrip()[:1] in {".", "…"} or words[0].isupper()
    if not is_sentence:
        return ""
    follows = re.split(r"[.!?]\s", after)[0]
    if lead.rstrip().endswith((":", ",")) and (_SAYS.search(lead) or lead.rstrip().endswith(":")):
        return "after a colon, or a verb of saying"
    if _SAYS.search(follows):
        return "before a verb of saying"
    if goes_on:
        return "goes on with what was quoted before it"
    return ""


def find_slogans(line: Line) -> Iterator[tuple[Span, str]]:
    """Cries in quotation marks beside a word for banners or chants; one that the text itself rejects is left."""
    if not _CRIES.search(line.text):
        return
    for pattern in (_QUOTED, _SINGLE):
        for match in pattern.finditer(line.text):
            words = match.group()[1:-1]
            before = re.split(r"[.!?]\s", line.text[max(0, match.start() - _WINDOW) : match.start()])[-1]
            after = re.split(r"(?<=\w)[.;]\s", line.text[match.end() : match.end() + _WINDOW])[0]
            is_cry = bool(_CRIES.search(before) or _CRIES.search(after))
            is_cry = is_cry and not words.startswith("#")
            if is_cry and len(words.split()) <= _CRY_WORDS and not _DENIED.search(after):
                yield line.part(match.start(), match.end()), "quoted beside a word for banners or chants"
    for match in _HASHTAG.finditer(line.text):
        if _CRIES.search(line.text[: match.start()]):
            yield line.part(match.start(), match.end()), "a keyword on a banner"
