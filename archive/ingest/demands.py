"""What a text demands: lists with the words that lead to them, and sentences that demand in so many words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.letters import is_closing, is_salutation
from archive.ingest.lines import Line
from archive.ingest.model import Block, Span
from archive.ingest.tense import sentences

_LEAD = re.compile(
    r"\b(?:demands?|demanding|call(?:s|ing)? (?:on|upon|for)|urg(?:e|es|ing)|appeal(?:s|ing)?|insists?|requests?"
    r"|ask(?:s|ing)?|slogans?|programme|we want|must|calls?|please write|write (?:to|immediately)|writing)\b"
    r"|требу|требован|призыва|настаива|talep|çağır|istiyoruz|forder|verlang|kräv|uppman|begär|талап",
    re.I,
)
_BARE_LEAD = re.compile(
    r"\b(?:demands?|demanding|call(?:s|ing)? (?:on|upon|for)|urg(?:e|es|ing)|appeal(?:s|ing)?|slogans?"
    r"|please write|write immediately)\b"
    r"|требу|требован|призыва|talep|istiyoruz|forder|verlang|kräv|талап",
    re.I,
)
_NO_LEAD = re.compile(
    r"\b(?:address(?:es)?|links?|contacts?|found at|read more|speakers?|participants|signed by|signatories|sources?"
    r"|see also|background|copies to|sent to|appeals to|before .{3,30} to)\b[^:]{0,40}:$",
    re.I,
)
_WE = re.compile(r"(?:we|i|мы|biz|wir|vi)(?: (?:hereby|therefore|also))?\s*:$", re.I)
_DEMANDS = re.compile(
    r"(?:(?:to )?(?:immediately |unconditionally |at once )*(?:free|release|stop|end|drop|no to|no more|down with|fight"
    r"|repeal|dismiss|build|freedom|withdraw|investigate|respect|restore|lift|abolish|cancel|allow|grant|guarantee"
    r"|ensure|protect|hands off|justice|close|open|bring|return|pay|reinstate|halt|cease|recognise|recognize|defend"
    r"|disclose|publish|provide|take|order|quash|overturn|review|refrain|put an end|give|let|for (?:a|an|the))\b"
    r"|(?:immediate|unconditional|full|free|independent)\b|(?:demand|call|urg|ask|appeal|request|insist)(?:s|ing|e|es)?\b"
    r"|an? (?:end|immediate|independent|full)\b"
    r"|the (?:immediate |unconditional )*(?:release|dropping|right|repeal|withdrawal|end)\b"
    r"|свобод|освобо|немедленн|прекрат|долой|нет |отмен|serbest|özgürlük|derhal|son ver|geri çek|freiheit|sofort|stopp"
    r"|nein |schluss|frige|släpp|stoppa|nej |босат)",
    re.I,
)
_STATEMENT = re.compile(
    r"(?:we )?(?:condemn|express|welcome|support|salute|note|stand|thank|recall|regret|declare"
    r"|are (?:concerned|shocked))(?:s|ing|es)?\b",
    re.I,
)
_SENTENCE = re.compile(
    r"\b(?:(?:we|i)\b(?:(?!\b(?:who|which)\b)[^.;:!?“”\"]){0,60}?\b(?:demand|urge"
    r"|call (?:on|upon|for)|appeal (?:to|for)|insist|ask(?: also)? (?:that|you|your|the|for))\b"
    r"|\bdemands that\b|\b(?:campaign|group|organi[sz]ation|committee|federation|confederation|network|union"
    r"|association|coalition|alliance|resolution|petition|statement)\b(?:(?!\b(?:who|which|to|has|had)\b)"
    r"[^.,;:!?“”\"]){0,40}?\b(?P<verb>(?:demands|urges|calls (?:on|upon|for)) "
    r"(?=(?:the|all|an?|his|her|their)\b[^.;:!?]{0,80}?"
    r"\b(?:releas|free|drop|investig|inquiry|end|repeal|withdraw|respect|lift|stop|halt|allow|punish|reinstat|justice)))"
    r"|\b(?:мы требуем|wir fordern|vi kräver)(?!\w)"
    r"|(?:should|must)(?: also| therefore)? demand\b)[^“”\"]*"
    r"|^[^“”\"?]{0,300}\btalep ediyoruz\b",
    re.I,
)
_OUGHT = re.compile(
    r"\b(?:should|must)(?: also| immediately| now| therefore)?(?: be)?(?: immediately| unconditionally)? "
    r"(?:release|free|drop|respect|allow|stop|end|investigate|repeal|lift|withdraw|guarantee|ensure|restore|abolish"
    r"|cancel|punish|quash|reinstate)(?:s|d|ed|ped|ping)?\b",
    re.I,
)
_LEAD_MAX, _ITEM_MAX, _BARE_MOST = 300, 200, 30


@dataclass(frozen=True, slots=True)
class DemandList:
    """Demands that stand under one another; `lead` is the line that announces them, where there is one."""

    span: Span
    lead: Span | None
    items: tuple[Span, ...]
    reason: str


def find_lists(lines: Sequence[Line], blocks: Sequence[Block]) -> Iterator[DemandList]:
    """The demand lists among the lines of an item; `blocks` are the item's."""
    kinds = {block.span.start: block for block in blocks if block.kind in {"list_item", "list_lead"}}
    i = 0
    while i < len(lines):
        if _item_at(lines[i], kinds):
            end = i
            while end < len(lines) and _item_at(lines[end], kinds):
                end += 1
            found = _marked_list(lines, i, end)
            i = end
        else:
            end = _end_of_bare(lines, i, kinds)
            found = _bare_list(lines, i, end) if end else None
            i = end or i + 1
        if found is not None:
            yield found


