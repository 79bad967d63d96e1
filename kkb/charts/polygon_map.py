"""The true map: every desa as the area of a map that the office supplied, filled by rung."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import SMALL, Trace, build_figure, empty_figure
from kkb.charts.map_base import Row, desa_sentence, fill_traces, letter_traces, map_layout
from kkb.geo import NOT_OFFICIAL, STEPS, Ring, area, grid_points, nearest_to_mean, span_of
from kkb.theme import Palette

_ROOM = 0.03
_LETTER_SIZE = 15


def polygon_map(
    desa: pd.DataFrame,
    rings: Mapping[str, Sequence[Ring]],
    *,
    palette: Palette,
    height: int = 520,
    official: bool = False,
    focus: Collection[str] | None = None,
) -> go.Figure:
    """Every desa as its area: columns of `schema.DESA_FRAME`, and `rings` per kode_desa in degrees (`kkb.geo`).

    Desa that the map lacks are not drawn. Unless `official`, the figure says that these are not the official borders.
    """
    rows: list[Row] = [row for row in desa.to_dict("records") if rings.get(row["kode_desa"])]
    if not rows:
        return empty_figure(palette, height, "Desa ini tidak ada di peta" if len(desa) else "Belum ada data")
    left, low, right, high = span_of(ring for row in rows for ring in rings[row["kode_desa"]])
    step = max(right - left, high - low) / STEPS or 1.0
    # What lies inside another area is drawn after it.
    rows.sort(key=lambda row: -max(area(ring) for ring in rings[row["kode_desa"]]))
    inside = {row["kode_desa"]: grid_points(max(rings[row["kode_desa"]], key=area), step) for row in rows}
    middles = {kode: nearest_to_mean(found) for kode, found in inside.items()}
    traces = [
        *fill_traces(rows, rings, focus, palette),
        *(_hit_trace(row, inside[row["kode_desa"]]) for row in rows),
        *letter_traces(rows, middles, focus, palette, _LETTER_SIZE),
    ]
    room = step * STEPS * _ROOM
    layout = map_layout(left - room, right + room, high + room, low - room)
    # A degree of longitude is shorter than one of latitude, away from the equator.
    layout["yaxis"]["scaleratio"] = 1 / math.cos(math.radians((low + high) / 2))
    return build_figure(
        traces,
        palette,
        height,
        xaxis=layout.pop("xaxis"),
        yaxis=layout.pop("yaxis"),
        annotations=[] if official else [_not_official(palette)],
        **layout,
    )


def _hit_trace(row: Row, points: Sequence[tuple[float, float]]) -> Trace:
    """Invisible places all over an area: a letter in its middle alone would be found beyond its border."""
    still = {"marker": {"opacity": 0}}
    return {
        "type": "scatter",
        "name": "",
        "mode": "markers",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "marker": {"size": 8, "opacity": 0},
        "selected": still,
        "unselected": still,
        "customdata": [row["kode_desa"]] * len(points),
        # No template: a number of an SK may hold what a template would fill in.
        "hovertext": desa_sentence(row),
        "hoverinfo": "text",
    }


def _not_official(palette: Palette) -> dict[str, Any]:
    return {
        "text": NOT_OFFICIAL,
        "x": 1,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": SMALL, "color": palette.muted},
    }
