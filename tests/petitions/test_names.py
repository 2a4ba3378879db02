import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from campaign.petitions.names import clean_name


@pytest.mark.parametrize(
    "name",
    [
        "X",
        "Á",
        "Роза Төлетаева",
        "王小明",
        "محمد بن سلمان",
        "علی\u200cرضا",  # a joiner that Persian needs
        "നാരായണൻ",
        "Jean-Luc O’Brien, Jr.",
        "St. John",
        "J.R.R. Tolkien",
        "=1+1",
        "👩‍🎓 Ann",
        "a" * 200,
        "é" * 200,
        "שְׁלֹמֹ֣ה",  # three marks on one letter
    ],
)
def test_any_name_in_any_script_is_a_name(name: str) -> None:
    assert clean_name(name) == name


def test_spaces_are_single_and_letters_composed() -> None:
    assert clean_name("  Anna \u00a0 Le\u0301na ") == "Anna Léna"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Type your name."),
        ("   ", "Type your name."),
        ("\u200d\u200b", "Type your name."),
        ("\u3164", "Type your name."),
        ("a" * 201, "200 characters"),
        ("http://example.com", "web address"),
        ("Buy at www.example.org", "web address"),
        ("cheap-pills.xyz now", "web address"),
        ("BEST.COM/deal", "web address"),
        ("anna@example.org", "e-mail address"),
        ("Anna\x00", "cannot be shown"),
        ("Anna\nBcc: x", "cannot be shown"),
        ("Anna\x1b[31m", "cannot be shown"),
        ("Anna \u202egnp.exe", "cannot be shown"),
        ("Anna \u2067x", "cannot be shown"),
        ("Anna\u2028x", "cannot be shown"),
        ("Anna\ue000", "cannot be shown"),
        ("Ann" + "a\u0300" + "\u0316\u0301" * 20, "cannot be shown"),
    ],
)
def test_what_only_scripts_and_pranksters_write_is_refused(name: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        clean_name(name)


LETTERS, MARKS = st.characters(categories=["L", "Nd"]), st.characters(categories=["M"])


@given(st.lists(st.tuples(LETTERS, st.text(MARKS, max_size=2)), min_size=1, max_size=50))
def test_letters_of_every_script_pass(letters: list[tuple[str, str]]) -> None:
    clean_name("a" + "".join(letter + marks for letter, marks in letters))


@given(st.text(max_size=300))
def test_what_was_cleaned_is_clean(text: str) -> None:
    try:
        name = clean_name(text)
    except ValidationError:
        return
    assert 1 <= len(name) <= 200
    assert clean_name(name) == name
