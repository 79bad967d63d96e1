"""What all figures share: the frame, shapes with attributes only, and the room that is still free for a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal

from kkb.exports.drawing.letters import ASCENT, DESCENT, LINE, visible, width_of
from kkb.exports.opens import Opens
from kkb.theme import FONT_FAMILY, LIGHT, Palette

EMPTY = "Belum ada data"
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a figure is drawn: `width` and `height` of its viewBox, `letters` the size of every text in it.

    All in one unit: on the wall 40 of 1080 lines, on paper about 9 pt. `opens`: where it may be pressed.
    """

    width: float
    height: float
    letters: float
    palette: Palette = LIGHT
    family: str = FONT_FAMILY
    opens: Opens | None = None


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_crossed(self, begin: Point, end: Point) -> bool:
        """Whether the straight line from `begin` to `end` touches the box."""
        (x, y), (dx, dy) = begin, (end[0] - begin[0], end[1] - begin[1])
        first, last = 0.0, 1.0
        for step, low, high in ((dx, self.left - x, self.right - x), (dy, self.top - y, self.bottom - y)):
            if step == 0:
                if low > 0 or high < 0:
                    return False
                continue
            enter, leave = sorted((low / step, high / step))
            first, last = max(first, enter), min(last, leave)
        return first <= last


class Canvas:
    """Shapes in the order of drawing, and the SVG text they make."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.palette = frame.palette
        self._parts: list[str] = []

    def add(self, tag: str, words: str | None = None, **attributes: str | float | None) -> None:
        """One element; `_` in the name of an attribute stands for "-", None leaves it out."""
        listed = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
            for name, value in attributes.items()
            if value is not None
        )
        self._parts.append(f"<{tag}{listed}/>" if words is None else f"<{tag}{listed}>{words}</{tag}>")

    @contextmanager
    def link(self, address: str | None, words: str) -> Iterator[None]:
        """What is drawn meanwhile opens an address, if there is one; `words` are read aloud for it."""
        if address is not None:
            self._parts.append(f'<a href="{escape(address)}" aria-label="{escape(visible(words))}">')
        yield
        if address is not None:
            self._parts.append("</a>")

    def rect(
        self,
        box: Box,
        fill: str,
        *,
        stroke: str | None = None,
        line: float | None = None,
        dash: Sequence[float] = (),
        opacity: float | None = None,
    ) -> None:
        self.add(
            "rect",
            x=box.left,
            y=box.top,
            width=max(box.right - box.left, 0),
            height=max(box.bottom - box.top, 0),
            fill=fill,
            fill_opacity=opacity,
            stroke=stroke,
            stroke_width=line if stroke else None,
            stroke_dasharray=_dashes(dash),
        )

    def line(self, points: Sequence[Point], stroke: str, line: float, *, dash: Sequence[float] = ()) -> None:
        places = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.add(
            "path",
            d=f"M{places}",
            fill="none",
            stroke=stroke,
            stroke_width=line,
            stroke_linejoin="round",
            stroke_linecap="butt",
            stroke_dasharray=_dashes(dash),
        )

    def diamond(self, place: Point, half: float, fill: str, *, stroke: str | None = None, line: float = 0) -> None:
        x, y = place
        path = f"M{number(x)} {number(y - half)}L{number(x + half)} {number(y)}"
        path += f"L{number(x)} {number(y + half)}L{number(x - half)} {number(y)}Z"
        self.add("path", d=path, fill=fill, stroke=stroke, stroke_width=line if stroke else None)

    def text(
        self,
        x: float,
        baseline: float,
        words: str,
        *,
        fill: str | None = None,
        anchor: Anchor = "start",
        size: float | None = None,
        is_bold: bool = False,
    ) -> None:
        """One line of text; any text may be handed in."""
        words = escape(visible(words))
        if words:
            self.add(
                "text",
                words,
                x=x,
                y=baseline,
                fill=fill or self.palette.text,
                font_size=size or self.frame.letters,
                font_weight="700" if is_bold else None,
                text_anchor=anchor if anchor != "start" else None,
            )

    def svg(self) -> str:
        frame = self.frame
        family = escape(frame.family)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(frame.width)} {number(frame.height)}" '
            f'font-family="{family}">{"".join(self._parts)}</svg>'
        )


class Room:
    """What of the frame is taken by marks and labels; a label goes where nothing is."""

    def __init__(self, frame: Frame) -> None:
        self._whole = Box(0, 0, frame.width, frame.height)
        self._boxes: list[Box] = []
        self._lines: list[tuple[Point, Point]] = []

    def take(self, box: Box) -> None:
        self._boxes.append(box)

    def take_line(self, points: Sequence[Point]) -> None:
        self._lines += pairwise(points)

    def is_free(self, box: Box) -> bool:
        whole = self._whole
        return (
            box.left >= whole.left
            and box.top >= whole.top
            and box.right <= whole.right
            and box.bottom <= whole.bottom
            and not any(box.overlaps(other) for other in self._boxes)
            and not any(box.is_crossed(begin, end) for begin, end in self._lines)
        )

    def find(self, candidates: Iterable[Box]) -> Box | None:
        """The first that is free."""
        return next((box for box in candidates if self.is_free(box)), None)


@dataclass(frozen=True, slots=True)
class Label:
    """Some lines of text as one block; `bold` lines stand first and are heavy."""

    lines: tuple[str, ...]
    size: float
    fill: str
    bold: int = 0
    quiet: str | None = None

    @property
    def width(self) -> float:
        return max(width_of(words, self.size, is_bold=i < self.bold) for i, words in enumerate(self.lines))

    @property
    def height(self) -> float:
        return (len(self.lines) - 1) * LINE * self.size + (ASCENT + DESCENT) * self.size

    def at(self, x: float, top: float, anchor: Anchor) -> Box:
        """The box of the block whose side or middle (by `anchor`) is at `x`."""
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * self.width
        return Box(left, top, left + self.width, top + self.height)

    def draw(self, canvas: Canvas, box: Box, anchor: Anchor) -> None:
        x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[anchor]
        for i, words in enumerate(self.lines):
            is_bold = i < self.bold
            baseline = box.top + (ASCENT + i * LINE) * self.size
            fill = self.fill if is_bold or self.quiet is None else self.quiet
            canvas.text(x, baseline, words, fill=fill, anchor=anchor, size=self.size, is_bold=is_bold)


def empty_figure(frame: Frame) -> str:
    """A figure that says that there is nothing to draw."""
    canvas = Canvas(frame)
    canvas.text(frame.width / 2, frame.height / 2, EMPTY, fill=frame.palette.muted, anchor="middle")
    return canvas.svg()


def number(value: float | None) -> str:
    """A number as short as it may be."""
    text = f"{value or 0:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _dashes(dash: Sequence[float]) -> str | None:
    return " ".join(number(length) for length in dash) or None
