"""Pages of other kinds than the sources: nothing is invented for them, and what they state is found."""

import pytest

from tests.archive.ingest.invented import PAGES, read, values

NOTHING = [None]


def test_an_index_page_of_another_campaign():
    found = values(read("index_page"))
    assert found["petition"] == ["Bring the Norvik five home"]
    assert found["title"] == [
        "Supporters of the Norvik five meet in four cities",
        "Port company withdraws its claim against the union",
        "Letter to the press: silence on the docks is not peace",
    ]
    assert found["author"] == ["Sara Lind", "Ana Rey", "Luis Vera", "Karin Holm"]
    assert found["published"] == ["2014-03-14"]
    assert found["kind"] == ["article", "article", "press_letter"]
    assert found["letter.addressee"] == ["Editor"]
    assert found["letter.organisation"] == ["Norvik Support Group"]
    assert found["quotation"] == ["“Nobody here believes a word of the charges against them,”"]
    assert "demand" not in found


def test_a_press_release():
    found = values(read("press_release"))
    assert found["title"] == ["Court in Norvik adds two years to dockers' sentences"]
    assert found["dateline"] == ["NORVIK"]
    assert found["published"] == ["2015-05-05"]
    assert found["author"] == NOTHING
    assert found["demand"] == [
        "demands that both be released at once and that the hearing be held again in public"
    ]
    assert found["date"] == ["2015-05-05", "2013", "2013-09-02", "2013"]
    assert "letter" not in found


def test_an_urgent_action():
    found = values(read("urgent_action"))
    assert found["title"] == ["Jailed docker denied a doctor"]
    assert found["author"] == NOTHING
    assert found["published"] == ["2015-04-20/.."]
    assert [(demand or "").split()[0] for demand in found["demand"]] == ["Urging", "Calling", "Asking"]
    assert found["date"] == ["2015-04-20", "2013-10-14", "2014-02-03", "2015-06-12", "2013"]
    assert found["mention.person"] == ["Ivar Dahl"] * 2
    assert "letter" not in found


def test_an_appeal_of_organisations():
    found = values(read("appeal"))
    assert found["title"] == ["Open letter on the prisoners of Norvik"]
    assert found["letter.date"] == ["2014-11-11"]
    assert found["letter.addressee"] == ["Prime Minister of Norland"]
    assert found["letter.sender"] == ["Sara Lind", "Per Berg", "Ana Rey", "Luis Vera"]
    assert found["letter.role"] == ["chair", "lawyers", "General Secretary"]
    assert found["letter.organisation"] == [
        "Harbour Friends",
        "Dockers' Rights International",
        "Port Workers' Network",
    ]
    assert found["letter.country"] == found["letter.city"] == NOTHING  # Oslo is where they write
    assert found["demand.lead"] == ["We call on your government to:"]
    assert len(found["demand"]) == 3


def test_a_single_line_states_nothing():
    found = values(read("single_line"))
    for field in ("title", "standfirst", "author", "translator", "publication", "published"):
        assert found[field] == NOTHING
    assert found["language"] == ["en"]
    assert not {"letter", "demand", "quotation", "date", "conflict"} & found.keys()


def test_a_model_letter_has_no_sender():
    found = values(read("model_letter"))
    assert found["letter"] == ["model_letter"]
    assert found["letter.sender"] == found["letter.organisation"] == found["author"] == NOTHING
    assert found["letter.salutation"] == ["Dear Ambassador"]
    assert found["letter.closing"] == ["Yours sincerely"]


def test_a_letter_to_copy_without_signature_ends_where_the_page_goes_on():
    proposals = read("unsigned_letter")
    [letter] = [one for one in proposals if one.field == "letter"]
    assert letter.value == "model_letter"
    assert (letter.exact or "").startswith("Dear Minister,")
    assert (letter.exact or "").endswith("joining a union.")
    assert values(proposals)["letter.closing"] == NOTHING


def test_a_mail_to_readers_is_not_a_letter_inside_itself():
    found = values(read("mailing"))
    assert found["kind"] == ["mailing"]
    assert found["title"] == ["Ivar Dahl has ended his hunger strike"]
    assert found["author"] == ["Karin Holm"]
    assert found["publication"] == ["Harbour Friends newsletter"]
    assert found["published"] == ["2015-06-04"]
    assert found["letter"] == ["mentioned"]
    assert (found["letter.city"], found["letter.country"]) == (["Oslo"], ["Norway"])
    assert found["letter.sender"] == NOTHING


def test_a_name_and_a_date_below_the_text():
    found = values(read("byline_at_end"))
    assert found["author"] == ["Sara Lind"]
    assert found["published"] == ["2014-10-21"]
    assert found["date"] == ["2014-12-02", "2014-10-21"]


def test_a_russian_statement():
    found = values(read("russian_statement"))
    assert found["language"] == ["ru"]
    assert found["author"] == ["Ирина Светлова"]
    assert found["published"] == ["2014-12-16"]
    assert len(found["demand"]) == 3
    assert found["quotation"] == ["«Мы будем стоять у ворот, пока наших товарищей не отпустят»"]
    assert found["date"] == ["2014-12-16", "2013-23"]


def test_a_russian_letter():
    found = values(read("russian_letter"))
    assert found["author"] == NOTHING
    assert found["letter.date"] == ["2015-03-03"]
    assert found["letter.sender"] == ["Ирина Светлова"]
    assert found["letter.role"] == ["секретарь"]
    assert found["letter.closing"] == ["С уважением"]


def test_a_turkish_article():
    found = values(read("turkish_article"))
    assert found["language"] == ["tr"]
    assert found["author"] == ["Ayşe Demir"]
    assert found["translator"] == ["Mehmet Kaya"]
    assert found["published"] == ["2015-01-09"]


def test_a_german_letter():
    found = values(read("german_letter"))
    assert found["language"] == ["de"]
    assert found["author"] == NOTHING
    assert found["letter.date"] == ["2015-03-06"]
    assert found["letter.addressee"] == ["Herr Botschafter"]
    assert found["letter.sender"] == ["Hans Maier"]
    assert found["letter.organisation"] == ["IG Hafen"]


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_words_of_every_proposal_stand_where_it_says(path):
    text = path.read_text(encoding="utf-8")
    for one in read(path.stem):
        if one.span:
            assert one.exact == text[one.span.start : one.span.end] != ""
        assert one.item is None or 0 <= one.item.start < one.item.end <= len(text)
