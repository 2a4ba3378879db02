import logging
import re

QUERY = re.compile(r"\?[^\s\"']*")
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")
MAILBOX = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
FORMATTER = logging.Formatter()


class WithoutPaths(logging.Filter):
    """Takes query strings, tokens and mailboxes out of every line, and out of what an exception says."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redacted(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = redacted_traceback(
                record.exc_text or FORMATTER.formatException(record.exc_info)
            )
        return True


def redacted(text: str) -> str:
    for pattern, mark in ((MAILBOX, "<mailbox>"), (QUERY, "?…"), (TOKEN, "<token>")):
        text = pattern.sub(mark, text)
    return text


def redacted_traceback(text: str) -> str:
    """What the exceptions say, redacted; of the indented lines, which are our code, only the mailboxes."""
    return "\n".join(
        MAILBOX.sub("<mailbox>", line) if line.startswith(" ") else redacted(line)
        for line in text.splitlines()
    )
