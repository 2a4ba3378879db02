"""What every page shares: its frame, its languages, its sources, its forms, its style sheet."""

import gzip
import re
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from archive.evidence import Evidence
from archive.models import Article, Citation, Publication
from campaign.web.stylesheets import LAYERS
from campaign.web.templatetags.languages import in_language

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("address", "html"),
    [
        ("/archive/", '<html lang="en" dir="ltr">'),
        ("/kk/archive/", '<html lang="kk" dir="ltr">'),
        ("/ar/archive/", '<html lang="ar" dir="rtl">'),
        ("/fa/archive/", '<html lang="fa" dir="rtl">'),
    ],
)
def test_page_names_its_language_and_direction(client, address, html):
    assert html in page(client, address)


def test_language_list_keeps_the_page_and_its_question(client):
    html = page(client, "/ru/archive/?kind=report")
    for path in ("/archive/?kind=report", "/kk/archive/?kind=report", "/fa/archive/?kind=report"):
        assert f'href="{path}"' in html
    assert (
        '<a href="/ru/archive/?kind=report" lang="ru" hreflang="ru" aria-current="true">Русский</a>' in html
    )


def test_head_names_the_page_in_each_language_without_its_question(client, settings):
    html = page(client, "/tr/archive/?kind=report")
    site = settings.CAMPAIGN_URL
    assert f'<link rel="canonical" href="{site}/tr/archive/">' in html
    assert html.count('<link rel="alternate" hreflang=') == 7
    assert f'<link rel="alternate" hreflang="x-default" href="{site}/archive/">' in html
    assert f'<link rel="alternate" hreflang="ar" href="{site}/ar/archive/">' in html


@pytest.mark.parametrize(
    ("path", "code", "same_page"),
    [
        ("/", "ru", "/ru/"),
        ("/ru/", "en", "/"),
        ("/ar/letters/kk/", "kk", "/kk/letters/kk/"),
        ("/arrests/", "ar", "/ar/arrests/"),
    ],
)
def test_same_page_in_another_language(path, code, same_page):
    assert in_language(path, code) == same_page


def test_navigation_marks_the_section_being_read(client):
    html = page(client, "/archive/")
    assert '<a href="/archive/" aria-current="true">Archive</a>' in html
    assert '<a href="/letters/">Letters</a>' in html


def test_footer_leads_to_who_runs_this_and_how(client):
    footer = page(client, "/archive/").partition("<footer")[2]
    for path in ("about", "contact", "press", "method", "safety", "privacy", "accessibility", "data"):
        assert f'href="/{path}/"' in footer
    assert 'href="/data/#feeds"' in footer


def test_page_asks_nothing_of_other_hosts_and_styles_nothing_inline(client):
    html = page(client, "/archive/")
    assert (
        re.findall(r'<(?:script|img|iframe|link rel="stylesheet")[^>]*(?:src|href)="(?!/static/)', html) == []
    )
    assert html.count('rel="stylesheet"') == 1
    assert "<style" not in html and " style=" not in html and "<script>" not in html


def test_frame_stands_without_a_request():
    html = render_to_string("base.html")
    assert "Solidarity Desk" in html and "hreflang" not in html


def a_citation(words: str | None) -> Citation:
    return Citation(capture_sha256="a" * 64, start=10, end=30, exact_sha256="b" * 64, exact=words)


def an_article(title: str) -> Article:
    slug = title.lower().replace(" ", "-")
    return Article(slug=slug, title=title, publication=Publication(name="Campaign paper", rights="excerpt"))


def sources(*rows: Evidence) -> str:
    return render_to_string("archive/_evidence.html", {"rows": rows})


def test_source_whose_words_are_held_opens_to_them():
    html = sources(Evidence(a_citation("the exact words"), an_article("The door")))
    assert "<summary>Source: <bdi>The door (Campaign paper)</bdi></summary>" in html
    assert '<blockquote lang="en" dir="auto">the exact words</blockquote>' in html
    assert '<a href="/archive/the-door/?c=aaaaaaaaaaaa:10-30#c">' in html


