"""What stands in a PDF, as poppler reads it: the same for Chromium's and for WeasyPrint's."""

import re
import subprocess
import unicodedata
from pathlib import Path


def pages_of(pdf: Path) -> int:
    found = re.search(r"Pages:\s+(\d+)", subprocess.check_output(["pdfinfo", str(pdf)], text=True))
    assert found
    return int(found[1])


def words_of(pdf: Path) -> set[str]:
    """The words that can be selected; letters that a font joined are taken apart again."""
    text = subprocess.check_output(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], text=True)
    return words_in(text)


def words_in(text: str) -> set[str]:
    """Without punctuation, which poppler puts on the other side where directions meet."""
    return set(re.findall(r"\w+", plain(text)))


def plain(text: str) -> str:
    """Without the marks of direction and joining that a PDF may carry."""
    joined = unicodedata.normalize("NFKC", text)
    return "".join(character for character in joined if unicodedata.category(character) != "Cf")


def is_one_page_with(pdf: Path, *texts: str) -> None:
    assert pages_of(pdf) == 1
    missing = words_in(" ".join(texts)) - words_of(pdf)
    assert missing == set(), missing
