"""What may be read at all, and the sentence that says why not."""

import pytest

from archive.ingest.reading import MAX_BYTES, Refused, read_text

ENOUGH = "A short text that is just about long enough."


def test_plain_text_is_read_as_it_is():
    assert read_text(f"{ENOUGH}\r\n\n".encode()) == f"{ENOUGH}\r\n\n"


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert read_text(b"\xef\xbb\xbf" + ENOUGH.encode()) == ENOUGH


def test_offsets_count_code_points():
    text = read_text(f"Жаңаөзен 😀 {ENOUGH}".encode())
    assert text[11:] == ENOUGH


def test_exactly_forty_characters_are_enough():
    assert read_text(b"a" * 40) == "a" * 40


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "at least 40"),
        (b"a" * 39, "at least 40"),
        (b"1234567890" * 5, "no letter"),
        (ENOUGH.encode("utf-16"), "not text in UTF-8"),
        ("Ölfass und Küstenwache, mehr als vierzig Zeichen lang.".encode("latin-1"), "not text in UTF-8"),
        (b"%PDF-1.7\x00" + ENOUGH.encode(), "control character U+0000"),
        (b"\x1b[31m" + ENOUGH.encode(), "control character U+001B"),
        (b"a" * (MAX_BYTES + 1), "5 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, says: str):
    with pytest.raises(Refused) as refused:
        read_text(data)
    assert says in str(refused.value)
    assert str(refused.value).endswith(".")
