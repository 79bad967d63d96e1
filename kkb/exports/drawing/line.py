"""The line to the target: how many desa have a Pokja, day by day, and the way to where they should get."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kkb.briefing.facts import LineFacts
from kkb.exports.axis_steps import nice_steps
from kkb.exports.drawing.base import Box, Canvas, Frame, Label, Point, Room, empty_figure
from kkb.exports.drawing.letters import width_of
from kkb.exports.drawing.line_labels import draw_labels
from kkb.exports.drawing.line_scale import DIAMOND, LineScale
from kkb.formatting import format_count


def draw_line(line: LineFacts, frame: Frame, *, top_desa: int = 1) -> str:
    """The line as SVG text. `top_desa` is what the scale reaches at least, for several figures on one scale."""
    if not line.steps:
        return empty_figure(frame)
    scale = LineScale(line, frame, top_desa)
    canvas, room = Canvas(frame), Room(frame)
    _standstills(canvas, scale, line.spans)
    _axes(canvas, room, scale)
    _imprecise(canvas, room, scale, line)
    _path(canvas, room, scale, line)
    _commitment_mark(canvas, room, scale, line)
    _staircase(canvas, room, scale, line.steps)
    _targets(canvas, room, scale, line)
    draw_labels(canvas, room, scale, line)
    return canvas.svg()


def _standstills(canvas: Canvas, scale: LineScale, spans: Sequence[tuple[date, date]]) -> None:
    """A grey band for each; where one ends on the day on which the next begins a Pokja parts them, and a gap does."""
    begins, ends = {begin for begin, _ in spans}, {end for _, end in spans}
    gap = 0.1 * scale.letters
    for begin, end in spans:
        left = scale.x(begin) + (gap if begin in ends else 0)
        right = scale.x(end) - (gap if end in begins else 0)
        canvas.rect(Box(left, scale.y(scale.top), right, scale.y(0)), canvas.palette.other, opacity=0.16)


def _axes(canvas: Canvas, room: Room, scale: LineScale) -> None:
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
        first_day = date(year, 1, 1)
        if not scale.first <= first_day <= scale.last:
            continue
        x = scale.x(first_day)
        canvas.line([(x, scale.floor), (x, scale.floor + 0.25 * letters)], palette.other, letters * 0.05)
        label = Label((str(year),), letters, palette.muted)
        box = label.at(x, top, "middle")
        if room.is_free(box):
            label.draw(canvas, box, "middle")
            room.take(box)


def _imprecise(canvas: Canvas, room: Room, scale: LineScale, line: LineFacts) -> None:
    """A date known by month or year is drawn as a span: from its first day to the day on which it counts."""
    for begin, index in line.imprecise:
        before = line.steps[index - 1][1] if index else 0
        moment, count = line.steps[index]
        if count > before:
            box = Box(scale.x(begin), scale.y(count), scale.x(moment), scale.y(before))
            canvas.rect(box, canvas.palette.focus, opacity=0.28)
            room.take(box)


def _path(canvas: Canvas, room: Room, scale: LineScale, line: LineFacts) -> None:
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


def _targets(canvas: Canvas, room: Room, scale: LineScale, line: LineFacts) -> None:
    half = DIAMOND * scale.letters
    for moment, desa in line.earlier_targets:
        place = (scale.x(moment), scale.y(desa))
        canvas.diamond(place, half, canvas.palette.background, stroke=canvas.palette.target, line=0.08 * scale.letters)
        room.take(_around(place, half))
    if line.target is not None:
        place = (scale.x(line.target[0]), scale.y(line.target[1]))
        canvas.diamond(place, half, canvas.palette.target)
        room.take(_around(place, half))


def _commitment_mark(canvas: Canvas, room: Room, scale: LineScale, line: LineFacts) -> None:
    if scale.shows_commitment(line) and line.start_of_path is not None:
        x = scale.x(line.start_of_path[0])
        points = [(x, scale.y(0)), (x, scale.y(scale.top))]
        canvas.line(points, canvas.palette.outline, 0.06 * scale.letters, dash=(0.1 * scale.letters,) * 2)
        room.take_line(points)


def _staircase(canvas: Canvas, room: Room, scale: LineScale, steps: Sequence[tuple[date, int]]) -> None:
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
