"""An address that was public once says that it is gone, and nothing else."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from archive.publishing import Publishable, PublishableQuerySet


class Gone(Exception):
    """The record was published and has been withdrawn: the answer is 410, naming nobody."""


def get_published_or_gone(rows: PublishableQuerySet, slug: str) -> Any:
    """The published record with this address.

    Raises Gone for one that was withdrawn, Http404 for a draft or for nothing.
    """
    try:
        return get_object_or_404(rows.published(), slug=slug)
    except Http404:
        if rows.filter(slug=slug, status=Publishable.Status.WITHDRAWN).exists():
            raise Gone from None
        raise
