"""HTML on A4: a tagged PDF that a screen reader can read (PDF/UA-1), made without asking anybody for anything."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from exports.fonts import drawable

#: What addresses on the paper are relative to. There is no such host, and nobody would ask it.
NOWHERE: Final = "http://paper.invalid"
VARIANT: Final = "pdf/ua-1"
STYLES: Final = ("css/tokens.css", "css/paper.css")
FONTS: Final = ("vendor/inter-latin.woff2", "vendor/inter-latin-ext.woff2")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    content_type: str


Pictures = Mapping[str, Callable[[], Picture]]


def pdf_of(html: str, *, pictures: Pictures, accent: str, half_way: Callable[[], None]) -> bytes:
    """The page as PDF. `pictures` are all it can show, by their path on the page; whatever else it names is left out.

    `half_way` is called when all pages are laid out. `accent` is the workspace's `#rrggbb`.
    """
    press = Press()
    document = press.lay_out(html, pictures=pictures, accent=accent)
    half_way()
    return press.bind([document])


class Press:
    """For many papers: fonts and styles are read once."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self._styles: dict[str, list[Any]] = {}

    def lay_out(self, html: str, *, pictures: Pictures, accent: str) -> Any:
        readable = drawable(html, fonts=tuple(map(_static_bytes, FONTS)))
        page = HTML(string=readable, base_url=f"{NOWHERE}/", url_fetcher=OnlyOurs(pictures))
        return page.render(font_config=self.fonts, stylesheets=self._styles_of(accent), pdf_variant=VARIANT)

    def bind(self, documents: Sequence[Any]) -> bytes:
        """One PDF of all their pages; it bears the title and the language of the first."""
        pages = [page for document in documents for page in document.pages]
        return bytes(documents[0].copy(pages).write_pdf(pdf_variant=VARIANT))

    def _styles_of(self, accent: str) -> list[Any]:
        if accent not in self._styles:
            texts, fetcher = (*map(_static, STYLES), f":root {{ --accent: {accent} }}"), OnlyOurs({})
            self._styles[accent] = [_css(text, fetcher=fetcher, fonts=self.fonts) for text in texts]
        return self._styles[accent]


class OnlyOurs(URLFetcher):
    """Opens neither network nor files: it knows our fonts and the pictures it was given, by name."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(allowed_protocols=())
        self.pictures = pictures

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Raises `ValueError` for anything else; WeasyPrint then shows what stands in its place."""
        path = url.removeprefix(NOWHERE)
        if path.removeprefix("/static/") in FONTS:
            return URLFetcherResponse(url, _static_bytes(path.removeprefix("/static/")), {"Content-Type": "font/woff2"})
        if path == url or path not in self.pictures:
            raise ValueError("not on our paper")
        picture = self.pictures[path]()
        return URLFetcherResponse(url, picture.content, {"Content-Type": picture.content_type})


def _css(text: str, *, fetcher: URLFetcher, fonts: Any) -> Any:
    return CSS(string=text, base_url=f"{NOWHERE}/", url_fetcher=fetcher, font_config=fonts)


def _static(path: str) -> str:
    return _static_bytes(path).decode()


@cache
def _static_bytes(path: str) -> bytes:
    return Path(str(finders.find(path))).read_bytes()
