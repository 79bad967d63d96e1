"""Kecamatan × year as shaded cells with the count in them: the picture of the table on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from kkb.charts.base import SIZE, SMALL, build_figure, empty_figure, faint, plain
from kkb.formatting import format_count
from kkb.theme import Palette

_ROW_HEIGHT = 46


@dataclass(frozen=True)
class HeatRow:
    """One kecamatan: its counts at the end of each year, the count of a full cell (not 0), and its target, if any."""

    name: str
    counts: list[int]
    whole_desa: int
    target_desa: int | None

    @property
    def shares(self) -> list[float]:
        """How full each year was, from 0 to 1."""
        return [min(count / self.whole_desa, 1.0) for count in self.counts]


def cell_ground(share: float, palette: Palette) -> str:
    """The ground of a cell that is full to a share (0–1): the count in it stays readable."""
    return faint(palette.focus, round(palette.deepest_tint * share, 2))


def heat_by_year(rows: Sequence[HeatRow], years: Sequence[str], *, palette: Palette) -> go.Figure:
    """One row per kecamatan, one column per year (`years` are their labels), and the target in the last column."""
    if not rows:
        return empty_figure(palette, _ROW_HEIGHT * 4)
    places = list(range(len(years) + 1))
    return build_figure(
        [
            {
                "type": "heatmap",
                "x": places,
                "y": list(range(len(rows))),
                "z": [[*row.shares, 0.0] for row in rows],
                "text": [[format_count(count) for count in [*row.counts, row.target_desa]] for row in rows],
                "texttemplate": "%{text}",
                "textfont": {"size": SIZE, "color": palette.text},
                "zmin": 0,
                "zmax": 1,
                "colorscale": [[0, cell_ground(0, palette)], [1, cell_ground(1, palette)]],
                "showscale": False,
                "xgap": 3,
                "ygap": 3,
                "hoverinfo": "skip",
            }
        ],
        palette,
        _ROW_HEIGHT * (len(rows) + 1),
        xaxis={
            "side": "top",
            "showgrid": False,
            "tickvals": places,
            "ticktext": [*map(_label, years), "Target"],
            "tickangle": 0,
            "tickfont": {"size": SMALL, "color": palette.muted},
        },
        yaxis={
            "showgrid": False,
            "autorange": "reversed",
            "tickvals": list(range(len(rows))),
            "ticktext": [f"{plain(row.name)}  " for row in rows],
            "tickfont": {"size": SIZE, "color": palette.text},
        },
    )


def _label(year: str) -> str:
    """A year, or the day up to which the last one is counted, on two lines to fit its column."""
    day, space, own = plain(year).rpartition(" ")
    return f"{day}<br>{own}" if space else own
