"""What an upload leaves behind: a repainted picture in three widths and nothing else."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any

import pytest
from PIL import Image, PngImagePlugin
from pytest_django import Settings

from archive.pictures import Refused, read, store

PLANTED = [
    b"Planted-Camera",
    b"Planted-Comment",
    b"Planted-Artist",
    b"Planted-Xmp",
    b"Exif",
    b"EXIF",
    b"XMP ",
    b"ICCP",
]


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.MEDIA_ROOT = tmp_path
    yield tmp_path


def photograph(
    width: int = 800, height: int = 600, form: str = "JPEG", mode: str = "RGB", **options: Any
) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    output = BytesIO()
    image.convert(mode).save(output, form, **options)
    return output.getvalue()


def with_metadata(form: str, **options: Any) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Planted-Camera"
    exif[0x013B] = "Planted-Artist"
    exif[0x8825] = {1: "N", 2: (43.0, 20.0, 1.0), 3: "E", 4: (52.0, 51.0, 1.0)}  # GPS
    planted: dict[str, Any] = {"exif": exif}
    if form == "JPEG":
        planted |= {"comment": b"Planted-Comment", "xmp": b"<x>Planted-Xmp</x>"}
    if form == "PNG":
        planted["pnginfo"] = PngImagePlugin.PngInfo()
        planted["pnginfo"].add_text("Comment", "Planted-Comment")
    if form == "WEBP":
        planted["xmp"] = b"<x>Planted-Xmp</x>"
    return photograph(form=form, **planted, **options)


def kept(media: Path) -> list[Path]:
    return sorted(path for path in media.rglob("*") if path.is_file())


def stored(data: bytes) -> Any:
    return store(read(BytesIO(data), len(data)))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_no_metadata_is_left_and_the_upload_is_not_kept(media: Path, form: str) -> None:
    data = with_metadata(form)
    assert any(words in data for words in PLANTED)
    picture = stored(data)
    assert picture.widths == [480, 800]
    assert [path.name for path in kept(media)] == [f"{picture.name}-480.webp", f"{picture.name}-800.webp"]
    for path in kept(media):
        content = path.read_bytes()
        assert content not in (data,)
        for words in PLANTED:
            assert words not in content
        with Image.open(path) as image:
            assert image.format == "WEBP"
            assert not image.getexif()
            assert set(image.info) <= {"background", "duration", "loop", "timestamp"}


def test_what_is_stored_after_the_picture_is_gone_too(media: Path) -> None:
    stored(photograph() + b"Planted-Comment" * 10)
    assert all(b"Planted" not in path.read_bytes() for path in kept(media))


def test_a_picture_stands_upright(media: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned to the left
    picture = stored(photograph(800, 600, exif=exif))
    assert (picture.width, picture.height) == (600, 800)


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_made_larger(media: Path) -> None:
    large = stored(photograph(4000, 3000))
    assert (large.widths, large.width, large.height) == ([480, 960, 1920], 1920, 1440)
    assert stored(photograph(200, 100)).widths == [200]
    tall = stored(photograph(100, 9000))
    assert tall.height <= 2560


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1"])
def test_every_way_to_keep_colours_is_read(media: Path, mode: str) -> None:
    assert stored(photograph(form="PNG", mode=mode)).width == 800


def test_the_name_says_nothing_and_is_never_the_same(media: Path) -> None:
    data = photograph()
    first, second = stored(data), stored(data)
    assert first.name != second.name
    assert first.upload_sha256 == second.upload_sha256
    assert len(first.name) == 32


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (bomb(8000, 5001), "40 megapixels"),
        (bomb(10_000, 10_000), "40 megapixels"),
        (bomb(60_000, 60_000), "40 megapixels"),
        (b"\xff\xd8\xff" + b"x" * 10_000_000, "10 MB"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE svg>\n<svg onload='alert(1)'/>", "SVG"),
        (photograph(form="GIF"), "JPEG, a PNG or a WebP"),
        (photograph(form="TIFF"), "JPEG, a PNG or a WebP"),
        (photograph(form="PDF"), "JPEG, a PNG or a WebP"),
        (b"<html><script>alert(1)</script></html>", "JPEG, a PNG or a WebP"),
        (b"", "JPEG, a PNG or a WebP"),
        (bomb(100, 100), "damaged"),
        (photograph()[:900], "damaged"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused_in_a_sentence(media: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        stored(data)
    assert kept(media) == []


def test_a_size_that_was_announced_is_believed_before_reading(media: Path) -> None:
    with pytest.raises(Refused, match="10 MB"):
        read(BytesIO(photograph()), 10_000_001)
