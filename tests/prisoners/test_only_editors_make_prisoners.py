"""A machine may propose a mention; a person enters the directory by an editor's act alone."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from archive.models import Authority, Capture
from campaign.prisoners.models import Person

pytestmark = pytest.mark.django_db

DOCUMENT = """Poet jailed after a march

By Dana Serik, 4 June 2012

Erlan Omarov, a political prisoner, was sentenced to seven years in jail on Monday. His lawyer, Aliya Nur,
was not let into the court. Erlan Omarov had written to the embassy in London.
"""


def test_ingesting_a_document_that_names_prisoners_enters_nobody(client: Client, tmp_path: Path) -> None:
    Authority.objects.create(kind="person", slug="erlan-omarov", name="Erlan Omarov").names.create(
        text="Erlan Omarov"
    )
    document = tmp_path / "document.txt"
    document.write_text(DOCUMENT)
    call_command("ingest", str(document))
    assert Capture.objects.count() == 1
    assert not Person.objects.exists()
    assert "Omarov" not in client.get("/prisoners/").content.decode()
    assert client.get("/prisoners/erlan-omarov/").status_code == 404
