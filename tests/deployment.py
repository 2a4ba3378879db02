"""Runs Django's deployment check under production settings: any warning is a failure."""

import base64
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def production_environment(var: str) -> dict[str, str]:
    """What a production server sets, with secrets made for this run."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")
    }
    return kept | {
        "CAMPAIGN_MODE": "production",
        "CAMPAIGN_VAR": var,
        "CAMPAIGN_URL": "https://campaign.example.org",
        "ALLOWED_HOSTS": "campaign.example.org",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "CAMPAIGN_PEPPER": secrets.token_urlsafe(48),
        "CAMPAIGN_FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "CAMPAIGN_SEALING_PUBLIC_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "DEFAULT_FROM_EMAIL": "desk@campaign.example.org",
        "MAILERS": "smtp://desk:secret@mail.example.org:587",
    }


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="desk-deployment-") as var:
        command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        return subprocess.run(command, cwd=ROOT, env=production_environment(var)).returncode


if __name__ == "__main__":
    sys.exit(main())
