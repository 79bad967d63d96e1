"""A slide as a picture of 1920 × 1080: for a chat, a letter or a poster, with its day and source on it."""

from __future__ import annotations

from kkb.briefing.model import Briefing, Slide
from kkb.exports.paper.compiler import compile_sheet
from kkb.exports.paper.figures import Figures
from kkb.exports.paper.letters import printable_parts
from kkb.exports.paper.values import briefing_values, slide_values

WIDTH = 1760.0
"""Pixels between the margins, as in salindia.typ."""
PICTURE = Figures(letters=40, line=690, row=96, tallest=690, small_line=560, most_beside=0, map=620)


def write_png(briefing: Briefing, slide: Slide) -> bytes:
    """One slide of a briefing as a PNG of 1920 × 1080 pixels; a blank one says its title. Raises PaperError."""
    briefing, slide = printable_parts(briefing), printable_parts(slide)
    values = briefing_values(briefing)
    title = {"jenis": "kosong", "judul": slide.title, "subjudul": slide.subtitle, "alt": slide.title}
    values["bagian"] = slide_values(slide, PICTURE, WIDTH) or title
    return compile_sheet("salindia.typ", values, format="png", day=briefing.today)
