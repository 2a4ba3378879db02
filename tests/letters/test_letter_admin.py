"""Who writes and who publishes a letter at the desk."""

import pytest

from archive.publishing import Publishable
from campaign.letters.models import Delivery, Letter, Signatory


def form(letter=None, *, signatories=(), deliveries=(), **fields):
    """The form of a letter as a browser posts it."""
    saved = list(letter.deliveries.all()) if letter else []
    signed = list(letter.signatories.all()) if letter else []
    values = {
        "title": letter.title if letter else "To the printers’ jailers",
        "slug": letter.slug if letter else "printers",
        "kind": "embassy",
        "date": letter.date if letter else "",
        "date_status": letter.date_status if letter else "absent",
        "deliveries-TOTAL_FORMS": len(saved) + len(deliveries),
        "deliveries-INITIAL_FORMS": len(saved),
        "tallies-TOTAL_FORMS": 0,
        "tallies-INITIAL_FORMS": 0,
        "signatories-TOTAL_FORMS": len(signed) + len(signatories),
        "signatories-INITIAL_FORMS": len(signed),
    }
    for number, row in enumerate(signed):
        kept = {"id": row.pk, "name": row.name, "role": row.role, "place": row.place, "position": 0}
        values |= prefixed(f"signatories-{number}", kept | {"organisation": row.organisation_id or ""})
    for number, row in enumerate(signatories, start=len(signed)):
        values |= prefixed(f"signatories-{number}", {"position": number} | row)
    for number, delivery in enumerate(saved):
        axes = {"delivery_state": delivery.delivery_state, "response_state": delivery.response_state}
        kept = {"id": delivery.pk, "mission": delivery.mission_id or "", "channel": delivery.channel}
        values |= prefixed(f"deliveries-{number}", kept | axes)
    for number, row in enumerate(deliveries, start=len(saved)):
        new = {"channel": "post", "delivery_state": "sent", "response_state": "none"}
        values |= prefixed(f"deliveries-{number}", new | row)
    return values | fields


def prefixed(prefix, values):
    return {f"{prefix}-{name}": value for name, value in values.items()}


def add(client, **fields):
    return client.post("/admin/letters/letter/add/", form(**fields), follow=True)


def change(client, letter, **fields):
    path = f"/admin/letters/letter/{letter.pk}/change/"
    return client.post(path, form(letter, **fields), follow=True)


def press(client, letter, action):
    """Chooses an action for one letter and confirms it."""
    return client.post(
        "/admin/letters/letter/",
        {"action": action, "_selected_action": letter.pk, "confirmed": "yes"},
        follow=True,
    )


GUSTAVE = {"name": "Gustave Desgoffe", "role": "secretary"}


def test_boris_drafts_and_ada_publishes(client, boris, ada, embassy):
    client.force_login(boris)
    add(client, signatories=[GUSTAVE], deliveries=[{"mission": embassy.pk}])
    letter = Letter.objects.get()
    assert letter.last_edited_by == boris
    assert client.get("/letters/printers/").status_code == 404
    press(client, letter, "submit_records")
    press(client, letter, "publish_records")
    assert client.get("/letters/printers/").status_code == 404

    client.force_login(ada)
    press(client, letter, "publish_records")

    assert "Gustave Desgoffe" in client.get("/letters/printers/").content.decode()


def test_a_letter_that_names_who_signed_needs_a_second_person(client, ada):
    client.force_login(ada)
    add(client, signatories=[GUSTAVE])

    response = press(client, Letter.objects.get(), "publish_records")

    assert "A second person must read this" in response.content.decode()
    assert client.get("/letters/printers/").status_code == 404


def test_a_letter_that_names_nobody_needs_one_person(client, ada):
    client.force_login(ada)
    add(client)

    press(client, Letter.objects.get(), "publish_records")

    assert client.get("/letters/printers/").status_code == 200


def test_a_name_added_later_takes_the_letter_from_the_site_until_it_is_read(client, ada):
    client.force_login(ada)
    add(client)
    letter = Letter.objects.get()
    press(client, letter, "publish_records")

    response = change(client, letter, signatories=[GUSTAVE])

    assert "has to be published again" in response.content.decode()
    letter.refresh_from_db()
    assert letter.status == Publishable.Status.REVIEW
    assert "second person" in press(client, letter, "publish_records").content.decode()


