"""Events beside a line over time: a thin dotted line each, a short label on top, the whole with its source on hover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from typing import Any

from kkb.charts.base import SMALL, plain
from kkb.formatting import format_date, format_date_short
from kkb.schema import JenisTonggak, Tonggak
from kkb.theme import Palette

_LABEL_LETTERS = 22
_LEVELS = (1.0, 0.91)
"""Heights of the labels, in shares of the plot: neighbours in time take turns."""


def event_marks(
    milestones: Sequence[Tonggak], *, first: date, day: date, palette: Palette
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and annotations of the milestones of kind PERISTIWA that began from `first` to `day`."""
    events = sorted(
        (m for m in milestones if m.jenis is JenisTonggak.PERISTIWA and first <= m.mulai <= day),
        key=lambda m: m.mulai,
    )
    levels = [_LEVELS[place % len(_LEVELS)] for place in range(len(events))]
    shapes = [_line(event, level, palette) for event, level in zip(events, levels, strict=True)]
    # Near the end of the line the label stands to the left: to the right is the way to the target.
    turn = first + (day - first) * 0.75
    labels = [
        _label(event, level, "right" if event.mulai > turn else "left", palette)
        for event, level in zip(events, levels, strict=True)
    ]
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


def _label(event: Tonggak, level: float, side: str, palette: Palette) -> dict[str, Any]:
    text = plain(shorten(event.judul, _LABEL_LETTERS, placeholder="…"))
    return {
        "x": event.mulai.isoformat(),
        "y": level,
        "yref": "y domain",
        "text": f"{text}<br>{format_date_short(event.mulai)}",
        "showarrow": False,
        "xanchor": side,
        "yanchor": "top",
        "xshift": 3 if side == "left" else -3,
        "align": side,
        "font": {"size": SMALL, "color": palette.muted},
        "hovertext": event_sentence(event),
    }
