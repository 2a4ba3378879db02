"""The desk: who enters a person, who publishes one, and what the form refuses."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from archive.models import Authority
from campaign.prisoners.models import Person
from tests.prisoners.conftest import MakePerson

pytestmark = pytest.mark.django_db

INLINES = ("custody_periods", "facts", "designations")


def form_data(authority: Authority, *periods: dict[str, str], **fields: str) -> dict[str, Any]:
    """What the browser posts for a person without earlier rows."""
    data = {
        "name": "Dana Serik",
        "slug": "dana-serik",
        "authority": str(authority.pk),
        "summary": "",
        "basis": "public_interest",
        "basis_note": "",
        "review_on": "",
    } | fields
    for prefix in INLINES:
        total = len(periods) if prefix == "custody_periods" else 0
        data |= {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": "0"}
    empty = {"status": "serving", "began": "", "ended": "", "release": "", "reason": "", "place": ""}
    for index, period in enumerate(periods):
        data |= {f"custody_periods-{index}-{name}": value for name, value in (empty | period).items()}
    return data


@pytest.fixture
def authority(db: None) -> Authority:
    authority = Authority.objects.create(kind="person", slug="dana-serik", name="Dana Serik")
    authority.names.create(text="Дана Серік", language="kk", script="Cyrl", kind="display")
    return authority


def press(client: Client, person: Person, action: str) -> str:
    """Chooses an action for one person, confirms it, and returns the page that follows."""
    response = client.post(
        "/admin/prisoners/person/",
        {"action": action, "_selected_action": str(person.pk), "confirmed": "yes"},
        follow=True,
    )
    return response.content.decode()


def test_boris_drafts_and_ada_publishes(client: Client, authority: Authority, boris: User, ada: User) -> None:
    client.force_login(boris)
    response = client.post(
        "/admin/prisoners/person/add/", form_data(authority, {"began": "2012-06-04", "ended": "2014-11-19"})
    )
    assert response.status_code == 302
    person = Person.objects.get()
    assert (person.status, person.last_edited_by) == ("draft", boris)
    press(client, person, "submit_records")
    press(client, person, "publish_records")
    person.refresh_from_db()
    assert person.status == "review"

    client.force_login(ada)
    press(client, person, "publish_records")
    person.refresh_from_db()
    assert person.status == "published"
    approval = person.approvals.get()
    assert (approval.author, approval.approver) == (boris, ada)
    assert client.get("/prisoners/dana-serik/").status_code == 200


def test_nobody_publishes_what_they_wrote_whatever_their_rights(
    client: Client, authority: Authority, olga: User
) -> None:
    client.force_login(olga)
    client.post("/admin/prisoners/person/add/", form_data(authority))
    person = Person.objects.get()
    press(client, person, "submit_records")
    assert "A second person must read this" in press(client, person, "publish_records")
    person.refresh_from_db()
    assert person.status == "review"


def test_boris_cannot_publish_by_the_model_either(make_person: MakePerson, boris: User) -> None:
    person = make_person("Dana Serik", published=False)
    person.submit()
    with pytest.raises(ValidationError, match="A second person"):
        person.publish(by=boris)


@pytest.mark.parametrize("child", ["custody_periods", "facts", "designations"])
def test_a_changed_row_voids_the_approval(make_person: MakePerson, child: str) -> None:
    person = make_person("Dana Serik")
    fields = {
        "custody_periods": {"status": "serving", "began": "2012"},
        "facts": {"text": "Something new"},
        "designations": {"by": "A Committee"},
    }
    getattr(person, child).create(**fields[child])
    person.refresh_content()
    assert person.status == "review"
    assert person.approved_version != person.content_version


def test_a_change_at_the_desk_takes_the_page_away(
    client: Client, make_person: MakePerson, boris: User
) -> None:
    person = make_person("Dana Serik")
    client.force_login(boris)
    data = form_data(person.authority, summary="New words.")
    assert client.post(f"/admin/prisoners/person/{person.pk}/change/", data).status_code == 302
    assert client.get("/prisoners/dana-serik/").status_code == 404


def test_the_form_names_the_periods_that_overlap(client: Client, authority: Authority, boris: User) -> None:
    client.force_login(boris)
    periods = [
        {"began": "2012-01-01", "ended": "2014-01-01"},
        {"began": "2013-01-01", "ended": "2015-01-01", "status": "pre_trial"},
    ]
    response = client.post("/admin/prisoners/person/add/", form_data(authority, *periods))
    page = response.content.decode()
    assert response.status_code == 200
    first, second = (
        "serving a sentence, 2012-01-01 – 2014-01-01",
        "pre-trial detention, 2013-01-01 – 2015-01-01",
    )
    assert f"“{first}” and “{second}” overlap" in page
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ({"began": "2014-01-01", "ended": "2012-01-01"}, "The period cannot end before it begins."),
        ({"began": "2012-13"}, "2012-13"),
        ({"began": "2012", "begin_is_inferred": "on"}, "Say from what the beginning is inferred."),
        ({"began": "2012", "ended": "2014", "end_is_inferred": "on"}, "Say from what the end is inferred."),
        ({"began": "", "place": "Aktau"}, "This field is required."),
    ],
)
def test_the_form_refuses_what_cannot_be(
    client: Client, authority: Authority, boris: User, period: dict[str, str], sentence: str
) -> None:
    client.force_login(boris)
    response = client.post("/admin/prisoners/person/add/", form_data(authority, period))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Person.objects.exists()


def test_a_period_that_came_meanwhile_is_refused_with_a_sentence(
    client: Client, make_person: MakePerson, boris: User
) -> None:
    """Two editors save at once: the second one's form has not seen the first one's row."""
    person = make_person("Dana Serik", {"began": "2012-01-01", "ended": "2014-01-01"})
    client.force_login(boris)
    data = form_data(person.authority, {"began": "2013-01-01", "ended": "2015-01-01"})
    response = client.post(f"/admin/prisoners/person/{person.pk}/change/", data, follow=True)
    assert "somebody else has just added a period" in response.content.decode()
    assert person.custody_periods.count() == 1


def test_the_list_shows_the_computed_status_and_finds_every_spelling(
    client: Client, make_person: MakePerson, boris: User
) -> None:
    make_person("Dana Serik", {"began": "2012"}, names=[("Дана Серік", "kk", "Cyrl")])
    client.force_login(boris)
    page = client.get("/admin/prisoners/person/", {"q": "Серік"}).content.decode()
    assert "Dana Serik" in page
    assert "last known to be held; we are checking" in page
    page = client.get(f"/admin/prisoners/person/{Person.objects.get().pk}/change/").content.decode()
    assert "Дана Серік" in page
    assert "Computed from the periods below" in page


def test_mallory_does_not_get_in(client: Client, make_person: MakePerson, mallory: User) -> None:
    person = make_person("Dana Serik", published=False)
    client.force_login(mallory)
    for address in ("/admin/prisoners/person/", f"/admin/prisoners/person/{person.pk}/change/"):
        response = client.get(address)
        assert response.status_code == 302
        assert "Dana" not in response.content.decode()


def test_a_name_in_the_authority_file_makes_nobody_a_prisoner(authority: Authority) -> None:
    authority.names.create(text="Dana", kind="short")
    assert not Person.objects.exists()
