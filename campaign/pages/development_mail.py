"""The messages that this site would have sent, as the file back end left them: local mode only."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

BETWEEN_MESSAGES = b"\n" + b"-" * 79 + b"\n"  # as Django's back end writes it


@dataclass(frozen=True)
class Mail:
    """One message; `number` counts from the oldest, so that it stays when others arrive."""

    number: int
    message: EmailMessage

    @property
    def text(self) -> str:
        part = self.message.get_body(preferencelist=("plain", "html"))
        return part.get_content() if part else ""

    def header(self, name: str) -> str:
        return str(self.message.get(name, ""))

    @property
    def subject(self) -> str:
        return self.header("Subject")

    @property
    def recipient(self) -> str:
        return self.header("To")

    @property
    def date(self) -> str:
        return self.header("Date")


@never_cache
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/mail_list.html", {"mails": list(read_mails())[::-1]})


@never_cache
@require_safe
def mail_detail(request: HttpRequest, number: int) -> HttpResponse:
    for mail in read_mails():
        if mail.number == number:
            return render(request, "pages/mail_detail.html", {"mail": mail})
    raise Http404


def read_mails() -> Iterator[Mail]:
    """All messages, the oldest first."""
    number = 0
    for path in sorted((Path(settings.CAMPAIGN_VAR) / "mail").glob("*.log"), key=written_at):
        for data in path.read_bytes().split(BETWEEN_MESSAGES):
            if data.strip():
                number += 1
                yield Mail(number, message_from_bytes(data, policy=policy.default))


def written_at(path: Path) -> tuple[int, str]:
    return path.stat().st_mtime_ns, path.name
