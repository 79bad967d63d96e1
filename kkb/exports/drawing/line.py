"""The line to the target: how many desa have a Pokja, day by day, and the way to where they should get."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from kkb.briefing.facts import LineFacts
from kkb.exports.drawing.base import Anchor, Box, Canvas, Frame, Label, Point, Room, empty_figure, nice_steps
from kkb.exports.drawing.letters import width_of, wrap
from kkb.formatting import format_count, format_date_short
from kkb.indicators import months_between

_END = 1.25
"""The number at the end of the line is bigger than the other letters."""
_DIAMOND = 0.34


def draw_line(line: LineFacts, frame: Frame, *, top_desa: int = 1) -> str:
    """The line as SVG text. `top_desa` is what the scale reaches at least, for several figures on one scale."""
    if not line.steps:
        return empty_figure(frame)
    scale = _Scale(line, frame, top_desa)
    canvas, room = Canvas(frame), Room(frame)
    for begin, end in line.spans:
        band = Box(scale.x(begin), scale.y(scale.top), scale.x(end), scale.y(0))
        canvas.rect(band, frame.palette.other, opacity=0.16)
    _axes(canvas, room, scale)
    _imprecise(canvas, room, scale, line)
    _path(canvas, room, scale, line)
    _commitment_mark(canvas, room, scale, line)
    _staircase(canvas, room, scale, line.steps)
    _targets(canvas, room, scale, line)
    # The most needed label first: it has the choice of places.
    _end_label(canvas, room, scale, line)
    _target_label(canvas, room, scale, line)
    _commitment_label(canvas, room, scale, line)
    for begin, end in reversed(line.spans):
        _standstill(canvas, room, scale, line, (begin, end))
    for moment, desa in line.earlier_targets:
        _earlier_label(canvas, room, scale, moment, desa)
    return canvas.svg()


def _end_words(line: LineFacts) -> str:
    return f"{format_count(line.steps[-1][1])} desa"


class _Scale:
    """From (day, desa) to units of the drawing."""

    def __init__(self, line: LineFacts, frame: Frame, top_desa: int) -> None:
        ends = [line.day, *(moment for moment, _ in line.earlier_targets)]
        levels = [count for _, count in line.steps] + [desa for _, desa in line.earlier_targets]
        if line.target is not None:
            ends.append(line.target[0])
            levels.append(line.target[1])
        self.letters = frame.letters
        self.first = line.steps[0][0]
        self.last = max(ends)
        self.top = max(*levels, top_desa, 1)
        self.step = next(s for s in nice_steps() if self.top / s <= 4.5 or s >= 50_000)
        ticks = [format_count(desa) for desa in range(0, self.top + 1, self.step)]
        tick_room = max(width_of(words, frame.letters) for words in ticks) + 0.4 * frame.letters
        # The first year stands in the middle below the start of the line.
        self.left = max(tick_room, width_of(str(self.first.year), frame.letters) / 2)
        self.right = frame.width - 0.5 * frame.letters
        self.head = 1.75 * frame.letters
        self.floor = frame.height - 1.75 * frame.letters
        days = max((self.last - self.first).days, 1)
        across = self.right - self.left
        # The label at the end of the line stands to its right.
        behind = (self.last - line.day).days / days * across
        needed = width_of(_end_words(line), _END * frame.letters, is_bold=True) + 0.4 * frame.letters
        self._per_day = max(across - max(0.0, needed - behind), across / 4) / days
        self.end = self.x(self.last)

    def x(self, day: date) -> float:
        return self.left + max((day - self.first).days, 0) * self._per_day

    def y(self, desa: float) -> float:
        return self.floor - desa / self.top * (self.floor - self.head)

    @property
    def per_year(self) -> float:
        return self._per_day * 365.25


def _axes(canvas: Canvas, room: Room, scale: _Scale) -> None:
    palette, letters = canvas.palette, scale.letters
    for desa in range(0, scale.top + 1, scale.step):
        y = scale.y(desa)
        is_floor = desa == 0
        canvas.line(
            [(scale.left, y), (scale.right, y)],
            palette.other if is_floor else palette.grid,
            letters * (0.05 if is_floor else 0.04),
        )
        label = Label((format_count(desa),), letters, palette.muted)
        box = label.at(scale.left - 0.4 * letters, y - label.height / 2, "end")
        if room.is_free(box):
            label.draw(canvas, box, "end")
            room.take(box)
    wide = width_of("2000", letters) + 0.7 * letters
    every = next(s for s in nice_steps() if s * scale.per_year >= wide or s >= 50)
    top = scale.floor + 0.58 * letters
    # 2015, 2020, 2025 rather than 2014, 2019, 2024.
    begin = scale.first.year if every < 5 else -(-scale.first.year // every) * every
    for year in range(begin, scale.last.year + 2, every):
        x = scale.left + (date(year, 1, 1) - scale.first).days * scale._per_day
        if not scale.left - 0.01 <= x <= scale.end + 0.01:
            continue
        canvas.line([(x, scale.floor), (x, scale.floor + 0.25 * letters)], palette.other, letters * 0.05)
        label = Label((str(year),), letters, palette.muted)
        box = label.at(x, top, "middle")
        if room.is_free(box):
            label.draw(canvas, box, "middle")
            room.take(box)


def _imprecise(canvas: Canvas, room: Room, scale: _Scale, line: LineFacts) -> None:
    """A date known by month or year is drawn as a span: from its first day to the day on which it counts."""
    for begin, index in line.imprecise:
        before = line.steps[index - 1][1] if index else 0
        moment, count = line.steps[index]
        if count > before:
            box = Box(scale.x(begin), scale.y(count), scale.x(moment), scale.y(before))
            canvas.rect(box, canvas.palette.focus, opacity=0.28)
            room.take(box)


def _path(canvas: Canvas, room: Room, scale: _Scale, line: LineFacts) -> None:
    if line.target is None:
        return
    moment, desa = line.target
    begin = line.start_of_path
    if begin is not None and scale.first <= begin[0] < moment:
        points = [(scale.x(begin[0]), scale.y(begin[1])), (scale.x(moment), scale.y(desa))]
    else:
        points = [(scale.left, scale.y(desa)), (scale.x(moment), scale.y(desa))]
    canvas.line(points, canvas.palette.target, 0.1 * scale.letters, dash=(0.36 * scale.letters, 0.24 * scale.letters))
    room.take_line(points)


def _targets(canvas: Canvas, room: Room, scale: _Scale, line: LineFacts) -> None:
    half = _DIAMOND * scale.letters
    for moment, desa in line.earlier_targets:
        place = (scale.x(moment), scale.y(desa))
        canvas.diamond(place, half, canvas.palette.background, stroke=canvas.palette.target, line=0.08 * scale.letters)
        room.take(_around(place, half))
    if line.target is not None:
        place = (scale.x(line.target[0]), scale.y(line.target[1]))
        canvas.diamond(place, half, canvas.palette.target)
        room.take(_around(place, half))


def _commitment_mark(canvas: Canvas, room: Room, scale: _Scale, line: LineFacts) -> None:
    if _has_commitment(scale, line) and line.start_of_path is not None:
        x = scale.x(line.start_of_path[0])
        points = [(x, scale.y(0)), (x, scale.y(scale.top))]
        canvas.line(points, canvas.palette.outline, 0.06 * scale.letters, dash=(0.1 * scale.letters,) * 2)
        room.take_line(points)


def _has_commitment(scale: _Scale, line: LineFacts) -> bool:
    return line.start_of_path is not None and scale.first <= line.start_of_path[0] <= scale.last


def _staircase(canvas: Canvas, room: Room, scale: _Scale, steps: Sequence[tuple[date, int]]) -> None:
    points: list[Point] = []
    for day, count in steps:
        x, y = scale.x(day), scale.y(count)
        if points:
            points.append((x, points[-1][1]))
        points.append((x, y))
    # Steps that fall on the same place of the drawing are one.
    kept = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
    line = 0.17 * scale.letters
    if len(kept) > 1:
        canvas.line(kept, canvas.palette.focus, line)
    x, y = kept[-1]
    canvas.add("circle", cx=x, cy=y, r=0.26 * scale.letters, fill=canvas.palette.focus)
    room.take(_around((x, y), 0.3 * scale.letters))
    # A thick line is a box, not a stroke: letters keep away from all of it.
    for (x0, y0), (x1, y1) in pairwise(kept):
        room.take(Box(min(x0, x1) - line, min(y0, y1) - line, max(x0, x1) + line, max(y0, y1) + line))


def _around(place: Point, half: float) -> Box:
    x, y = place
    return Box(x - half, y - half, x + half, y + half)


# --- labels ---------------------------------------------------------------------------------------------------------


def _put(
    canvas: Canvas,
    room: Room,
    scale: _Scale,
    labels: Sequence[Label],
    places: Sequence[tuple[float, Anchor]],
    y: float,
    *,
    side: Literal["above", "below"],
    farthest: float = math.inf,
) -> bool:
    """Draw the first of `labels` that finds room at one of `places`, as near to `y` as possible.

    False if none does; no block begins farther from `y` than `farthest` sizes of the letters.
    """
    for label in labels:
        for top in _tops(label, y, side, scale, farthest):
            for x, anchor in places:
                box = label.at(x, top, anchor)
                if room.is_free(box):
                    label.draw(canvas, box, anchor)
                    room.take(box)
                    return True
    return False


def _tops(label: Label, y: float, side: str, scale: _Scale, farthest: float) -> Iterator[float]:
    """Tops of a block above or below `y`, nearest first, from the edge of the frame to the floor of the figure."""
    gap, stride = 0.3 * scale.letters, 0.25 * scale.letters
    lowest = scale.floor - label.height - 0.1 * scale.letters
    count = int(min(scale.floor, farthest * scale.letters) / stride) + 1
    above = [y - gap - label.height - stride * i for i in range(count)]
    below = [y + gap + stride * i for i in range(count)]
    return (top for top in (above + below if side == "above" else below + above) if 0 <= top <= lowest)


def _end_label(canvas: Canvas, room: Room, scale: _Scale, line: LineFacts) -> None:
    # To the right of the line's end and under it: there only the way to the target may pass, upwards.
    label = Label((_end_words(line),), _END * scale.letters, canvas.palette.focus, bold=1)
    small = Label((_end_words(line),), scale.letters, canvas.palette.focus, bold=1)
    x, y = scale.x(line.day), scale.y(line.steps[-1][1])
    gap = 0.4 * scale.letters
    places: list[tuple[float, Anchor]] = [(x + gap, "start"), (x, "middle"), (x - gap, "end")]
    beside = label.at(x + gap, y - label.height / 2, "start")
    if line.target is None and room.is_free(beside):
        label.draw(canvas, beside, "start")
        room.take(beside)
        return
    _put(canvas, room, scale, (label, small), places, y - 0.1 * scale.letters, side="below")


def _target_label(canvas: Canvas, room: Room, scale: _Scale, line: LineFacts) -> None:
    if line.target is None:
        return
    moment, desa = line.target
    words = f"Target {format_count(desa)} desa"
    forms = ((f"{words}, {format_date_short(moment)}",), (words, format_date_short(moment)), (words,))
    labels = [Label(form, scale.letters, canvas.palette.target, bold=len(form)) for form in forms]
    x, y = scale.x(moment), scale.y(desa)
    half = _DIAMOND * scale.letters
    places: list[tuple[float, Anchor]] = [
        (min(x + half, scale.right + 0.5 * scale.letters), "end"), (x - 1.6 * half, "end"), (x + 1.6 * half, "start"),
        (x, "middle"), (x - half, "start"),
    ]  # fmt: skip
    _put(canvas, room, scale, labels, places, y - half / 2, side="above")


def _commitment_label(canvas: Canvas, room: Room, scale: _Scale, line: LineFacts) -> None:
    if not _has_commitment(scale, line) or line.start_of_path is None:
        return
    moment, _ = line.start_of_path
    day = format_date_short(moment)
    forms = (("Komitmen", day), (f"Komitmen {day}",), ("Komitmen",))
    labels = [Label(form, scale.letters, canvas.palette.text) for form in forms]
    x, gap = scale.x(moment), 0.3 * scale.letters
    places: list[tuple[float, Anchor]] = [(x - gap, "end"), (x + gap, "start")]
    # Under other labels at the top it would be one more line of theirs: then it stands at the foot of its mark.
    if not _put(canvas, room, scale, labels, places, scale.y(scale.top), side="below", farthest=1):
        _put(canvas, room, scale, labels, places, scale.y(0), side="above")


def _standstill(canvas: Canvas, room: Room, scale: _Scale, line: LineFacts, span: tuple[date, date]) -> None:
    begin, end = span
    letters, palette = scale.letters, canvas.palette
    left, right = scale.x(begin), scale.x(end)
    across = right - left - 0.8 * letters
    months = f"{format_count(months_between(begin, end))} bulan"
    # The reason is that of the last standstill; where it finds no room the table behind the figure has it.
    reason = line.reason if span == line.spans[-1] else ""
    forms = []
    for width, words in ((across, reason), (across, ""), (across / 2, "")):
        head = _in_lines(f"{months} tanpa Pokja baru", width, letters, most=2, is_bold=True)
        rest = _in_lines(words, width, letters, most=3)
        if head and (rest or not words):
            forms.append(Label((*head, *rest), letters, palette.text, bold=len(head), quiet=palette.muted))
    if width_of(months, letters, is_bold=True) <= across:
        forms.append(Label((months,), letters, palette.text, bold=1))
    level = _count_on(line.steps, begin)
    edge = 0.4 * letters
    places: list[tuple[float, Anchor]] = [
        ((left + right) / 2, "middle"),
        (right - edge, "end"),
        (left + edge, "start"),
    ]
    side: Literal["above", "below"] = "above" if level < scale.top * 0.6 else "below"
    _put(canvas, room, scale, forms, places, scale.y(level), side=side)


def _in_lines(words: str, width: float, letters: float, *, most: int, is_bold: bool = False) -> list[str]:
    """The text in so many lines; none where it needs more or would be shortened."""
    lines = wrap(words, width, letters, is_bold=is_bold)
    return lines if len(lines) <= most and all(line and "…" not in line for line in lines) else []


def _earlier_label(canvas: Canvas, room: Room, scale: _Scale, moment: date, desa: int) -> None:
    day = format_date_short(moment)
    forms = ((f"semula {day}",), ("semula", day), ("semula",))
    labels = [Label(form, scale.letters, canvas.palette.target) for form in forms]
    x, gap = scale.x(moment), 0.6 * scale.letters
    places: list[tuple[float, Anchor]] = [(x - gap, "end"), (x + gap, "start"), (x, "middle")]
    y = scale.y(desa) - 0.8 * scale.letters
    # Farther away nobody would see which mark is meant.
    _put(canvas, room, scale, labels, places, y, side="below", farthest=1.5)


def _count_on(steps: Sequence[tuple[date, int]], day: date) -> int:
    return next((count for moment, count in reversed(steps) if moment <= day), 0)
