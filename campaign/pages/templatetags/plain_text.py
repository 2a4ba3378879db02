"""Text as an editor types it, made into HTML: paragraphs, headings, lists, links and emphasis."""

import re
from itertools import groupby

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils import translation
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

HEADING, ITEM = "## ", "- "
MARK = re.compile(
    r"\[(?P<words>[^\]\n]+)\]\((?P<target>/(?!/)[^\s()]*|https://[^\s()]+)\)"
    r"|(?P<address>https://[^\s<>()\"]*[^\s<>()\".,;:!?])"
    r"|(?P<mailbox>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|\*\*(?P<strong>[^*\n]+)\*\*|\*(?P<emphasis>[^*\s](?:[^*\n]*[^*\s])?)\*"
)


@register.filter
def plain_text(text: str) -> SafeString:
    """The text as HTML. Everything in it is escaped; only our own marks become elements."""
    return mark_safe("\n".join(html for block in blocks(text) for html in elements(block)))  # noqa: S308 - built by format_html


def blocks(text: str) -> list[list[str]]:
    """The lines between empty lines."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    return [list(group) for is_text, group in groupby(lines, bool) if is_text]


def elements(block: list[str]) -> list[SafeString]:
    """A block's elements: a line without a mark goes on with the paragraph or the item before it."""
    found: list[tuple[str, list[str]]] = []
    for line in block:
        kind = next((mark for mark in (HEADING, ITEM) if line.startswith(mark)), "")
        if not kind and found and found[-1][0] != HEADING:
            found[-1][1][-1] += f" {line.strip()}"
        elif kind == ITEM and found and found[-1][0] == ITEM:
            found[-1][1].append(line.removeprefix(kind))
        else:
            found.append((kind, [line.removeprefix(kind)]))
    return [element(kind, lines) for kind, lines in found]


def element(kind: str, lines: list[str]) -> SafeString:
    if kind == HEADING:
        return format_html("<h2>{}</h2>", inline(lines[0]))
    if kind == ITEM:
        return format_html(
            "<ul>\n{}\n</ul>", format_html_join("\n", "<li>{}</li>", ([inline(line)] for line in lines))
        )
    return format_html("<p>{}</p>", inline(lines[0]))


def inline(line: str) -> SafeString:
    """The line with its links and emphasis; an address of this site keeps the reader's language."""
    parts: list[SafeString] = []
    end = 0
    for match in MARK.finditer(line):
        parts += [escape(line[end : match.start()]), marked(match)]
        end = match.end()
    return mark_safe("".join([*parts, escape(line[end:])]))  # noqa: S308 - every part is escaped


def marked(match: re.Match[str]) -> SafeString:
    if words := match["words"]:
        return format_html('<a href="{}">{}</a>', in_reader_language(match["target"]), words)
    if address := match["address"]:
        return format_html('<a href="{}" dir="ltr">{}</a>', address, address)
    if mailbox := match["mailbox"]:
        return format_html('<a href="mailto:{0}" dir="ltr">{0}</a>', mailbox)
    if strong := match["strong"]:
        return format_html("<strong>{}</strong>", strong)
    return format_html("<em>{}</em>", match["emphasis"])


def in_reader_language(target: str) -> str:
    if not target.startswith("/"):
        return target
    language = translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(settings.LANGUAGE_CODE):
        return translate_url(target, language)
