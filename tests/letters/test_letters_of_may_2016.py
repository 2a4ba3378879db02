"""The first campaign's seven letters, as the register tells them."""

import re

from django.core.management import call_command

TOLD = {
    "london-2016-05-26": (
        "Refused at the door on 26 May 2016; one source says it was handed in. No answer is recorded."
    ),
    "berlin-2016": (
        "Handed in. A reply was promised. None is recorded; our last source is of about 27 May 2016."
    ),
    "india-2016-05-25": "Sent. No answer is recorded.",
    "ottawa-2016-05-26": "Sent. No answer is recorded.",
    "australia-2016": "Sent. No answer is recorded.",
    "sweden-2016-05-26": "Sent. No answer is recorded.",
    "press-2016": "Our sources do not say how it was delivered. No answer is recorded.",
}


def test_each_letter_is_told_as_its_sources_have_it_and_none_is_overdue(client, db):
    call_command("load_campaign", "kazakhstan", verbosity=0)

    html = client.get("/letters/").content.decode()

    items = re.findall(r'data-letter="([\w-]+)".*?class="letter-status">\s*(.*?)\s*</p>', html, re.DOTALL)
    told = {slug: re.sub(r"\s*<span.*", "", text, flags=re.DOTALL) for slug, text in items}
    assert told == TOLD
    assert html.count("sources differ") == 1
    assert "overdue" not in html
    assert html.count("letter to the press") == 1
