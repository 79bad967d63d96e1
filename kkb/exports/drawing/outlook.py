"""When the rest would be done: rays from the count of the day to the target, a band between past paces."""

from __future__ import annotations

from kkb.exports.drawing.axes import draw_axes
from kkb.exports.drawing.base import Canvas, Frame, empty_figure
from kkb.figures.letters import LINE
from kkb.figures.line_scale import DIAMOND, MARGIN, DayScale, around
from kkb.figures.outlook import OutlookEnd, OutlookFacts
from kkb.figures.placing import Label, Point, Room

_LIFT = 0.6
"""Between the target and the lowest row of labels, in sizes of the letters."""


def draw_outlook(facts: OutlookFacts, frame: Frame) -> str:
    """The rays as SVG text; nothing to project gives a figure that says why."""
    if facts.reason:
        return empty_figure(frame, facts.reason)
    canvas, palette, letters = Canvas(frame), frame.palette, frame.letters
    # Only the height hangs on the rows of labels: the width of the axis is known before them.
    wide = DayScale(facts.first, facts.last, facts.target_desa, frame.width, frame.height, letters)
    placed = facts.place_ends(wide.right - wide.left, letters)
    head = _LIFT + LINE * (max(one.row for one in placed) + 1)
    scale = DayScale(facts.first, facts.last, facts.target_desa, frame.width, frame.height, letters, max(head, MARGIN))
    room = Room(frame.width, frame.height)
    draw_axes(canvas, room, scale)
    start, top = (scale.x(facts.day), scale.y(facts.formed_desa)), scale.y(facts.target_desa)
    blue = palette.tahap["Terbentuk"]
    colours = {"past pace": blue, "assumed pace": palette.muted, "target": palette.target}
    tips = {end: _tip(end, facts, scale) for end in facts.ends}
    if facts.band is not None:
        fast, slow = (tips[end] for end in facts.ends if end.kind == "past pace")
        canvas.area([start, fast, (slow[0], fast[1]), slow], blue, opacity=0.2)
    for end, tip in tips.items():
        if end.kind == "target":
            canvas.diamond((scale.x(end.day), top), DIAMOND * letters, palette.target)
        else:
            dash = () if end.kind == "past pace" else (0.14 * letters,) * 2
            canvas.line([start, tip], colours[end.kind], 0.12 * letters, dash=dash)
            room.take_line([start, tip])
    canvas.add("circle", cx=start[0], cy=start[1], r=0.26 * letters, fill=blue)
    room.take(around(start, 0.26 * letters))
    for one in placed:
        label = Label((one.words,), letters, colours[one.end.kind])
        bottom = top - (_LIFT + LINE * one.row) * letters
        canvas.label(label, label.at(scale.x(one.day), bottom - label.height, one.anchor), one.anchor)
    _say_start(canvas, room, facts, start)
    return canvas.svg()


def _tip(end: OutlookEnd, facts: OutlookFacts, scale: DayScale) -> Point:
    """Where the ray to an end leaves the figure: at the target, or on the way there where the end is far."""
    share = min((facts.last - facts.day) / (end.day - facts.day), 1.0) if end.day > facts.day else 1.0
    desa = facts.formed_desa + (facts.target_desa - facts.formed_desa) * share
    return scale.x(min(end.day, facts.last)), scale.y(desa)


def _say_start(canvas: Canvas, room: Room, facts: OutlookFacts, start: Point) -> None:
    """How many there are on the day: below the start, else to its left, else above it where the rays leave room."""
    letters = canvas.frame.letters
    label, gap = Label((facts.start_words,), letters, canvas.palette.tahap["Terbentuk"], bold=1), 0.4 * letters
    spots = [(0.0, gap), (-gap - label.width, -label.height)]
    spots += sorted(((i * letters, -j * letters) for i in range(20) for j in range(1, 9)), key=lambda at: at[0] - at[1])
    boxes = (label.at(start[0] + right, start[1] + down, "start") for right, down in spots)
    found = room.find(boxes)
    if found is not None:
        canvas.label(label, found, "start")
