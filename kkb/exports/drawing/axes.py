"""The axes of a figure over time: desa upwards, years to the right."""

from __future__ import annotations

from kkb.exports.drawing.base import Canvas
from kkb.figures.line_scale import DayScale
from kkb.figures.placing import Label, Room
from kkb.formatting import format_count


def draw_axes(canvas: Canvas, room: Room, scale: DayScale, *, has_counts: bool = True) -> None:
    """Grid and numbers of desa, and years below; `room` is taken by them. Without numbers (`has_counts`) the line's own
    labels say how high it is."""
    palette, letters = canvas.palette, scale.letters
    for desa in scale.counts():
        y = scale.y(desa)
        colour, line = (palette.grid, 0.04 * letters) if desa else (palette.other, 0.05 * letters)
        canvas.line([(scale.left, y), (scale.right, y)], colour, line)
        label = Label((format_count(desa),), letters, palette.muted)
        box = label.at(scale.left - 0.4 * letters, y - label.height / 2, "end")
        if has_counts and room.is_free(box):
            canvas.label(label, box, "end")
            room.take(box)
    for day in scale.years():
        x = scale.x(day)
        canvas.line([(x, scale.floor), (x, scale.floor + 0.25 * letters)], palette.other, letters * 0.05)
        label = Label((str(day.year),), letters, palette.muted)
        box = label.at(x, scale.floor + 0.58 * letters, "middle")
        if room.is_free(box):
            canvas.label(label, box, "middle")
            room.take(box)
