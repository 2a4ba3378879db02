from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from campaign.petitions.leaving import invalidate
from campaign.petitions.models import MailRequest, Petition, PetitionCountryCount, Signature
from campaign.petitions.post import send_due
from campaign.petitions.signature_views import FIND_LIMITS
from tests.petitions.conftest import (
    PETITION,
    MakePetition,
    answers,
    count,
    link_in,
    read_mail,
    sign,
    sign_and_confirm,
)

ANNA = "anna@example.org"


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_tells_the_number_then_the_three_steps_in_order(client: Client, petition: Petition) -> None:
    for number in range(2):
        sign_and_confirm(client, email=f"s{number}@example.org")
    count()
    text = page(client, sign_and_confirm(client))  # the counting job has not seen this one yet
    assert "You are one of <bdi>3</bdi> people" in text
    places = [
        text.index(words) for words in ("1. Pass it on", "2. Write a letter", "3. Follow", "Withdraw my")
    ]
    assert places == sorted(places)
    assert "https://wa.me/" in text
    assert "https://t.me/" in text
    count()
    assert "You are one of <bdi>3</bdi> people" in page(client, sign_path(client))


def sign_path(client: Client) -> str:
    return str(client.get(link_in(str(mail.outbox[-1].body))).headers["Location"])


def test_what_is_passed_on_is_the_petition_and_never_the_private_link(
    client: Client, petition: Petition
) -> None:
    path = sign_and_confirm(client)
    text = page(client, path)
    assert f"http%3A%2F%2F127.0.0.1%3A8000{PETITION.replace('/', '%2F')}" in text
    token = path.rstrip("/").rpartition("/")[2]
    assert f"http://127.0.0.1:8000{path}" not in text
    assert token not in text.partition('class="share"')[2].partition("</ul>")[0]


def test_the_private_page_is_stored_nowhere_and_sets_no_cookie(client: Client, petition: Petition) -> None:
    response = client.get(sign_and_confirm(client))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies


def test_a_name_for_everyone_can_be_hidden_at_once(client: Client, petition: Petition) -> None:
    path = sign_and_confirm(client, audience="everyone")
    count()
    assert "Anna Lampova" in page(client, PETITION)
    response = client.post(path, {"hide": "yes"})
    assert response.status_code == 303
    assert response.headers["Location"] == path
    assert "Anna Lampova" not in page(client, PETITION)
    assert "Anna Lampova" not in page(client, path)
    assert count() == 1


def test_a_hidden_name_can_be_shown_by_typing_it(client: Client, petition: Petition) -> None:
    path = sign_and_confirm(client)
    count()
    assert client.post(path, {"show": "yes", "name": "Anna L."}).status_code == 303
    assert "Anna L." in page(client, PETITION)
    assert "Hide my name" in page(client, path)


def test_a_name_shown_later_obeys_the_same_rules(client: Client, petition: Petition) -> None:
    path = sign_and_confirm(client)
    response = client.post(path, {"show": "yes", "name": "www.example.com"})
    assert response.status_code == 422
    assert "web address" in response.content.decode()
    assert "<title>Error:" in response.content.decode()


def test_withdrawing_takes_name_key_and_count_at_once(client: Client, petition: Petition) -> None:
    path = sign_and_confirm(client, audience="everyone", country="DE")
    assert count() == 1
    response = client.post(path, {"withdraw": "yes"})
    assert response.status_code == 303
    assert "erased" in page(client, response.headers["Location"])
    assert "Anna Lampova" not in page(client, PETITION)
    assert Petition.objects.get().confirmed_count == 0
    assert PetitionCountryCount.objects.get(country="DE").count == 0
    row: dict[str, object] = dict(Signature.objects.values().get())
    assert row["state"] == "withdrawn"
    kept = {
        "id",
        "petition_id",
        "petition_version",
        "state",
        "attempts",
        "language",
        "mails_sent",
        "audience",
    }
    assert not any(row[name] for name in row.keys() - kept)
    assert count() == 0


def test_who_withdrew_before_being_counted_is_never_counted(client: Client, petition: Petition) -> None:
    client.post(sign_and_confirm(client), {"withdraw": "yes"})
    assert count() == 0


