"""Kecamatan × year as shaded cells with the count in them."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.exports.drawing.base import Canvas, Frame, empty_figure
from kkb.exports.drawing.rows import MIDDLE, draw_name, fit_rows, say_left_out
from kkb.figures.facts import YearsOfKecamatan
from kkb.figures.letters import LINE, shorten, width_of, wrap
from kkb.figures.placing import Box
from kkb.formatting import format_count

_TARGET = "Target"


def draw_heat(rows: Sequence[YearsOfKecamatan], frame: Frame, *, years: Sequence[str]) -> str:
    """The cells as SVG text, a row per kecamatan, the target last; the deeper the blue, the fuller the year.

    `years` are the labels of the columns; those that find no room are not named.
    """
    if not rows:
        return empty_figure(frame)
    canvas, letters, palette = Canvas(frame), frame.letters, frame.palette
    longest = max(width_of(row.kecamatan, letters, is_bold=True) for row in rows)
    names = min(longest, 0.3 * frame.width)
    left = names + 0.6 * letters
    heads = [wrap(year, 3.2 * letters, letters) for year in years]
    last = width_of(_TARGET, letters) + 0.4 * letters
    column = (frame.width - left - last) / len(heads)
    top = (max(map(len, heads)) * LINE + 0.4) * letters
    canvas.text(frame.width - last / 2, top - 0.5 * letters, _TARGET, fill=palette.muted, anchor="middle")
    free = frame.width - last
    for place in range(len(heads) - 1, -1, -1):
        lines, middle = heads[place], left + (place + 0.5) * column
        half = max(width_of(line, letters) for line in lines) / 2
        # The newest year first; of the others as many as stand apart.
        if middle + half <= free:
            free = middle - half - 0.4 * letters
            for i, line in enumerate(lines):
                baseline = top - (0.5 + (len(lines) - 1 - i) * LINE) * letters
                canvas.text(middle, baseline, line, fill=palette.muted, anchor="middle")
    fitted = fit_rows(rows, frame.height - top, 1.5 * letters, 3 * letters)
    gap = 0.05 * letters
    for place, row in enumerate(fitted.shown):
        y = top + place * fitted.height
        middle = y + fitted.height / 2
        draw_name(canvas, row.kecamatan, 0, middle, names, fitted.height)
        for i, (count, share) in enumerate(zip(row.counts, row.shares, strict=True)):
            x, words = left + i * column, format_count(count)
            cell = Box(x + gap, y + gap, x + column - gap, y + fitted.height - gap)
            canvas.rect(cell, palette.focus, opacity=palette.deepest_tint * share)
            if width_of(words, letters) <= column:
                canvas.text(x + column / 2, middle + MIDDLE * letters, words, anchor="middle")
        words = shorten(format_count(row.target_desa), last, letters)
        canvas.text(frame.width - last / 2, middle + MIDDLE * letters, words, anchor="middle")
    say_left_out(canvas, fitted.left_out, 0, top + fitted.height * (len(fitted.shown) + 0.5))
    return canvas.svg()
