"""Released pictures of letters and events: only while one of the two is public."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from archive.caching import SHARED_FOR_A_MOMENT
from archive.pictures import path_of
from campaign.submissions.models import Photo


@require_safe
def photo(request: HttpRequest, name: str, width: str) -> HttpResponseBase:
    """One width of a released picture; 404 once its letter and its event are withdrawn."""
    found = get_object_or_404(Photo.objects.public(), name=name)
    response = photo_file(found, int(width))
    response.headers["Cache-Control"] = SHARED_FOR_A_MOMENT.replace("max-age=0", "max-age=900", 1)
    return response


def photo_file(photo: Photo, width: int) -> FileResponse:
    if width not in photo.widths:
        raise Http404
    try:
        file = default_storage.open(path_of(photo.name, width))
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type="image/webp")
