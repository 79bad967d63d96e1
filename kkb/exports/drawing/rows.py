"""Rows of a figure, one per kecamatan: how many fit, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kkb.exports.drawing.base import Canvas
from kkb.figures.letters import ASCENT, DESCENT, LINE, shorten, wrap
from kkb.formatting import format_count

T = TypeVar("T")

MIDDLE = 0.36
"""From the middle of a line of text down to its baseline, in sizes of the letters."""
_TWO_LINES = LINE + ASCENT + DESCENT


@dataclass(frozen=True, slots=True)
class Rows(Generic[T]):
    """The rows that are drawn, how high each is, and how many are left out."""

    shown: Sequence[T]
    height: float
    left_out: int


def fit_rows(rows: Sequence[T], height: float, least: float, most: float) -> Rows[T]:
    """As many rows as fit into `height`, each between `least` and `most` high; the last place says what is left out."""
    places = max(int((height + 1e-6) // least), 1)
    if len(rows) <= places:
        return Rows(rows, min(height / max(len(rows), 1), most), 0)
    shown = max(places - 1, 1)
    return Rows(rows[:shown], min(height / (shown + 1), most), len(rows) - shown)


def say_left_out(canvas: Canvas, count: int, x: float, middle: float) -> None:
    """The last line of a figure that could not show all; nothing where it did."""
    if count:
        words = f"dan {format_count(count)} kecamatan lain"
        canvas.text(x, middle + MIDDLE * canvas.frame.letters, words, fill=canvas.palette.muted)


def draw_name(canvas: Canvas, name: str, x: float, middle: float, room: float, height: float) -> None:
    """The name of a row beside its bar: in one line, in two where the row is high enough, or shortened."""
    letters = canvas.frame.letters
    whole = shorten(name, room, letters, is_bold=True)
    lines = wrap(name, room, letters, is_bold=True) if whole.endswith("…") and height >= _TWO_LINES * letters else []
    if len(lines) != 2:
        lines = [whole]
    baseline = middle + (MIDDLE - LINE * (len(lines) - 1) / 2) * letters
    for i, line in enumerate(lines):
        canvas.text(x, baseline + i * LINE * letters, line, is_bold=True)
