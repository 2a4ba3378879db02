"""Who signs, to whom and where: the parts of a letter."""

import pytest

from archive.ingest.lines import read_lines
from archive.ingest.mentioned_letters import find_mentioned
from archive.ingest.mentions import AuthorityFile
from archive.ingest.proposals import Captured, propose
from archive.ingest.signatures import read_signature

ASKS = "We ask you to open the gates of the harbour and to let the people who worked there go back to work."
LEAD = (
    "The following letter was handed in to the embassy in Vienna, and others were sent by friends elsewhere."
)


def parts(*lines: str) -> dict[str, list[str | None]]:
    text = "\n\n".join(("Letters for the dockers", LEAD, *lines))
    found: dict[str, list[str | None]] = {}
    for one in propose([Captured("a.txt", "0" * 64, text)], AuthorityFile([])):
        if one.field.startswith("letter."):
            found.setdefault(one.field.removeprefix("letter."), []).append(one.value)
    return found


@pytest.mark.parametrize(
    ("signature", "signed"),
    [
        ("Sara Lind", [("Sara Lind", None, None)]),
        ("Sara Lind\nHarbour Union", [("Sara Lind", None, "Harbour Union")]),
        ("Sara Lind (Secretary Harbour Union)", [("Sara Lind", "Secretary", "Harbour Union")]),
        ("Sara Lind\nPresident of the Miners’ Union", [("Sara Lind", "President", "Miners’ Union")]),
        ("Luis Vera, secretary, Port Network", [("Luis Vera", "secretary", "Port Network")]),
        (
            "Per Berg, Professor of Law, University of Oslo",
            [("Per Berg", "Professor of Law", "University of Oslo")],
        ),
        ("Ana Rey MP\nLabour Party", [("Ana Rey", "MP", "Labour Party")]),
        (
            "Sara Lind and Per Berg\nfor the Harbour Friends and all others",
            [("Sara Lind", None, "Harbour Friends"), ("Per Berg", None, "Harbour Friends")],
        ),
        (
            "Sara Lind and Per Berg, councillors for Folkpartiet Framåt in Luleå",
            [
                ("Sara Lind", "councillors", "Folkpartiet Framåt"),
                ("Per Berg", "councillors", "Folkpartiet Framåt"),
            ],
        ),
        ("Hans Maier, Vorsitzender der IG Hafen", [("Hans Maier", "Vorsitzender", "IG Hafen")]),
        ("Harbour Union", [("Harbour Union", None, "Harbour Union")]),
        ("Sara Lind, Oslo", [("Sara Lind", None, None)]),
        ("[Your name]\n[Your address]", []),
    ],
)
def test_a_signature_is_read_person_by_person(
    signature: str, signed: list[tuple[str, str | None, str | None]]
):
    found = read_signature(read_lines(signature)).senders
    assert [
        (s.name.value, s.role and s.role.value, s.organisation and s.organisation.value) for s in found
    ] == signed


def test_the_address_gives_addressee_country_and_city():
    found = parts(
        "Mr Jan Moen, Ambassador",
        "Embassy of Norland in Ottawa, Canada",
        "12 Main Street",
        "3 May 2014",
        "Dear Mr Moen,",
        ASKS,
        "Regards",
        "Sara Lind",
    )
    assert found["addressee"] == ["Mr Jan Moen, Ambassador"]
    assert (found["country"], found["city"]) == (["Canada"], ["Ottawa"])


def test_the_report_says_where_the_following_letter_went():
    found = parts("3 May 2014", "To the Government of Norland", ASKS, "Yours", "Sara Lind")
    assert found["addressee"] == ["Government of Norland"]
    assert (found["country"], found["city"]) == (["Austria"], ["Vienna"])


def test_the_place_beside_the_date_is_where_the_writers_are():
    found = parts(
        "Oslo, 3 May 2014", "To the Prime Minister of Norland", "Dear Sir,", ASKS, "Yours", "Sara Lind"
    )
    assert found["city"] == ["Vienna"]


@pytest.mark.parametrize(
    "greeting", ["Dear Sir/Madam,", "To whom it may concern,", "Dear friends,", "Dear Sir or Madam,"]
)
def test_a_greeting_of_nobody_names_no_addressee(greeting: str):
    assert parts(greeting, ASKS, "Regards", "Sara Lind")["addressee"] == [None]


def mentioned(text: str, known: tuple[str, ...] = ()) -> list[str]:
    return [letter.place for letter in find_mentioned(read_lines(text), known)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A letter was also handed in to the embassy in Berlin, where they promised a reply.", ["Berlin"]),
        (
            "Protest letters were sent to embassies in India, Canada and Sweden.",
            ["India", "Canada", "Sweden"],
        ),
        ("We handed in a letter to the embassy in Oslo.", ["Oslo"]),
        ("Letters should be sent to the embassy in Oslo.", []),
        ("We will hand in a letter at the embassy in Oslo.", []),
        ("The embassy in Oslo has written no letter.", []),
    ],
)
def test_letters_that_are_only_told_of(text: str, places: list[str]):
    assert mentioned(text) == places


