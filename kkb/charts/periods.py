"""Formation over time: new desa per period."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import SIZE, Trace, build_figure, count_axis, empty_figure, faint, year_axis
from kkb.charts.drill_down import DrillDown
from kkb.formatting import format_count, format_period
from kkb.indicators import Frequency
from kkb.narrative.counts import gain_words
from kkb.narrative.tables import UNDATED
from kkb.spans import Count, Gain
from kkb.theme import Palette

_ASIDE = 2
"""Years before the first one at which the bar of those without a certain date stands."""
_PERIOD_LENGTH: dict[Frequency, str] = {"year": "M12", "quarter": "M3", "month": "M1"}


def new_per_period(frame: pd.DataFrame, *, frequency: Frequency, palette: Palette, height: int = 320) -> go.Figure:
    """New desa per period as bars: columns of `schema.KUMULATIF_FRAME`. A year without one has a 0 at its place, a
    shorter period stays visible as a gap.

    Those that may lie in more than one period have a bar of their own, aside from the first.
    """
    if frame.empty:
        return empty_figure(palette, height)
    days = [moment.date() for moment in frame["periode"]]
    counts, totals = frame["baru_desa"].tolist(), frame["kumulatif_desa"].tolist()
    trace: Trace = {
        "type": "bar",
        "name": "Baru",
        "x": [day.isoformat() for day in days],
        "y": counts,
        "xperiod": _PERIOD_LENGTH[frequency],
        "xperiodalignment": "middle",
        "marker": {"color": palette.tahap["Terbentuk"]},
        "text": [format_count(n) if n or frequency == "year" else "" for n in counts],
        "textposition": "outside",
        "textfont": {"size": SIZE},
        "cliponaxis": False,
        "customdata": [
            DrillDown(since=first - timedelta(days=1), day=after - timedelta(days=1)).data()
            for first, after in pairwise([*days, _next_period(days[-1], frequency)])
        ],
        "hovertext": [
            f"{format_period(day, frequency)}: {_gain(n, lost)}, {format_count(total)} seluruhnya."
            for day, n, lost, total in zip(days, counts, frame["berakhir_desa"].tolist(), totals, strict=True)
        ],
        "hoverinfo": "text",
    }
    undated = int(frame["tanpa_tanggal_desa"].sum())
    axis = year_axis(days[0].year, days[-1].year)
    return build_figure(
        [trace, *([_undated(undated, date(days[0].year - _ASIDE, 1, 1), palette)] if undated else [])],
        palette,
        height,
        xaxis=_axis_with_undated(days[0].year, _next_period(days[-1], frequency), axis) if undated else axis,
        yaxis=count_axis(max(*counts, undated, 1) * 1.25, 4),
    )


def _gain(new: int, ended: int) -> str:
    """What a period brought: "1 desa baru", or gross and net."""
    return gain_words(Gain(Count(new, new), ended)) if ended else f"{format_count(new)} desa baru"


def _axis_with_undated(first: int, end: date, axis: dict[str, Any]) -> dict[str, Any]:
    """The axis of years from a place of their own for those without a certain date."""
    every = 1 if axis["dtick"] == "M12" else 2
    years = range(first, end.year + (end > date(end.year, 1, 1)), every)
    aside = first - _ASIDE
    return axis | {
        "range": [date(aside, 1, 1).isoformat(), end.isoformat()],
        "tickmode": "array",
        "tickvals": [f"{year}-07-01" for year in (aside, *years)],
        "ticktext": ["tanpa<br>tanggal", *map(str, years)],
        "ticklabelmode": "instant",
    }


def _undated(count: int, aside: date, palette: Palette) -> Trace:
    colour = palette.tahap["Terbentuk"]
    return {
        "type": "bar",
        "name": UNDATED,
        "x": [aside.isoformat()],
        "y": [count],
        "xperiod": "M12",
        "xperiodalignment": "middle",
        "marker": {"color": faint(colour, 0.28), "line": {"color": colour, "width": 2}},
        "text": [format_count(count)],
        "textposition": "outside",
        "textfont": {"size": SIZE},
        "cliponaxis": False,
        "hovertext": [f"{format_count(count)} desa terbentuk, tanggalnya tidak pasti."],
        "hoverinfo": "text",
    }


def _next_period(first: date, frequency: Frequency) -> date:
    """The first day of the period after the one that begins on `first`."""
    months = {"year": 12, "quarter": 3, "month": 1}[frequency]
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
