"""Tiles in the places that the region gives them, as big as the frame allows, with the names that find room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kkb.exports.drawing.base import Canvas, Frame
from kkb.exports.drawing.tile_face import draw_tile, names_fit
from kkb.figures.facts import Tile, tiles_by_place
from kkb.figures.letters import shorten
from kkb.figures.placing import Box, Label, Point
from kkb.figures.tile_borders import Corner, Place, border_lines, borders
from kkb.figures.tile_names import Grid, Placed, place_names, span_of_tiles

_INSET = 0.045
"""Between a tile and its neighbour, half of it, in tiles."""
_SQUARE = 1.5
"""A tile without a name in it is at most this much wider than high."""
_BIGGEST = (10.0, 4.5)
"""Width and height of a tile at most, in sizes of the letters: a region of few desa is not blown up."""
_PARTS = tuple(part / 100 for part in range(100, 55, -5))
"""Parts of the frame that the tiles may fill; the rest is for names beside them."""
_HOMELESS = "Tanpa tempat di peta petak"


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the map is laid out: its tiles, whether desa are named in them, other names, and what it all covers."""

    grid: Grid
    has_names: bool
    labels: Sequence[Placed]
    extent: Box


def draw_grid(canvas: Canvas, tiles: Sequence[Tile], *, is_named: bool) -> None:
    """Draw the map in the middle of the frame; desa without a place stand in a strip below."""
    places, strip = _place(tiles)
    groups = {place: tile.kecamatan for place, tile in places.items() if strip is None or place[1] < strip}
    frame = canvas.frame
    plan = _plan(frame, places, groups, strip, is_named=is_named)
    grid, extent = plan.grid, plan.extent
    dx = (frame.width - (extent.right - extent.left)) / 2 - extent.left
    if frame.is_cropped:
        canvas.height = extent.bottom - extent.top
    dy = (canvas.height - (extent.bottom - extent.top)) / 2 - extent.top

    def corners(line: Sequence[Corner]) -> list[Point]:
        return [(dx + x * grid.width, dy + y * grid.height) for x, y in line]

    for loop in borders(groups):
        canvas.area(corners(loop), canvas.palette.grid)
    inset = _INSET * min(grid.width, grid.height)
    half_x, half_y = grid.width / 2 - inset, grid.height / 2 - inset
    for (column, row), tile in places.items():
        x, y = dx + column * grid.width, dy + row * grid.height
        draw_tile(canvas, tile, Box(x - half_x, y - half_y, x + half_x, y + half_y), has_name=plan.has_names)
    if lines := [corners(line) for line in border_lines(groups)]:
        thick = min(0.2 * frame.letters, 0.08 * grid.height)
        canvas.lines(lines, canvas.palette.text, thick, cap="round")
    for one in plan.labels:
        box = Box(one.box.left + dx, one.box.top + dy, one.box.right + dx, one.box.bottom + dy)
        canvas.label(one.label, box, one.anchor)


def _place(tiles: Sequence[Tile]) -> tuple[dict[Place, Tile], int | None]:
    """The tile at each place, and the first row of the strip for desa without one (None if there are none)."""
    places, homeless = tiles_by_place(tiles)
    if not homeless:
        return places, None
    first, last = min(x for x, _ in places), max(x for x, _ in places)
    columns = max(last - first + 1, 6)
    strip = max(y for _, y in places) + 2
    for i, tile in enumerate(homeless):
        places[first + i % columns, strip + i // columns] = tile
    return places, strip


def _plan(
    frame: Frame, places: Mapping[Place, Tile], groups: Mapping[Place, str], strip: int | None, *, is_named: bool
) -> _Plan:
    """The biggest tiles with names in them and all kecamatan named; else the most of it that can be had."""
    columns = max(x for x, _ in places) - min(x for x, _ in places) + 1
    rows = max(y for _, y in places) - min(y for _, y in places) + 1
    tiles, letters = list(places.values()), frame.letters
    pad = 0.1 * letters
    across, down = (frame.width - 2 * pad) / columns, (frame.height - 2 * pad) / rows
    wanted = (len(set(groups.values())) if is_named else 0) + (strip is not None)
    best: _Plan | None = None
    for has_names in (True, False) if is_named else (False,):
        for part in _PARTS:
            height = min(part * down, _BIGGEST[1] * letters)
            width = min(part * across, _BIGGEST[0] * letters)
            if not has_names:
                width = min(width, height * _SQUARE)
            height = min(height, width if has_names else width * _SQUARE)
            inset = 2 * _INSET * min(width, height)
            if has_names and not names_fit(tiles, width - inset, height - inset, letters):
                break
            plan = _fill(frame, Grid(places, width, height, pad), groups, strip, has_names, is_named)
            if best is None or len(plan.labels) > len(best.labels):
                best = plan
            if len(plan.labels) == wanted:
                return plan
    assert best is not None
    return best


def _fill(
    frame: Frame, grid: Grid, groups: Mapping[Place, str], strip: int | None, has_names: bool, is_named: bool
) -> _Plan:
    """The map with tiles of one size."""
    extent = span_of_tiles(grid.places, grid)
    placed: list[Placed] = []
    if strip is not None:
        words = shorten(_HOMELESS, extent.right - extent.left - grid.pad, frame.letters)
        label = Label((words,), frame.letters, frame.palette.muted)
        box = label.at(extent.left + grid.pad, (strip - 0.55) * grid.height - label.height, "start")
        if words and box.top >= (strip - 1.45) * grid.height:
            placed.append(Placed(label, box, "start"))
    if is_named:
        room = {"width": frame.width, "height": frame.height}
        placed, extent = place_names(groups, grid, frame.letters, frame.palette.text, extent, placed, **room)
    return _Plan(grid, has_names, placed, extent)
