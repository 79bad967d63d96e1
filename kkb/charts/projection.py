"""When the rest would be done, drawn as a band between the fastest and the slowest of the last paces."""

from __future__ import annotations

from datetime import date, timedelta

import plotly.graph_objects as go

from kkb.charts.base import SIZE, SMALL, Trace, build_figure, count_axis, empty_figure, faint, target_mark, year_axis
from kkb.formatting import format_count, format_date_short, format_month, format_month_short
from kkb.indicators import Perkiraan
from kkb.theme import Palette

_LONGEST_YEARS = 8
"""The figure reaches this far; a later end is told at its edge, so that one far year does not flatten the rest."""
_NARROWEST = 290
"""Pixels of the plot on a phone; `_LETTER` is the width of one letter of a label there."""
_LETTER = 7.2
_ROW = 20
_LIFT = 9
"""Pixels between the target and the lowest row of labels: half a diamond and a little air."""
_AXIS_ROOM = 44
"""Pixels of the figure that are no plot: margins and the years."""
_START_ROOM = 24
"""Pixels under the axis for the label of a start that is so low that it would stand on the years."""
_LOW_START = 0.1
"""A start below this share of the target is low."""


def projection_band(
    perkiraan: Perkiraan | None,
    *,
    day: date,
    formed_desa: int,
    target_desa: int | None,
    target_day: date | None,
    what_if: date | None = None,
    palette: Palette,
    height: int = 300,
) -> go.Figure:
    """From the count on `day` to the target: the range of `Perkiraan` as a band, an assumed pace as a dotted line.

    A range whose slow end is open has no upper edge in time: only its fast end is drawn. Nothing to project gives a
    figure that says why.
    """
    if target_desa is None or target_desa <= formed_desa:
        return empty_figure(palette, height, "Tidak ada yang tersisa untuk diperkirakan")
    fast = perkiraan.paling_cepat if perkiraan else None
    if fast is None and what_if is None:
        return empty_figure(palette, height, "Belum dapat diperkirakan: 36 bulan terakhir tanpa Pokja baru")
    slow = perkiraan.paling_lambat if perkiraan else None
    edge = day + timedelta(days=round(_LONGEST_YEARS * 365.25))
    ends = [end for end in (fast, slow, what_if, target_day) if end is not None]
    first, last = min(day, target_day or day), min(max([day, *ends]), edge) + timedelta(days=200)
    blue = palette.tahap["Terbentuk"]
    traces: list[Trace] = []
    marks: list[tuple[date, str, str]] = []
    if fast is not None and slow is not None:
        traces.append(_band(day, formed_desa, fast, slow, target_desa, blue))
    for end, words in ((fast, "paling cepat"), (slow, "paling lambat")):
        if end is not None:
            traces.append(_ray(day, formed_desa, end, target_desa, blue, "solid", f"{words} {format_month(end)}"))
            marks.append((end, f"{words} {format_month_short(end)}", blue))
    if what_if is not None:
        words = f"andai: {format_month(what_if)}"
        traces.append(_ray(day, formed_desa, what_if, target_desa, palette.muted, "dot", words))
        marks.append((what_if, f"andai {format_month_short(what_if)}", palette.muted))
    if target_day is not None:
        traces.append(target_mark(target_desa, target_day, palette))
        marks.append((target_day, f"Target {format_date_short(target_day)}", palette.target))
    labels, rows = _in_rows(marks, first, last, target_desa)
    labels.append(_start_label(day, formed_desa, blue, is_first=first == day))
    # The labels stand above the target, in as many rows as they need.
    below = _START_ROOM if formed_desa < _LOW_START * target_desa else 0
    plot = height - _AXIS_ROOM - below
    ceiling = target_desa * plot / (plot - _LIFT - rows * _ROW)
    return build_figure(
        traces,
        palette,
        height,
        right=16,
        xaxis=year_axis(day.year, last.year) | {"range": [first.isoformat(), last.isoformat()]},
        yaxis=count_axis(ceiling, 5) | {"range": [-ceiling * below / plot, ceiling]},
        annotations=labels,
    )


def _in_rows(
    marks: list[tuple[date, str, str]], first: date, last: date, target: int
) -> tuple[list[dict[str, object]], int]:
    """One label per (day, words, colour), each in the lowest row that is free where it stands; how many rows there are.

    Reckoned for the narrowest screen, so that what fits there fits everywhere.
    """
    labels: list[dict[str, object]] = []
    free_from: list[float] = []
    for end, words, colour in sorted(marks):
        text = words + (" →" if end > last else "")
        place = (min(end, last) - first) / (last - first)
        share = len(text) * _LETTER / _NARROWEST
        # Kept inside the figure at both ends.
        begin = min(max(place - share / 2, 0.0), 1.0 - share)
        row = next((row for row, free in enumerate(free_from) if free <= begin), len(free_from))
        free_from[row : row + 1] = [begin + share + _LETTER / _NARROWEST]
        side = "left" if begin == 0 else "right" if begin + share >= 1 else "center"
        at = first if side == "left" else last if side == "right" else end
        labels.append(_label(at, target, text, side, colour, _LIFT + row * _ROW))
    return labels, len(free_from)


def _band(day: date, formed: int, fast: date, slow: date, target: int, blue: str) -> Trace:
    return {
        "type": "scatter",
        "name": "Perkiraan",
        "x": [day.isoformat(), fast.isoformat(), slow.isoformat(), day.isoformat()],
        "y": [formed, target, target, formed],
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": faint(blue, 0.2),
        "hoverinfo": "skip",
    }


def _ray(day: date, formed: int, end: date, target: int, colour: str, dash: str, words: str) -> Trace:
    return {
        "type": "scatter",
        "name": words,
        "x": [day.isoformat(), end.isoformat()],
        "y": [formed, target],
        "mode": "lines",
        "line": {"width": 2, "dash": dash, "color": colour},
        "hovertext": [f"Selesai {words}."] * 2,
        "hoverinfo": "text",
    }


def _start_label(day: date, formed: int, blue: str, *, is_first: bool) -> dict[str, object]:
    """How many there are on the day of the data: under the rays, which all rise to the right."""
    label = _label(day, formed, f"<b>{format_count(formed)} desa</b>", "left" if is_first else "center", blue, -4)
    return label | {"yanchor": "top", "font": {"size": SIZE, "color": blue}}


def _label(day: date, y: int, text: str, side: str, colour: str, lift: int) -> dict[str, object]:
    return {
        "x": day.isoformat(),
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": side,
        "yanchor": "bottom",
        "yshift": lift,
        "font": {"size": SMALL, "color": colour},
    }