def _item_at(line: Line, kinds: dict[int, Block]) -> bool:
    block = kinds.get(line.start + line.bullet)
    return block is not None and block.kind == "list_item"


def _text(line: Line) -> str:
    return line.text[line.bullet :]


def _marked_list(lines: Sequence[Line], low: int, high: int) -> DemandList | None:
    items = range(low, high)
    lead = (
        low - 1
        if low and lines[low - 1].text.endswith(":") and len(lines[low - 1].text) <= _LEAD_MAX
        else None
    )
    if lead is not None and _NO_LEAD.search(lines[lead].text):
        return None
    reason = _reason(lines[lead].text if lead is not None else "", [_text(lines[i]) for i in items])
    if not reason:
        return None
    first = lead if lead is not None else low
    wanted = tuple(
        lines[i].part(lines[i].bullet, len(lines[i].text))
        for i in items
        if not _STATEMENT.match(_text(lines[i]))
    )
    span = Span(lines[first].start, lines[high - 1].end)
    return (
        DemandList(span, lines[lead].span if lead is not None else None, wanted, reason) if wanted else None
    )


def _reason(lead: str, items: Sequence[str]) -> str:
    """Why a list is one of demands, or nothing."""
    if any("://" in item or "@" in item for item in items):
        return ""
    demanding = sum(bool(_DEMANDS.match(item)) for item in items)
    if lead and _LEAD.search(lead):
        return "the line above it speaks of demands"
    if lead and _WE.match(lead) and demanding:
        return "“we” above it, and what follows demands"
    exclaimed = sum(item.endswith("!") for item in items)
    if (
        not lead
        and len(items) >= 2
        and (demanding + exclaimed)
        and max(demanding, exclaimed) * 2 >= len(items)
    ):
        return "half of its points or more are demands"
    return ""


def _end_of_bare(lines: Sequence[Line], i: int, kinds: dict[int, Block]) -> int:
    """Where a list ends whose marks are lost: short lines of one make under a line that demands; 0 if none."""
    if not lines[i].text.endswith(":") or len(lines[i].text) > _LEAD_MAX:
        return 0
    lead = [sentence for _, sentence in sentences(lines[i].text)][-1]
    if not _BARE_LEAD.search(lead) or _NO_LEAD.search(lead):
        return 0
    end = i + 1
    while end < min(len(lines), i + 1 + _BARE_MOST) and _continues(lines, i + 1, end, kinds):
        end += 1
    return end if end - i - 1 >= 2 else 0


def _continues(lines: Sequence[Line], first: int, k: int, kinds: dict[int, Block]) -> bool:
    line = lines[k]
    if (
        len(line.text) > _ITEM_MAX
        or line.bullet
        or line.gap_before
        or is_closing(line)
        or is_salutation(line)
    ):
        return False
    if "://" in line.text or "@" in line.text or line.text.endswith(":") or line.text[0] in '“"«„':
        return False
    if k == first:
        return True
    made, above = _ending(lines[first].text), _ending(lines[k - 1].text)
    return above == made and (_ending(line.text) == made or (made == ";" and line.text.endswith((".", "!"))))


def _ending(text: str) -> str:
    return {"!": "!", ";": ";", ",": ";", ".": "."}.get(text[-1], "")


def _bare_list(lines: Sequence[Line], i: int, end: int) -> DemandList | None:
    if not _reason(lines[i].text, [line.text for line in lines[i + 1 : end]]):
        return None
    span = Span(lines[i].start, lines[end - 1].end)
    items = tuple(line.span for line in lines[i + 1 : end])
    return DemandList(span, lines[i].span, items, "short lines under a line that demands")


def find_sentences(line: Line, *, in_letter: bool) -> Iterator[Span]:
    """Sentences with "we demand" and the like; in a letter also what "should be released"."""
    for start, sentence in sentences(line.text):
        match = _SENTENCE.search(sentence)
        if match and not match.group().rstrip().endswith(":"):
            first = match.start("verb") if match["verb"] else match.start()
            yield _trimmed(line, start + first, start + match.end())
        elif match is None and in_letter and _OUGHT.search(sentence) and "?" not in sentence:
            yield _trimmed(line, start, start + len(sentence))


def _trimmed(line: Line, start: int, end: int) -> Span:
    text = line.text[start:end]
    return line.part(start, start + len(text.rstrip(" .!")))
