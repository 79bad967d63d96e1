"""The square of a rung: its colour and its letter, so that it reads in grey too."""

from __future__ import annotations

from kkb.exports.slides.canvas import Canvas, Words
from kkb.exports.slides.geometry import OUTLINE, READ, RUNG_COLOUR, Box
from kkb.theme import LIGHT, TAHAP_LETTER


def rung_ink(tahap: str) -> str:
    """The theme's colour of letters on a rung."""
    return "bg1" if tahap in LIGHT.dark_fills else "tx1"


def draw_rung(canvas: Canvas, box: Box, tahap: str, *, name: str) -> None:
    """The square that explains a rung beside its word; "" is that of a desa nobody has reported."""
    letter = Words(TAHAP_LETTER[tahap], READ, bold=True, colour=rung_ink(tahap), align="center")
    canvas.add_box(
        box, name=name, fill=RUNG_COLOUR[tahap], line=OUTLINE, line_width=1.25, dashed=not tahap, words=[letter]
    )