def test_who_records_an_answer_does_not_become_the_author_of_the_letter(client, ada, boris, embassy):
    client.force_login(ada)
    add(client, signatories=[GUSTAVE], deliveries=[{"mission": embassy.pk}])
    letter = Letter.objects.get()
    client.force_login(boris)
    change(client, letter, **{"deliveries-0-response_state": "acknowledged"})
    assert Delivery.objects.get().response_state == "acknowledged"

    client.force_login(ada)
    response = press(client, letter, "publish_records")

    assert "second person" in response.content.decode()
    letter.refresh_from_db()
    assert letter.last_edited_by == ada
    assert not letter.is_published


def test_an_answer_recorded_on_the_letters_own_form_is_public_at_once(client, boris, make_letter, deliver):
    letter = make_letter()
    deliver(letter, delivery_state="sent")
    client.force_login(boris)

    change(client, letter, **{"deliveries-0-response_state": "promised_reply"})

    client.logout()
    page = client.get("/letters/release-the-printers/").content.decode()
    assert "A reply was promised. None is recorded." in page


def test_an_illegal_move_on_the_letters_own_form_is_refused_with_its_reason(
    client, boris, make_letter, deliver
):
    letter = make_letter()
    deliver(letter, delivery_state="received")
    client.force_login(boris)

    response = change(client, letter, **{"deliveries-0-delivery_state": "planned"})

    assert "cannot become “planned”" in response.content.decode()
    assert Delivery.objects.get().delivery_state == "received"


def test_a_letter_has_one_delivery_to_each_mission(client, boris, make_letter, deliver, embassy):
    letter = make_letter()
    deliver(letter, delivery_state="sent")
    client.force_login(boris)

    response = change(client, letter, deliveries=[{"mission": embassy.pk}])

    assert "that attempt has not ended" in response.content.decode()
    assert Delivery.objects.count() == 1


def test_a_delivery_added_after_a_refusal_is_the_next_attempt(client, boris, make_letter, deliver, embassy):
    letter = make_letter()
    deliver(letter, delivery_state="refused")
    client.force_login(boris)

    change(client, letter, deliveries=[{"mission": embassy.pk}])

    assert list(letter.deliveries.values_list("attempt", "delivery_state")) == [
        (1, "refused"),
        (2, "sent"),
    ]
    assert letter.deliveries.get(attempt=2).responsible == boris


def test_two_rows_for_one_mission_at_once_are_refused(client, boris, make_letter, embassy):
    letter = make_letter()
    client.force_login(boris)

    response = change(client, letter, deliveries=[{"mission": embassy.pk}, {"mission": embassy.pk}])

    assert "one attempt at a mission at a time" in response.content.decode()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"date_status": "stated", "date": ""}, "Give the date that is stated or inferred"),
        ({"date_status": "absent", "date": "2031-05"}, "Give the date that is stated or inferred"),
        ({"date_status": "inferred", "date": "2031-05"}, "Say from what the date is inferred."),
        ({"date_status": "stated", "date": "May"}, "Write 2012"),
    ],
)
def test_a_date_says_how_it_is_known(client, boris, fields, sentence):
    client.force_login(boris)

    response = add(client, **fields)

    assert sentence in response.content.decode()
    assert not Letter.objects.exists()


def test_mallory_and_cleo_change_nothing(client, mallory, cleo, make_letter):
    letter = make_letter()
    for user in (mallory, cleo):
        client.force_login(user)
        change(client, letter, title="Changed")
        press(client, letter, "withdraw_records")

    letter.refresh_from_db()
    assert letter.title == "Letter release-the-printers"
    assert letter.is_published


def test_a_published_letter_is_withdrawn_not_deleted(client, olga, make_letter):
    letter = make_letter()
    client.force_login(olga)
    client.post(f"/admin/letters/letter/{letter.pk}/delete/", {"post": "yes"})
    assert Letter.objects.filter(pk=letter.pk).exists()

    press(client, letter, "withdraw_records")

    assert client.get("/letters/release-the-printers/").status_code == 410


def test_the_list_of_letters_costs_no_query_for_each(
    client, boris, make_letter, deliver, django_assert_max_num_queries
):
    for number in range(8):
        deliver(make_letter(f"letter-{number}"), delivery_state="sent")
    client.force_login(boris)

    with django_assert_max_num_queries(24):
        html = client.get("/admin/letters/letter/?q=letter").content.decode()

    assert "sent; no answer recorded" in html
    assert Signatory.objects.count() == 8