def test_a_letter_that_is_there_is_not_told_of_again():
    assert mentioned("Protest letters were sent to embassies in India and Canada.", ("India",)) == ["Canada"]


@pytest.mark.parametrize(
    "line",
    [
        "cc Ministry of Ports",
        "Please send copies to harbour@example.org",
        "Copies to: Harbour Union",
        "Back to the Harbour Network",
        "Filed under: Letters",
    ],
)
def test_what_stands_below_a_signature_is_no_organisation(line: str):
    found = parts("Dear Ambassador,", ASKS, f"Yours sincerely\nSara Lind\n{line}")
    assert found["sender"] == ["Sara Lind"]
    assert found["organisation"] == [None]


def test_an_instruction_below_a_letter_to_copy_signs_nothing():
    found = parts(
        "Dear Ambassador,", ASKS, "Yours sincerely\n[Your name]\n[Your union]\nPlease send us a copy"
    )
    assert found["sender"] == found["organisation"] == [None]


def test_an_address_between_date_and_salutation_is_the_addressee_s():
    found = parts(
        *("25th September 2013", "His Excellency Mr Per Berg", "Embassy of Norland", "12 Pall Mall"),
        *("London SW1Y 5EA", "Dear Ambassador", ASKS, "Yours sincerely", "Sara Lind"),
    )
    assert found["date"] == ["2013-09-25"]
    assert found["addressee"] == ["His Excellency Mr Per Berg"]
    assert found["salutation"] == ["Dear Ambassador"]


@pytest.mark.parametrize(
    ("address", "greeting", "addressee"),
    [
        (
            "His Excellency Mr [name of ambassador]\nEmbassy of Norland",
            "Your Excellency,",
            "Embassy of Norland",
        ),
        ("To the Ambassador\n[address]", "Dear Sir,", "Ambassador"),
        ("", "Dear [name],", None),
        ("", "Dear Ambassador ______,", None),
    ],
)
def test_a_place_to_fill_in_is_no_addressee(address: str, greeting: str, addressee: str | None):
    found = parts(*filter(None, (address, greeting)), ASKS, "Yours sincerely", "[your name]")
    assert found["addressee"] == [addressee]


@pytest.mark.parametrize("greeting", ["Mr President,", "Madam Prime Minister,", "Mr Ambassador!"])
def test_an_office_with_mr_or_madam_is_greeted(greeting: str):
    found = parts(greeting, ASKS, "Yours sincerely\nSara Lind TD, Labour Party")
    assert found["salutation"] == [greeting.rstrip(",!")]
    assert (found["sender"], found["role"], found["organisation"]) == (
        ["Sara Lind"],
        ["TD"],
        ["Labour Party"],
    )


@pytest.mark.parametrize(
    ("address", "addressee"),
    [
        ("Послу Норландии", "Послу Норландии"),
        ("Генеральному прокурору Норландии", "Генеральному прокурору Норландии"),
        ("An die Botschaft von Norland", "Botschaft von Norland"),
        ("Norland Ankara Büyükelçiliği'ne", "Norland Ankara Büyükelçiliği'ne"),
    ],
)
def test_an_address_in_another_language(address: str, addressee: str):
    found = parts(address, "3 May 2014", ASKS, "With trade union greetings,", "Sara Lind")
    assert found["addressee"] == [addressee]
    assert found["closing"] == ["With trade union greetings"]


@pytest.mark.parametrize("line", ["...", "__________", "[your name]", "[Your name and your union]."])
def test_a_line_to_sign_on_makes_it_a_letter_to_copy(line: str):
    text = "\n\n".join(("A letter for the dockers", "Your Excellency,", ASKS, "Yours,", line))
    found = propose([Captured("a.txt", "0" * 64, text)], AuthorityFile([]))
    assert [one.value for one in found if one.field == "letter"] == ["model_letter"]
    assert [one.value for one in found if one.field == "letter.sender"] == [None]


def test_an_organisation_that_signs_for_itself_is_named_once_and_the_next_letter_is_not_its():
    found = parts(
        *("Dear comrades,", ASKS, "In solidarity,\nHarbour Network"),
        *("From Sara Lind, secretary of the Dockers’ Union", "Dear friends,", ASKS, "Yours,", "Per Berg"),
    )
    assert found["organisation"] == ["Harbour Network", None]
    assert found["sender"] == [None, "Per Berg"]


@pytest.mark.parametrize(
    "line", ["Name", "Position", "Trade union", "Name (in capitals):", "Подпись", "Organisation ____"]
)
def test_words_for_what_to_fill_in_sign_nothing(line: str):
    found = parts("Dear Ambassador,", ASKS, f"Yours sincerely,\n{line}")
    assert found["sender"] == found["organisation"] == [None]
