"""The address of the page that is being read: on this site, and in each of its languages."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context

from campaign.web.language import path_language

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    """One language, its name in itself, and where the page stands in it."""

    code: str
    name: str
    path: str
    is_current: bool

    @property
    def address(self) -> str:
        return f"{settings.CAMPAIGN_URL}{self.path.partition('?')[0]}"


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """The page in every language, its query kept; empty without a request, as on the page for 500."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    current = path_language(request.path_info)
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return [
        LanguageLink(code, name, in_language(request.path_info, code) + query, code == current)
        for code, name in settings.LANGUAGES
    ]


def in_language(path: str, code: str) -> str:
    """The same page under another language's prefix; the default language has none."""
    current = path_language(path)
    bare = path if current == settings.LANGUAGE_CODE else path.removeprefix(f"/{current}")
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


@register.simple_tag(takes_context=True)
def page_address(context: Context) -> str:
    """The full address of this page without its query: what is shared, cited and indexed."""
    request: HttpRequest | None = context.get("request")
    return f"{settings.CAMPAIGN_URL}{request.path_info}" if request else settings.CAMPAIGN_URL
