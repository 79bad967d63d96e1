"""The true map: every desa as the area that a map of the office gives it, filled by rung."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain

from kkb.exports.drawing.base import Canvas, Frame, empty_figure
from kkb.figures.facts import Area
from kkb.figures.placing import Label, Room
from kkb.geo import NOT_OFFICIAL, area, middle_of, span_of
from kkb.theme import TAHAP_LETTER


def draw_areas(areas: Sequence[Area], frame: Frame, *, is_official: bool = False) -> str:
    """The map as SVG text, north upwards, in the middle of the frame."""
    if not areas:
        return empty_figure(frame, "Desa ini tidak ada di peta")
    canvas, palette, letters = Canvas(frame), frame.palette, frame.letters
    left, low, right, high = span_of(chain.from_iterable(one.rings for one in areas))
    # A degree of longitude is shorter than one of latitude, away from the equator.
    narrower = math.cos(math.radians((low + high) / 2))
    room = frame.height - 1.5 * letters
    scale = min(frame.width / max((right - left) * narrower, 1e-9), room / max(high - low, 1e-9))
    dx = (frame.width - (right - left) * narrower * scale) / 2

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return dx + (point[0] - left) * narrower * scale, (high - point[1]) * scale

    # What lies inside another area is drawn after it.
    ordered = sorted(areas, key=lambda one: -max(map(area, one.rings)))
    for one in ordered:
        dash = () if one.tahap else (0.22 * letters, 0.16 * letters)
        with canvas.pale(one.is_pale):
            for ring in one.rings:
                points = [place(point) for point in ring]
                colour = palette.tahap[one.tahap]
                canvas.area(points, colour, stroke=palette.outline, line=0.06 * letters, dash=dash)
    free = Room(frame.width, frame.height)
    for one in ordered:
        x, y = place(middle_of(one.rings))
        letter = Label((TAHAP_LETTER[one.tahap],), letters, palette.ink(one.tahap), bold=1)
        box = free.find([letter.at(x, y - letter.height / 2, "middle")])
        if box is not None:
            free.take(box)
            with canvas.pale(one.is_pale):
                canvas.label(letter, box, "middle")
    if not is_official:
        canvas.text(frame.width, frame.height - 0.3 * letters, NOT_OFFICIAL, fill=palette.muted, anchor="end")
    return canvas.svg()
