import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

pytestmark = pytest.mark.django_db
OWN = "a phrase of my very own"


def first_editor() -> tuple[str, str]:
    out = StringIO()
    call_command("first_editor", stdout=out)
    found = re.search(r"as (\S+) with the one-time password (\S+)", out.getvalue())
    return (found[1], found[2]) if found else ("", "")


def test_the_first_editor_must_choose_a_password_before_anything_else(client: Client) -> None:
    name, password = first_editor()
    assert client.login(username=name, password=password)
    for address in ("/admin/", "/admin/archive/article/", "/admin/auth/user/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, "/admin/password_change/")
    assert client.get("/admin/password_change/").status_code == 200
    client.post(
        "/admin/password_change/", {"old_password": password, "new_password1": OWN, "new_password2": OWN}
    )
    assert client.get("/admin/").status_code == 200
    assert not Client().login(username=name, password=password)


def test_a_refused_password_leaves_the_desk_closed(client: Client) -> None:
    name, password = first_editor()
    client.login(username=name, password=password)
    client.post(
        "/admin/password_change/", {"old_password": password, "new_password1": "x", "new_password2": "x"}
    )
    assert client.get("/admin/").status_code == 302


def test_a_second_start_makes_no_second_account() -> None:
    first_editor()
    assert first_editor() == ("", "")
    assert User.objects.count() == 1


def test_nobody_is_made_where_there_is_somebody(olga: User) -> None:
    assert first_editor() == ("", "")
