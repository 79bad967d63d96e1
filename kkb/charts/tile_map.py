"""The tile map: every desa one square in its place, filled by rung, kecamatan outlined and named."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import SMALL, Trace, build_figure, empty_figure, faint, plain, whole
from kkb.charts.map_base import Line, Row, fill_traces, join_lines, letter_traces, map_layout
from kkb.theme import Palette

Tile = tuple[int, int]
"""Column from the west and row from the north."""

_INSET = 0.06
_LETTER = 0.2
"""Width of a letter of a name, in tiles of the phone's size."""
_LINE = 0.44
"""Height of a line of a name, in the same unit."""
_STRIP_GAP = 2
_WIDEST_LETTER = 26


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
    tiles, strip_row = _place(rows)
    names = {row["kode_desa"]: str(row["kecamatan"]) for row in rows}
    on_grid = {tile: names[kode] for kode, tile in tiles.items() if strip_row is None or tile[1] < strip_row}
    labels = place_labels(on_grid)
    notes = [_annotation(label, palette) for label in labels]
    bottom = max(row for _, row in tiles.values()) + 0.6
    left, right, top = _extent(tiles.values(), labels)
    bottom = max([bottom, *(label.bottom for label in labels)])
    if strip_row is not None:
        first = min(column for column, row in tiles.values() if row >= strip_row)
        notes.append(_note("Tanpa tempat di peta petak:", first - 0.5, strip_row - 0.6, palette))
    side = height / (bottom - top)
    traces = [
        *_grounds(on_grid, palette),
        *fill_traces(rows, {kode: [_square(tile)] for kode, tile in tiles.items()}, focus, palette),
        *_borders(on_grid, palette),
        *letter_traces(rows, tiles, focus, palette, size=max(8, min(_WIDEST_LETTER, round(side * 0.42)))),
    ]
    layout = map_layout(left, right, top, bottom)
    return build_figure(
        traces, palette, height, xaxis=layout.pop("xaxis"), yaxis=layout.pop("yaxis"), annotations=notes, **layout
    )


