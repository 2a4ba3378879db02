from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from campaign.pages.models import HomeChoice
from campaign.petitions.models import Petition
from tests.pages.conftest import World

STRIP = Template("{% load strip %}{% action_strip person=person letter=letter article=article event=event %}")


def strip(**records: Any) -> str:
    request: HttpRequest = RequestFactory().get("/prisoners/vera-light/")
    return STRIP.render(Context({"request": request} | records))


def test_sign_write_and_send_this_on(world: World) -> None:
    html = strip(person=world.person)
    assert '<a class="button" href="/petitions/free-vera/">Sign: Free Vera Light</a>' in html
    assert 'href="/letters/write/?person=vera-light"' in html
    assert "https://wa.me/?text=" in html
    assert "prisoners%2Fvera-light" in html


def test_without_an_open_petition_writing_comes_first(world: World) -> None:
    Petition.objects.update(closes_on="2020-01-01")
    html = strip(article=world.article)
    assert "Sign:" not in html
    assert 'href="/letters/write/"' in html


def test_a_persons_own_petition_comes_before_a_newer_one(
    world: World, make_petition: Callable[..., Petition]
) -> None:
    make_petition("newer", title="Newer")
    world.petition.people.add(world.person)
    assert "/petitions/free-vera/" in strip(person=world.person)
    assert "/petitions/newer/" in strip(article=world.article)


def test_a_letter_and_an_event_offer_the_petition_of_their_people(
    world: World, make_petition: Callable[..., Petition]
) -> None:
    make_petition("newer", title="Newer")
    world.petition.people.add(world.person)
    for kind, record in (("letter", world.letter), ("event", world.event)):
        assert "/petitions/newer/" in strip(**{kind: record})
        record.people.add(world.person)
        assert "/petitions/free-vera/" in strip(**{kind: record})


def test_what_editors_chose_comes_before_everything_while_it_is_open(
    world: World, make_petition: Callable[..., Petition]
) -> None:
    world.petition.people.add(world.person)
    chosen = make_petition("chosen", title="Chosen")
    HomeChoice.objects.create(petition=chosen)
    assert "/petitions/chosen/" in strip(person=world.person)
    chosen.withdraw()
    assert "/petitions/free-vera/" in strip(person=world.person)


def test_a_petition_that_nobody_checked_for_long_leaves_the_first_place(
    world: World, make_petition: Callable[..., Petition]
) -> None:
    make_petition("checked", title="Checked", situation_checked_on="2099-01-01")
    make_petition("newest", title="Newest", situation_checked_on="2020-01-01")
    assert "/petitions/checked/" in strip(event=world.event)


def test_the_strip_takes_one_query(world: World, django_assert_num_queries: Callable[..., Any]) -> None:
    for records in ({"person": world.person}, {"letter": world.letter}, {"article": world.article}):
        with django_assert_num_queries(1):
            strip(**records)
