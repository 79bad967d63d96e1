"""A figure read back: its texts with the boxes they cover, its shapes, and what a drawing may never do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations, pairwise
from xml.etree import ElementTree

from kkb.exports.drawing.base import Frame
from kkb.figures.letters import width_of
from kkb.figures.placing import Box

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": {"viewBox", "font-family"},
    "rect": {"x", "y", "width", "height", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray"},
    "path": {
        *("d", "fill", "fill-opacity"),
        *("stroke", "stroke-width", "stroke-linejoin", "stroke-linecap", "stroke-dasharray"),
    },
    "g": {"opacity"},
    "circle": {"cx", "cy", "r", "fill"},
    "text": {"x", "y", "fill", "font-size", "font-weight", "text-anchor"},
}
_SLACK = 0.05
"""Numbers in a drawing are rounded."""


@dataclass(frozen=True, slots=True)
class Text:
    words: str
    box: Box
    size: float
    fill: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands in an SVG. `strokes` are (colour, points); curves there are none."""

    frame: Frame
    texts: tuple[Text, ...]
    rects: tuple[tuple[Box, dict[str, str]], ...]
    strokes: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]

    @property
    def words(self) -> list[str]:
        return [text.words for text in self.texts]


def read_drawing(svg: str, frame: Frame) -> Drawing:
    """Parse a figure; fails if there is an element or attribute that renderers treat differently."""
    root = ElementTree.fromstring(svg)
    texts, rects, strokes = [], [], []
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        assert tag in ALLOWED and set(element.attrib) <= ALLOWED[tag], ElementTree.tostring(element)
        attributes = element.attrib
        if tag == "text":
            texts.append(_text(element.text or "", attributes))
        elif tag == "rect":
            rects.append((_rect(attributes), attributes))
        elif tag == "path":
            colour = attributes.get("stroke", attributes["fill"])
            for line in attributes["d"].split("M")[1:]:
                places = [float(part) for part in re.findall(r"-?[\d.]+", line)]
                strokes.append((colour, tuple(zip(places[::2], places[1::2], strict=True))))
    assert root.attrib["viewBox"] == f"0 0 {frame.width:g} {frame.height:g}"
    return Drawing(frame, tuple(texts), tuple(rects), tuple(strokes))


def _text(words: str, attributes: dict[str, str]) -> Text:
    size = float(attributes["font-size"])
    width = width_of(words, size, is_bold=attributes.get("font-weight") == "700")
    x, baseline = float(attributes["x"]), float(attributes["y"])
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[attributes.get("text-anchor", "start")] * width
    # Capitals of Inter are 0.73 high; g and p reach 0.2 below the line.
    return Text(
        words, Box(left, baseline - 0.76 * size, left + width, baseline + 0.21 * size), size, attributes["fill"]
    )


def _rect(attributes: dict[str, str]) -> Box:
    x, y, width, height = (float(attributes[name]) for name in ("x", "y", "width", "height"))
    assert width >= 0 and height >= 0
    return Box(x, y, x + width, y + height)


def check_drawing(svg: str, frame: Frame) -> Drawing:
    """Nothing leaves the frame, no two texts meet, and none lies across the edge of a box or on a coloured stroke."""
    drawing = read_drawing(svg, frame)
    palette = frame.palette
    whole = Box(0, 0, frame.width, frame.height)
    for text in drawing.texts:
        assert is_inside(text.box, whole), (text, frame)
    for one, other in combinations(drawing.texts, 2):
        assert not one.box.overlaps(other.box), (one, other)
    for box, attributes in drawing.rects:
        assert is_inside(box, whole), (box, attributes)
        if "fill-opacity" not in attributes and attributes["fill"] != palette.shade:
            for text in drawing.texts:
                assert is_inside(text.box, box) or not _shrunk(text.box).overlaps(box), (text, box, attributes)
    marks = {palette.focus, palette.tahap["Terbentuk"], palette.target, palette.text}
    for colour, points in drawing.strokes:
        if colour in marks:
            for text in drawing.texts:
                crossed = [step for step in pairwise(points) if _shrunk(text.box).is_crossed(*step)]
                assert not crossed, (text, colour, crossed)
    return drawing


def is_inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left - _SLACK
        and inner.top >= outer.top - _SLACK
        and inner.right <= outer.right + _SLACK
        and inner.bottom <= outer.bottom + _SLACK
    )


def _shrunk(box: Box) -> Box:
    return Box(box.left + _SLACK, box.top + _SLACK, box.right - _SLACK, box.bottom - _SLACK)
