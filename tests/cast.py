"""The cast that returns: Ada curates, Boris drafts, Cleo campaigns, Mallory must see nothing."""

import pytest
from django.contrib.auth.models import Group, User

PASSWORD = "a long enough phrase"


def member(name: str, *groups: str) -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=bool(groups))
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def ada(db: None) -> User:
    """A reviewer."""
    return member("ada", "reviewer")


@pytest.fixture
def boris(db: None) -> User:
    """An editor, who drafts."""
    return member("boris", "editor")


@pytest.fixture
def cleo(db: None) -> User:
    """A campaigner."""
    return member("cleo", "campaigner")


@pytest.fixture
def mallory(db: None) -> User:
    """Somebody with an account and no business here."""
    return member("mallory")


@pytest.fixture
def olga(db: None) -> User:
    """The owner of the site."""
    return User.objects.create_superuser("olga", password=PASSWORD)
