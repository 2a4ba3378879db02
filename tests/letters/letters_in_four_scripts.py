"""Words of an invented letter in four languages, and letters that just fit one sheet."""

from campaign.letters.paper import Sheet

PARAGRAPHS = {
    "en": "I am a nurse from Lutz and I ask what became of the printers whom your government holds. "
    "Nobody has told their families where they are. Please write to me what you know.",
    "ru": "Я медсестра из Луца и спрашиваю, что стало с печатниками, которых держит ваше правительство. "
    "Семьям не сказали, где они находятся. Прошу вас ответить мне письменно.",
    "kk": "Мен Луцтан келген медбикемін және үкіметіңіз ұстап отырған баспашылардың тағдырын сұраймын. "
    "Отбасыларына олардың қайда екенін ешкім айтқан жоқ. Маған жазбаша жауап беруіңізді өтінемін.",
    "ar": "أنا ممرضة من لوتس وأسأل عما حدث لعمال المطابع الذين تحتجزهم حكومتكم. "
    "لم يخبر أحد عائلاتهم بمكان وجودهم. أرجو أن تكتبوا إلي بما تعرفونه.",
}
SUBJECTS = {"en": "The printers", "ru": "О печатниках", "kk": "Баспашылар туралы", "ar": "عمال المطابع"}


def sheet(language: str, text: str) -> Sheet:
    return Sheet("Eva Lind\n7 Mill Lane\nLutz", "Embassy of Zubrow", SUBJECTS[language], text, "Eva Lind")


def longest_text(language: str, size: str = "small") -> str:
    """The longest of these letters that is promised to fit one sheet in this size of type."""
    words, text = PARAGRAPHS[language].split(), ""
    for number in range(2000):
        # A new paragraph after every forty words, as people write.
        longer = text + ("\n\n" if number % 40 == 0 else " ") + words[number % len(words)]
        sizes = {"large": ["large"], "medium": ["large", "medium"], "small": ["large", "medium", "small"]}
        if sheet(language, longer).size not in sizes[size]:
            return text
        text = longer
    raise AssertionError("No letter is that long.")


def fields(language: str, text: str) -> dict[str, str]:
    """What a visitor would have typed."""
    made = sheet(language, text)
    return {
        "sender": made.sender,
        "recipient": made.recipient,
        "subject": made.subject,
        "text": made.text,
        "name": made.name,
    }
