"""The tile map: every desa one square in its place, filled by rung, kecamatan outlined and named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import SIZE, SMALL, Trace, build_figure, empty_figure, faint, plain
from kkb.charts.map_base import Line, Row, fill_traces, join_lines, letter_traces, map_layout
from kkb.figures.facts import place_with_strip
from kkb.figures.facts import tiles as facts_of_tiles
from kkb.figures.tile_borders import Place, border_lines, borders
from kkb.figures.tile_names import Grid, Placed, place_names, span_of_tiles
from kkb.theme import Palette

_INSET = 0.06
_SIDE = 40.0
"""Pixels of a tile on a phone: a name that has room there has it everywhere."""


def tile_map(
    desa: pd.DataFrame,
    *,
    palette: Palette,
    height: int = 520,
    focus: Collection[str] | None = None,
) -> go.Figure:
    """Every desa as a tile: columns of `schema.DESA_FRAME`, one row per desa; the code of a desa is its customdata.

    Desa whose kode_desa is not in `focus` are pale (None: all are in focus). Desa without a place on the grid stand
    in a strip below it.
    """
    if desa.empty:
        return empty_figure(palette, height)
    rows: list[Row] = [*desa.to_dict("records")]
    places, strip_row = place_with_strip(facts_of_tiles(desa))
    tiles = {tile.kode_desa: place for place, tile in places.items()}
    on_grid = {place: tile.kecamatan for place, tile in places.items() if strip_row is None or place[1] < strip_row}
    grid = Grid(places, _SIDE, _SIDE, 0.1 * SMALL)
    labels, extent = place_names(on_grid, grid, SMALL, palette.text, span_of_tiles(places, grid))
    notes = [_annotation(label, palette) for label in labels]
    left, top, right, bottom = (edge / _SIDE for edge in (extent.left, extent.top, extent.right, extent.bottom))
    if strip_row is not None:
        first = min(column for column, row in tiles.values() if row >= strip_row)
        notes.append(_note("Tanpa tempat di peta petak:", first - 0.5, strip_row - 0.6, palette))
    side = height / (bottom - top)
    traces = [
        *_grounds(on_grid, palette),
        *fill_traces(rows, {kode: [_square(tile)] for kode, tile in tiles.items()}, focus, palette),
        *_borders(on_grid, palette),
        *letter_traces(rows, tiles, focus, palette, size=max(8, min(SIZE, round(side * 0.42)))),
    ]
    layout = map_layout(left, right, top, bottom)
    return build_figure(
        traces, palette, height, xaxis=layout.pop("xaxis"), yaxis=layout.pop("yaxis"), annotations=notes, **layout
    )


def _square(tile: Place) -> Line:
    half = 0.5 - _INSET
    (x, y), corners = tile, ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return [(round(x + half * dx, 2), round(y + half * dy, 2)) for dx, dy in corners]


def _borders(names: Mapping[Place, str], palette: Palette) -> list[Trace]:
    lines = border_lines(names)
    if not lines:
        return []
    x, y = join_lines(lines)
    line = {"color": palette.text, "width": 2.5}
    return [
        {"type": "scatter", "name": "Kecamatan", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip"}
    ]


def _grounds(names: Mapping[Place, str], palette: Palette) -> list[Trace]:
    """A tint under the tiles of each kecamatan, so that they hold together and empty places stay empty."""
    if not names:
        return []
    x, y = join_lines(borders(names))
    return [
        {
            "type": "scatter",
            "name": "Wilayah kecamatan",
            "x": x,
            "y": y,
            "mode": "lines",
            "fill": "toself",
            "fillcolor": faint(palette.other, 0.35),
            "line": {"width": 0},
            "hoverinfo": "skip",
        }
    ]


def _annotation(one: Placed, palette: Palette) -> dict[str, Any]:
    x = {"start": one.box.left, "middle": (one.box.left + one.box.right) / 2, "end": one.box.right}[one.anchor]
    text = "<br>".join(plain(line) for line in one.label.lines)
    side = {"start": "left", "middle": "center", "end": "right"}[one.anchor]
    return _note(text, x / _SIDE, (one.box.top + one.box.bottom) / 2 / _SIDE, palette) | {
        "xanchor": side,
        "yanchor": "middle",
        "align": side,
        "font": {"size": SMALL, "color": palette.text, "weight": 600},
    }


def _note(text: str, x: float, y: float, palette: Palette) -> dict[str, Any]:
    return {
        "text": text,
        "x": x,
        "y": y,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": SMALL, "color": palette.muted},
    }
