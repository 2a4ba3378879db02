from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from campaign.petitions.models import Petition, Signature


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def no_database() -> Iterator[None]:
    def refuse_statement(*args: object) -> None:
        raise DatabaseError("The database is gone")

    with connection.execute_wrapper(refuse_statement):
        yield


def test_the_process_lives_without_a_database(client: Client, db: None, no_database: None) -> None:
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_a_site_in_order_is_ready(client: Client, db: None) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"ready": True, "reasons": []}
    assert "no-store" in response.headers["Cache-Control"]


def test_without_its_database_it_is_not_ready(client: Client, db: None, no_database: None) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "reasons": ["The database does not answer."]}


def test_with_a_migration_waiting_it_is_not_ready(client: Client, db: None) -> None:
    MigrationRecorder.Migration.objects.filter(app="pages").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["Migrations are waiting: run manage.py migrate."]


def test_with_a_full_disk_it_is_not_ready(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(10**9, 10**9, 12_000_000))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["The disk is nearly full: 12 MB are free."]


def test_with_old_mail_unsent_it_is_not_ready(client: Client, make_petition: Callable[..., Petition]) -> None:
    signature = Signature.objects.create(
        petition=make_petition(),
        petition_version=1,
        expires_at=timezone.now() + timedelta(days=14),
        mail_due_at=timezone.now() - timedelta(minutes=5),
    )
    assert client.get("/readyz").status_code == 200
    Signature.objects.filter(pk=signature.pk).update(mail_due_at=timezone.now() - timedelta(minutes=42))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["The oldest unsent message has waited for 42 minutes."]


def test_both_answer_outside_the_languages_and_to_get_only(client: Client, db: None) -> None:
    for path in ("/livez", "/readyz"):
        assert client.post(path).status_code == 405
        assert client.get(f"/ru{path}").status_code == 404
