import secrets
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import transaction

from campaign.desk.models import OneTimePassword

NAME = "editor"


class Command(BaseCommand):
    help = "Make the first account when there is none, and print its one-time password. Can be run again."

    def handle(self, *args: Any, **options: Any) -> str | None:
        with transaction.atomic():
            if User.objects.exists():
                return None
            password = "-".join(secrets.token_hex(2) for _ in range(4))
            user = User.objects.create_superuser(NAME, password=password)
            user.groups.set(Group.objects.all())
            OneTimePassword.objects.create(user=user)
        return (
            f"First editor: sign in at /admin/ as {NAME} with the one-time password {password}\n"
            "(shown only now; the desk asks for a password of your own at once)."
        )
