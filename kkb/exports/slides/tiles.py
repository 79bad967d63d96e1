"""The tile map of native shapes: a square for each desa under its own name, kecamatan outlined and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from kkb.briefing.model import TilesBody
from kkb.exports.slides.geometry import READ, SMALL, Box
from kkb.exports.slides.shapes import Words, add_lines, add_rung, add_words, group, rung_ink
from kkb.exports.slides.text import POINTS, clean, shorten, width_of, wrap
from kkb.figures.facts import Tile, tiles_by_place
from kkb.figures.letters import LINE
from kkb.figures.tile_borders import Place, border_lines
from kkb.figures.tile_names import Grid, Placed, place_names, span_of_tiles
from kkb.formatting import format_count
from kkb.narrative import tahap_words
from kkb.theme import TAHAP_LETTER

_LEGEND_WIDTH = 3.6
_BIGGEST = 1.0
"""Side of a tile, at most."""
_INSET = 0.05
_SMALLEST = 0.42
"""Side of a tile below which the names beside the tiles give way to them."""
_NAMES = (READ, 17.0, 14.0)
"""Points of the names of kecamatan."""
_SIDES = {"start": "left", "middle": "center", "end": "right"}
_STRIP = "Tanpa tempat di peta:"
_STRIP_HEAD, _STRIP_GAP = 0.4, 0.2


def draw_tiles(shapes: Any, box: Box, body: TilesBody, *, alt: str) -> None:
    """The map at the left, its legend at the right."""
    legend = Box(box.right - _LEGEND_WIDTH, box.top, _LEGEND_WIDTH, box.height)
    _draw_map(shapes, Box(box.left, box.top, box.width - _LEGEND_WIDTH - 0.3, box.height), body.tiles, alt)
    _draw_legend(shapes, legend, body)


@dataclass(frozen=True, slots=True)
class _Map:
    """Where tiles stand: `box` is what map and strip take of the slide, `left` and `top` the map's corner in tiles.

    `side` is that of a tile in inches; the strip below is `columns` wide and starts at `strip`. Names are set in
    `name_size` points.
    """

    box: Box
    left: float
    top: float
    side: float
    columns: int
    strip: float
    labels: tuple[Placed, ...]
    name_size: float

    def inches(self, x: float, y: float) -> tuple[float, float]:
        """The point of the slide where this place of the grid is."""
        return self.box.left + (x - self.left) * self.side, self.box.top + (y - self.top) * self.side


def _draw_map(shapes: Any, box: Box, tiles: Sequence[Tile], alt: str) -> None:
    if not tiles:
        return
    placed, loose = tiles_by_place(tiles)
    names = {place: clean(tile.kecamatan) for place, tile in placed.items()}
    is_divided = len(set(names.values())) > 1
    plan = _plan(box, names, len(loose), is_named=is_divided)
    with group(shapes, name="Peta petak", alt=alt):
        for (x, y), tile in placed.items():
            _draw_tile(shapes, Box(*plan.inches(x - 0.5, y - 0.5), plan.side, plan.side), tile)
        lines = [[plan.inches(x, y) for x, y in line] for line in border_lines(names)] if is_divided else []
        if lines:
            add_lines(shapes, lines, name="Batas kecamatan", width=2.5)
        for one in plan.labels:
            unit = plan.side * POINTS
            across, down = plan.inches(one.box.left / unit, one.box.top / unit)
            place = Box(across, down, one.label.width / POINTS, one.label.height / POINTS)
            parts, side = one.label.lines, _SIDES[one.anchor]
            words = [Words(part, plan.name_size, bold=True, align=side) for part in parts]
            add_words(shapes, place, words, name=f"Kecamatan {' '.join(parts)}", anchor="middle", wraps=False)
        if loose:
            _draw_strip(shapes, plan, loose)


def _draw_strip(shapes: Any, plan: _Map, loose: Sequence[Tile]) -> None:
    heading = Box(plan.box.left, plan.strip, max(plan.box.width, 3.0), _STRIP_HEAD)
    add_words(shapes, heading, [Words(_STRIP)], name="Tanpa tempat")
    for number, tile in enumerate(loose):
        row, column = divmod(number, plan.columns)
        corner = plan.box.left + column * plan.side, heading.bottom + row * plan.side
        _draw_tile(shapes, Box(*corner, plan.side, plan.side), tile)


def _plan(box: Box, names: Mapping[Place, str], loose: int, *, is_named: bool) -> _Map:
    """The biggest tiles with which map, names and strip fit the box; long names in smaller type rather than none."""
    plans = [_plan_with(box, names, loose, size) for size in _NAMES] if is_named else [_plan_with(box, names, loose)]
    return next((plan for plan in plans if plan.side >= _SMALLEST), max(plans, key=lambda plan: plan.side))


def _plan_with(box: Box, names: Mapping[Place, str], loose: int, size: float | None = None) -> _Map:
    """The same with names of this size, in the middle of the box's width."""
    side = _BIGGEST
    labels: list[Placed] = []
    left = top = right = bottom = 0.0
    # Names take more tiles the smaller the tiles are: again with the side found before, until both agree.
    for _ in range(4):
        if names:
            unit = side * POINTS
            grid = Grid(names, unit, unit, 0.05 * unit)
            whole = span_of_tiles(names, grid)
            if size is not None:
                labels, whole = place_names(names, grid, size, "tx1", whole)
            left, top, right, bottom = (edge / unit for edge in (whole.left, whole.top, whole.right, whole.bottom))
        columns, rows = _strip_size(loose, right - left, bottom - top, box)
        room = box.height - (_STRIP_HEAD + _STRIP_GAP if loose else 0.0)
        fitting = min(_BIGGEST, box.width / max(right - left, columns), room / max(bottom - top + rows, 1))
        if fitting >= side:
            break
        side = fitting
    across = max(right - left, columns if loose else 0) * side
    place = Box(box.left + max(0.0, box.width - across) / 2, box.top, across, box.height)
    strip = box.top + (bottom - top) * side + (_STRIP_GAP if names else 0.0)
    return _Map(place, left, top, side, columns, strip, tuple(labels), size or READ)


