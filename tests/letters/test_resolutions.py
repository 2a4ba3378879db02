"""What was resolved in solidarity, by whom, and where it went."""

import pytest
from django.core.exceptions import ValidationError

from campaign.letters.models import Resolution
from campaign.organisations.models import Organisation


@pytest.fixture
def make_resolution(db, embassy):
    def make(slug="printers-of-lutz", *, published=True, **fields):
        body, _ = Organisation.objects.get_or_create(slug="typesetters", name="Union of Typesetters")
        values = {"title": f"Resolution {slug}", "body": body, "date": "2031-05-20"}
        resolution = Resolution(slug=slug, **(values | fields))
        resolution.save()
        resolution.sent_to.add(embassy)
        if published:
            resolution.publish_as_shipped()
        return resolution

    return make


def test_the_page_says_who_resolved_what_when_and_where_it_went(client, make_resolution):
    make_resolution(
        branch="Lutz branch",
        meeting="annual meeting",
        votes_for=41,
        votes_against=2,
        text="We stand by the printers.",
        sent_to_others="the Lantern",
    )

    html = client.get("/resolutions/printers-of-lutz/").content.decode()

    for words in (
        *("Union of Typesetters, Lutz branch", "annual meeting", "20 May 2031", "41 for, 2 against"),
        *("We stand by the printers.", "/missions/zubrow-in-freedonia/", "the Lantern"),
    ):
        assert words in html
    assert "abstained" not in html


def test_votes_that_nobody_counted_are_not_shown(client, make_resolution):
    make_resolution()

    html = client.get("/resolutions/printers-of-lutz/").content.decode()

    assert "Votes" not in html
    assert "not in our sources" in html


def test_the_list_is_by_date_and_mallory_sees_no_draft(client, mallory, make_resolution):
    make_resolution("older", date="2030")
    make_resolution("newer", date="2031-06")
    make_resolution("undated", date="")
    make_resolution("draft", published=False)
    client.force_login(mallory)

    html = client.get("/resolutions/").content.decode()

    places = [html.index(f'data-resolution="{slug}"') for slug in ("newer", "older", "undated")]
    assert places == sorted(places)
    assert "Resolution draft" not in html
    assert client.get("/resolutions/draft/").status_code == 404


def test_a_withdrawn_resolution_is_gone(client, make_resolution):
    make_resolution().withdraw()

    assert client.get("/resolutions/printers-of-lutz/").status_code == 410


def test_the_list_costs_the_same_queries_for_any_number(client, make_resolution, django_assert_num_queries):
    make_resolution()
    with django_assert_num_queries(2):
        client.get("/resolutions/")
    for number in range(20):
        make_resolution(f"more-{number}")
    with django_assert_num_queries(2):
        client.get("/resolutions/")


def test_a_resolution_needs_a_body_and_counts_votes_for_first(make_resolution):
    with pytest.raises(ValidationError, match="which organisation"):
        Resolution(slug="a", title="A").full_clean()
    with pytest.raises(ValidationError, match="Give the votes for it"):
        Resolution(slug="a", title="A", body_name="A club", votes_against=3).full_clean()


def test_boris_writes_and_publishes_one_and_the_search_finds_it(client, boris):
    client.force_login(boris)
    values = {
        *(
            ("title", "Typesetters for the printers"),
            ("slug", "typesetters"),
            ("body_name", "A club of Lutz"),
        ),
        *(("date", "2031"), ("text", "Let the printers go."), ("country", "SE")),
    }
    client.post("/admin/letters/resolution/add/", dict(values))
    resolution = Resolution.objects.get()
    assert resolution.status == "draft"

    chosen = {"action": "publish_records", "_selected_action": [resolution.pk], "confirmed": "yes"}
    client.post("/admin/letters/resolution/", chosen)

    client.logout()
    assert "Sweden" in client.get("/resolutions/typesetters/").content.decode()
    assert "/resolutions/typesetters/" in client.get("/search/?q=typesetters").content.decode()
    assert "/resolutions/typesetters/" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("who", ["mallory", "cleo"])
def test_others_write_none(client, request, who):
    client.force_login(request.getfixturevalue(who))

    client.post("/admin/letters/resolution/add/", {"title": "A", "slug": "a", "body_name": "B"})

    assert not Resolution.objects.exists()
