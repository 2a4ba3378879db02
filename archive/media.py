"""Pictures for visitors: only while their article is public, whatever lies in the storage."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from archive.caching import SHARED_FOR_A_MOMENT
from archive.models import Picture
from archive.pictures import path_of


@require_safe
def picture(request: HttpRequest, name: str, width: str) -> HttpResponseBase:
    """One width of a released picture; 404 once its article is withdrawn.

    Browsers keep it for a quarter of an hour: the name of a picture never comes to mean another one.
    """
    found = get_object_or_404(Picture.objects.public(), name=name)
    response = picture_file(found, int(width))
    response.headers["Cache-Control"] = SHARED_FOR_A_MOMENT.replace("max-age=0", "max-age=900", 1)
    return response


def picture_file(picture: Picture, width: int) -> FileResponse:
    if width not in picture.widths:
        raise Http404
    try:
        file = default_storage.open(path_of(picture.name, width))
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type="image/webp")
