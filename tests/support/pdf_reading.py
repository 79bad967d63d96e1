"""A PDF read back: the text of its pages, its tags, its fonts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader


@dataclass(frozen=True, slots=True)
class Tag:
    """A place in the structure of a document: "H1", "Table", "TH", "Figure" …; `alt` is what is read aloud for it."""

    kind: str
    alt: str


def read_text(data: bytes) -> list[str]:
    """The text of each page in the order of drawing, on one line; places to break a word and line breaks are gone."""
    return [page.text for page in _read(data)]


def read_tags(data: bytes) -> list[Tag]:
    """The structure of a tagged document, in the order of reading; fails where there is none."""
    return list(_tags(PdfReader(BytesIO(data)).root_object["/StructTreeRoot"]["/K"]))


def read_fonts(data: bytes) -> dict[str, bool]:
    """Every font of the pages without the letters of its subset, and whether it is embedded and gives its text back."""
    fonts = {}
    for page in PdfReader(BytesIO(data)).pages:
        for entry in page["/Resources"]["/Font"].values():
            font = entry.get_object()
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            is_embedded = any(key.startswith("/FontFile") for key in descriptor)
            fonts[font["/BaseFont"].partition("+")[2]] = is_embedded and "/ToUnicode" in font
    return fonts


def count_pictures(data: bytes) -> int:
    """Pictures made of pixels on all pages."""
    return sum(page.pictures for page in _read(data))


@dataclass(frozen=True, slots=True)
class _Page:
    """What is drawn on a page: its text, on one line, and how many pictures made of pixels."""

    text: str
    pictures: int


@lru_cache(maxsize=32)
def _read(data: bytes) -> tuple[_Page, ...]:
    """All pages in one pass over what they draw, which takes longer than making them."""
    return tuple(_read_page(page) for page in PdfReader(BytesIO(data)).pages)


def _read_page(page: PageObject) -> _Page:
    drawn: list[bytes] = []
    text = page.extract_text(visitor_operand_before=lambda operator, *_: drawn.append(operator))
    return _Page(_plain(text), drawn.count(b"INLINE IMAGE") + _count_placed(page["/Resources"]))


def _count_placed(resources: Any) -> int:
    """Pictures among what a page may place, and within the drawings among it."""
    placed = [entry.get_object() for entry in resources.get_object().get("/XObject", {}).values()]
    pictures = sum(one["/Subtype"] == "/Image" for one in placed)
    return pictures + sum(_count_placed(one["/Resources"]) for one in placed if "/Resources" in one)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def _tags(entry: Any) -> Iterator[Tag]:
    entry = entry.get_object() if hasattr(entry, "get_object") else entry
    if isinstance(entry, list):
        for part in entry:
            yield from _tags(part)
    elif isinstance(entry, dict):
        if "/S" in entry:
            yield Tag(entry["/S"].removeprefix("/"), str(entry.get("/Alt", "")))
        if "/K" in entry:
            yield from _tags(entry["/K"])
