"""Events beside a line over time: a thin dotted line each, a short label on top, the whole with its source on hover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from textwrap import shorten
from typing import Any

from kkb.charts.base import SMALL, plain
from kkb.formatting import format_date
from kkb.schema import JenisTonggak, Tonggak
from kkb.theme import Palette

_LABEL_LETTERS = 16
_LABEL_SHARE = 0.3
"""Width of a label on the narrowest screen, as a share of the axis."""
_ROW = 0.065
_ABOVE = (1.0, 0.45)
"""Rows over a line that is low: at the top, and under the words on a standstill."""
_HIGH_LINE = 0.3
"""From this share of the plot on, labels stand under the line: above it the target has its own."""


def event_marks(
    milestones: Sequence[Tonggak],
    *,
    first: date,
    day: date,
    last: date,
    height_on: Callable[[date], float],
    palette: Palette,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and annotations of the milestones of kind PERISTIWA that began from `first` to `day`.

    `last` is the end of the axis; `height_on` says how high the line is on a day, as a share of the plot. A label
    that would lie on another one is left out: its line still tells all under the pointer.
    """
    events = sorted(
        (m for m in milestones if m.jenis is JenisTonggak.PERISTIWA and first <= m.mulai <= day),
        key=lambda m: m.mulai,
    )
    shapes, labels = [], []
    ends: dict[int, float] = {}
    for event in events:
        place, line_at = (event.mulai - first) / (last - first), height_on(event.mulai)
        is_under = line_at >= _HIGH_LINE
        # Towards the end of the line there is no room to the right.
        begin = place - _LABEL_SHARE if place > 0.6 else place
        rows = (0, 1) if is_under else (2, 3)
        row = next((row for row in rows if ends.get(row, -1.0) <= begin), None)
        level = line_at - 0.03 - _ROW * (row or 0) if is_under else _ABOVE[(row or 2) - 2]
        shapes.append(_line(event, level, palette))
        labels.append(_label(event, level, "right" if place > 0.6 else "left", palette, is_named=row is not None))
        if row is not None:
            ends[row] = begin + _LABEL_SHARE
    return shapes, labels


def event_sentence(event: Tonggak) -> str:
    """What happened, when, and who says so, for Plotly."""
    span = f"{format_date(event.mulai)} sampai {format_date(event.selesai)}" if event.selesai else ""
    return f"{span or format_date(event.mulai)}: {plain(event.judul)}.<br>Sumber: {plain(event.sumber)}"


def _line(event: Tonggak, level: float, palette: Palette) -> dict[str, Any]:
    day = event.mulai.isoformat()
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": level,
        "yref": "y domain",
        "layer": "below",
        "line": {"color": palette.muted, "width": 1, "dash": "dot"},
    }


def _label(event: Tonggak, level: float, side: str, palette: Palette, *, is_named: bool) -> dict[str, Any]:
    return {
        "x": event.mulai.isoformat(),
        "y": level,
        "yref": "y domain",
        "text": plain(shorten(event.judul, _LABEL_LETTERS, placeholder="…")) if is_named else "•",
        "showarrow": False,
        "xanchor": side if is_named else "center",
        "yanchor": "top",
        "xshift": (3 if side == "left" else -3) if is_named else 0,
        "align": side,
        "font": {"size": SMALL, "color": palette.muted},
        "hovertext": event_sentence(event),
    }
