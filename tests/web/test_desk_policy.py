"""The two Content-Security-Policies: nothing but this site, and at the desk one style of the editor."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


@pytest.mark.django_db
def test_the_desk_allows_one_style_of_the_editor_and_nothing_else_of_the_kind(
    client: Client, boris: User
) -> None:
    client.force_login(boris)
    response = client.get("/admin/archive/report/add/")
    policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
    nonce = re.search(r"'nonce-[^']+'", policy["script-src"])
    assert nonce
    assert policy == {
        "default-src": "'none'",
        "script-src": f"'self' {nonce[0]}",
        "style-src": f"'self' {nonce[0]} {EDITOR_STYLE}",
        "img-src": "'self'",
        "connect-src": "'self'",
        "font-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.django_db
def test_the_form_names_no_other_host(client: Client, boris: User) -> None:
    """A nonce would allow any host in the tag that carries it."""
    client.force_login(boris)
    text = client.get("/admin/archive/report/add/").content.decode()
    assert not re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["'](?:https?:)?//""", text)
    imported = re.search(r'<script[^>]*type="importmap"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert imported
    assert "//" not in imported[1]
