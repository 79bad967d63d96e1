"""The tile map: every desa a tile in its place, filled by rung, kecamatan outlined and named."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.exports.drawing.base import Canvas, Frame, empty_figure
from kkb.exports.drawing.tile_grid import draw_grid
from kkb.exports.drawing.tile_list import draw_list
from kkb.figures.facts import Tile


def draw_tiles(tiles: Sequence[Tile], frame: Frame, *, is_named: bool = True) -> str:
    """The map as SVG text; a region that gives its desa no places is drawn as a row of tiles per kecamatan.

    `is_named`: with the names of kecamatan and, where all of them have room, of desa.
    """
    if not tiles:
        return empty_figure(frame)
    canvas = Canvas(frame)
    if any(tile.kolom is not None and tile.baris is not None for tile in tiles):
        draw_grid(canvas, tiles, is_named=is_named)
    else:
        draw_list(canvas, tiles, is_named=is_named)
    return canvas.svg()
