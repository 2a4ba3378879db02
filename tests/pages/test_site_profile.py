from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client

from campaign.pages.models import HomeChoice, SiteProfile
from campaign.web.remembering import forget
from tests.pages.conftest import World


def test_the_profile_costs_three_queries_once_and_then_none(
    client: Client, db: None, django_assert_num_queries: Callable[..., Any]
) -> None:
    SiteProfile.objects.create(name="Campaign Arcadia")
    with django_assert_num_queries(3 + 1):  # and the text of the page
        client.get("/about/")
    with django_assert_num_queries(1):
        client.get("/about/")


def test_what_an_editor_saves_is_on_the_next_page(client: Client, db: None) -> None:
    profile = SiteProfile.objects.create(name="Before")
    assert "Before" in client.get("/about/").content.decode()
    profile.name = "After"
    profile.save()
    assert "After" in client.get("/about/").content.decode()


def test_a_change_by_another_process_shows_after_two_seconds(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    SiteProfile.objects.create(name="Before")
    client.get("/about/")
    SiteProfile.objects.update(name="After")
    assert "Before" in client.get("/about/").content.decode()
    monkeypatch.setattr("campaign.web.remembering.SECONDS", 0.0)
    forget()
    assert "After" in client.get("/about/").content.decode()


def test_the_footer_names_the_operator_and_the_last_update(client: Client, world: World) -> None:
    SiteProfile.objects.create(operator="Friends of Arcadia", email="desk@example.org")
    text = client.get("/about/").content.decode()
    assert "Run by Friends of Arcadia." in text
    assert 'href="mailto:desk@example.org"' in text
    assert "Last update:" in text


@pytest.mark.parametrize("model", [SiteProfile, HomeChoice])
def test_there_is_one_row_of_each(db: None, model: type[SiteProfile | HomeChoice]) -> None:
    model(pk=1).save()
    with pytest.raises(IntegrityError):
        model(pk=2).save()


def test_the_desk_goes_straight_to_the_one_row(client: Client, olga: User) -> None:
    client.force_login(olga)
    for name in ("siteprofile", "homechoice"):
        response = client.get(f"/admin/pages/{name}/")
        assert response.headers["Location"] == f"/admin/pages/{name}/1/change/"
        assert client.get(f"/admin/pages/{name}/1/change/").status_code == 200
        assert client.get(f"/admin/pages/{name}/add/").status_code == 403
        assert client.get(f"/admin/pages/{name}/1/delete/").status_code == 403


def test_an_editor_does_not_change_who_we_are(client: Client, boris: User) -> None:
    client.force_login(boris)
    assert client.get("/admin/pages/siteprofile/").status_code == 403
    assert not SiteProfile.objects.exists()
