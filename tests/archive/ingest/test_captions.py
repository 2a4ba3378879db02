"""Lines that pictures leave, and what they say: what is shown, and whose picture it is."""

import pytest

from archive.ingest.analyse import analyse

BODY = (
    "The dockers of Norvik met on Saturday in the hall of their union and voted to stay out for another week, "
    "until the company answers the letter of March."
)


def pictures(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(("Dockers vote to stay out", BODY, *lines, BODY))
    [item] = analyse(text)
    return [
        (image.caption.of(text) if image.caption else "", image.credit.of(text) if image.credit else "")
        for image in item.images
    ]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Photo: Sara Lind", "", "Sara Lind"),
        ("[Photo: Sara Lind]", "", "Sara Lind"),
        ("Photo credit: Sara Lind", "", "Sara Lind"),
        ("Credit: Photo: Harbour Network", "", "Harbour Network"),
        ("Photo: Socialist Movement Norland", "", "Socialist Movement Norland"),
        ("Foto: AFP", "", "AFP"),
        ("Фото: Сара Линд", "", "Сара Линд"),
        ("Image: The gates on the first day", "The gates on the first day", ""),
        ("Photo: A meeting of the union in the hall", "A meeting of the union in the hall", ""),
    ],
)
def test_a_labelled_line(line: str, caption: str, credit: str):
    assert pictures(line) == [(caption, credit)]


def test_a_credit_under_a_caption_is_that_picture_s():
    assert pictures("Image: The gates on the first day", "Credit: Sara Lind") == [
        ("The gates on the first day", "Sara Lind")
    ]


def test_two_credits_are_two_pictures():
    assert pictures("Photo: Sara Lind", "Photo: Per Berg") == [("", "Sara Lind"), ("", "Per Berg")]


@pytest.mark.parametrize("line", ["[Editor's note: see below]", "Bilder einer Ausstellung"])
def test_other_lines_are_no_pictures(line: str):
    assert pictures(line) == []
