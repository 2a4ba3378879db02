import pytest
from django.test import Client

from archive.models import Authority, Publication
from campaign.actions.models import Action, Demand
from campaign.letters.models import Letter, Signatory
from campaign.prisoners.models import Person
from tests.letters.conftest import LETTER_TEXT, cite, tell


def page(client: Client, slug: str) -> str:
    response = client.get(f"/letters/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def make_person(slug: str, *, published: bool) -> Person:
    authority = Authority.objects.create(kind="person", slug=slug, name=slug.title())
    person = Person(authority=authority, slug=slug, name=slug.title(), basis="own_publicity")
    person.save()
    if published:
        person.publish_as_shipped()
    return person


def test_the_status_sentence_stands_before_the_record(client, contested):
    html = page(client, "through-the-door")

    status = "Refused at the door on 26 May 2031; one source says it was handed in. No answer is recorded."
    assert html.index("<h1>") < html.index(status) < html.index("What is recorded")
    assert "sources differ" in html


def test_both_statements_of_a_contradiction_stand_side_by_side(client, contested):
    pair = page(client, "through-the-door").partition('<div class="pair">')[2].partition("</section>")[0]

    assert pair.count('class="pair-side"') == 2
    assert "A porter refused it." in pair
    assert "It came into the hands of a secretary." in pair
    assert pair.count("At the door (The Lantern)") == 2
    assert "The porter would not take our envelope." in pair
    assert "Our envelope reached the first secretary." in pair


def test_nothing_is_called_a_contradiction_where_sources_agree(client, make_letter, deliver):
    tell(deliver(make_letter(), delivery_state="sent"), "Posted.", delivery_state="sent")

    html = page(client, "release-the-printers")

    assert "cannot both hold" not in html
    assert "sources differ" not in html


def test_the_text_of_a_publication_that_allows_it_is_shown_in_its_language(client, make_letter, article):
    Publication.objects.update(rights="full", rights_note="The editor wrote to us.")
    make_letter(text_citation=cite(LETTER_TEXT), language="de")

    html = page(client, "release-the-printers")

    assert '<div class="letter-document" lang="de" dir="auto">' in html
    assert "<p>Let the printers of Zubrow go home.</p>" in html
    assert "<p>Signed for the Lantern Club.</p>" in html


def test_the_text_of_a_publication_that_allows_excerpts_is_linked(client, make_letter, article):
    citation = cite(LETTER_TEXT)
    make_letter(text_citation=citation)

    html = page(client, "release-the-printers")

    assert "The text stands in" in html
    assert f'href="/archive/at-the-door/?c={citation.reference}#c"' in html
    assert "letter-document" not in html
    assert "Let the printers" not in html


def test_the_text_of_a_publication_that_allows_a_link_is_linked_without_marks(client, make_letter, article):
    Publication.objects.update(rights="link")
    make_letter(text_citation=cite(LETTER_TEXT))

    html = page(client, "release-the-printers")

    assert 'href="/archive/at-the-door/"' in html
    assert "Let the printers" not in html


def test_a_text_that_is_not_held_yet_gives_our_summary_and_its_source(client, make_letter, article):
    Publication.objects.update(rights="full", rights_note="The editor wrote to us.")
    make_letter(text_citation=cite(LETTER_TEXT, held=False), summary="It asks for some people’s return.")

    html = page(client, "release-the-printers")

    assert "It asks for some people’s return." in html
    assert ">At the door</a>, a document that we do not hold yet." in html


def test_a_text_in_an_unpublished_document_names_no_document(client, make_letter, article):
    make_letter(text_citation=cite(LETTER_TEXT))
    article.withdraw()

    html = page(client, "release-the-printers")

    assert "The text stands in a document that is not published here." in html
    assert "At the door" not in html
    assert "Let the printers" not in html


def test_a_letter_that_is_only_mentioned_says_so(client, make_letter):
    make_letter()

    assert "The text of this letter is not in our sources." in page(client, "release-the-printers")


def test_signatories_stand_with_role_organisation_and_place(client, make_letter):
    letter = make_letter()
    Signatory.objects.create(letter=letter, name="Zofia Kovacs", organisation_name="Bakers of Lutz")
    letter.publish_as_shipped()

    html = page(client, "release-the-printers")

    assert (
        "<bdi>Gustave Desgoffe</bdi>, <bdi>secretary</bdi>, <bdi>Lantern Club</bdi>, <bdi>Lutz</bdi>" in html
    )
    assert "<bdi>Zofia Kovacs</bdi>, <bdi>Bakers of Lutz</bdi>" in html


def test_only_published_people_are_named_as_those_it_is_for(client, make_letter):
    letter = make_letter()
    letter.people.add(make_person("serge", published=True), make_person("ivan", published=False))

    html = page(client, "release-the-printers")

    assert 'href="/prisoners/serge/"' in html
    assert "Ivan" not in html


def test_the_demands_of_a_published_action_stand_with_their_source(client, make_letter, article):
    action = Action.objects.create(slug="spring", title="A spring of letters")
    demand = Demand.objects.create(action=action, slug="home", text="The printers go free.")
    demand.citations.add(cite("Let the printers of Zubrow go home."))
    letter = make_letter(action=action)
    letter.demands.add(demand)

    html = page(client, "release-the-printers")

    for words in ("The printers go free.", "Let the printers of Zubrow go home.", "A spring of letters"):
        assert words not in html  # the action is a draft

    action.publish_as_shipped()
    html = page(client, "release-the-printers")

    for words in ("The printers go free.", "Let the printers of Zubrow go home.", "A spring of letters"):
        assert words in html


def test_a_letter_to_two_addressees_has_a_sentence_for_each(client, make_letter, deliver):
    letter = make_letter(addressee="The Minister")
    deliver(letter, delivery_state="refused")
    deliver(letter, mission=None, delivery_state="sent", response_state="acknowledged")

    html = page(client, "release-the-printers")

    assert "<bdi>Embassy of Zubrow in Freedonia</bdi></strong>: Refused at the door. No answer" in html
    assert "<bdi>The Minister</bdi></strong>: Sent. Receipt was acknowledged." in html
    assert 'data-delivery="refused sent" data-response="none acknowledged"' in html


def test_an_unreviewed_letter_of_the_starter_campaign_says_so(client, make_letter, ada, boris):
    letter = make_letter()
    assert "not yet reviewed by editors of this site" in page(client, "release-the-printers")

    letter.withdraw()
    Letter.objects.filter(pk=letter.pk).update(last_edited_by=boris)
    letter.refresh_from_db()
    letter.submit()
    letter.publish(by=ada)

    assert "not yet reviewed" not in page(client, "release-the-printers")


@pytest.mark.parametrize("verb", [None, "submit"])
def test_mallory_sees_neither_a_draft_nor_what_is_in_review(client, mallory, make_letter, verb):
    letter = make_letter(published=False)
    if verb:
        getattr(letter, verb)()
    client.force_login(mallory)

    assert client.get("/letters/release-the-printers/").status_code == 404


def test_a_withdrawn_letter_is_gone_and_names_nobody(client, make_letter):
    make_letter().withdraw()

    response = client.get("/letters/release-the-printers/")

    assert response.status_code == 410
    assert "Desgoffe" not in response.content.decode()
    assert "Letter release-the-printers" not in response.content.decode()


def test_a_letter_that_never_was_is_not_found(client, db):
    assert client.get("/letters/no-such-letter/").status_code == 404


def test_the_page_costs_the_same_queries_for_a_long_record_as_for_a_short_one(
    client, contested, django_assert_num_queries
):
    page(client, "through-the-door")
    with django_assert_num_queries(16):
        page(client, "through-the-door")
    delivery = contested.deliveries.get()
    for number in range(5):
        tell(delivery, f"Step {number}.", cite("Signed for the Lantern Club."), response_state="verbal")
    page(client, "through-the-door")
    with django_assert_num_queries(16):
        page(client, "through-the-door")


def test_the_page_is_shareable_and_sets_no_cookie(client, contested):
    response = client.get("/letters/through-the-door/")

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
    assert client.post("/letters/through-the-door/").status_code == 405
