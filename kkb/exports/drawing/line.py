"""The line to the target: how many desa have a Pokja, day by day, and the way to where they should get."""

from __future__ import annotations

from itertools import pairwise

from kkb.exports.drawing.axes import draw_axes
from kkb.exports.drawing.base import Canvas, Frame, empty_figure
from kkb.figures.facts import LineFacts
from kkb.figures.line_labels import PlacedLabel, place_labels
from kkb.figures.line_scale import DIAMOND, STROKE, LineScale
from kkb.figures.placing import Box, Room


def draw_line(line: LineFacts, frame: Frame, *, top_desa: int = 1) -> str:
    """The line as SVG text. `top_desa` is what the scale reaches at least, for several figures on one scale."""
    if not line.steps:
        return empty_figure(frame)
    scale = LineScale(line, frame.width, frame.height, frame.letters, top_desa)
    canvas, room = Canvas(frame), Room(frame.width, frame.height)
    _standstills(canvas, scale, line)
    draw_axes(canvas, room, scale, has_counts=not line.is_brief)
    scale.take_marks(room, line)
    labels = place_labels(line, scale, room, frame.palette)
    _marks(canvas, scale, line)
    for one in labels:
        _label(canvas, scale, one)
    _pointed_at(canvas, scale, line)
    return canvas.svg()


def _standstills(canvas: Canvas, scale: LineScale, line: LineFacts) -> None:
    """A grey band for each; where one ends on the day on which the next begins a Pokja parts them, and a gap does."""
    begins, ends = {span.begin for span in line.spans}, {span.end for span in line.spans}
    gap = 0.1 * scale.letters
    for span in line.spans:
        left = scale.x(span.begin) + (gap if span.begin in ends else 0)
        right = scale.x(span.end) - (gap if span.end in begins else 0)
        canvas.rect(Box(left, scale.y(scale.top), right, scale.y(0)), canvas.palette.shade)


def _marks(canvas: Canvas, scale: LineScale, line: LineFacts) -> None:
    palette, letters, formed = canvas.palette, scale.letters, canvas.palette.tahap["Terbentuk"]
    for one, box in scale.undated(line):
        with canvas.link(None, line.undated_sentence(one)):
            canvas.rect(box, formed, opacity=0.28)
    if way := scale.way(line):
        with canvas.link(None, line.target_sentence):
            canvas.line(way, palette.target, 0.1 * letters, dash=(0.36 * letters, 0.24 * letters))
    if upright := scale.commitment(line):
        canvas.line(upright, palette.outline, 0.06 * letters, dash=(0.1 * letters,) * 2)
    corners = scale.staircase(line)
    if len(corners) > 1:
        canvas.line(corners, formed, STROKE * letters)
    canvas.add("circle", cx=corners[-1][0], cy=corners[-1][1], r=0.26 * letters, fill=formed)
    half = DIAMOND * letters
    for index, (moment, desa) in enumerate(line.earlier_targets):
        with canvas.link(None, line.earlier_sentence(index)):
            place = (scale.x(moment), scale.y(desa))
            canvas.diamond(place, half, palette.background, stroke=palette.target, line=0.08 * letters)
    if line.target is not None:
        with canvas.link(None, line.target_sentence):
            canvas.diamond((scale.x(line.target[0]), scale.y(line.target[1])), half, palette.target)


def _label(canvas: Canvas, scale: LineScale, one: PlacedLabel) -> None:
    if one.is_upright:
        x, letters = scale.x(one.day), scale.letters
        upright = [(x, one.box.top), (x, scale.floor)]
        canvas.line(upright, canvas.palette.muted, 0.06 * letters, dash=(0.1 * letters,) * 2)
    with canvas.link(None, one.told):
        canvas.label(one.label, one.box, one.anchor)


def _pointed_at(canvas: Canvas, scale: LineScale, line: LineFacts) -> None:
    """Room for the pointer along each step: it tells what held from its day on, and opens the desa formed by then.

    No stops of the keyboard: there may be fifty of them, and the table of the figure leads to the same.
    """
    links = canvas.frame.links
    if links is None:
        return
    letters = scale.letters
    for index, ((day, count), (until, _)) in enumerate(pairwise(line.steps)):
        x, y = scale.x(day), scale.y(count)
        box = Box(x, y - 0.6 * letters, max(scale.x(until), x + 0.5 * letters), y + 0.6 * letters)
        address = links.listed(line.kecamatan, ("Terbentuk",), None if day >= line.day else day)
        with canvas.link(address, line.step_sentence(index), is_stop=False):
            canvas.feel(box)
