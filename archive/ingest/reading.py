"""Bytes as received to text, or one clear sentence why not."""

MAX_BYTES = 5_000_000
MIN_CHARACTERS = 40
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x85")


class Refused(ValueError):
    """The capture cannot be read; the message is one sentence for the person who sent it."""


def read_text(data: bytes) -> str:
    """The text of a capture, newlines untouched; a byte-order mark is no part of it.

    Raises Refused. Offsets of everything found later count code points of this text.
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"The file has {len(data):,} bytes; the most that can be read is {MAX_BYTES:,} (5 MB).")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            f"The file is not text in UTF-8: byte {error.start} cannot be read; "
            "save it as UTF-8 and send it again."
        ) from error
    control = next((c for c in text if (c < " " or c == "\x7f") and c not in _TEXT_CONTROLS), None)
    if control is not None:
        raise Refused(f"The file is not text: it contains the control character U+{ord(control):04X}.")
    if len(text) < MIN_CHARACTERS:
        raise Refused(f"The text has {len(text)} characters; a capture needs at least {MIN_CHARACTERS}.")
    if not any(c.isalpha() for c in text):
        raise Refused("The text contains no letter.")
    return text
