"""An editor at the door: the letter, what happened, when; recorded once, whatever the line does."""

import uuid
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from campaign.letters.hand_in import HandInForm, target_of
from campaign.letters.models import Delivery, Letter, LetterEvent
from campaign.organisations.models import Mission
from tests.letters.conftest import tell

PAGE = "/admin/letters/delivery/hand-in/"


@pytest.fixture
def door(make_letter, embassy):
    letter = make_letter()
    return f"{PAGE}?letter={letter.pk}&mission={embassy.pk}"


def told(**fields):
    values = {
        *(("delivery_state", "refused"), ("response_state", "none"), ("text", "A guard sent us away.")),
        *(("who", "Lantern Club"), ("day", str(timezone.localdate())), ("time", "14:05")),
        ("entry", str(uuid.uuid4())),
    }
    return dict(values) | fields


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_what_happened_at_the_door_is_public_at_once(client, boris, door):
    client.force_login(boris)

    answer = client.post(door, told(), follow=True)

    assert "Recorded: Letter release-the-printers – refused at the door." in answer.content.decode()
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.responsible, delivery.attempt) == ("in_person", boris, 1)
    client.logout()
    html = page(client, "/letters/release-the-printers/")
    assert "Refused at the door on " in html
    assert "A guard sent us away." in html
    assert ", 14:05" in html


def test_the_next_attempt_after_a_refusal_is_a_row_of_its_own(client, boris, door):
    client.force_login(boris)
    client.post(door, told())

    assert "Attempt 2" in page(client, door)
    client.post(door, told(delivery_state="left", response_state="promised_reply"))

    rows = Delivery.objects.order_by("attempt").values_list("attempt", "delivery_state", "response_state")
    assert list(rows) == [(1, "refused", "none"), (2, "left", "promised_reply")]


def test_a_planned_delivery_stands_first_and_moves_on(client, boris, door, deliver):
    delivery = deliver(Delivery(letter_id=int(door.partition("letter=")[2].partition("&")[0])).letter)
    client.force_login(boris)

    assert f'href="?letter={delivery.letter_id}&amp;mission={delivery.mission_id}"' in page(client, PAGE)
    client.post(door, told(delivery_state="attempted"))
    client.post(door, told(delivery_state="accepted"))

    delivery.refresh_from_db()
    assert delivery.delivery_state == "accepted"
    assert [event.delivery_state for event in delivery.events.all()] == ["attempted", "accepted"]
    assert Delivery.objects.count() == 1


def test_only_legal_moves_are_offered_and_taken(client, boris, door, deliver):
    letter = Delivery(letter_id=int(door.partition("letter=")[2].partition("&")[0])).letter
    sent = deliver(letter, delivery_state="sent", response_state="substance")
    client.force_login(boris)

    html = page(client, door)
    assert html.count('name="delivery_state"') == 1
    assert 'value="received"' in html
    assert 'value="promised_reply"' not in html
    answer = client.post(door, told(delivery_state="refused"))

    assert "Nothing was recorded yet." in answer.content.decode()
    assert not LetterEvent.objects.exists()
    sent.refresh_from_db()
    assert sent.delivery_state == "sent"


def test_where_no_move_is_left_the_page_says_so(client, boris, door, deliver):
    letter = Delivery(letter_id=int(door.partition("letter=")[2].partition("&")[0])).letter
    deliver(letter, delivery_state="received")
    client.force_login(boris)

    assert "Nothing more can happen to this attempt at the door" in page(client, door)


def test_the_same_form_sent_twice_is_recorded_once(client, boris, door):
    client.force_login(boris)
    once = told()

    client.post(door, once)
    answer = client.post(door, once, follow=True)

    assert "Recorded:" in answer.content.decode()
    assert LetterEvent.objects.count() == 1
    assert Delivery.objects.count() == 1


def test_two_people_at_one_door_do_not_overwrite_each_other(boris, door):
    delivery_of_two = told(), told(delivery_state="left")
    forms = [HandInForm(target_of(Letter.objects.get(), Mission.objects.get()), d) for d in delivery_of_two]
    assert all(form.is_valid() for form in forms)
    forms[0].record(boris)

    with pytest.raises((IntegrityError, ValidationError)):
        forms[1].record(boris)


def test_what_is_missing_or_still_to_come_is_said_beside_it(client, boris, door):
    client.force_login(boris)

    answer = client.post(door, told(text="", day="2999-01-01", delivery_state="")).content.decode()

    assert answer.count('class="errorlist"') == 3
    assert "This day is still to come." in answer
    assert 'value="Lantern Club"' in answer


@pytest.mark.parametrize("who", ["mallory", "cleo"])
def test_others_record_nothing(client, request, door, who):
    client.force_login(request.getfixturevalue(who))

    assert client.post(door, told()).status_code in (302, 403)
    assert not Delivery.objects.exists()


def test_withdrawn_letters_and_nonsense_are_not_brought_to_a_door(client, boris, door):
    Letter.objects.get().withdraw()
    client.force_login(boris)

    for path in (door, f"{PAGE}?letter=x&mission=y", f"{PAGE}?done=x", f"{PAGE}?done=999999"):
        assert "Another letter or door" in page(client, path)


def test_the_page_and_all_it_loads_weigh_less_than_ten_kilobytes(client, boris, door):
    client.force_login(boris)
    files = [Path(str(finders.find(name))) for name in ("css/hand-in.css", "js/hand-in.js")]

    weight = len(client.get(door).content) + sum(len(path.read_bytes()) for path in files)

    assert weight < 10_000


def test_the_page_costs_the_same_queries_for_many_letters(
    client, boris, make_letter, deliver, django_assert_max_num_queries
):
    client.force_login(boris)
    for number in range(15):
        tell(deliver(make_letter(f"n-{number}")), "Planned.", delivery_state="planned")

    with django_assert_max_num_queries(8):
        page(client, PAGE)


def test_the_start_page_leads_whoever_may_record_to_the_door(client, boris, mallory):
    client.force_login(boris)
    assert f'href="{PAGE}"' in client.get("/admin/").content.decode()
    mallory.is_staff = True
    mallory.save()
    client.force_login(mallory)
    assert f'href="{PAGE}"' not in client.get("/admin/").content.decode()