def test_source_without_its_words_is_one_line():
    html = sources(Evidence(a_citation(None), None))
    assert "Source: <bdi>a document that is not published here</bdi>" in html
    assert "<details" not in html and "<a " not in html


def test_two_passages_of_one_source_name_it_once():
    article = an_article("The door")
    html = sources(Evidence(a_citation("first words"), article), Evidence(a_citation("other words"), article))
    assert html.count("The door") == 1
    assert "first words" in html and "other words" in html


def test_many_sources_fold_into_one_line():
    html = sources(*[Evidence(a_citation("words"), an_article(title)) for title in ("One", "Two", "Three")])
    assert "<summary>3 sources</summary>" in html
    assert html.count("<details") == 1 and html.count("<blockquote") == 3


class Ask(forms.Form):
    name = forms.CharField(
        label="Your name", help_text="In any script.", error_messages={"required": "Write it."}
    )
    shown_to = forms.ChoiceField(
        label="Shown to", choices=[("nobody", "Nobody"), ("all", "Everyone")], widget=forms.RadioSelect
    )
    agrees = forms.BooleanField(label="I agree")
    country = forms.CharField(label="Country", required=False)


def test_error_stands_on_top_and_beside_its_field():
    form = Ask({})
    summary = render_to_string("_error_summary.html", {"form": form})
    assert '<a href="#id_name">Write it.</a>' in summary
    assert '<a href="#id_shown_to_0">' in summary
    assert "data-error-summary" in summary and 'tabindex="-1"' in summary
    field = form["name"].as_field_group()
    assert 'id="id_name_error"' in field and 'aria-describedby="id_name_helptext id_name_error"' in field
    assert (
        field.index("<label")
        < field.index("In any script.")
        < field.index("Write it.")
        < field.index("<input")
    )


def test_form_without_a_mistake_has_no_summary():
    assert render_to_string("_error_summary.html", {"form": Ask()}).strip() == ""


def test_optional_field_says_so_and_choices_have_a_legend():
    form = Ask()
    assert "(optional)" in form["country"].as_field_group()
    assert "(optional)" not in form["name"].as_field_group()
    assert "<legend>Shown to" in form["shown_to"].as_field_group()


def test_sharing_works_without_a_script():
    request = RequestFactory().get("/petitions/free-vadim/?from=list")
    html = render_to_string("_share.html", {"share_text": "Free Vadim & others"}, request=request)
    address = "http%3A%2F%2F127.0.0.1%3A8000%2Fpetitions%2Ffree-vadim%2F"
    assert f"https://wa.me/?text=Free%20Vadim%20%26%20others%20{address}" in html
    assert f"https://t.me/share/url?url={address}" in html
    assert re.search(r"<li hidden data-share", html) and re.search(r"<li hidden data-copy", html)


def styles(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((root / "static" / "css").glob("*.css"))}


OF_THE_DESK = {"desk.js", "review.js"}  # no visitor's page loads them


def test_style_sheets_and_scripts_stay_small(root):
    joined = "".join(css for name, css in styles(root).items() if name.removesuffix(".css") in LAYERS)
    assert len(gzip.compress(joined.encode())) <= 12_000
    weights = {
        path.name: len(gzip.compress(path.read_bytes())) for path in (root / "static" / "js").glob("*.js")
    }
    assert sum(weight for name, weight in weights.items() if name not in OF_THE_DESK) <= 2_000
    assert sum(weights[name] for name in OF_THE_DESK) <= 2_500


def test_style_sheets_know_no_left_or_right(root):
    for name, css in styles(root).items():
        assert (
            re.findall(
                r"(?:margin|padding|border)-(?:left|right)|[\s{;](?:left|right):|: (?:left|right);", css
            )
            == []
        ), name


def test_only_hidden_things_are_forced(root):
    assert sum(css.count("!important") for css in styles(root).values()) == 1
    assert "[hidden] {\n  display: none !important;" in styles(root)["base.css"]
