"""The brief on paper: a briefing as a PDF, in full or on one sheet."""

from __future__ import annotations

from collections.abc import Callable

from kkb.briefing.model import Briefing
from kkb.exports.paper.compiler import PaperError, compile_sheet
from kkb.exports.paper.figures import Figures
from kkb.exports.paper.letters import printable_parts
from kkb.exports.paper.short import short_values
from kkb.exports.paper.values import Values, briefing_values, slide_values

WIDTH = 493.2
"""Points between the margins of A4: 174 mm, as in halaman.typ."""
LONG = Figures(letters=9, line=185, row=21, tallest=620, small_line=120, most_beside=14, map=280)

Progress = Callable[[float], None]


def write_pdf(
    briefing: Briefing, *, is_short: bool = False, logo: bytes | None = None, progress: Progress | None = None
) -> bytes:
    """The slides of a briefing as a PDF of A4 pages, tagged (PDF/UA-1); `is_short`: always one page.

    Slides that would be blank are left out. `logo` is a picture (PNG, JPEG, SVG) for the head of each page; one that
    cannot be read is left out. `progress` is told how much is done, from 0 to 1. Raises PaperError.
    """
    tell = progress or (lambda share: None)
    tell(0)
    briefing = printable_parts(briefing)
    values = briefing_values(briefing)
    if is_short:
        values["bagian"] = short_values(briefing, WIDTH)
    else:
        made = []
        for place, slide in enumerate(briefing.slides):
            made.append(slide_values(slide, LONG, WIDTH))
            tell(0.5 * (place + 1) / len(briefing.slides))
        values["bagian"] = [slide for slide in made if slide is not None]
    template = "ringkas.typ" if is_short else "panjang.typ"
    try:
        pdf = _compile(template, values, logo, briefing)
    except PaperError:
        if logo is None:
            raise
        pdf = _compile(template, values, None, briefing)
    tell(1)
    return pdf


def _compile(template: str, values: Values, logo: bytes | None, briefing: Briefing) -> bytes:
    files = {"lambang": logo} if logo else {}
    return compile_sheet(template, {**values, "lambang": bool(logo)}, files=files, format="pdf", day=briefing.today)
