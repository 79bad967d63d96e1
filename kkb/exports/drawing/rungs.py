"""How a rung is drawn: its fill, an edge that keeps it apart in grey, dashed where nobody has reported; the legend."""

from __future__ import annotations

from collections.abc import Sequence

from kkb import narrative
from kkb.exports.drawing.base import Canvas, Frame
from kkb.figures.letters import shorten, width_of
from kkb.figures.placing import Box
from kkb.formatting import format_count
from kkb.theme import TAHAP_LETTER

_SWATCH, _GAP, _APART, _ROW = 1.3, 0.4, 1.1, 1.65


def rung_box(canvas: Canvas, box: Box, tahap: str) -> None:
    """A box in the colour of a rung, its edge inside of it."""
    letters = canvas.frame.letters
    # A sliver keeps its colour.
    line = min(0.06 * letters, (box.right - box.left) / 4)
    half = line / 2
    inner = Box(box.left + half, box.top + half, box.right - half, box.bottom - half)
    dash = () if tahap else (0.22 * letters, 0.16 * letters)
    canvas.rect(inner, canvas.palette.tahap[tahap], stroke=canvas.palette.outline, line=line, dash=dash)


def legend_height(legend: Sequence[tuple[str, int]], frame: Frame) -> float:
    """How high the legend of these rungs (rung, desa on it) is, with the gap below it."""
    return len(_legend_lines(legend, frame)) * _ROW * frame.letters + 0.35 * frame.letters if legend else 0


def draw_legend(canvas: Canvas, legend: Sequence[tuple[str, int]]) -> None:
    """Swatch with letter, word and count of each rung, at the top of the figure."""
    letters = canvas.frame.letters
    for line, entries in enumerate(_legend_lines(legend, canvas.frame)):
        x, top = 0.0, line * _ROW * letters
        baseline = top + (_SWATCH / 2 + 0.36) * letters
        for tahap, words in entries:
            rung_box(canvas, Box(x, top, x + _SWATCH * letters, top + _SWATCH * letters), tahap)
            ink = canvas.palette.ink(tahap)
            middle = x + _SWATCH * letters / 2
            canvas.text(middle, baseline, TAHAP_LETTER[tahap], fill=ink, anchor="middle", is_bold=True)
            canvas.text(x + (_SWATCH + _GAP) * letters, baseline, words)
            x += _entry_width(words, letters)


def _legend_lines(legend: Sequence[tuple[str, int]], frame: Frame) -> list[list[tuple[str, str]]]:
    """The entries in lines as wide as the frame."""
    lines: list[list[tuple[str, str]]] = []
    used = 0.0
    letters = frame.letters
    for tahap, count in legend:
        words = f"{narrative.tahap_words(tahap or None)} {format_count(count)}"
        words = shorten(words, frame.width - (_SWATCH + _GAP) * letters, letters)
        width = _entry_width(words, letters)
        if not lines or used + width - _APART * letters > frame.width:
            lines.append([])
            used = 0.0
        lines[-1].append((tahap, words))
        used += width
    return lines


def _entry_width(words: str, letters: float) -> float:
    return (_SWATCH + _GAP + _APART) * letters + width_of(words, letters)
