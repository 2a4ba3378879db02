"""An e-mail as somebody copies it out of a mail program, taken apart for the form of a report."""

import re
from email.utils import parsedate_to_datetime

from django.core.exceptions import ValidationError

from campaign.submissions.days import as_edtf

HEADER = re.compile(r"^([A-Za-zА-Яа-яЁёІіҚқ-]{2,20})\s*:\s*(.*)$")
NAMES = {
    "from": "from", "от": "from", "кімнен": "from", "kimden": "from", "gönderen": "from", "von": "from",
    "date": "date", "sent": "date", "дата": "date", "отправлено": "date", "күні": "date", "tarih": "date",
    "datum": "date", "subject": "subject", "тема": "subject", "тақырып": "subject", "konu": "subject",
    "betreff": "subject", "to": "", "cc": "", "bcc": "", "кому": "", "копия": "", "kime": "", "an": "",
    "reply-to": "reply", "message-id": "", "mime-version": "", "content-type": "", "received": "",
    "return-path": "", "content-transfer-encoding": "",
}  # fmt: skip
MAILBOX = re.compile(r"[^\s@<>\"'(),;:\[\]]+@[^\s@<>\"'(),;:\[\]]+\.[^\s@<>\"'(),;:\[\]]+")


def read_mail(text: str) -> dict[str, str]:
    """Initial values of a ReportForm. The sender's address stands in `contact` and nowhere else."""
    headers, body = split(text)
    sender = headers.get("from", "") or headers.get("reply", "")
    subject = headers.get("subject", "")
    return {
        "kind": "letter",
        "contact": sender,
        "date": day_of(headers.get("date", "")),
        "happened": without_mailboxes("\n\n".join(filter(None, (subject, body)))),
    }


def split(text: str) -> tuple[dict[str, str], str]:
    headers: dict[str, str] = {}
    lines = text.replace("\r\n", "\n").strip().split("\n")
    last = ""
    for number, line in enumerate(lines):
        found = HEADER.match(line)
        if found and found[1].casefold() in NAMES:
            last = NAMES[found[1].casefold()]
            headers.setdefault(last, found[2].strip())
        elif line[:1].isspace() and line.strip() and headers:  # a long header goes on in the next line
            headers[last] = f"{headers[last]} {line.strip()}"
        else:
            return headers, "\n".join(lines[number:]).strip()
    return headers, ""


def without_mailboxes(text: str) -> str:
    """The text without any e-mail address: whoever is meant stands in the contact, or agreed to nothing."""
    return MAILBOX.sub("…", text)


def day_of(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        pass
    day = re.sub(r"^[^\W\d_]+\.?,\s*|\s+(?:at\s+|в\s+)?\d{1,2}:\d\d.*$", "", text)
    try:
        return as_edtf(day)
    except ValidationError:
        return ""
