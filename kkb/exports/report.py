"""The files of a meeting by name: one place that page and command line ask for each format."""

from __future__ import annotations

from dataclasses import dataclass

from kkb.briefing.model import Briefing
from kkb.exports.progress import Progress
from kkb.overview import Overview


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: `name` in an address and on the command line, `stem` begins the file's name."""

    name: str
    label: str
    stem: str
    suffix: str
    kind: str

    def file_name(self, briefing: Briefing) -> str:
        """ "rapat_2023-05-10.pptx"; of a part of the region "rapat_kecamatan-manggar_2023-05-10.pptx"."""
        part = "" if briefing.scope == briefing.region_name else f"{_slug(briefing.scope)}_"
        return f"{self.stem}_{part}{briefing.day.isoformat()}.{self.suffix}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = (
    Format("pptx", "PowerPoint", "rapat", "pptx", f"{_OFFICE}.presentationml.presentation"),
    Format("pdf", "PDF", "laporan", "pdf", "application/pdf"),
    Format("pdf1", "PDF satu halaman", "ringkasan", "pdf", "application/pdf"),
    Format("xlsx", "Excel", "rekap", "xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    Format("png", "Gambar (ZIP)", "gambar", "zip", "application/zip"),
    Format("csv", "CSV", "rekap", "csv", "text/csv"),
)
_ONE_PICTURE = Format("png", "Gambar (PNG)", "gambar", "png", "image/png")


def formats_of(briefing: Briefing) -> tuple[Format, ...]:
    """The formats in which a briefing is offered: the picture of one slide is no archive."""
    one = {_ONE_PICTURE.name: _ONE_PICTURE} if len(briefing.slides) == 1 else {}
    return tuple(one.get(entry.name, entry) for entry in FORMATS)


def make_file(
    name: str, overview: Overview, briefing: Briefing, *, logo: bytes | None = None, progress: Progress | None = None
) -> bytes:
    """The bytes of a format. Raises KeyError for a name that is none.

    The libraries are loaded here, by the first who asks: the start of the program does not wait for them.
    """
    if name == "pptx":
        from kkb.exports.slides import write_pptx

        return write_pptx(briefing, logo=logo, progress=progress)
    if name in ("pdf", "pdf1"):
        from kkb.exports.paper import write_pdf

        return write_pdf(briefing, is_short=name == "pdf1", logo=logo, progress=progress)
    if name == "png":
        from kkb.exports.paper import write_pictures, write_png

        if len(briefing.slides) == 1:
            return write_png(briefing, briefing.slides[0])
        return write_pictures(briefing, progress=progress)
    if name == "xlsx":
        from kkb.exports.excel.recap_book import write_recap

        return write_recap(overview, briefing)
    if name == "csv":
        from kkb.exports.excel.recap_csv import write_csv

        return write_csv(overview)
    raise KeyError(name)


def _slug(words: str) -> str:
    kept = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in words.lower())
    return "-".join(part for part in kept.split("-") if part)[:60]
