from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.models import Authority
from campaign.prisoners.models import Person

MakePerson = Callable[..., Person]


@pytest.fixture
def make_person(ada: User, boris: User) -> MakePerson:
    """A person whom Boris entered and Ada published, with periods given as keywords of CustodyPeriod."""

    def make(name: str, *periods: dict[str, Any], published: bool = True, **fields: Any) -> Person:
        slug = fields.pop("slug", name.lower().replace(" ", "-"))
        authority = Authority.objects.create(kind="person", slug=slug, name=name)
        for text, language, script in fields.pop("names", []):
            authority.names.create(text=text, language=language, script=script, kind="display")
        person = Person.objects.create(
            authority=authority,
            slug=slug,
            name=name,
            last_edited_by=boris,
            **({"basis": "public_interest"} | fields),
        )
        for period in periods:
            person.custody_periods.create(**({"status": "serving"} | period))
        person.refresh_content()
        if published:
            person.submit()
            person.publish(by=ada)
        return person

    return make
