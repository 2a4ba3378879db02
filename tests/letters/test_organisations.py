"""Who belongs to the campaign, who supports it, and who only signed: told apart, each with day and source."""

import pytest

from campaign.letters.models import Resolution, Signatory
from campaign.organisations.models import Organisation, Tie
from tests.letters.conftest import cite


@pytest.fixture
def tie(article):
    def make(slug: str, kind: str, **fields) -> Organisation:
        organisation, _ = Organisation.objects.get_or_create(slug=slug, defaults={"name": slug.title()})
        row = Tie.objects.create(
            organisation=organisation,
            kind=kind,
            **({"text": f"What {slug} did.", "as_of": "2031-05-26"} | fields),
        )
        row.citations.add(cite("Our envelope reached the first secretary."))
        return organisation

    return make


def page(client, path="/organisations/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def section(html: str, title: str) -> str:
    return html.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]


def test_the_three_kinds_stand_apart_each_with_day_and_source(client, tie, make_letter):
    tie("branch", "affiliate")
    tie("printers", "supporter")
    tie("hotel", "named")
    make_letter("one")  # signed for the Lantern Club

    html = page(client)

    for title, slug in (
        ("Affiliated to the campaign", "branch"),
        ("Support the campaign", "printers"),
        ("Named in another connection", "hotel"),
    ):
        assert f'href="/organisations/{slug}/"' in section(html, title)
        assert "as of 26 May 2031" in section(html, title)
        assert "At the door (The Lantern)" in section(html, title)
    signed = section(html, "Signed a letter or passed a resolution")
    assert 'href="/organisations/lantern-club/"' in signed
    assert 'href="/letters/one/"' in signed
    assert "26 May 2031" in signed
    assert html.count("data-organisation=") == 4


def test_who_signs_and_supports_stands_once_where_the_stronger_tie_puts_it(client, tie, make_letter):
    make_letter("one")
    tie("lantern-club", "supporter")

    html = page(client)

    assert 'href="/letters/one/"' in section(html, "Support the campaign")
    assert "<h2>Signed a letter or passed a resolution</h2>" not in html


def test_a_letter_is_named_once_for_all_who_signed_it_and_nobody_by_name(client, make_letter):
    letter = make_letter("one")
    Signatory.objects.create(
        letter=letter, name="Zero Moustafa", organisation=Organisation.objects.get(slug="lantern-club")
    )

    html = page(client)

    assert html.count('href="/letters/one/"') == 1
    assert "Desgoffe" not in html
    assert "Moustafa" not in html


def test_mallory_learns_nothing_of_unpublished_letters(client, mallory, make_letter):
    make_letter("a-draft", published=False)
    client.force_login(mallory)

    assert "data-organisation" not in page(client)
    assert "a-draft" not in page(client, "/organisations/lantern-club/")


def test_that_no_affiliate_is_named_is_said(client, db):
    assert "None is named in what we hold." in section(page(client), "Affiliated to the campaign")


def test_a_published_resolution_stands_with_its_organisation(client, db):
    branch = Organisation.objects.create(slug="branch", name="Branch")
    resolution = Resolution(slug="one", title="For the printers", body=branch, date="2031-06")
    resolution.save()
    resolution.publish_as_shipped()
    Resolution(slug="two", title="Not yet read", body=branch).save()

    for path in ("/organisations/", "/organisations/branch/"):
        html = page(client, path)
        assert 'href="/resolutions/one/"' in html
        assert "June 2031" in html
        assert "Not yet read" not in html


def test_a_tie_without_a_day_says_so(client, tie):
    tie("branch", "affiliate", as_of="")

    assert "date not stated" in page(client)


def test_an_organisation_has_its_page(client, tie, make_letter, embassy):
    make_letter("one")
    club = tie("lantern-club", "affiliate")
    embassy.organisation = club
    embassy.save()

    html = page(client, "/organisations/lantern-club/")

    assert "<h1><bdi>Lantern Club</bdi></h1>" in html
    assert "country not stated" in html
    assert "Affiliated to the campaign" in html
    assert 'href="/letters/one/"' in html
    assert 'href="/missions/zubrow-in-freedonia/"' in html


def test_an_organisation_of_which_nothing_is_recorded_says_so(client, db):
    Organisation.objects.create(slug="shell", name="Shell")

    assert "Nothing public is recorded of it." in page(client, "/organisations/shell/")
    assert client.get("/organisations/no-such/").status_code == 404


def test_the_pages_cost_the_same_queries_for_any_number(client, tie, make_letter, django_assert_num_queries):
    def count(number: int) -> None:
        page(client)
        page(client, "/organisations/branch/")
        with django_assert_num_queries(7):
            page(client)
        with django_assert_num_queries(8):
            page(client, "/organisations/branch/")

    tie("branch", "affiliate")
    make_letter("one")
    count(1)
    for number in range(5):
        tie(f"branch-{number}", "affiliate")
        tie("branch", "supporter", text=f"Again {number}.")
        make_letter(f"more-{number}")
    count(6)


def test_an_organisation_is_found_by_what_it_did(client, tie):
    tie("printers", "supporter", text="Lent a duplicator.")

    assert "/organisations/printers/" in page(client, "/search/?q=duplicator")


def test_the_page_is_shareable_and_sets_no_cookie(client, db):
    response = client.get("/organisations/")

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
