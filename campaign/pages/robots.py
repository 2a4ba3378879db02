from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from archive.caching import public_page

# No search result shows an editor's page, or one that belongs to a single signer.
CLOSED = ("/admin/", "/dev/", "/confirm/", "/my-signature/", "/search/")


@public_page
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    prefixes = ["", *(f"/{code}" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix}{path}" for path in CLOSED for prefix in prefixes]
    lines += ["", f"Sitemap: {settings.CAMPAIGN_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
