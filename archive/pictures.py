"""From an uploaded picture to three that can be shown: repainted, so that nothing but the picture is left."""

import hashlib
import secrets
import struct
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
LARGEST_SIDE = 2560
WIDTHS = (480, 960, 1920)
FORMATS = ("JPEG", "PNG", "WEBP")
FOLDER = "pictures"


class Refused(ValueError):
    """The upload is not a picture that we take; the message is one sentence for whoever sent it."""


@dataclass(frozen=True)
class Stored:
    """A picture that lies in the storage under a random name, once for each width."""

    name: str
    width: int  # of the largest
    height: int
    widths: list[int]
    upload_sha256: str


@dataclass(frozen=True)
class Repainted:
    """A picture that was read and can be stored."""

    canvas: Image.Image
    upload_sha256: str


def read(upload: BinaryIO, size: int) -> Repainted:
    """Repaints the picture; the upload itself is not kept.

    Raises Refused, before anything is decoded where the size or the number of pixels says enough.
    """
    too_large = _("The picture has more than 10 MB; make it smaller and send it again.")
    if size > MAX_BYTES:
        raise Refused(too_large)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused(too_large)
    return Repainted(repainted(data), hashlib.sha256(data).hexdigest())


def store(picture: Repainted) -> Stored:
    """Writes the picture in three widths under a new random name."""
    canvas = picture.canvas
    name = secrets.token_hex(16)
    widths = sorted({min(canvas.width, width) for width in WIDTHS})
    for width in widths:
        default_storage.save(path_of(name, width), ContentFile(as_webp(canvas, width)))
    return Stored(name, widths[-1], scaled_height(canvas, widths[-1]), widths, picture.upload_sha256)


def remove(name: str, widths: Iterable[int]) -> None:
    for width in widths:
        default_storage.delete(path_of(name, width))


def path_of(name: str, width: int) -> str:
    return f"{FOLDER}/{name}-{width}.webp"


def repainted(data: bytes) -> Image.Image:
    """The picture upright on a new white canvas, without what a camera or a program wrote beside it."""
    if looks_like_svg(data):
        raise Refused(_("An SVG is a program as much as a picture: save it as PNG and send that."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise Refused(
                        _("The picture has more than 40 megapixels; make it smaller and send it again.")
                    )
                return painted(image)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused(
            _("The picture has more than 40 megapixels; make it smaller and send it again.")
        ) from error
    except UnidentifiedImageError as error:
        raise Refused(_("This is no picture that we take: send a JPEG, a PNG or a WebP.")) from error
    except Refused:
        raise
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        struct.error,
    ) as error:  # what Pillow raises for broken files
        raise Refused(_("The picture is damaged: it cannot be read to its end.")) from error


def painted(image: Image.Image) -> Image.Image:
    image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))  # a large JPEG is decoded at a fraction of its size
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    canvas = Image.new("RGB", upright.size, "white")
    canvas.paste(upright, mask=upright.getchannel("A"))
    return canvas


def as_webp(canvas: Image.Image, width: int) -> bytes:
    output = BytesIO()
    size = (width, scaled_height(canvas, width))
    canvas.resize(size, Image.Resampling.LANCZOS).save(output, "WEBP", quality=80, method=4)
    return output.getvalue()


def scaled_height(canvas: Image.Image, width: int) -> int:
    return max(1, round(canvas.height * width / canvas.width))


def looks_like_svg(data: bytes) -> bool:
    beginning = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return beginning.startswith(b"<") and b"<svg" in beginning
