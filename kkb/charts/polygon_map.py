"""The true map: every desa as the area of a map that the office supplied, filled by rung."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import SMALL, Trace, build_figure, empty_figure
from kkb.charts.map_base import Row, desa_sentence, fill_traces, letter_traces, map_layout
from kkb.geo import Ring, area
from kkb.theme import Palette

NOT_OFFICIAL = "bukan batas resmi"

_ROOM = 0.03
_GRID = 44
"""Steps over the whole map between places where a pointer finds a desa."""
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
    points = [point for row in rows for ring in rings[row["kode_desa"]] for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    step = max(right - left, high - low) / _GRID or 1.0
    # What lies inside another area is drawn after it.
    rows.sort(key=lambda row: -max(area(ring) for ring in rings[row["kode_desa"]]))
    inside = {row["kode_desa"]: grid_points(max(rings[row["kode_desa"]], key=area), step) for row in rows}
    middles = {kode: _middle(found) for kode, found in inside.items()}
    traces = [
        *fill_traces(rows, rings, focus, palette),
        *(_hit_trace(row, inside[row["kode_desa"]]) for row in rows),
        *letter_traces(rows, middles, focus, palette, _LETTER_SIZE),
    ]
    room = step * _GRID * _ROOM
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


def grid_points(ring: Ring, step: float) -> list[tuple[float, float]]:
    """Points of a grid that lie inside a ring; the ring's own middle where none does."""
    longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
    found = []
    y = math.ceil(min(latitudes) / step) * step
    while y < max(latitudes):
        crossings = sorted(
            x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in pairwise(ring) if (y0 > y) != (y1 > y)
        )
        for enter, leave in zip(crossings[::2], crossings[1::2], strict=False):
            x = math.ceil(enter / step) * step
            while x < leave:
                found.append((round(x, 6), round(y, 6)))
                x += step
        y += step
    middle = (sum(longitudes[1:]) / (len(ring) - 1), sum(latitudes[1:]) / (len(ring) - 1))
    return found or [(round(middle[0], 6), round(middle[1], 6))]


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The one of the points that is nearest to their mean: inside the area, whatever its shape."""
    x = sum(px for px, _ in points) / len(points)
    y = sum(py for _, py in points) / len(points)
    return min(points, key=lambda point: (point[0] - x) ** 2 + (point[1] - y) ** 2)


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
