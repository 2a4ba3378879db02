import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaign.pages.models import HomeChoice, PageText, PressFact
from campaign.petitions.models import Petition
from tests.pages.conftest import World


def test_a_reviewer_changes_a_page_and_the_visitor_sees_it(client: Client, ada: User) -> None:
    text = PageText.objects.create(slug="privacy", title="Privacy", body="Before.")
    client.force_login(ada)
    address = f"/admin/pages/pagetext/{text.pk}/change/"
    assert "An empty line begins a new paragraph" in client.get(address).content.decode()
    response = client.post(
        address, {"slug": "privacy", "language": "en", "title": "Privacy", "body": "After."}
    )
    assert response.status_code == 302
    assert "<p>After.</p>" in Client().get("/privacy/").content.decode()


def test_a_second_text_in_the_same_language_is_refused_in_a_sentence(client: Client, ada: User) -> None:
    PageText.objects.create(slug="privacy", title="Privacy", body="Before.")
    client.force_login(ada)
    fields = {"slug": "privacy", "language": "en", "title": "Again", "body": "Again."}
    response = client.post("/admin/pages/pagetext/add/", fields)
    assert response.status_code == 200
    assert "This page has its text in this language already." in response.content.decode()


@pytest.mark.parametrize("who", ["boris", "mallory"])
def test_others_do_not_change_pages(
    client: Client, db: None, who: str, request: pytest.FixtureRequest
) -> None:
    text = PageText.objects.create(slug="privacy", title="Privacy", body="Before.")
    client.force_login(request.getfixturevalue(who))
    fields = {"slug": "privacy", "language": "en", "title": "Privacy", "body": "After."}
    client.post(f"/admin/pages/pagetext/{text.pk}/change/", fields)
    text.refresh_from_db()
    assert text.body == "Before."


def test_a_campaigner_chooses_the_act_of_the_home_page(client: Client, world: World, cleo: User) -> None:
    client.force_login(cleo)
    client.get("/admin/pages/homechoice/", follow=True)
    response = client.post("/admin/pages/homechoice/1/change/", {"petition": str(world.petition.pk)})
    assert response.status_code == 302
    assert HomeChoice.objects.get().petition == world.petition
    assert Petition.objects.filter(pk=world.petition.pk).exists()


def test_a_fact_for_the_press_needs_the_day_on_which_it_was_checked(client: Client, cleo: User) -> None:
    client.force_login(cleo)
    response = client.post("/admin/pages/pressfact/add/", {"text": "A fact.", "position": "1"})
    assert response.status_code == 200
    assert not PressFact.objects.exists()
    client.post(
        "/admin/pages/pressfact/add/", {"text": "A fact.", "position": "1", "checked_on": "2026-05-01"}
    )
    assert "A fact." in Client().get("/press/").content.decode()


def test_a_message_can_be_neither_added_nor_rewritten_at_the_desk(client: Client, olga: User) -> None:
    client.force_login(olga)
    assert client.get("/admin/pages/contactmessage/add/").status_code == 403
