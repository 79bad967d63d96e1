"""The lines of several kecamatan on one scale: each as a small figure, or all as one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import SMALL, Trace, axis_style, build_figure, count_axis, empty_figure, faint, plain
from kkb.charts.target_line import spans_of_dates, staircase
from kkb.figures.facts import line_of
from kkb.theme import Palette

_COLUMNS = 4
_ROW_HEIGHT = 240
_GAP = 0.08
"""Between the small figures of a picture, as a share of its width."""
_HEAD = 60
"""Pixels above each small figure of a picture, for its name and its count."""
_FOOT = 40


@dataclass(frozen=True)
class SmallLine:
    """One kecamatan: its name, its count in words, its steps (`schema.TANGGA_FRAME`) and its target."""

    name: str
    share: str
    steps: pd.DataFrame
    target_desa: int | None


def small_multiple(
    steps: pd.DataFrame, *, target_desa: int | None, top_desa: int, palette: Palette, height: int = 150
) -> go.Figure:
    """The staircase of one kecamatan among several, up to the day of the data, with its target dashed.

    `steps` has the columns of `schema.TANGGA_FRAME`. `top_desa` is the top of the scale that all share.
    """
    if steps.empty:
        return empty_figure(palette, height)
    return build_figure(
        _traces(steps, target_desa, palette),
        palette,
        height,
        right=24,
        xaxis=_days(steps),
        yaxis=_desa(top_desa),
    )


def multiples_sheet(lines: Sequence[SmallLine], *, top_desa: int, palette: Palette) -> go.Figure:
    """All of them in one figure, four in a row, for a picture: the same scale, the same order."""
    drawn = [line for line in lines if not line.steps.empty]
    if not drawn:
        return empty_figure(palette, _ROW_HEIGHT)
    columns = min(_COLUMNS, len(drawn))
    rows = ceil(len(drawn) / columns)
    height = rows * _ROW_HEIGHT
    width, style = (1 - _GAP * (columns - 1)) / columns, axis_style(palette)
    traces: list[Trace] = []
    titles: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for place, line in enumerate(drawn):
        row, column = divmod(place, columns)
        left, top = column * (width + _GAP), 1 - row / rows
        number = "" if place == 0 else str(place + 1)
        axes[f"xaxis{number}"] = style | _days(line.steps) | {"domain": [left, left + width], "anchor": f"y{number}"}
        axes[f"yaxis{number}"] = (
            style
            | _desa(top_desa)
            | {"domain": [top - (_ROW_HEIGHT - _FOOT) / height, top - _HEAD / height], "anchor": f"x{number}"}
        )
        own = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        traces += [trace | own for trace in _traces(line.steps, line.target_desa, palette)]
        titles.append(_title(line, left, top))
    return build_figure(traces, palette, height, right=24, annotations=titles, **axes)


def _traces(steps: pd.DataFrame, target_desa: int | None, palette: Palette) -> list[Trace]:
    line = line_of(steps)
    stairs = staircase(line, palette, width=3) | {"fill": "tozeroy", "fillcolor": faint(palette.tahap["Terbentuk"])}
    traces = [*spans_of_dates(line, palette), stairs]
    if target_desa is None:
        return traces
    first, last = _ends(steps)
    dashes: Trace = {
        "type": "scatter",
        "name": "Target",
        "x": [first.isoformat(), last.isoformat()],
        "y": [target_desa] * 2,
        "mode": "lines",
        "line": {"width": 2, "dash": "dash", "color": palette.target},
        "hoverinfo": "skip",
    }
    return [dashes, *traces]


def _ends(steps: pd.DataFrame) -> tuple[date, date]:
    return steps["tanggal"].iloc[0].date(), steps["tanggal"].iloc[-1].date()


def _days(steps: pd.DataFrame) -> dict[str, Any]:
    """The axis from the first year to the day of the data; both named by their year."""
    first, last = _ends(steps)
    ends = [first, last] if last.year > first.year else [first]
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "tickvals": [day.isoformat() for day in ends],
        "ticktext": [str(day.year) for day in ends],
        "tickangle": 0,
        "showgrid": False,
    }


def _desa(top_desa: int) -> dict[str, Any]:
    return count_axis(max(top_desa, 1) * 1.12, 4)


def _title(line: SmallLine, left: float, top: float) -> dict[str, Any]:
    return {
        "text": f"<b>{plain(line.name)}</b><br>{plain(line.share)}",
        "showarrow": False,
        "x": left,
        "y": top,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "font": {"size": SMALL},
    }
