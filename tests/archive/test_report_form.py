"""The form of a report loads nothing from anywhere else."""

import re

from django.contrib.auth.models import User
from django.test import Client


def test_the_form_names_no_other_host(client: Client, boris: User) -> None:
    """The policy does not see to it: a nonce allows any host in the tag that carries it."""
    client.force_login(boris)
    text = client.get("/admin/archive/report/add/").content.decode()
    assert not re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["'](?:https?:)?//""", text)
    imported = re.search(r'<script[^>]*type="importmap"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert imported
    assert "//" not in imported[1]
