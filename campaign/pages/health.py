"""Whether this process lives, and whether the site can do its work."""

import shutil
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaign.petitions.models import Signature

LEAST_FREE_BYTES = 200_000_000
MAIL_IS_LATE_AFTER = timedelta(minutes=10)


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200, or 503 with the reasons in sentences: for a load balancer, and for whoever is on call."""
    try:
        reasons = list(why_not_ready())
    except DatabaseError:
        reasons = ["The database does not answer."]
    return JsonResponse({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


def why_not_ready() -> Iterator[str]:
    """One sentence for each thing that is wrong. Raises DatabaseError when the database is gone."""
    if not is_migrated():
        yield "Migrations are waiting: run manage.py migrate."
    free = shutil.disk_usage(settings.CAMPAIGN_VAR).free
    if free < LEAST_FREE_BYTES:
        yield f"The disk is nearly full: {free // 1_000_000} MB are free."
    age = oldest_mail_age()
    if age > MAIL_IS_LATE_AFTER:
        yield f"The oldest unsent message has waited for {age // timedelta(minutes=1)} minutes."


def is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def oldest_mail_age() -> timedelta:
    due = Signature.objects.mail_due().values_list("mail_due_at", flat=True).first()
    return timezone.now() - due if due else timedelta(0)
