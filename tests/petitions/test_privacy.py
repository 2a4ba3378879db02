"""What a thief of the whole database and of every key on the server learns of somebody who has signed."""

import json
import logging
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from nacl.encoding import Base64Encoder
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from campaign.petitions.leaving import NOTHING_PERSONAL
from campaign.petitions.models import Petition, Signature
from campaign.petitions.post import send_due
from campaign.web.logs import WithoutPaths
from tests.petitions.conftest import count, link_in, read_mail, sign, sign_and_confirm

NAME = "Wilhelmina Quorn"
ADDRESS = "wilhelmina.quorn@lamp.example"
SECRETS = (b"Quorn", b"quorn", b"Wilhelmina", b"wilhelmina", b"lamp.example", b"198.51.100", b"QuornBrowser")


def dump() -> list[bytes]:
    """Every value of every row of every table."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of tables
            values += [as_bytes(value) for row in cursor.fetchall() for value in row if value is not None]
    return values


def as_bytes(value: object) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return str(value).encode()


def opened_with_every_key(values: list[bytes]) -> list[bytes]:
    """What the keys on the server make of the values, beside the values themselves."""
    found = list(values)
    for key in settings.CAMPAIGN_FIELD_KEYS:
        for value in values:
            try:
                found.append(Fernet(key).decrypt(value))
            except InvalidToken:
                continue
    return found


def learned() -> list[bytes]:
    values = opened_with_every_key(dump())
    return [secret for secret in SECRETS if any(secret in value for value in values)]


@pytest.fixture
def visitor() -> Client:
    return Client(REMOTE_ADDR="198.51.100.77", HTTP_USER_AGENT="QuornBrowser")


def test_the_thief_of_a_pending_row_needs_the_field_key(visitor: Client, petition: Petition) -> None:
    sign(visitor, name=NAME, email=ADDRESS)
    assert not any(secret in value for value in dump() for secret in SECRETS)
    assert b"Quorn" in learned()  # the server must be able to write the mail


@pytest.mark.parametrize("audience", ["nobody", "addressee"])
def test_once_confirmed_nothing_on_the_server_gives_name_or_address(
    visitor: Client, petition: Petition, audience: str
) -> None:
    sign_and_confirm(visitor, name=NAME, email=ADDRESS, audience=audience, wants_updates="on", country="DE")
    assert count() == 1
    assert learned() == []


def test_after_asking_for_the_link_again_nothing_is_left_either(visitor: Client, petition: Petition) -> None:
    sign_and_confirm(visitor, name=NAME, email=ADDRESS)
    Signature.objects.update(last_mail_at=None, mails_sent=0)
    visitor.post("/my-signature/", {"email": ADDRESS})
    send_due()
    assert learned() == []


def test_a_public_name_is_in_clear_once_confirmed_and_by_consent_only(
    visitor: Client, petition: Petition
) -> None:
    sign(visitor, name=NAME, email=ADDRESS, audience="everyone")
    assert Signature.objects.get().public_name == ""
    path = visitor.post(link_in(read_mail())).headers["Location"]
    assert Signature.objects.get().public_name == NAME
    visitor.post(path, {"hide": "yes"})
    assert learned() == []


def test_after_withdrawing_nothing_at_all_is_left(visitor: Client, petition: Petition) -> None:
    path = sign_and_confirm(visitor, name=NAME, email=ADDRESS, audience="everyone")
    count()
    visitor.post(path, {"withdraw": "yes"})
    assert learned() == []
    assert Signature.objects.get().sealed is None


def test_only_the_officers_private_key_opens_the_box(visitor: Client, petition: Petition) -> None:
    sign_and_confirm(visitor, name=NAME, email=ADDRESS, wants_updates="on")
    sealed = Signature.objects.get().sealed
    assert sealed is not None
    with pytest.raises(CryptoError):
        SealedBox(PrivateKey.generate()).decrypt(bytes(sealed))
    path = Path(settings.CAMPAIGN_VAR) / "keys" / "campaign_sealing_private_key"
    content = json.loads(
        SealedBox(PrivateKey(path.read_text().encode(), Base64Encoder)).decrypt(bytes(sealed))
    )
    assert content["name"] == NAME
    assert content["email"] == ADDRESS
    assert len(content["unsubscribe"]) == 32


def test_the_length_of_a_box_tells_little_about_the_name(visitor: Client, petition: Petition) -> None:
    sign_and_confirm(visitor, name="X", email="a@example.org")
    sign_and_confirm(visitor, name="Maximiliane von Zubrow", email="b@example.org")
    lengths = {len(bytes(sealed)) for sealed in Signature.objects.values_list("sealed", flat=True) if sealed}
    assert len(lengths) == 1


def test_no_column_of_a_signature_is_forgotten_when_it_is_emptied() -> None:
    harmless = {
        *("id", "petition", "petition_version", "state", "attempts", "country", "language", "counted_on"),
        *("code_tries", "hold_reason", "mails_sent", "mail_failures"),
    }
    columns = {field.name for field in apps.get_model("petitions.Signature")._meta.get_fields()}
    assert columns == harmless | NOTHING_PERSONAL.keys()


def test_no_line_of_the_log_names_a_signer(
    visitor: Client, petition: Petition, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.post("/petitions/free-the-lamplighter/sign/", {"name": NAME, "email": ADDRESS})
    visitor.get("/confirm/" + "x" * 32 + "/?email=" + ADDRESS)
    assert caplog.records
    for record in caplog.records:
        WithoutPaths().filter(record)
        assert not any(secret.decode() in record.getMessage() for secret in SECRETS)
        assert "x" * 32 not in record.getMessage()


def test_no_traceback_in_the_log_names_a_signer(caplog: pytest.LogCaptureFixture) -> None:
    token = "x" * 32
    try:
        raise ValueError(f"Invalid address '{ADDRESS}' at /confirm/{token}/?email={ADDRESS}")
    except ValueError as error:
        logging.getLogger("campaign").error("A job failed.", exc_info=error)
    record = caplog.records[0]
    WithoutPaths().filter(record)
    line = logging.Formatter().format(record)
    assert ADDRESS not in line
    assert token not in line
    assert "test_no_traceback_in_the_log_names_a_signer" in line  # where it happened stays
