"""The labels of the line to the target: each where nothing is yet, or shorter, or not at all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from kkb.briefing.facts import LineFacts
from kkb.exports.drawing.base import Anchor, Box, Canvas, Label, Room
from kkb.exports.drawing.letters import visible, width_of, wrap
from kkb.exports.drawing.line_scale import DIAMOND, END_SIZE, LineScale, end_words
from kkb.formatting import format_count, format_date_short
from kkb.indicators import months_between

_APART = 1.0
"""What words on a standstill leave beside another label, in sizes of the letters: "33 bulan 4 desa" would be one."""


def draw_labels(canvas: Canvas, room: Room, scale: LineScale, line: LineFacts) -> None:
    """All labels, the most needed first: it has the choice of places."""
    placed = [draw(canvas, room, scale, line) for draw in (_end_label, _target_label, _commitment_label)]
    apart = _APART * scale.letters
    for box in filter(None, placed):
        room.take(Box(box.left - apart, box.top, box.right + apart, box.bottom))
    for span, reason in reversed(list(zip(line.spans, line.reasons, strict=True))):
        _standstill(canvas, room, scale, line, span, reason)
    for moment, desa in line.earlier_targets:
        _earlier_label(canvas, room, scale, moment, desa)


def _put(
    canvas: Canvas,
    room: Room,
    scale: LineScale,
    labels: Sequence[Label],
    places: Sequence[tuple[float, Anchor]],
    y: float,
    *,
    side: Literal["above", "below"],
    farthest: float = math.inf,
) -> Box | None:
    """Draw the first of `labels` that finds room at one of `places`, as near to `y` as possible: where it stands.

    None if none does; no block begins farther from `y` than `farthest` sizes of the letters.
    """
    for label in labels:
        for top in _tops(label, y, side, scale, farthest):
            for x, anchor in places:
                box = label.at(x, top, anchor)
                if room.is_free(box):
                    label.draw(canvas, box, anchor)
                    room.take(box)
                    return box
    return None


def _tops(label: Label, y: float, side: str, scale: LineScale, farthest: float) -> Iterator[float]:
    """Tops of a block above or below `y`, nearest first, from the edge of the frame to the floor of the figure."""
    gap, stride = 0.3 * scale.letters, 0.25 * scale.letters
    lowest = scale.floor - label.height - 0.1 * scale.letters
    count = int(min(scale.floor, farthest * scale.letters) / stride) + 1
    above = [y - gap - label.height - stride * i for i in range(count)]
    below = [y + gap + stride * i for i in range(count)]
    return (top for top in (above + below if side == "above" else below + above) if 0 <= top <= lowest)


def _end_label(canvas: Canvas, room: Room, scale: LineScale, line: LineFacts) -> Box | None:
    # To the right of the line's end and under it: there only the way to the target may pass, upwards.
    label = Label((end_words(line),), END_SIZE * scale.letters, canvas.palette.focus, bold=1)
    small = Label((end_words(line),), scale.letters, canvas.palette.focus, bold=1)
    x, y = scale.x(line.day), scale.y(line.steps[-1][1])
    gap = 0.4 * scale.letters
    places: list[tuple[float, Anchor]] = [(x + gap, "start"), (x, "middle"), (x - gap, "end")]
    beside = label.at(x + gap, y - label.height / 2, "start")
    if line.target is None and room.is_free(beside):
        label.draw(canvas, beside, "start")
        room.take(beside)
        return beside
    return _put(canvas, room, scale, (label, small), places, y - 0.1 * scale.letters, side="below")


def _target_label(canvas: Canvas, room: Room, scale: LineScale, line: LineFacts) -> Box | None:
    if line.target is None:
        return None
    moment, desa = line.target
    words = f"Target {format_count(desa)} desa"
    forms = ((f"{words}, {format_date_short(moment)}",), (words, format_date_short(moment)), (words,))
    labels = [Label(form, scale.letters, canvas.palette.target, bold=len(form)) for form in forms]
    x, y = scale.x(moment), scale.y(desa)
    half = DIAMOND * scale.letters
    places: list[tuple[float, Anchor]] = [
        (min(x + half, scale.right + 0.5 * scale.letters), "end"), (x - 1.6 * half, "end"), (x + 1.6 * half, "start"),
        (x, "middle"), (x - half, "start"),
    ]  # fmt: skip
    return _put(canvas, room, scale, labels, places, y - half / 2, side="above")


def _commitment_label(canvas: Canvas, room: Room, scale: LineScale, line: LineFacts) -> Box | None:
    if not scale.shows_commitment(line) or line.start_of_path is None:
        return None
    moment, _ = line.start_of_path
    day = format_date_short(moment)
    forms = (("Komitmen", day), (f"Komitmen {day}",), ("Komitmen",))
    labels = [Label(form, scale.letters, canvas.palette.text) for form in forms]
    x, gap = scale.x(moment), 0.3 * scale.letters
    places: list[tuple[float, Anchor]] = [(x - gap, "end"), (x + gap, "start")]
    # Under other labels at the top it would be one more line of theirs: then it stands at the foot of its mark.
    at_top = _put(canvas, room, scale, labels, places, scale.y(scale.top), side="below", farthest=1)
    return at_top or _put(canvas, room, scale, labels, places, scale.y(0), side="above")


def _standstill(
    canvas: Canvas, room: Room, scale: LineScale, line: LineFacts, span: tuple[date, date], reason: str
) -> None:
    begin, end = span
    letters, palette = scale.letters, canvas.palette
    left, right = scale.x(begin), scale.x(end)
    across = right - left - 0.8 * letters
    months = f"{format_count(months_between(begin, end))} bulan"
    forms = []
    # A reason that finds no room stands in the table behind the figure.
    for width, words in ((across, reason), (across, ""), (across * 2 / 3, ""), (across / 2, "")):
        head = _in_lines(f"{months} tanpa Pokja baru", width, letters, most=2 if words else 3, is_bold=True)
        rest = _in_lines(words, width, letters, most=3)
        if head and (rest or not words):
            forms.append(Label((*head, *rest), letters, palette.text, bold=len(head), quiet=palette.muted))
    if width_of(months, letters, is_bold=True) <= across:
        forms.append(Label((months,), letters, palette.text, bold=1))
    level = line.count_on(begin)
    edge = 0.4 * letters
    places: list[tuple[float, Anchor]] = [
        ((left + right) / 2, "middle"),
        (right - edge, "end"),
        (left + edge, "start"),
    ]
    side: Literal["above", "below"] = "above" if level < scale.top * 0.6 else "below"
    _put(canvas, room, scale, forms, places, scale.y(level), side=side)


def _in_lines(words: str, width: float, letters: float, *, most: int, is_bold: bool = False) -> list[str]:
    """The text in so many lines; none where it needs more, or would be shortened or lose a word: "32" of months."""
    lines = wrap(words, width, letters, is_bold=is_bold)
    return lines if len(lines) <= most and " ".join(lines) == visible(words) else []


def _earlier_label(canvas: Canvas, room: Room, scale: LineScale, moment: date, desa: int) -> None:
    day = format_date_short(moment)
    forms = ((f"semula {day}",), ("semula", day), ("semula",))
    labels = [Label(form, scale.letters, canvas.palette.target) for form in forms]
    x, gap = scale.x(moment), 0.6 * scale.letters
    places: list[tuple[float, Anchor]] = [(x - gap, "end"), (x + gap, "start"), (x, "middle")]
    y = scale.y(desa) - 0.8 * scale.letters
    # Farther away nobody would see which mark is meant.
    _put(canvas, room, scale, labels, places, y, side="below", farthest=1.5)
