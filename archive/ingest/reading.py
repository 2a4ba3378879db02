"""Bytes as received to text, or one clear sentence why not."""

from archive.ingest.web_page import decode_page, is_web_page, text_of_page

MAX_BYTES = 5_000_000
MIN_CHARACTERS = 40
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x85")


class Refused(ValueError):
    """The capture cannot be read; the message is one sentence for the person who sent it."""


def read_text(data: bytes) -> str:
    """The text of a capture: of a text file as it stands, newlines untouched; of a saved web page, its article.

    Raises Refused. Offsets of everything found later count code points of this text; a byte-order mark is
    no part of it.
    """
    check_size(len(data))
    text = read_page(data) if is_web_page(data) else read_plain(data)
    control = next((c for c in text if is_control(c)), None)
    if control is not None:
        raise Refused(f"The file is not text: it contains the control character U+{ord(control):04X}.")
    if len(text) < MIN_CHARACTERS:
        raise Refused(f"The text has {len(text)} characters; a capture needs at least {MIN_CHARACTERS}.")
    if not any(c.isalpha() for c in text):
        raise Refused("The text contains no letter.")
    return text


def check_size(size: int) -> None:
    """Raises Refused for a file that is not worth receiving."""
    if size > MAX_BYTES:
        raise Refused(f"The file has {size:,} bytes; the most that can be read is {MAX_BYTES:,} (5 MB).")


def read_plain(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            f"The file is not text in UTF-8: byte {error.start} cannot be read; "
            "save it as UTF-8 and send it again."
        ) from error


def read_page(data: bytes) -> str:
    try:
        html = decode_page(data)
    except UnicodeDecodeError as error:
        raise Refused(
            f"The web page is neither UTF-8 nor what it says it is: byte {error.start} cannot be read; "
            "open it in a browser, save it as UTF-8 and send it again."
        ) from error
    if any(is_control(c) for c in html):
        raise Refused("The web page holds characters that no text has: its encoding is not the one it names.")
    text = text_of_page(html)
    if not text:
        raise Refused(
            "No article was found in the web page; copy its text into a text file and send that instead."
        )
    return text


def is_control(c: str) -> bool:
    return (c < " " or c == "\x7f") and c not in _TEXT_CONTROLS
