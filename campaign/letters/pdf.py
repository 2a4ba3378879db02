"""A page as a PDF, where WeasyPrint is installed: the optional extra `pdf`."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles import finders

STYLES = "css/letter.css"


@lru_cache(maxsize=1)
def is_available() -> bool:
    """Whether PDFs can be made here: the package and the system's Pango are both there."""
    if find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401
    except OSError:  # what it says when a library of the system is missing
        return False
    return True


def make_pdf(html: str) -> bytes:
    """The page as a PDF. Whatever it asks for by an address is refused, from the network and from the disk."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=())
    styles = CSS(string=style_sheet(), url_fetcher=nothing)
    pdf: bytes = HTML(string=html, url_fetcher=nothing).write_pdf(stylesheets=[styles])
    return pdf


def style_sheet() -> str:
    path = finders.find(STYLES)
    if not path:
        raise FileNotFoundError(STYLES)
    return Path(path).read_text()
