import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from archive.models import Article

pytestmark = pytest.mark.django_db

DESK = [
    *("/admin/", "/admin/archive/article/", "/admin/letters/letter/"),
    *("/admin/auth/user/", "/admin/pages/contactmessage/"),
]
MAY_PUBLISH = {
    "editor": {
        "publish_article",
        "publish_disagreement",
        "publish_event",
        "publish_topic",
        "publish_resolution",
    },
    "reviewer": {
        *("publish_article", "publish_disagreement", "publish_event", "publish_action", "publish_topic"),
        *("publish_letter", "publish_person", "publish_petition", "publish_resolution"),
    },
    "campaigner": {"publish_action", "publish_event"},
}


@pytest.mark.parametrize("role", MAY_PUBLISH)
def test_each_role_publishes_what_it_answers_for(role: str) -> None:
    permissions = Group.objects.get(name=role).permissions.filter(codename__startswith="publish_")
    assert set(permissions.values_list("codename", flat=True)) == MAY_PUBLISH[role]


@pytest.mark.parametrize("role", MAY_PUBLISH)
def test_no_role_manages_accounts_or_deletes_records(role: str) -> None:
    permissions = Group.objects.get(name=role).permissions
    assert not permissions.filter(content_type__app_label__in=["auth", "sessions", "admin"]).exists()
    for record in ("article", "person", "letter", "petition", "event", "action", "capture", "signature"):
        assert not permissions.filter(codename=f"delete_{record}").exists()


def test_only_campaigners_see_signatures_and_messages() -> None:
    for role, sees in {"editor": False, "reviewer": False, "campaigner": True}.items():
        permissions = Group.objects.get(name=role).permissions
        assert permissions.filter(codename="view_signature").exists() is sees
        assert permissions.filter(codename="view_contactmessage").exists() is sees


@pytest.mark.parametrize("address", DESK)
def test_the_desk_is_closed_to_strangers_and_to_mallory(client: Client, mallory: User, address: str) -> None:
    assert client.get(address).status_code == 302
    client.force_login(mallory)
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_boris_cannot_reach_accounts(client: Client, boris: User) -> None:
    client.force_login(boris)
    assert client.get("/admin/auth/user/").status_code == 403


def test_the_start_page_counts_and_links(client: Client, boris: User) -> None:
    Article(slug="a", title="A draft").save()
    client.force_login(boris)
    text = client.get("/admin/").content.decode()
    assert (
        '<a href="/admin/archive/article/?status__exact=draft"><strong>1</strong> Drafts: articles</a>'
        in text
    )
    assert "Messages not answered" not in text


def test_the_desk_is_never_cached(client: Client, boris: User) -> None:
    client.force_login(boris)
    assert client.get("/admin/")["Cache-Control"] == "private, no-store"