def _strip_size(count: int, width: float, height: float, box: Box) -> tuple[int, int]:
    """Columns and rows of the strip of desa without a place: as wide as lets map and strip fill the box together."""
    if not count:
        return 1, 0
    columns = max(floor(width), 6)
    # More columns make smaller tiles, fewer make more rows: the number that suits the shape of the box.
    while (height + ceil(count / columns)) * box.width > columns * box.height and columns < count:
        columns += 1
    return columns, ceil(count / columns)


def _draw_tile(shapes: Any, corner: Box, tile: Tile) -> None:
    inset = corner.width * _INSET
    side = corner.width - 2 * inset
    colour = rung_ink(tile.tahap)
    size = min(READ, side * POINTS * 0.6)
    words = [Words(TAHAP_LETTER[tile.tahap], size, bold=True, colour=colour, align="center")]
    name = _name_that_fits(clean(tile.desa), side - 0.06, side - size * LINE / POINTS)
    if name:
        words.append(Words(name, SMALL, colour=colour, align="center"))
    add_rung(
        shapes,
        Box(corner.left + inset, corner.top + inset, side, side),
        tile.tahap,
        name=tile.desa,
        words=words,
        alt=f"{tile.desa}, Kecamatan {tile.kecamatan}: {tahap_words(tile.tahap or None)}",
    )


def _name_that_fits(name: str, width: float, height: float) -> str:
    """The name of a desa under its letter if it fits uncut, else nothing: the shape bears it anyway."""
    if any(width_of(word, SMALL) > width for word in name.split(" ")):
        return ""
    return name if len(wrap(name, width, SMALL)) * SMALL * LINE / POINTS <= height else ""


def _draw_legend(shapes: Any, box: Box, body: TilesBody) -> None:
    side, step = 0.5, 0.68
    parts = [f"{word} {format_count(count)} desa" for _, word, count in body.legend]
    if not parts:
        return
    with group(shapes, name="Keterangan warna", alt=f"Warna petak: {', '.join(parts)}."):
        for place, (tahap, word, count) in enumerate(body.legend):
            top = box.top + place * step
            add_rung(shapes, Box(box.left, top, side, side), tahap, name=f"Warna {word}")
            room = Box(box.left + side + 0.15, top, box.width - side - 0.15, side)
            words = shorten(f"{word}: {format_count(count)} desa", room.width, READ)
            add_words(shapes, room, [Words(words)], name=f"Arti {word}", anchor="middle")
