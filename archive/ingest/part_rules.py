"""The rules for what stands inside a text, as data: like those for its fields, each with an example.

The examples are invented; each is a whole capture, and the names that it needs are those of EXAMPLE_NAMES.
"""

from archive.ingest.mentions import Known, Spelling
from archive.ingest.rules import Rule

_BODY = (
    "People had come from all over the valley and the hall was full long before the doors were closed, as "
    "the steward told us when we asked him about it in the evening."
)
_TITLE = "Dockers vote to stay out"
_ASKS = "We write to you about the harbour and the people who worked there until last week."
_SIGNED = ("Yours sincerely", "Sara Lind", "chair, Harbour Friends")
EXAMPLE_NAMES = (
    Known(
        "per-berg",
        "person",
        "Per Berg",
        (Spelling("Per Berg"), Spelling("Berg"), Spelling("Per", short=True)),
    ),
    Known("norvik", "place", "Norvik", (Spelling("Norvik"), Spelling("Nordvik"))),
    Known("harbour-friends", "organisation", "Harbour Friends", (Spelling("Harbour Friends"),)),
)


def _text(*lines: str) -> str:
    return "\n\n".join((_TITLE, _BODY, *lines))


def _letter(*lines: str) -> str:
    return _text("A letter was sent to the minister and is given here in full.", *lines)


def _date(name: str, says: str, line: str, gives: str) -> Rule:
    return Rule(name, 1, "date", says, f"{_TITLE}\n\n3 May 2014\n\n{_BODY}\n\n{line}", gives)


