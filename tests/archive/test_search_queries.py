"""What a question finds, written down: the same keys on SQLite and on PostgreSQL, which both run this file."""

import pytest

from archive.models import Authority, AuthorityName
from archive.search import index
from archive.search.find import find
from archive.search.records import Passage, Searchable

pytestmark = pytest.mark.django_db

# key, language, title, passages
CORPUS = [
    (
        "strike",
        "en",
        "A strike in the west",
        "Oil workers of Zhanaozen stopped work.",
        "They were striking for wages.",
    ),
    ("embassy", "en", "The embassy", "The embassy refused the letter.", "Nobody opened the door in Berlin."),
    ("letters", "en", "Letters were sent", "Trade unions wrote to embassies in three countries."),
    ("president", "en", "An oath", "Nursultan Nazarbayev resigned; Kassym-Jomart Tokayev took the oath."),
    ("daughter", "en", "The senator", "Dariga Nazarbayeva left the senate."),
    (
        "journalist",
        "en",
        "Journalists' day",
        "The journalist's flat was searched; she was released on 7 May 2019.",
    ),
    ("capital", "en", "A capital renamed", "Astana became Nur-Sultan, and Astana again in 2022."),
    ("janaozen", "en", "Witnesses", "In Janaozen, sixteen people were killed."),
    ("privatisation", "en", "Land", "Against the privatization of farm land; privatisation came anyway."),
    ("coal", "en", "Coal", "Miners of Karaganda remember Temirtau."),
    (
        "ru-strike",
        "ru",
        "Забастовка",
        "Нефтяники Жанаозена начали забастовку.",
        "Забастовки продолжались в Актау.",
    ),
    ("ru-president", "ru", "Отставка", "Переговоры с Назарбаевым закончились."),
    ("ru-capital", "ru", "Митинг в Астане", "В Астане задержали журналистов."),
    ("ru-trial", "ru", "Суд", "Суд над активисткой Тулетаевой: осуждённые подали жалобы."),
    ("ru-almaty", "ru", "Алматы", "В Алматы прошёл марафон, активистов арестовали."),
    ("kk-strike", "kk", "Ереуіл", "Жаңаөзенде мұнайшылардың ереуілі басталды."),
    ("kk-workers", "kk", "Жұмысшылар", "Жұмысшылар жалақыны көтеруді талап етті."),
    ("kk-place", "kk", "Қала", "Жаңаөзен — Маңғыстау облысындағы қала."),
    ("tr-strike", "tr", "Grev", "İşçiler greve çıktı.", "İşçilerin grevi sürüyor."),
    ("tr-prisoners", "tr", "Tutuklular", "Tutukluların serbest bırakılması istendi."),
    ("de-letter", "de", "Brief", "Die Gewerkschaft schrieb an die Botschaft in Berlin."),
    ("poet", "en", "A poet", "Aron Atabek wrote poems in prison."),
    ("banner", "en", "A banner", "Asya Tulesova and Beibarys Tolymbekov held a banner in Almaty."),
]

NAMES = [
    ("person", "Nursultan Nazarbayev", "Нурсултан Назарбаев", "Нұрсұлтан Назарбаев"),
    ("person", "Roza Tuletaeva", "Роза Тулетаева", "Роза Төлетаева"),
    ("person", "Asya Tulesova", "Асия Тулесова"),
    ("person", "Aron Atabek", "Арон Атабек"),
    ("place", "Zhanaozen", "Janaozen", "Жанаозен", "Жаңаөзен"),
    ("place", "Astana", "Астана"),
    ("place", "Almaty", "Алматы"),
    ("place", "Mangystau", "Мангистау", "Маңғыстау"),
    ("place", "Aktau", "Актау", "Ақтау"),
    ("organisation", "Party of Letters"),  # its words are common ones: they keep their stems
]

ZHANAOZEN = "janaozen kk-place kk-strike ru-strike strike"

QUERIES = {
    # One place in every spelling and case.
    "Zhanaozen": ZHANAOZEN,
    "Janaozen": ZHANAOZEN,
    "Жаңаөзен": ZHANAOZEN,
    "Жанаозен": ZHANAOZEN,
    "ЖАНАОЗЕНЕ": ZHANAOZEN,
    "Жаңаөзенде": ZHANAOZEN,
    "Jañaözen": ZHANAOZEN,
    "Zhanaozen’s": ZHANAOZEN,
    # Names keep their key, also in a Russian case.
    "Astana": "capital ru-capital",
    "Астане": "capital ru-capital",
    "Nazarbayev": "daughter president ru-president",
    "Назарбаевым": "daughter president ru-president",
    "Nazarbayeva": "daughter",
    "Назарбай": "daughter president ru-president",
    "Tuletayeva": "ru-trial",
    "Тулетаевой": "ru-trial",
    "Төлетаева": "ru-trial",
    "Tulesova": "banner",
    "Almaty": "banner ru-almaty",
    "Алматы": "banner ru-almaty",
    "Mangistau": "kk-place",
    "Aktau": "ru-strike",
    "Атабек": "poet",
    "Tokaev": "president",
    # English stems.
    "striking": "strike",
    "strikes": "strike",
    "embassies": "embassy letters",
    "workers": "strike",
    "journalists": "journalist",
    "privatisation": "privatisation",
    "privatization": "privatisation",
    "letter": "embassy letters",
    "resigning": "president",
    "miner": "coal",
    # Russian stems.
    "забастовка": "ru-strike",
    "забастовками": "ru-strike",
    "журналист": "journalist ru-capital",
    "активистки": "ru-trial",
    "жалоба": "ru-trial",
    "осужденный": "ru-trial",
    # Turkish stems.
    "işçi": "tr-strike",
    "grevin": "tr-strike",
    "tutuklu": "tr-prisoners",
    # Kazakh endings.
    "мұнайшы": "kk-strike",
    "ереуіл": "kk-strike",
    "жұмысшылардың": "kk-workers",
    # Several words; numbers; short words; nothing.
    "embassy letter": "embassy",
    "embassy Berlin": "",
    "забастовка Жанаозен": "ru-strike",
    "2022": "capital",
    "7 May": "journalist",
    "lan": "",
    "privat": "privatisation",
    "Botschaft": "de-letter",
    "kangaroo": "",
}


@pytest.fixture
def corpus() -> None:
    for key, language, title, *texts in CORPUS:
        passages = tuple(Passage(text) for text in texts)
        index.put(Searchable("article", key, f"/archive/{key}/", title, language=language, passages=passages))
    for number, (kind, *texts) in enumerate(NAMES):
        authority = Authority.objects.create(kind=kind, slug=f"name-{number}", name=texts[0])
        for text in texts:
            AuthorityName.objects.create(authority=authority, text=text)


def found(question: str) -> str:
    return " ".join(sorted(hit.document.key for hit in find(question)))


@pytest.mark.parametrize(("question", "expected"), QUERIES.items())
def test_a_question_finds_what_is_written_down(corpus: None, question: str, expected: str) -> None:
    assert found(question) == expected


def test_the_spellings_of_one_place_find_the_same_passages(corpus: None) -> None:
    passages = [
        [
            (hit.document.key, [passage.position for passage, _segments in hit.passages])
            for hit in find(spelling)
        ]
        for spelling in ("Zhanaozen", "Janaozen", "Жаңаөзен", "Жанаозен")
    ]
    assert passages[0] and all(other == passages[0] for other in passages)


def test_there_are_enough_questions() -> None:
    assert len(QUERIES) >= 40