def test_withdrawing_twice_takes_one_away(client: Client, petition: Petition) -> None:
    sign_and_confirm(client, email="berta@example.org")
    path = sign_and_confirm(client)
    assert count() == 2
    first, second = (client.post(path, {"withdraw": "yes"}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert count() == 1


def test_the_link_is_dead_once_the_signature_is_withdrawn(client: Client, petition: Petition) -> None:
    path = sign_and_confirm(client)
    client.post(path, {"withdraw": "yes"})
    assert client.get(path).status_code == 404
    assert client.post(path, {"show": "yes", "name": "Anna"}).status_code == 404


def test_who_withdrew_may_sign_anew(client: Client, petition: Petition) -> None:
    client.post(sign_and_confirm(client), {"withdraw": "yes"})
    sign_and_confirm(client)
    assert count() == 1


def test_looking_at_the_page_changes_nothing(client: Client, petition: Petition) -> None:
    path = sign_and_confirm(client, audience="everyone")
    before = Signature.objects.values().get()
    for query in ("", "?withdraw=yes", "?hide=yes"):
        client.get(path + query)
    assert Signature.objects.values().get() == before


@pytest.mark.parametrize("act", ["hide", "withdraw"])
def test_another_site_cannot_press_the_buttons(client: Client, petition: Petition, act: str) -> None:
    path = sign_and_confirm(client, audience="everyone")
    response = client.post(path, {act: "yes"}, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert Signature.objects.get().public_name == "Anna Lampova"


def test_an_invalidated_signer_sees_that_it_is_not_counted_and_may_leave(
    client: Client, petition: Petition
) -> None:
    path = sign_and_confirm(client, audience="everyone")
    count()
    invalidate(Signature.objects.get(), reason="A joke name.")
    text = page(client, path)
    assert "Your signature is not counted" in text
    assert "A joke name." not in text
    assert "Anna Lampova" not in page(client, PETITION)
    client.post(path, {"withdraw": "yes"})
    assert Signature.objects.get().state == "withdrawn"
    assert count() == 0


# ── A lost link ──────────────────────────────────────────────────────────────────────────────────────────


def ask(client: Client, email: str = ANNA) -> str:
    response = client.post("/my-signature/", {"email": email})
    assert response.status_code == 303
    return str(response.headers["Location"])


def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_a_lost_link_is_mailed_again_and_replaces_the_old_one(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = sign_and_confirm(client)
    a_day_later(monkeypatch)
    assert ask(client) == "/my-signature/asked/"
    page(client, old)  # works until the new one went
    send_due()
    new = link_in(str(mail.outbox[-1].body))
    assert new.startswith("/my-signature/")
    assert "Withdraw my signature" in page(client, new)
    assert client.get(old).status_code == 404
    assert Signature.objects.get().payload is None


def test_each_petition_sends_its_own_link(
    client: Client, make_petition: MakePetition, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_petition()
    sign_and_confirm(client)
    make_petition(slug="another-one", title="Another demand")
    client.post("/petitions/another-one/sign/", answers())
    client.post(link_in(read_mail()))
    a_day_later(monkeypatch)
    mail.outbox.clear()
    ask(client)
    send_due()
    assert {petition_named(message.body) for message in mail.outbox} == {"lamplighter", "Another"}
    for message in mail.outbox:
        page(client, link_in(str(message.body)))


def petition_named(body: object) -> str:
    return "lamplighter" if "lamplighter" in str(body) else "Another"


def test_a_pending_signature_gets_its_first_letter_again(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)
    send_due()
    a_day_later(monkeypatch)
    ask(client)
    send_due()
    assert [link_in(str(message.body)) for message in mail.outbox] == [link_in(str(mail.outbox[0].body))] * 2


def test_who_never_signed_gets_the_same_page_and_no_message(client: Client, petition: Petition) -> None:
    assert ask(client, "nobody@example.org") == "/my-signature/asked/"
    send_due()
    assert not mail.outbox
    assert not MailRequest.objects.exists()


def test_an_invalidated_signature_sends_nothing(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_and_confirm(client)
    invalidate(Signature.objects.get(), reason="A test.")
    a_day_later(monkeypatch)
    mail.outbox.clear()
    ask(client)
    send_due()
    assert not mail.outbox
    assert Signature.objects.get().payload is None


@pytest.mark.django_db
def test_a_mistyped_address_is_said(client: Client) -> None:
    response = client.post("/my-signature/", {"email": "anna"})
    assert response.status_code == 422
    assert "<title>Error:" in response.content.decode()


@pytest.mark.django_db
def test_too_many_questions_wait(client: Client) -> None:
    for _ in range(FIND_LIMITS[0].times):
        ask(client)
    response = client.post("/my-signature/", {"email": ANNA})
    assert response.status_code == 429
    assert response.headers["Retry-After"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/my-signature/", "/my-signature/asked/", "/my-signature/nothing-left/"])
def test_the_pages_without_a_token_set_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