PART_RULES = (
    Rule(
        *("opening-dateline", 1, "published", "place and date in the run of the first paragraph"),
        f"{_TITLE}\n\nOSLO, 3 May 2014 – {_BODY}",
        "2014-05-03",
    ),
    Rule(
        *("name-below", 1, "author", "a name on a line of its own right below the text"),
        f"{_TITLE}\n\n{_BODY}\n\n{_BODY}\n\nSara Lind",
        "Sara Lind",
    ),
    Rule(
        *("child", 1, "child", "a text that is reprinted inside another"),
        _text("Our harbour in the spring", "From the March 2014 issue of ‘Harbour News’", _BODY, _BODY),
        "Our harbour in the spring",
    ),
    Rule(
        *("letter", 1, "letter", "a header, a salutation or a date with an address, and what follows"),
        _letter("Dear Minister,", _ASKS, *_SIGNED),
        "letter",
    ),
    Rule(
        *("letter-mentioned", 1, "letter", "a letter was taken to a mission, and its words are not there"),
        _text("A letter was also handed in to the embassy in Vienna, where nobody came to the door."),
        "mentioned",
    ),
    Rule(
        *("letter-signatory", 1, "letter.sender", "names, roles and organisations of the signature"),
        _letter("Dear Minister,", _ASKS, *_SIGNED),
        "Sara Lind",
    ),
    Rule(
        *("letter-addressee", 1, "letter.addressee", "the first line of the address, or the salutation"),
        _letter("3 May 2014", "To the Minister of Ports", "Dear Sir,", _ASKS, *_SIGNED),
        "Minister of Ports",
    ),
    Rule(
        *("letter-country", 1, "letter.country", "the heading, the address, or the state of the city"),
        _text("The following letter was handed in to the embassy in Vienna.", "Dear Sir,", _ASKS, *_SIGNED),
        "Austria",
    ),
    Rule(
        *("letter-city", 1, "letter.city", "the address, or where the report says that it was taken"),
        _text("The following letter was handed in to the embassy in Vienna.", "Dear Sir,", _ASKS, *_SIGNED),
        "Vienna",
    ),
    Rule(
        *("letter-salutation", 1, "letter.salutation", "a greeting on a line of its own"),
        _letter("Dear Minister,", _ASKS, *_SIGNED),
        "Dear Minister",
    ),
    Rule(
        *("letter-closing", 1, "letter.closing", "the formula before the signature"),
        _letter("Dear Minister,", _ASKS, *_SIGNED),
        "Yours sincerely",
    ),
    Rule(
        *("letter-date-inferred", 1, "letter.date", "after its newest day, before that of the report"),
        "\n\n".join(
            [
                *(_TITLE, "Yesterday pickets stood at both gates and left three letters."),
                *("Norway", "4 May 2014", "Dear Sir,", _ASKS, "Regards", "Sara Lind"),
                *("Chile", "Dear Sir,", "On 1 May the gates were closed by men whom nobody there knew."),
                *(_ASKS, "Regards", "Ana Rey"),
            ]
        ),
        "2014-05-01/2014-05-05",
    ),
    Rule(
        *("demand-list", 1, "demand", "points under a line that demands, or that demand by themselves"),
        _text("We demand:", "• Open the gates!", "• Pay the wages!"),
        "Open the gates!",
    ),
    Rule(
        *("demand-sentence", 1, "demand", "a sentence with “we demand”, “we call on” and the like"),
        _text("We demand that the gates be opened."),
        "We demand that the gates be opened",
    ),
    Rule(
        *("demand-run", 1, "demand", "three things and more that one sentence demands, with commas between"),
        _text(
            "They have a programme of demands: freedom of the press, the right to strike, and higher wages."
        ),
        "the right to strike",
    ),
    Rule(
        *("image-line", 1, "image.caption", "a line that a picture left in the text"),
        _text("The gate on the first day of the strike / Image: Harbour Friends", _BODY),
        "The gate on the first day of the strike",
    ),
    Rule(
        *("quotation-block", 1, "quotation", "a paragraph in quotation marks from beginning to end"),
        _text("The steward wrote:", f"“{_BODY}”"),
        f"“{_BODY}”",
    ),
    Rule(
        *("quotation-speech", 1, "quotation", "five quoted words and more, beside a verb of saying"),
        _text("“We shall stay until the gates are open,” said the steward, and the hall rose."),
        "“We shall stay until the gates are open,”",
    ),
    Rule(
        *("slogan", 1, "slogan", "a cry in quotation marks beside a word for banners or chants"),
        _text("They chanted “Open the gates!” all the way to the town hall, and the rain did not stop them."),
        "“Open the gates!”",
    ),
    Rule(
        *("endnote", 1, "endnote", "a note below the text"),
        _text(_BODY, "Note: the gates were opened while this was printed."),
        "Note: the gates were opened while this was printed.",
    ),
    Rule(
        *("mention", 1, "mention.person", "a known spelling; the longest one, with whole words"),
        _text("The hall heard Per Berg before the vote was taken, and nobody spoke against him."),
        "Per Berg",
    ),
    Rule(
        *("mention-short", 1, "mention.person", "a short form, in a text that also has a longer one"),
        _text("The hall heard Per Berg before the vote was taken.", "Later Per went home and said nothing."),
        "Per Berg",
    ),
    Rule(
        *("candidate", 1, "candidate", "capitalised words that no list knows: they go no further"),
        _text("The vote was counted by Ines Rocha, whom nobody in the hall had seen before that evening."),
        "Ines Rocha",
    ),
    Rule(
        *("shared-passage", 1, "shared_passage", "sentences of eight words and more that stand twice"),
        "\n\n".join((_TITLE, _BODY, "Then the doors were opened again.", _BODY)),
        "1de25704d63b460f",
    ),
    _date("date-day", "a day with its year", "The gates opened on 5 May 2014 at noon.", "2014-05-05"),
    _date("date-month", "a month with its year", "They opened in June 2014 for good.", "2014-06"),
    _date("date-year", "a year, where words lead to it", "Nobody was paid in 2013 at all.", "2013"),
    _date("date-ambiguous", "day and month read two ways: the year is sure", "Paid: 05-06-2014", "2014"),
    _date("date-without-year", "the year is that of the text", "On 5 May the gates opened.", "2014-05-05"),
    _date(
        "date-year-added", "a bracket adds the year", "On June 4th this year [2012] they met.", "2012-06-04"
    ),
    _date("date-named-day", "a day that has a name", "They marched on May Day as ever.", "2014-05-01"),
    _date(
        "date-ordinal",
        "“the 4th”, in the month before it",
        "From May 3 until the 4th, they sang.",
        "2014-05-04",
    ),
    _date("date-pair", "two years in one word", "The strike of 2011-12 was longer.", "2011/2012"),
    _date("date-decade", "a decade", "In the late 1990s they had no union.", "199X"),
    _date("date-season", "a season with its year", "In the summer of 2013 it was quiet.", "2013-22"),
    _date(
        "date-yesterday", "the day before that of the text", "They met yesterday in the hall.", "2014-05-02"
    ),
    _date("date-last-year", "the year before that of the text", "They had been out last year, too.", "2013"),
    _date(
        "date-weekday", "the last such day before the text", "Late on Friday the gates opened.", "2014-05-02"
    ),
    _date("date-recent", "words that count from an unknown day", "They have met for the last two weeks.", ""),
    Rule(
        *("conflict-outcome", 1, "conflict", "a letter at one place is refused and handed in"),
        _text(
            "In Oslo they refused to accept the letter.", "The letter was handed in to the embassy in Oslo."
        ),
        "refused",
    ),
    Rule(
        *("conflict-deaths", 1, "conflict", "the dead of one place and year are counted differently"),
        _text("In 2014 in Norvik 14 workers died.", "In 2014 the police in Nordvik killed 17 people."),
        "17",
    ),
    Rule(
        *("conflict-removal", 1, "conflict", "one person's removal is dated differently"),
        _text("On 3 May 2014 the board dismissed Per Berg.", "On 4 May 2014 the board sacked Berg."),
        "2014-05-04",
    ),
    Rule(
        *("conflict-quoted-act", 1, "conflict", "an order in quoted words is dated differently"),
        _text(
            "On 3 May 2014 the board gave the order to “clear the gates”.",
            "The order to “clear the gates” was old. On 4 May 2014 came another order to “clear the gates”.",
        ),
        "2014-05-04",
    ),
    Rule(
        *("conflict-capital", 1, "conflict", "one place is the capital under two names at one time"),
        f"{_TITLE}\n\n3 May 2014\n\n{_BODY}\n\nThey met in the capital, Norvik.\n\nIn the capital Nordvik, too.",
        "Nordvik",
    ),
    Rule(
        *("conflict-publication-date", 1, "conflict", "head and foot of a page date it differently"),
        f"{_TITLE}\n\n3 May 2014\n\n{_BODY}\n\n{_BODY}\n\nBack to the main page\n\n4 May 2014",
        "2014-05-04",
    ),
)
PART_RULE_IDS = frozenset(rule.id for rule in PART_RULES)
