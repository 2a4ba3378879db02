import logging
import re

QUERY = re.compile(r"\?[^\s\"']*")
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")
MAILBOX = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")


class WithoutPaths(logging.Filter):
    """Takes query strings, tokens and mailboxes out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        for pattern, mark in ((MAILBOX, "<mailbox>"), (QUERY, "?…"), (TOKEN, "<token>")):
            message = pattern.sub(mark, message)
        record.msg, record.args = message, ()
        return True
