"""Months, days of the week and seasons as English, Russian, Turkish, German, Swedish and Kazakh write them.

English and Turkish months need their capital: "may", "march" and "mart" are other words.
"""

_MONTHS = (
    ("January JANUARY", "январь января январе", "Ocak", "Januar Jänner", "januari", "қаңтар"),
    ("February FEBRUARY", "февраль февраля феврале", "Şubat", "Februar", "februari", "ақпан"),
    ("March MARCH", "март марта марте", "Mart", "März", "mars", "наурыз"),
    ("April APRIL", "апрель апреля апреле", "Nisan", "April", "april", "сәуір"),
    ("May MAY", "май мая мае", "Mayıs", "Mai", "maj", "мамыр"),
    ("June JUNE", "июнь июня июне", "Haziran", "Juni", "juni", "маусым"),
    ("July JULY", "июль июля июле", "Temmuz", "Juli", "juli", "шілде"),
    ("August AUGUST", "август августа августе", "Ağustos", "August", "augusti", "тамыз"),
    ("September SEPTEMBER", "сентябрь сентября сентябре", "Eylül", "September", "september", "қыркүйек"),
    ("October OCTOBER", "октябрь октября октябре", "Ekim", "Oktober", "oktober", "қазан"),
    ("November NOVEMBER", "ноябрь ноября ноябре", "Kasım", "November", "november", "қараша"),
    ("December DECEMBER", "декабрь декабря декабре", "Aralık", "Dezember", "december", "желтоқсан"),
)
_ENGLISH_SHORT = {
    **{"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9},
    **{"Oct": 10, "Nov": 11, "Dec": 12},
}
_WEEKDAYS = (
    ("Monday", "понедельник понедельника", "Pazartesi", "Montag", "måndag måndagen", "дүйсенбі"),
    ("Tuesday", "вторник вторника", "Salı", "Dienstag", "tisdag tisdagen", "сейсенбі"),
    ("Wednesday", "среда среду среды", "Çarşamba", "Mittwoch", "onsdag onsdagen", "сәрсенбі"),
    ("Thursday", "четверг четверга", "Perşembe", "Donnerstag", "torsdag torsdagen", "бейсенбі"),
    ("Friday", "пятница пятницу пятницы", "Cuma", "Freitag", "fredag fredagen", "жұма"),
    ("Saturday", "суббота субботу субботы", "Cumartesi", "Samstag Sonnabend", "lördag lördagen", "сенбі"),
    ("Sunday", "воскресенье воскресенья", "Pazar", "Sonntag", "söndag söndagen", "жексенбі"),
)
_ENGLISH_SHORT_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SEASONS = (  # EDTF numbers them from 21, spring
    ("Spring spring", "весной весна весны", "baharında baharı", "Frühjahr Frühling", "våren"),
    ("Summer summer", "летом лето лета", "yazında yazı", "Sommer", "sommaren"),
    ("Autumn autumn Fall", "осенью осень осени", "sonbaharında güzünde", "Herbst", "hösten"),
    ("Winter winter", "зимой зима зимы", "kışında kışı", "Winter", "vintern"),
)


def _numbered(table: tuple[tuple[str, ...], ...], first: int) -> dict[str, int]:
    words: dict[str, int] = {}
    for number, row in enumerate(table, start=first):
        for word in " ".join(row).split():
            words[word] = number
            if word[0].islower() and word[0] > "z":
                words[word.capitalize()] = number
    return words


# 1 to 12, 0 (Monday) to 6, and 21 (spring) to 24.
MONTHS = _numbered(_MONTHS, 1) | _ENGLISH_SHORT
WEEKDAYS = _numbered(_WEEKDAYS, 0) | {day: number for number, day in enumerate(_ENGLISH_SHORT_DAYS)}
SEASONS = _numbered(_SEASONS, 21)


ABBREVIATED = frozenset({*_ENGLISH_SHORT, *_ENGLISH_SHORT_DAYS})
"""Words that may be followed by a full stop without ending a sentence."""
