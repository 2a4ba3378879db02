"""The register in depth: every facet, late replies, five thousand letters, and what a correction must not do."""

import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from archive.models import Authority
from campaign.actions.models import Action
from campaign.letters.models import Delivery, Letter, LetterEvent, Tally
from campaign.letters.sentences import status_sentence
from campaign.organisations.models import Mission, Organisation
from campaign.organisations.vocabulary import DeliveryState, ResponseState
from campaign.prisoners.models import Person
from tests.letters.conftest import tell


def page(client, path="/letters/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def shown(client, query):
    return set(re.findall(r'data-letter="([\w-]+)"', page(client, f"/letters/?{query}")))


@pytest.fixture
def spring(db):
    action = Action(slug="spring", title="A spring of letters")
    action.save()
    action.publish_as_shipped()
    return action


@pytest.fixture
def erlan(db):
    authority = Authority.objects.create(kind="person", slug="erlan")
    person = Person(authority=authority, slug="erlan", name="Erlan Example", basis="consent")
    person.save()
    person.publish_as_shipped()
    return person


@pytest.fixture
def two(make_letter, deliver, spring, erlan):
    """One letter to the embassy for Erlan in an action, and one to elsewhere by somebody else."""
    first = make_letter("first", action=spring)
    deliver(first, delivery_state="sent")
    first.people.add(erlan)
    second = make_letter("second")
    elsewhere = Mission.objects.create(slug="elsewhere", name="Consulate elsewhere", host_country="SE")
    deliver(second, mission=elsewhere, delivery_state="refused")
    second.signatories.update(organisation=Organisation.objects.create(slug="choir", name="The Choir"))


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        *(("country=FR", {"first"}), ("country=SE", {"second"}), ("mission=elsewhere", {"second"})),
        *(("delivery=refused", {"second"}), ("response=none", {"first", "second"})),
        *(("person=erlan", {"first"}), ("organisation=choir", {"second"}), ("campaign=spring", {"first"})),
        *(("year=2031", {"first", "second"}), ("year=2030", set()), ("waiting=overdue", set())),
        ("mission=elsewhere&delivery=sent", set()),
        ("mission=nowhere", {"first", "second"}),  # nobody offered it
    ],
)
def test_the_register_is_narrowed_by_each_facet(client, two, query, slugs):
    assert shown(client, query) == slugs
    rows = json.loads(client.get(f"/letters/data.json?{query}").content)["letters"]
    assert {row["letter"] for row in rows} == slugs


def test_a_choice_reads_as_the_records_name(client, two):
    html = page(client, "/letters/?mission=elsewhere&person=erlan")

    assert "Consulate elsewhere</a></li>" in html
    assert 'href="/letters/?mission=elsewhere"' in html
    assert 'href="/letters/data.csv?mission=elsewhere&amp;person=erlan"' in html


def test_a_person_or_an_action_that_is_not_public_is_no_choice(client, two, erlan, spring):
    erlan.withdraw()
    spring.withdraw()

    html = page(client, "/letters/?person=erlan&campaign=spring")

    assert "Erlan" not in html
    assert "A spring" not in html
    assert shown(client, "person=erlan") == {"first", "second"}


@pytest.fixture
def promised(make_letter, deliver):
    delivery = deliver(make_letter("late"), delivery_state="handed_in", response_state="promised_reply")
    tell(delivery, "They promised.", response_state="promised_reply", date="2031-05-26")
    return delivery


def overdue(client):
    return json.loads(client.get("/letters/overdue.json").content)["deliveries"]


@pytest.mark.parametrize(("days", "is_late"), [(30, False), (31, True)])
def test_a_promise_and_thirty_one_days_without_an_answer_is_overdue(
    client, boris, promised, monkeypatch, days, is_late
):
    moment = timezone.make_aware(datetime(2031, 5, 26, 12)) + timedelta(days=days)
    assert overdue(client) == []
    assert "No answer for" not in page(client)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    client.force_login(boris)
    rows = {"action": "nothing_came", "_selected_action": [promised.pk]}
    client.post("/admin/letters/delivery/", rows)
    client.logout()

    html = page(client)

    assert f"No answer for {days} days" in html
    assert ('<span class="badge badge-strong">overdue</span>' in html) is is_late
    assert shown(client, "waiting=overdue") == ({"late"} if is_late else set())
    assert len(overdue(client)) == is_late


def test_the_late_replies_are_data(client, promised):
    Delivery.objects.update(watched_until=date(2031, 6, 30))

    assert overdue(client) == [
        {
            "letter": "late",
            "address": "http://127.0.0.1:8000/letters/late/",
            "title": "Letter late",
            "mission": "zubrow-in-freedonia",
            "host_country": "FR",
            "attempt": 1,
            "promised_on_at_the_latest": "2031-05-26",
            "due_on": "2031-06-25",
            "nothing_came_until": "2031-06-30",
            "days_since_the_promise": 35,
        }
    ]


def test_late_replies_to_letters_that_are_not_public_stay_inside(client, promised):
    Delivery.objects.update(watched_until=date(2031, 6, 30))
    promised.letter.withdraw()

    assert overdue(client) == []


