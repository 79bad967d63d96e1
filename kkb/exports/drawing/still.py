"""A figure of a page as something that can be drawn later, in a frame that is chosen then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kkb.exports.drawing.base import Frame

Draw = Callable[[Any, Frame], str]
"""One of `kkb.exports.drawing`: facts and frame in, SVG text out."""


@dataclass(frozen=True, slots=True)
class Still:
    """`draw` and the `facts` it draws; a list has `rows`. Among several, `title` and `note` stand above it."""

    draw: Draw
    facts: Any
    rows: int = 0
    title: str = ""
    note: str = ""


MakeStills = Callable[[], Sequence[Still]]
"""Makes the stills of a figure when somebody wants them: most figures are one."""
