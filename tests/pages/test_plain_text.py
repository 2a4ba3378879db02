import pytest
from django.utils import translation

from campaign.pages.templatetags.plain_text import plain_text


def test_paragraphs_headings_and_lists_become_elements() -> None:
    text = "First line\nsecond line\n\n## A heading\n- one\n  goes on\n- two\nAfter it\n\nLast\r\n"
    assert plain_text(text) == (
        "<p>First line second line</p>\n"
        "<h2>A heading</h2>\n"
        "<ul>\n<li>one goes on</li>\n<li>two After it</li>\n</ul>\n"
        "<p>Last</p>"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "## <img src=x onerror=alert(1)>",
        "- <b>bold</b>",
        "[words](javascript:alert(1))",
        "[words](//elsewhere.example/)",
        '[" onmouseover="alert(1)](/safety/)',
        '[words](/safety/"onclick="alert(1))',
        "**<i>**",
        'https://elsewhere.example/"><script>',
    ],
)
def test_nothing_but_our_own_marks_becomes_an_element(hostile: str) -> None:
    html = plain_text(hostile)
    for tag in ("<script", "<img", "<b>", "<i>", 'javascript:alert(1)"', 'href="//'):
        assert tag not in html
    assert 'onmouseover="' not in html
    assert 'onclick="' not in html


def test_links_addresses_and_emphasis() -> None:
    html = plain_text(
        "See [the data](/data/), https://example.org/a?b=c. Write to a.b@example.org. **Now**, *please*."
    )
    assert '<a href="/data/">the data</a>' in html
    assert '<a href="https://example.org/a?b=c" dir="ltr">https://example.org/a?b=c</a>.' in html
    assert '<a href="mailto:a.b@example.org" dir="ltr">a.b@example.org</a>.' in html
    assert "<strong>Now</strong>, <em>please</em>." in html


def test_a_link_into_the_site_keeps_the_readers_language_and_a_feed_has_none() -> None:
    with translation.override("ru"):
        html = plain_text("[safety](/safety/) and [feed](/feeds/archive.atom)")
    assert 'href="/ru/safety/"' in html
    assert 'href="/feeds/archive.atom"' in html


def test_stars_in_arithmetic_are_left_alone() -> None:
    assert plain_text("2 * 3 * 4") == "<p>2 * 3 * 4</p>"
