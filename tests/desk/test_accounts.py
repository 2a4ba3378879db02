"""How an owner gives somebody an account, and what that account must do first."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from campaign.desk.models import OneTimePassword

pytestmark = pytest.mark.django_db

GIVEN = "seven green umbrellas"


def add_account(client: Client, name: str) -> None:
    role = Group.objects.get(name="editor")
    answers = {"username": name, "password1": GIVEN, "password2": GIVEN, "groups": [role.pk]}
    assert client.post("/admin/auth/user/add/", answers).status_code == 302


def test_a_new_account_enters_the_desk_with_its_role_and_needs_a_password_of_its_own(
    client: Client, olga: User
) -> None:
    client.force_login(olga)
    add_account(client, "dana")
    dana = User.objects.get(username="dana")
    assert [group.name for group in dana.groups.all()] == ["editor"]

    newcomer = Client()
    newcomer.post("/admin/login/", {"username": "dana", "password": GIVEN})
    assert newcomer.get("/admin/")["Location"] == "/admin/password_change/"
    own = {
        "old_password": GIVEN,
        "new_password1": "a kettle on the roof",
        "new_password2": "a kettle on the roof",
    }
    newcomer.post("/admin/password_change/", own)
    assert newcomer.get("/admin/").status_code == 200


def test_a_password_given_to_somebody_who_lost_theirs_serves_once_too(
    client: Client, olga: User, boris: User
) -> None:
    client.force_login(olga)
    answers = {"usable_password": "true", "password1": GIVEN, "password2": GIVEN}
    client.post(f"/admin/auth/user/{boris.pk}/password/", answers)
    assert OneTimePassword.objects.filter(user=boris).exists()


def test_changing_an_account_leaves_its_password_alone(client: Client, olga: User, boris: User) -> None:
    client.force_login(olga)
    client.post(
        f"/admin/auth/user/{boris.pk}/change/", {"username": "boris", "is_active": "on", "is_staff": "on"}
    )
    boris.refresh_from_db()
    assert not boris.groups.exists()
    assert not OneTimePassword.objects.filter(user=boris).exists()


def test_an_editor_makes_no_account(client: Client, boris: User) -> None:
    client.force_login(boris)
    assert client.post("/admin/auth/user/add/", {"username": "x"}).status_code == 403
