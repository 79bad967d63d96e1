"""The lines of several kecamatan on one scale, each as a small figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import Trace, build_figure, count_axis, day_axis, empty_figure, faint
from kkb.charts.target_line import staircase, undated_lines
from kkb.figures.facts import line_of
from kkb.theme import Palette


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


def _traces(steps: pd.DataFrame, target_desa: int | None, palette: Palette) -> list[Trace]:
    line = line_of(steps)
    stairs = staircase(line, palette, width=3) | {"fill": "tozeroy", "fillcolor": faint(palette.tahap["Terbentuk"])}
    traces = [*undated_lines(line, palette), stairs]
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
    return day_axis(first, last, [first, last] if last.year > first.year else [first])


def _desa(top_desa: int) -> dict[str, Any]:
    return count_axis(max(top_desa, 1) * 1.12, 4)