@pytest.fixture
def five_thousand(db):
    letters = Letter.objects.bulk_create(
        Letter(
            slug=f"n-{number}",
            title=f"Letter {number}",
            date=f"{2000 + number % 30}",
            date_latest=date(2000 + number % 30, 12, 31),
            date_status="stated",
            status="published",
            origin="starter",
            starter_hash="x",
            content_hash="x",
            published_at=timezone.now(),
        )
        for number in range(5000)
    )
    missions = [
        Mission.objects.create(slug=f"m-{number}", name=f"Embassy {number}", host_country=country)
        for number, country in enumerate(("FR", "SE", "DE"))
    ]
    states = DeliveryState.values
    Delivery.objects.bulk_create(
        Delivery(letter=letter, mission=missions[number % 3], delivery_state=states[number % len(states)])
        for number, letter in enumerate(letters)
    )
    LetterEvent.objects.bulk_create(
        LetterEvent(delivery=delivery, text="It went.", delivery_state=delivery.delivery_state)
        for delivery in Delivery.objects.all()
    )


def test_five_thousand_letters_cost_the_queries_of_thirteen(client, five_thousand, django_assert_num_queries):
    page(client)
    with django_assert_num_queries(18):  # the list 4 with its page and rows, one for each of ten facets
        html = page(client)
    assert re.search(r"\b5.?000 letters<", html)
    with django_assert_num_queries(19):  # one more: the record of the choice
        page(client, "/letters/?mission=m-1&delivery=sent&page=2")
    assert re.search(r'<option value="m-1">Embassy 1 \(1.?667\)</option>', html)


def test_correcting_an_old_event_moves_nothing_up(client, boris, make_letter, deliver, two):
    oldest = make_letter("oldest", date="2020-01-01")
    delivery = deliver(oldest, delivery_state="sent")
    event = tell(delivery, "Posted.", delivery_state="sent", date="2020-01-01")
    Letter.objects.filter(pk=oldest.pk).update(published_at=timezone.now() - timedelta(days=400))
    lists = ["/letters/", "/feeds/letters.atom", "/letters/data.csv"]
    before = [client.get(path).content for path in lists]
    positions = [re.findall(rb"/letters/(\w+)/", content) for content in before]
    dates = re.findall(rb"<(?:updated|published)>.*?<", before[1])

    event.text, event.date = "Posted by registered post.", "2020-01-02"
    event.save()
    delivery.response_state = "acknowledged"
    delivery.save()

    after = [client.get(path).content for path in lists]
    assert [re.findall(rb"/letters/(\w+)/", content) for content in after] == positions
    assert re.findall(rb"<(?:updated|published)>.*?<", after[1]) == dates


def test_model_letters_stand_apart(client, make_letter):
    model = make_letter("a-model", kind="model", text="Let the printers of Zubrow go home to their presses.")
    make_letter(
        "a-letter", parent=model, text="Dear Sir!\n\nLet the printers of Zubrow go home to their presses."
    )
    make_letter("alone", text="An entirely different text stands in this one, word for word.")

    assert shown(client, "") == {"a-letter", "alone"}
    assert shown(client, "kind=model") == {"a-model"}
    html = page(client, "/letters/a-model/")
    assert "It was not sent itself. 1 letter was written after it." in html
    assert "No answer is recorded" not in html
    html = page(client, "/letters/a-letter/")
    assert 'Written after the model letter <a href="/letters/a-model/">' in html
    assert "1 sentence word for word" in html
    assert "word for word" not in page(client, "/letters/alone/").partition("The same sentences")[2]


def test_a_model_letter_that_is_not_public_is_not_named(client, make_letter):
    model = make_letter("a-model", kind="model", text="Let the printers of Zubrow go home to their presses.")
    make_letter("a-letter", parent=model, text="Let the printers of Zubrow go home to their presses.")
    model.withdraw()

    html = page(client, "/letters/a-letter/")

    assert "a-model" not in html
    assert "Let the printers of Zubrow go home" in html


def test_a_tally_has_its_day_and_who_counted(client, make_letter):
    letter = make_letter()
    Tally.objects.create(letter=letter, channel="email", count=612, as_of="2031-06", source="our own form")

    html = page(client, "/letters/release-the-printers/")

    assert re.search(r"<strong>612</strong>\s+by e-mail, as of June 2031", html)
    assert "counted by: <bdi>our own form</bdi>" in html


def test_each_attempt_has_its_number(client, make_letter, deliver):
    first = deliver(make_letter(), delivery_state="refused")
    tell(first, "A porter refused it.", delivery_state="refused")
    second = first.next_attempt(delivery_state="left")
    tell(second, "Left in the box.", delivery_state="left", date="2031-06-02", at_time="14:05")

    html = page(client, "/letters/release-the-printers/")

    assert "Attempt 2: Left at the mission on 2 June 2031." in html
    assert "2 June 2031, 14:05" in html


@pytest.mark.parametrize("language", ["en", "ru", "kk", "tr"])
def test_every_pair_renders_a_sentence_in_every_language(make_letter, deliver, language):
    delivery = deliver(make_letter())
    english = {}
    for state in DeliveryState.values:
        for answer in ResponseState.values:
            delivery.delivery_state, delivery.response_state = state, answer
            english[state, answer] = status_sentence(delivery, {})
            with translation.override(language):
                sentence = status_sentence(delivery, {})
            assert re.fullmatch(r"\w[^_%{}]+\.", sentence), (state, answer)
            assert language == "en" or sentence != english[state, answer], (state, answer)
