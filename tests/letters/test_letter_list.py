import pytest
from django.test import Client

from archive.publishing import Publishable
from campaign.actions.models import Action
from campaign.letters.models import Letter, LetterEvent
from campaign.organisations.models import Mission
from tests.letters.conftest import cite, tell


@pytest.fixture
def spring(db):
    action = Action(slug="spring", title="A spring of letters")
    action.save()
    action.publish_as_shipped()
    return action


@pytest.fixture
def thirteen(make_letter, deliver):
    """Enough letters for a table: twelve sent in 2031, one refused in 2032 and written to a newspaper."""
    for number in range(12):
        letter = make_letter(f"sent-{number}")
        tell(deliver(letter, delivery_state="sent"), "Posted.", delivery_state="sent")
    refused = make_letter("refused-one", date="2032-01-15", kind="press")
    deliver(refused, mission=None, delivery_state="refused")


def page(client: Client, path: str = "/letters/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_few_letters_read_as_a_story_grouped_by_action(client, make_letter, deliver, spring):
    deliver(make_letter("second", date="2031-05-26", action=spring), delivery_state="sent")
    make_letter("first", date="2031-05-25", action=spring)
    make_letter("apart", date="2030-01-01", title="A letter apart")

    html = page(client)

    assert '<ol class="story">' in html
    assert "<table>" not in html
    assert 'class="filters"' not in html
    in_order = ["A spring of letters", "Letter first", "Letter second", "Other letters", "A letter apart"]
    places = [html.index(text) for text in in_order]
    assert places == sorted(places)


def test_a_row_says_when_to_whom_from_whom_and_what_came_of_it(client, contested):
    html = page(client)

    assert "26 May 2031" in html
    assert 'href="/missions/zubrow-in-freedonia/"' in html
    assert "<bdi>Lantern Club</bdi>" in html
    assert "Refused at the door on 26 May 2031; one source says it was handed in. No answer is" in html
    assert "sources differ" in html
    assert 'data-letter="through-the-door" data-delivery="refused" data-response="none"' in html


def test_an_inferred_date_gives_its_reason_and_an_absent_one_says_so(client, make_letter):
    reason = "It speaks of the fair as past."
    make_letter("inferred", date="2031-05-22/2031-05-27", date_status="inferred", date_reason=reason)
    make_letter("undated", date="", date_status="absent")

    html = page(client)

    assert "between 22 and 27 May 2031" in html
    assert "inferred" in html
    assert reason in html
    assert "Date not stated" in html


def test_a_letter_of_which_little_is_known_says_so(client, make_letter):
    letter = make_letter()
    letter.signatories.update(organisation=None)

    html = page(client)

    assert "addressee not stated" in html
    assert "sender not stated" in html
    assert "Our sources do not say how it was delivered. No answer is recorded." in html
    assert 'data-delivery="not_stated" data-response="none"' in html


def test_a_letter_to_the_press_is_shown_as_its_own_kind(client, make_letter):
    make_letter(kind="press")

    assert "letter to the press" in page(client)


def test_signatories_are_not_named_in_the_list(client, contested):
    assert "Desgoffe" not in page(client)


def test_mallory_sees_no_draft_nothing_in_review_and_nothing_withdrawn(client, mallory, make_letter):
    make_letter("a-draft", published=False)
    make_letter("in-review", published=False).submit()
    make_letter("taken-back").withdraw()
    client.force_login(mallory)

    html = page(client)

    assert "No letter is published yet." in html
    assert "data-letter" not in html


def test_the_title_of_an_unpublished_action_is_not_shown(client, make_letter, spring):
    make_letter(action=spring)
    spring.withdraw()

    assert "A spring of letters" not in page(client)


def test_thirteen_letters_make_a_table_with_facets_of_two_or_more_values(client, thirteen):
    html = page(client)

    assert "<table>" in html
    assert '<ol class="story">' not in html
    assert '<option value="sent">Sent (12)</option>' in html
    assert '<option value="refused">Refused at the door (1)</option>' in html
    assert '<option value="press">Letter to the press (1)</option>' in html
    assert 'name="year"' in html
    assert 'name="response"' not in html  # all of them: none
    assert 'name="country"' not in html  # one country only


def test_letters_to_two_countries_can_be_told_apart(client, thirteen, deliver, make_letter):
    other = Mission.objects.create(slug="zubrow-elsewhere", name="Embassy elsewhere", host_country="SE")
    deliver(make_letter("elsewhere"), mission=other, delivery_state="sent")

    assert '<option value="SE">Sweden (1)</option>' in page(client)
    assert "1 letter<" in page(client, "/letters/?country=SE")


def test_a_choice_narrows_the_table_and_can_be_taken_away(client, thirteen):
    html = page(client, "/letters/?delivery=refused&kind=press")

    assert "1 letter<" in html
    assert 'data-letter="refused-one"' in html
    assert "sent-1" not in html
    assert 'href="/letters/?kind=press"' in html
    assert 'href="/letters/?delivery=refused"' in html
    assert '<option value="refused" selected>' in html


def test_the_year_is_a_choice(client, thirteen):
    html = page(client, "/letters/?year=2032")

    assert "1 letter<" in html
    assert "refused-one" in html


def test_delivery_and_answer_are_asked_of_the_same_delivery(client, make_letter, deliver):
    letter = make_letter()
    deliver(letter, delivery_state="sent", response_state="none")
    deliver(letter, mission=None, delivery_state="refused", response_state="acknowledged")

    assert "data-letter" in page(client, "/letters/?delivery=sent&response=none")
    assert "data-letter" not in page(client, "/letters/?delivery=sent&response=acknowledged")


def test_no_match_says_what_to_do(client, make_letter):
    make_letter()

    assert "No letter matches. Take a choice away to see more." in page(client, "/letters/?kind=company")


def test_choices_that_nobody_offered_are_ignored(client, thirteen):
    html = page(client, "/letters/?delivery=burnt&year=soon&page=lots&other=%3Cscript%3E")
    main = html.partition("<main")[2].partition("</main>")[0]

    assert "13 letters<" in main
    assert "burnt" not in main
    assert "script" not in main


def test_long_registers_have_pages_that_keep_the_choice(client, make_letter):
    for number in range(52):
        make_letter(f"letter-{number}")

    first = page(client, "/letters/?kind=embassy")
    second = page(client, "/letters/?kind=embassy&page=2")

    assert first.count("data-letter=") == 50
    assert second.count("data-letter=") == 2
    assert 'href="?kind=embassy&amp;page=2"' in first


def test_the_overdue_badge_needs_somebody_who_watched(client, make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="handed_in", response_state="promised_reply")
    tell(delivery, "They promised.", response_state="promised_reply", date="2031-05-26")
    assert "overdue" not in page(client)

    delivery.watched_until = "2031-06-26"
    delivery.save()

    assert "overdue" in page(client)


def test_the_story_costs_the_same_queries_for_one_letter_as_for_twelve(
    client, contested, make_letter, deliver, django_assert_num_queries
):
    page(client)  # what every page knows of the site is remembered for two seconds
    with django_assert_num_queries(10):
        page(client)
    for number in range(11):
        delivery = deliver(make_letter(f"more-{number}"), delivery_state="sent")
        tell(delivery, "Posted.", cite("The porter would not take our envelope."), delivery_state="sent")
    page(client)
    with django_assert_num_queries(10):
        page(client)


def test_the_table_costs_the_same_queries_for_any_number_of_letters(
    client, thirteen, contested, make_letter, deliver, django_assert_num_queries
):
    page(client)
    with django_assert_num_queries(21):
        page(client)
    for number in range(30):
        tell(deliver(make_letter(f"more-{number}"), delivery_state="sent"), "Posted.", delivery_state="sent")
    page(client)
    with django_assert_num_queries(21):
        page(client)


def test_the_page_is_shareable_and_sets_no_cookie(client, contested):
    response = client.get("/letters/")

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_list_stands_in_every_language(client, contested):
    for prefix in ("ru", "kk", "tr", "ar", "fa"):
        assert f'href="/{prefix}/letters/through-the-door/"' in page(client, f"/{prefix}/letters/")


def test_the_list_only_answers_reading(client):
    assert client.post("/letters/").status_code == 405


def test_an_answer_recorded_later_does_not_change_the_order(client, make_letter, deliver):
    make_letter("newer", date="2031-06-01")
    older = make_letter("older", date="2031-05-01")
    tell(deliver(older, delivery_state="sent", response_state="substance"), "Posted.", delivery_state="sent")

    html = page(client)

    assert html.index("Letter older") < html.index("Letter newer")
    assert LetterEvent.objects.count() == 1
    assert Letter.objects.filter(status=Publishable.Status.PUBLISHED).count() == 2
