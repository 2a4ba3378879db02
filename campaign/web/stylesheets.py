"""The five style sheets joined into one file, so that a page asks for one."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

LAYERS = ("tokens", "base", "layout", "components", "print")
JOINED = "css/site.css"


class JoinedStylesheetFinder(BaseFinder):
    """Finds `css/site.css`, made from static/css/*.css whenever one of them is newer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.folder = Path(settings.CAMPAIGN_VAR) / "build"
        self.storage = FileSystemStorage(location=self.folder)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != JOINED:
            return []
        found = str(self.join())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self.join()
        yield JOINED, self.storage

    def join(self) -> Path:
        sources = [Path(settings.BASE_DIR) / "static" / "css" / f"{layer}.css" for layer in LAYERS]
        joined = self.folder / JOINED
        newest = max(source.stat().st_mtime_ns for source in sources)
        if not joined.exists() or joined.stat().st_mtime_ns < newest:
            joined.parent.mkdir(parents=True, exist_ok=True)
            joined.write_text("".join(source.read_text() for source in sources))
        return joined
