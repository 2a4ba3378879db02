"""What an editor records of a letter's way, and who sees it when."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.letters.models import Delivery, LetterEvent
from tests.letters.conftest import tell


def form(delivery, *events, **fields):
    """The form of a delivery as a browser posts it, with new events behind the saved ones."""
    saved = list(delivery.events.all())
    values = {
        "channel": delivery.channel,
        "delivery_state": delivery.delivery_state,
        "response_state": delivery.response_state,
        "watched_until": "",
        "note": delivery.note,
        "events-TOTAL_FORMS": len(saved) + len(events),
        "events-INITIAL_FORMS": len(saved),
    }
    for number, event in enumerate(saved):
        values |= row(number, id=event.pk, text=event.text, delivery_state=event.delivery_state)
    for number, event in enumerate(events, start=len(saved)):
        values |= row(number, **event)
    return values | fields


def row(number, **fields):
    empty = {"delivery_state": "", "response_state": "", "date": "", "who": "", "contradicts": ""}
    values = empty | {"position": number + 1} | fields
    return {f"events-{number}-{name}": value for name, value in values.items()}


def change(client, delivery, *events, **fields):
    return client.post(
        f"/admin/letters/delivery/{delivery.pk}/change/", form(delivery, *events, **fields), follow=True
    )


@pytest.fixture
def sent(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="sent")
    tell(delivery, "Posted.", delivery_state="sent")
    return delivery


def test_an_answer_that_an_editor_records_is_public_at_once(client, boris, sent):
    assert "No answer is recorded." in client.get("/letters/release-the-printers/").content.decode()
    client.force_login(boris)

    change(client, sent, response_state="acknowledged")

    client.logout()
    assert "Receipt was acknowledged." in client.get("/letters/release-the-printers/").content.decode()
    assert 'data-response="acknowledged"' in client.get("/letters/").content.decode()
    sent.letter.refresh_from_db()
    assert sent.letter.is_published


@pytest.mark.parametrize("who", ["mallory", "cleo"])
def test_others_record_nothing(client, request, sent, who):
    client.force_login(request.getfixturevalue(who))

    change(client, sent, response_state="acknowledged")

    sent.refresh_from_db()
    assert sent.response_state == "none"


def test_an_illegal_move_is_refused_with_its_reason(client, boris, sent):
    client.force_login(boris)

    response = change(client, sent, delivery_state="refused")

    assert "A delivery that is “sent” cannot become “refused at the door”." in response.content.decode()
    sent.refresh_from_db()
    assert sent.delivery_state == "sent"


def test_an_answer_cannot_be_taken_back(client, boris, sent):
    Delivery.objects.update(response_state="substance")
    client.force_login(boris)

    response = change(client, sent, response_state="none")

    assert "does not go away" in response.content.decode()


@pytest.fixture
def refused(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="refused")
    tell(delivery, "A porter refused it.", delivery_state="refused", date="2031-05-26")
    return delivery


def act(client, action, *deliveries):
    rows = [delivery.pk for delivery in deliveries]
    return client.post(
        "/admin/letters/delivery/", {"action": action, "_selected_action": rows}, follow=True
    ).content.decode()


def test_a_new_attempt_after_a_refusal_is_a_row_of_its_own(client, boris, refused):
    client.force_login(boris)
    taken = {"text": "A secretary took it.", "delivery_state": "handed_in", "date": "2031-06-02"}

    response = change(client, refused, taken, delivery_state="handed_in")
    assert "Choose “Record a new attempt”" in response.content.decode()

    act(client, "begin_anew", refused)
    second = Delivery.objects.get(attempt=2)
    change(client, second, taken, delivery_state="handed_in")

    refused.refresh_from_db()
    assert refused.delivery_state == "refused"
    assert second.responsible == boris
    page = client.get("/letters/release-the-printers/").content.decode()
    assert "Refused at the door on 26 May 2031." in page
    assert "Handed in on 2 June 2031." in page
    assert 'data-delivery="refused handed_in"' in page


def test_an_attempt_that_has_not_ended_has_no_successor(client, boris, sent):
    client.force_login(boris)

    assert "This attempt has not ended" in act(client, "begin_anew", sent)
    assert Delivery.objects.count() == 1


def test_two_editors_who_begin_anew_at_once_make_one_attempt(client, boris, refused):
    refused.next_attempt()
    client.force_login(boris)

    act(client, "begin_anew", refused)

    assert sorted(Delivery.objects.values_list("attempt", flat=True)) == [1, 2]


def test_a_source_that_contradicts_a_refusal_may_be_followed(client, boris, refused):
    client.force_login(boris)
    other = {
        "text": "They took it.",
        "delivery_state": "handed_in",
        "contradicts": refused.events.get().pk,
    }

    change(client, refused, other, delivery_state="handed_in")

    refused.refresh_from_db()
    assert refused.delivery_state == "handed_in"
    assert refused.is_contested


def test_the_desk_offers_legal_moves_only(client, boris, sent):
    Delivery.objects.update(response_state="substance")
    client.force_login(boris)

    html = client.get(f"/admin/letters/delivery/{sent.pk}/change/").content.decode()
    select = html.partition('name="delivery_state"')[2].partition("</select>")[0]
    answers = html.partition('name="response_state"')[2].partition("</select>")[0]

    assert set(re.findall(r'value="(\w+)"', select)) == {"sent", "received", "returned", "bounced"}
    assert set(re.findall(r'value="(\w+)"', answers)) == {"substance", "denied", "counter_action"}


def test_who_looked_today_notes_that_nothing_came(client, boris, sent, make_letter, deliver):
    client.force_login(boris)
    answered = deliver(make_letter("answered"), delivery_state="sent", response_state="substance")

    html = act(client, "nothing_came", sent, answered)

    sent.refresh_from_db()
    answered.refresh_from_db()
    assert sent.watched_until == timezone.localdate()
    assert answered.watched_until is None
    assert "For 1 no answer is awaited" in html


def test_two_editors_do_not_overwrite_an_answer_with_the_absence_of_one(client, boris, sent):
    stale = form(sent)
    Delivery.objects.update(response_state="acknowledged")
    client.force_login(boris)

    response = client.post(f"/admin/letters/delivery/{sent.pk}/change/", stale)

    assert response.status_code == 200
    sent.refresh_from_db()
    assert sent.response_state == "acknowledged"


def test_nobody_has_checked_tomorrow(client, boris, sent):
    client.force_login(boris)
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = change(client, sent, watched_until=str(tomorrow))

    assert "a day that is still to come" in response.content.decode()


def test_an_event_contradicts_only_one_of_the_same_delivery(client, boris, sent, make_letter, deliver):
    elsewhere = tell(deliver(make_letter("other"), delivery_state="sent"), "Thrown away.")
    client.force_login(boris)
    offered = client.get(f"/admin/letters/delivery/{sent.pk}/change/").content.decode()
    assert "Posted." in offered
    assert "Thrown away." not in offered

    change(client, sent, {"text": "It never left.", "contradicts": elsewhere.pk})
    assert not LetterEvent.objects.filter(text="It never left.").exists()

    change(client, sent, {"text": "It never left.", "contradicts": sent.events.get().pk})
    assert sent.is_contested


def test_events_are_not_deleted(client, olga, sent):
    client.force_login(olga)
    event = sent.events.get()

    change(client, sent, **{"events-0-DELETE": "on"})

    assert LetterEvent.objects.filter(pk=event.pk).exists()


def test_the_list_of_deliveries_shows_both_axes_without_a_query_for_each(
    client, boris, make_letter, deliver, django_assert_max_num_queries
):
    for number in range(8):
        deliver(make_letter(f"letter-{number}"), delivery_state="sent")
    client.force_login(boris)

    with django_assert_max_num_queries(20):
        html = client.get("/admin/letters/delivery/?response_state__exact=none").content.decode()

    assert "Letter letter-7" in html
