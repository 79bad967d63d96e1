"""Where a label of a figure goes: blocks of text with the room they take, and what of a frame is still free.

Widths are those of Inter (kkb/figures/letters.py). Whatever is drawn later, on screen or on paper, is placed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kkb.figures.letters import ASCENT, DESCENT, LINE, width_of

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


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


class Room:
    """What of the frame is taken by marks and labels; a label goes where nothing is."""

    def __init__(self, width: float, height: float) -> None:
        self._whole = Box(0, 0, width, height)
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