def _place(rows: list[Row]) -> tuple[dict[str, Tile], int | None]:
    """The tile of each desa, and the first row of the strip for those without (None if there are none).

    A place that is taken already counts as none.
    """
    tiles: dict[str, Tile] = {}
    taken: set[Tile] = set()
    homeless = []
    for row in rows:
        column, line = whole(row["petak_kolom"]), whole(row["petak_baris"])
        tile = None if column is None or line is None else (column, line)
        if tile is None or tile in taken:
            homeless.append(row["kode_desa"])
        else:
            tiles[row["kode_desa"]] = tile
            taken.add(tile)
    if not homeless:
        return tiles, None
    first = min((column for column, _ in taken), default=0)
    width = max((column - first + 1 for column, _ in taken), default=0)
    columns = max(width, 6, math.ceil(math.sqrt(len(homeless) * 1.6)))
    strip_row = max((line for _, line in taken), default=-_STRIP_GAP) + _STRIP_GAP
    for place, kode in enumerate(homeless):
        tiles[kode] = (first + place % columns, strip_row + place // columns)
    return tiles, strip_row


def _square(tile: Tile) -> Line:
    half = 0.5 - _INSET
    (x, y), corners = tile, ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return [(round(x + half * dx, 2), round(y + half * dy, 2)) for dx, dy in corners]


# --- borders between kecamatan --------------------------------------------------------------------------------------

Corner = tuple[float, float]


def _borders(names: Mapping[Tile, str], palette: Palette) -> list[Trace]:
    lines = border_lines(names)
    if not lines:
        return []
    x, y = join_lines(lines)
    line = {"color": palette.text, "width": 2.5}
    return [
        {"type": "scatter", "name": "Kecamatan", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip"}
    ]


def _grounds(names: Mapping[Tile, str], palette: Palette) -> list[Trace]:
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


def outlines(tiles: Collection[Tile]) -> list[list[Corner]]:
    """The outline of a group of tiles as closed lines, clockwise; around a hole the other way."""
    ahead: dict[Corner, list[Corner]] = defaultdict(list)
    for x, y in tiles:
        corners = [(x - 0.5, y - 0.5), (x + 0.5, y - 0.5), (x + 0.5, y + 0.5), (x - 0.5, y + 0.5)]
        neighbours = [(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)]
        for side, neighbour in enumerate(neighbours):
            if neighbour not in tiles:
                ahead[corners[side]].append(corners[(side + 1) % 4])
    loops = []
    while ahead:
        loop = [next(iter(ahead))]
        while len(loop) == 1 or loop[-1] != loop[0]:
            here = loop[-1]
            loop.append(ahead[here].pop())
            if not ahead[here]:
                del ahead[here]
        loops.append(loop)
    return loops


def borders(names: Mapping[Tile, str]) -> list[list[Corner]]:
    """The outline of every kecamatan as closed lines; where two meet, both run along the same corners."""
    return [loop for group in _by_kecamatan(names) for loop in outlines(group)]


def border_lines(names: Mapping[Tile, str]) -> list[list[Corner]]:
    """The same as open lines, without the sides of empty places inside the map: boxed in they would look like desa."""
    gaps = inner_gaps(names)
    lines = []
    for loop in borders(names):
        line = loop[:1]
        for start, end in pairwise(loop):
            if _sides(start, end) & gaps:
                lines.append(line)
                line = [end]
            else:
                line.append(end)
        lines.append(line)
    return [line for line in lines if len(line) > 1]


def inner_gaps(tiles: Collection[Tile]) -> set[Tile]:
    """The empty places from which no way across sides leads out of the map."""
    if not tiles:
        return set()
    columns, rows = [x for x, _ in tiles], [y for _, y in tiles]
    left, right, top, bottom = min(columns) - 1, max(columns) + 1, min(rows) - 1, max(rows) + 1
    empty = {(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)} - set(tiles)
    reached = [(left, top)]
    while reached:
        x, y = reached.pop()
        empty.discard((x, y))
        reached += {(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)} & empty
    return empty


def _sides(start: Corner, end: Corner) -> set[Tile]:
    """The two places on either side of a step along a line."""
    (x0, y0), (x1, y1) = start, end
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    across = [(x - 0.5, y), (x + 0.5, y)] if x0 == x1 else [(x, y - 0.5), (x, y + 0.5)]
    return {(round(a), round(b)) for a, b in across}


def _by_kecamatan(names: Mapping[Tile, str]) -> list[set[Tile]]:
    groups: dict[str, set[Tile]] = defaultdict(set)
    for tile, name in names.items():
        groups[name].add(tile)
    return list(groups.values())


# --- names of kecamatan ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a kecamatan in a box beside its tiles; `lines` are one or two."""

    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    anchor: str

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def overlaps(self, left: float, top: float, right: float, bottom: float) -> bool:
        return self.left < right and left < self.right and self.top < bottom and top < self.bottom


def place_labels(names: Mapping[Tile, str], *, letter: float = _LETTER, line: float = _LINE) -> list[Label]:
    """A free place beside each kecamatan's tiles for its name; one that finds none is left to the hover.

    Best is a place inside the grid that touches no other kecamatan. `letter` and `line` are the width of a letter and
    the height of a line, in tiles.
    """
    if not names:
        return []
    columns, rows = [x for x, _ in names], [y for _, y in names]
    frame = (min(columns) - 0.5, min(rows) - 0.5, max(columns) + 0.5, max(rows) + 0.5)
    placed: list[Label] = []
    for name in dict.fromkeys(names.values()):
        own = sorted((y, x) for (x, y), other in names.items() if other == name)
        free = [
            label
            for y, x in own
            for label in _candidates(name, (x, y), letter, line)
            if not any(label.overlaps(cx - 0.55, cy - 0.5, cx + 0.55, cy + 0.5) for cx, cy in names)
            and not any(label.overlaps(o.left, o.top, o.right, o.bottom) for o in placed)
        ]
        if free:
            placed.append(min(free, key=lambda label: _cost(label, name, names, frame)))
    return placed


def _candidates(name: str, tile: Tile, letter: float, line: float) -> Iterable[Label]:
    x, y = tile
    words = name.split()
    cuts = [(name,)] + [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    for lines in cuts:
        width, height = max(map(len, lines)) * letter, len(lines) * line
        for row in (y - 0.55 - height, y + 0.55):
            yield Label(lines, x - width / 2, row, width, height, "center")
            yield Label(lines, x - 0.5, row, width, height, "left")
            yield Label(lines, x + 0.5 - width, row, width, height, "right")
        for row in (y - height / 2, y - 0.5, y + 0.5 - height):
            yield Label(lines, x - 0.6 - width, row, width, height, "right")
            yield Label(lines, x + 0.6, row, width, height, "left")


def _cost(label: Label, name: str, names: Mapping[Tile, str], frame: tuple[float, float, float, float]) -> float:
    left, top, right, bottom = frame
    outside = max(left - label.left, 0) + max(label.right - right, 0) + max(top - label.top, 0)
    outside += max(label.bottom - bottom, 0)
    near = sum(
        other != name and label.overlaps(x - 0.75, y - 0.75, x + 0.75, y + 0.75) for (x, y), other in names.items()
    )
    return 3 * outside + near + 0.1 * len(label.lines)


def _extent(tiles: Iterable[Tile], labels: Iterable[Label]) -> tuple[float, float, float]:
    """Left, right and top of all that is drawn."""
    tiles, labels = list(tiles), list(labels)
    left = min([x - 0.6 for x, _ in tiles] + [label.left for label in labels])
    right = max([x + 0.6 for x, _ in tiles] + [label.right for label in labels])
    return left, right, min([y - 0.6 for _, y in tiles] + [label.top for label in labels])


def _annotation(label: Label, palette: Palette) -> dict[str, Any]:
    x = {"left": label.left, "center": label.left + label.width / 2, "right": label.right}[label.anchor]
    text = "<br>".join(plain(line) for line in label.lines)
    return _note(text, x, label.top + label.height / 2, palette) | {
        "xanchor": label.anchor,
        "yanchor": "middle",
        "align": label.anchor,
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
