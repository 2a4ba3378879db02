"""The rules by which values are proposed, as data: name, version, what each says, and a small example.

A value names its rule as "name/version". Raise the version when a rule changes its answers, so that what was
proposed by the older one can be looked at again. The examples are invented.
"""

from dataclasses import dataclass

_BODY = (
    "People had come from all over the valley and the hall was full long before the doors were closed, as "
    "the steward told us when we asked him about it in the evening."
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `gives` is the value that `example`, a whole capture, yields for `field`."""

    name: str
    version: int
    field: str
    says: str
    example: str
    gives: str

    @property
    def id(self) -> str:
        return f"{self.name}/{self.version}"


def _text(*lines: str) -> str:
    return "\n\n".join((*lines, _BODY))


_TITLE = "Dockers vote to stay out"
_LETTER = (
    "Dear Minister,",
    "We write to you about the harbour and the people who worked there until last week.",
)
_NOTICE = ("Sign the Petition", "Open the harbour gates", "[signature]")
_INDEX = "Category: News"

RULES = (
    Rule(
        "title-line", 1, "title", "a first line that is short and stands above a text", _text(_TITLE), _TITLE
    ),
    Rule(
        *("title-posted", 1, "title", "a line over the day of posting, below the name and menu of a site"),
        _text("Harbour Watch", "Home | About us | Contact", _TITLE, "Posted on 3 May 2014 by admin"),
        _TITLE,
    ),
    Rule(
        *("mail-subject", 1, "title", "the subject in the header of a mail without another title"),
        "\n".join(("From: sara@example.org", "Subject: " + _TITLE, "", _BODY)),
        _TITLE,
    ),
    Rule(
        *("standfirst", 1, "standfirst", "a line without a full stop between title and text"),
        _text(_TITLE, "A second week without a single crane moving in the port"),
        "A second week without a single crane moving in the port",
    ),
    Rule("byline", 1, "author", "a line “By …” under the title", _text(_TITLE, "By Sara Lind"), "Sara Lind"),
    Rule(
        *("byline-in-standfirst", 1, "author", "“, by …” in the title or the standfirst"),
        _text(_TITLE, "A report from the second week of the strike, by Sara Lind, docker"),
        "Sara Lind",
    ),
    Rule(
        *("name-and-place", 1, "author", "a name and a place on a line under the title"),
        _text(_TITLE, "Sara Lind, Gothenburg"),
        "Sara Lind",
    ),
    Rule(
        *("posted-by", 1, "author", "a line says who posted it on what day"),
        _text(_TITLE, "Posted on 3 May 2014 by Sara Lind"),
        "Sara Lind",
    ),
    Rule(
        *("name-over-translator", 1, "author", "a name alone between the title and the translator"),
        _text(_TITLE, "Sara Lind", "Translated from Swedish by Per Berg"),
        "Sara Lind",
    ),
    Rule(
        *("note-names-author", 1, "author", "the note before the text says who wrote it"),
        _text(_TITLE, "This article was first written by our comrade Sara Lind for a paper of the port."),
        "Sara Lind",
    ),
    Rule(
        *("letter-signature", 1, "author", "who signs the letter that is the whole text"),
        "\n\n".join(
            ("Letter to the press: " + _TITLE, "Dear Editor,", _BODY, "Yours sincerely", "Sara Lind")
        ),
        "Sara Lind",
    ),
    Rule("author-none", 1, "author", "nobody is named as the author", _text(_TITLE), ""),
    Rule(
        *("translated-by", 1, "translator", "a note or byline says who translated it"),
        _text(_TITLE, "This article was translated from Swedish by Sara Lind in the spring."),
        "Sara Lind",
    ),
    Rule(
        *("translated-by-author", 1, "translator", "a note says that the author translated it"),
        _text(_TITLE, "This article was written by Sara Lind in Swedish. It was translated by the author."),
        "Sara Lind",
    ),
    Rule(
        *("list-header", 1, "publication", "the header of a mailing names its list"),
        _text("To: Harbour friends mailing list", _TITLE),
        "Harbour friends mailing list",
    ),
    Rule(
        *("reprint-line", 1, "publication", "a line under the title says where the text is from"),
        _text(_TITLE, "From the March 2014 issue of ‘Harbour News’"),
        "Harbour News",
    ),
    Rule(
        *(
            "own-site",
            1,
            "publication",
            "a letterhead spells a name of the page, and the text says “this site”",
        ),
        "\n\n".join(
            (
                *(_INDEX, _TITLE, "More on this site about Harbour Watch.", "www.harbourwatch.org"),
                *("3 May 2014", "To the Minister of Ports", _BODY, "Yours sincerely", "Sara Lind"),
            )
        ),
        "Harbour Watch (harbourwatch.org)",
    ),
    Rule(
        "publication-none", 1, "publication", "no publication is named as the text's own", _text(_TITLE), ""
    ),
    Rule(
        *("date-line", 1, "published", "a line of the head is a date and nothing else"),
        _text(_TITLE, "3 May 2014"),
        "2014-05-03",
    ),
    Rule(
        *("reference-date", 1, "published", "“Date: …” in the line of an action's reference numbers"),
        "\n\n".join(("UA: 12/14 Index: ABC 12/001/2014 Norland Date: 3 May 2014", _TITLE, _BODY)),
        "2014-05-03",
    ),
    Rule(
        *("byline-date", 1, "published", "the byline gives a date"),
        _text(_TITLE, "By Sara Lind, May 3, 2014"),
        "2014-05-03",
    ),
    Rule(
        *("issue-date", 1, "published", "the issue that a text is reprinted from"),
        _text(_TITLE, "From the March 2014 issue of ‘Harbour News’"),
        "2014-03",
    ),
    Rule(
        *(
            "yesterday-letters",
            1,
            "published",
            "“yesterday” in the opening, and dated letters inside",
        ),
        "\n\n".join(
            [
                *(
                    _TITLE,
                    "Pickets stood yesterday at both gates of the harbour, and at noon they left a letter.",
                ),
                *("3 May 2014", *_LETTER, "Yours sincerely", "Sara Lind"),
            ]
        ),
        "2014-05-04",
    ),
    Rule(
        *("not-before-original", 1, "published", "a note before the text dates the original"),
        _text(_TITLE, "This article was originally published in Swedish on 3 May 2014."),
        "2014-05-03/..",
    ),
    Rule(
        *("tenses", 1, "published", "between the newest day known as past and the next one awaited"),
        _text(_TITLE)
        + "\n\nLittle had changed in 2013.\n\nOn Saturday 3 May the dockers met."
        + "\n\nEverybody now looks forward to the upcoming meeting on 9 May.",
        "2014-05-03/2014-05-09",
    ),
    Rule(
        *("this-year", 1, "published", "years gone by have numbers, the running one is “this year”"),
        _text(_TITLE, "Wages fell in 2013. Rents rose in 2013, too. Nobody forgets what came this year.")
        + "\n\nOn 3 May the dockers met.",
        "2014-05-03/..",
    ),
    Rule(
        *("not-before-full-date", 1, "published", "the newest day that the text states in full as past"),
        _text(_TITLE) + "\n\nThe gates were closed on 3 May 2014 and nobody has seen them open again.",
        "2014-05-03/..",
    ),
    Rule("published-none", 1, "published", "no date is stated and none follows", _text(_TITLE), ""),
    Rule("language-words", 1, "language", "the most frequent small words", _text(_TITLE), "en"),
    Rule(
        *("language-letters", 1, "language", "letters that belong to one language"),
        "Жұмысшылар порттың қақпасына жиналып, өз құқықтары үшін күресетінін айтты. Олар жеңіске сенеді.",
        "kk",
    ),
    Rule("kind", 1, "kind", "what the text calls itself, or holds", "\n\n".join((_TITLE, _BODY)), "article"),
    Rule(
        *("letter-date", 1, "date", "a line of a letter that is a date, with a label or a place at most"),
        "\n\n".join((_TITLE, _BODY, "Oslo, 3 May 2014", *_LETTER, "Yours sincerely", "Sara Lind")),
        "2014-05-03",
    ),
    Rule(
        *("petition-widget", 1, "title", "a call to sign, a title, and the trace of a form"),
        _text(_INDEX, *_NOTICE, _TITLE),
        "Open the harbour gates",
    ),
)
RULE_IDS = frozenset(rule.id for rule in RULES)
