"""A list of words and what they mean, as text that runs on over sheets."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.exports.sharing import cut_evenly
from kkb.exports.slides.canvas import Canvas, Words
from kkb.exports.slides.geometry import READ, Box
from kkb.exports.slides.text import POINTS, clean, height_of, wrap

_SPACE = 6.0
"""Points between entries."""

Entry = tuple[str, str]
"""(word, meaning)."""


def part_entries(entries: Sequence[Entry], box: Box) -> list[Sequence[Entry]]:
    """The entries of each sheet."""
    tall = [_height(entry, box.width) + _SPACE / POINTS for entry in entries]
    return [entries[start:end] for start, end in cut_evenly(tall, box.height + _SPACE / POINTS)]


def draw_entries(canvas: Canvas, box: Box, entries: Sequence[Entry]) -> None:
    """The entries of one sheet, each a paragraph after its word in bold."""
    words = [
        Words("", parts=((f"{word}:", True), (meaning, False)), space=_SPACE if place else 0)
        for place, (word, meaning) in enumerate(entries)
    ]
    height = sum(_height(entry, box.width) for entry in entries) + max(len(entries) - 1, 0) * _SPACE / POINTS
    canvas.add_words(Box(box.left, box.top, box.width, height), words, name="Penjelasan")


def _height(entry: Entry, width: float) -> float:
    word, meaning = entry
    # The word is bold: it takes the room of one more letter in ten.
    return height_of(wrap(clean(f"{word}: {meaning} {'n' * (len(word) // 10)}"), width, READ), READ)
