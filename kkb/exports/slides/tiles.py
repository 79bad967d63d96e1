"""The tile map of native shapes: a square for each desa under its own name, kecamatan outlined and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import Any

from kkb.briefing.facts import Tile
from kkb.briefing.model import TilesBody
from kkb.charts.tile_map import border_lines, place_labels
from kkb.exports.slides.canvas import Words, add_box, add_lines, add_words, describe, write_words
from kkb.exports.slides.geometry import OUTLINE, READ, RUNG_COLOUR, SMALL, Box
from kkb.exports.slides.text import LINE, POINTS, clean, fit, shorten, width_of, wrap
from kkb.formatting import format_count
from kkb.narrative import tahap_words
from kkb.theme import LIGHT, TAHAP_LETTER

Place = tuple[int, int]
"""Column from the west and row from the north."""

_LEGEND_WIDTH = 3.6
_BIGGEST = 1.0
"""Side of a tile, at most."""
_INSET = 0.05
_NAME = 14.0
"""Points of a kecamatan's name beside its tiles; the legend and the tiles' letters are bigger."""
_STRIP = "Tanpa tempat di peta:"


def draw_tiles(target: Any, box: Box, body: TilesBody, *, alt: str) -> None:
    """The map at the left, its legend at the right."""
    legend = Box(box.right - _LEGEND_WIDTH, box.top, _LEGEND_WIDTH, box.height)
    _draw_map(target, Box(box.left, box.top, box.width - _LEGEND_WIDTH - 0.3, box.height), body.tiles, alt)
    _draw_legend(target, legend, body)


def _draw_map(target: Any, box: Box, tiles: Sequence[Tile], alt: str) -> None:
    placed: dict[Place, Tile] = {}
    loose: list[Tile] = []
    for tile in tiles:
        place = (tile.kolom, tile.baris)
        if tile.kolom is None or tile.baris is None or place in placed:
            loose.append(tile)
        else:
            placed[(tile.kolom, tile.baris)] = tile
    names = {place: clean(tile.kecamatan) for place, tile in placed.items()}
    several = len(set(names.values())) > 1
    side = _BIGGEST
    # Names take more tiles the smaller the tiles are: once more with the side found first.
    for _ in range(3):
        labels = place_labels(names, letter=_NAME * 0.56 / POINTS / side, line=_NAME * LINE / POINTS / side)
        labels = labels if several else []
        left = min([x - 0.55 for x, _ in names] + [label.left for label in labels], default=0.0)
        top = min([y - 0.55 for _, y in names] + [label.top for label in labels], default=0.0)
        right = max([x + 0.55 for x, _ in names] + [label.right for label in labels], default=0.0)
        bottom = max([y + 0.55 for _, y in names] + [label.bottom for label in labels], default=0.0)
        columns, rows = _strip_size(len(loose), right - left, bottom - top, box)
        strip = rows + (0.9 if rows else 0.0)
        side = min(_BIGGEST, box.width / max(right - left, columns), box.height / max(bottom - top + strip, 1))
    if not tiles:
        return
    group = target.shapes.add_group_shape()
    box = Box(box.left + max(0.0, box.width - max(right - left, columns if loose else 0) * side) / 2, *_rest(box))
    for (x, y), tile in placed.items():
        corner = Box(box.left + (x - 0.5 - left) * side, box.top + (y - 0.5 - top) * side, side, side)
        _draw_tile(group.shapes, corner, tile)
    lines = [[(box.left + (x - left) * side, box.top + (y - top) * side) for x, y in line] for line in _borders(names)]
    if lines and several:
        add_lines(group.shapes, lines, name="Batas kecamatan", width=2.5)
    for label in labels:
        place = Box(
            box.left + (label.left - left) * side,
            box.top + (label.top - top) * side,
            label.width * side,
            label.height * side,
        )
        words = [Words(line, _NAME, bold=True, align=label.anchor) for line in label.lines]
        add_words(group.shapes, place, words, name=f"Kecamatan {' '.join(label.lines)}", anchor="middle", wraps=False)
    if loose:
        y = box.top + (bottom - top) * side + (0.35 * side if placed else 0)
        add_words(group.shapes, Box(box.left, y, box.width, 0.3), [Words(_STRIP, _NAME)], name="Tanpa tempat")
        for number, tile in enumerate(loose):
            row, column = divmod(number, columns)
            _draw_tile(group.shapes, Box(box.left + column * side, y + 0.32 + row * side, side, side), tile)
    describe(group, alt, name="Peta petak")


def _borders(names: Mapping[Place, str]) -> list[list[tuple[float, float]]]:
    return border_lines(names)


def _strip_size(count: int, width: float, height: float, box: Box) -> tuple[int, int]:
    """Columns and rows of the strip of desa without a place, as wide as the map or, without one, as the box."""
    if not count:
        return 1, 0
    columns = ceil(width) if width >= 6 else max(6, ceil(sqrt(count * box.width / box.height)))
    return columns, ceil(count / columns)


def _draw_tile(shapes: Any, corner: Box, tile: Tile) -> None:
    inset = corner.width * _INSET
    side = corner.width - 2 * inset
    square = add_box(
        shapes,
        Box(corner.left + inset, corner.top + inset, side, side),
        name=clean(tile.desa),
        fill=RUNG_COLOUR[tile.tahap],
        line=OUTLINE,
        line_width=1.25,
        dashed=not tile.tahap,
    )
    describe(square, clean(f"{tile.desa}, Kecamatan {tile.kecamatan}: {tahap_words(tile.tahap or None)}"))
    colour = "bg1" if tile.tahap in LIGHT.dark_fills else "tx1"
    size = min(READ, side * POINTS * 0.6)
    words = [Words(TAHAP_LETTER[tile.tahap], size, bold=True, colour=colour, align="center")]
    name = _name_that_fits(clean(tile.desa), side - 0.06, side - size * LINE / POINTS)
    if name:
        words.append(Words(name, SMALL, colour=colour, align="center"))
    write_words(square.text_frame, words)


def _name_that_fits(name: str, width: float, height: float) -> str:
    """The name of a desa under its letter if it fits uncut, else nothing: the shape bears it anyway."""
    if any(width_of(word, SMALL) > width for word in name.split(" ")):
        return ""
    return name if len(wrap(name, width, SMALL)) * SMALL * LINE / POINTS <= height else ""


def _draw_legend(target: Any, box: Box, body: TilesBody) -> None:
    group = target.shapes.add_group_shape()
    side, step = 0.5, 0.68
    for place, (tahap, word, count) in enumerate(body.legend):
        top = box.top + place * step
        square = add_box(
            group.shapes,
            Box(box.left, top, side, side),
            name=f"Warna {word}",
            fill=RUNG_COLOUR[tahap],
            line=OUTLINE,
            line_width=1.25,
            dashed=not tahap,
        )
        colour = "bg1" if tahap in LIGHT.dark_fills else "tx1"
        write_words(square.text_frame, [Words(TAHAP_LETTER[tahap], READ, bold=True, colour=colour, align="center")])
        room = box.width - side - 0.15
        words, size = fit(f"{word}: {format_count(count)} desa", room, step, (READ,))
        add_words(
            group.shapes,
            Box(box.left + side + 0.15, top, room, side),
            [Words(shorten(words, room, size), size)],
            name=f"Arti {word}",
            anchor="middle",
        )
    parts = [f"{word} {format_count(count)} desa" for _, word, count in body.legend]
    describe(group, f"Warna petak: {', '.join(parts)}.", name="Keterangan warna")
