from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from archive.models import Article, Disagreement
from campaign.letters.models import Letter
from campaign.pages.models import HomeChoice, SiteProfile
from campaign.petitions.models import Petition
from campaign.prisoners.models import Person
from tests.pages.conftest import HANDED_IN, REFUSED, World


def page(client: Client, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_one_sentence_says_who_we_are_and_one_how_far_the_sources_reach(client: Client, db: None) -> None:
    SiteProfile.objects.create(
        name="Campaign Arcadia", tagline="We stand by prisoners.", reach="Our papers end in 2022."
    )
    text = page(client)
    assert "<h1><bdi>We stand by prisoners.</bdi></h1>" in text
    assert "Our papers end in 2022." in text
    assert "– Campaign Arcadia</title>" in text


def test_an_empty_site_shows_no_empty_block_and_one_act(client: Client, db: None) -> None:
    text = page(client)
    for heading in ("at-the-door", "the-people", "sources-disagree", "from-the-archive"):
        assert f'id="{heading}"' not in text
    assert "No petition is open now" in text
    assert '<a class="button" href="/letters/write/">' in text


def test_the_open_petition_is_the_one_act(client: Client, make_petition: Callable[..., Petition]) -> None:
    make_petition()
    text = page(client)
    assert '<a class="button" href="/petitions/free-vera/">' in text
    assert "Release her." in text


def test_editors_choose_the_act_and_a_closed_petition_is_never_it(
    client: Client, make_petition: Callable[..., Petition]
) -> None:
    older = make_petition("older", title="The older one")
    make_petition("newer", title="The newer one")
    assert "/petitions/newer/" in page(client)
    HomeChoice.objects.create(petition=older)
    assert "/petitions/older/" in page(client)
    Petition.objects.filter(pk=older.pk).update(closes_on="2020-01-01")
    text = page(client)
    assert "/petitions/newer/" in text
    assert "/petitions/older/" not in text


def test_the_door_is_told_in_its_exact_words_with_the_contradiction_beside_it(
    client: Client, article: Article, make_letter: Callable[..., Letter]
) -> None:
    make_letter()
    text = page(client)
    assert "Embassy in Arcadia" in text
    assert text.index(f"“{REFUSED}”") < text.index(f"“{HANDED_IN}”")
    assert "/archive/a-day-at-the-door/?c=" in text
    assert "One and the same document tells it in two ways." in text
    assert '<a href="/letters/to-the-embassy/">To the embassy</a>, <bdi>26 May 2016</bdi>' in text


def test_the_door_is_told_in_our_words_with_the_source_where_the_capture_is_not_held(
    client: Client, article: Article, make_letter: Callable[..., Letter]
) -> None:
    make_letter(held=False)
    text = page(client)
    assert REFUSED not in text
    assert "The door stayed shut." in text
    assert "It was given to a clerk." in text
    assert "A day at the door (Our Paper)" in text


def test_a_draft_or_an_uncontested_letter_is_not_the_door(
    client: Client, make_letter: Callable[..., Letter]
) -> None:
    make_letter().withdraw()
    assert 'id="at-the-door"' not in page(client)


def test_editors_choose_the_letter_and_the_disagreement(
    client: Client,
    article: Article,
    make_letter: Callable[..., Letter],
    make_disagreement: Callable[..., Disagreement],
) -> None:
    make_letter(date="2016-05-26")
    older = make_letter("an-older-letter", date="2012-01-01")
    make_disagreement()
    second = make_disagreement("the-second", "A second point", position=2)
    text = page(client)
    assert "/letters/to-the-embassy/" in text
    assert "How many came" in text
    HomeChoice.objects.create(letter=older, disagreement=second)
    text = page(client)
    assert "/letters/an-older-letter/" in text
    assert "A second point" in text
    assert "How many came" not in text


def test_statements_that_differ_stand_side_by_side_with_their_sources(
    client: Client, article: Article, make_disagreement: Callable[..., Disagreement]
) -> None:
    make_disagreement()
    text = page(client)
    assert text.count('class="pair-side"') == 2
    assert "The organisers" in text
    assert "The police" in text
    assert "Our Paper" in text


def test_people_are_text_cards_with_their_names_in_every_script(client: Client, person: Person) -> None:
    text = page(client)
    assert '<a href="/prisoners/vera-light/"><bdi>Vera Light</bdi></a>' in text
    assert '<li lang="ru"><bdi>Вера Свет</bdi></li>' in text
    assert "Last known to be held" in text
    people = text[text.index('id="the-people"') :]
    assert "<img" not in people


def test_somebody_without_a_recorded_custody_is_not_among_the_people(client: Client, person: Person) -> None:
    person.custody_periods.all().delete()
    assert "Vera Light" not in page(client)


def test_documents_stand_by_their_own_date_and_are_not_called_latest(
    client: Client, publish: Callable[[Any], Any]
) -> None:
    for slug, date in (("written-late", "2022-01-09"), ("written-early", "2016-05-27")):
        publish(Article(slug=slug, title=slug, published=date))
    text = page(client)
    assert "From the archive" in text
    assert "Latest" not in text
    assert text.index("written-late") < text.index("written-early")


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_nothing_unpublished_is_on_the_home_page_even_if_editors_chose_it(
    client: Client, world: World, status: str
) -> None:
    HomeChoice.objects.create(petition=world.petition, letter=world.letter, disagreement=world.disagreement)
    everything = ("Vera Light", "To the embassy", "A day at the door", "How many came", "Free Vera")
    text = page(client)
    assert all(words in text for words in everything)
    for record in (world.article, world.person, world.letter, world.petition, world.disagreement):
        type(record).objects.filter(pk=record.pk).update(status=status)
    text = page(client)
    assert not [words for words in everything if words in text]


@pytest.mark.parametrize("prefix", ["/ru", "/kk", "/tr", "/ar", "/fa"])
def test_links_stay_in_the_language_of_the_page(client: Client, world: World, prefix: str) -> None:
    text = page(client, f"{prefix}/")
    assert f'href="{prefix}/petitions/free-vera/"' in text
    assert f'href="{prefix}/prisoners/vera-light/"' in text


def test_the_home_page_takes_its_queries_and_no_more(
    client: Client, world: World, django_assert_num_queries: Callable[..., Any]
) -> None:
    client.get("/")
    with django_assert_num_queries(16):
        client.get("/")
