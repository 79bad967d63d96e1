"""Tiles of a region that gives its desa no places: one row per kecamatan, in as many columns as it takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kkb.exports.drawing.base import Canvas, Frame
from kkb.exports.drawing.rows import MIDDLE, say_left_out
from kkb.exports.drawing.tile_face import draw_tile, names_fit
from kkb.figures.facts import LADDER, Tile
from kkb.figures.letters import shorten, visible, width_of
from kkb.figures.placing import Box

Block = tuple[str, Sequence[Tile]]
"""A kecamatan and its desa."""

_SIZES = (
    *((8.0, 2.7, True), (6.0, 2.7, True), (6.0, 3.9, True)),
    *((side, side, False) for side in (2.2, 1.9, 1.6, 1.4, 1.25)),
)
"""Width and height of a tile, in sizes of the letters, and whether its desa is named in it."""
_MOST_COLUMNS = 4
_LAST_LINE = 12
"""Room that the line needs which counts what is left out, in the same."""
_APART = 0.15
"""Between tiles, in the same."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns of the figure and their width, room for a name, size of a tile with the gap behind it, and how many
    tiles stand in a line and lines in a column."""

    columns: int
    column: float
    name_room: float
    width: float
    height: float
    has_names: bool
    per_line: int
    lines: int

    def lines_of(self, block: Block) -> int:
        return max(math.ceil(len(block[1]) / self.per_line), 1)


def draw_list(canvas: Canvas, tiles: Sequence[Tile], *, is_named: bool) -> None:
    """Draw the rows; where not all find room those with most desa left are shown and the others counted."""
    groups: dict[str, list[Tile]] = {}
    for tile in tiles:
        groups.setdefault(tile.kecamatan, []).append(tile)
    blocks = [(name, sorted(desa, key=lambda tile: LADDER.index(tile.tahap))) for name, desa in groups.items()]
    layout, shown = _layout(canvas.frame, blocks, is_named=is_named)
    letters, gap = canvas.frame.letters, _APART * canvas.frame.letters
    column = line = 0
    for name, desa in shown:
        needed = layout.lines_of((name, desa))
        if line and line + needed > layout.lines:
            column, line = column + 1, 0
        x, y = column * (layout.column + letters), line * layout.height
        if is_named:
            words = shorten(name, layout.name_room, letters, is_bold=True)
            canvas.text(x, y + (layout.height - gap) / 2 + MIDDLE * letters, words, is_bold=True)
            x += layout.name_room + 0.5 * letters
        for i, tile in enumerate(desa):
            left, top = x + i % layout.per_line * layout.width, y + i // layout.per_line * layout.height
            box = Box(left, top, left + layout.width - gap, top + layout.height - gap)
            draw_tile(canvas, tile, box, has_name=layout.has_names)
        line += needed
    if line >= layout.lines:
        column, line = column + 1, 0
    middle = line * layout.height + (layout.height - gap) / 2
    say_left_out(canvas, len(blocks) - len(shown), column * (layout.column + letters), middle)


def _layout(frame: Frame, blocks: Sequence[Block], *, is_named: bool) -> tuple[_Layout, Sequence[Block]]:
    """The fewest columns with the biggest tiles that hold all kecamatan; else the most that fit, most left first."""
    names = max(width_of(visible(name), frame.letters, is_bold=True) for name, _ in blocks) if is_named else None
    tiles = [tile for _, desa in blocks for tile in desa]
    for columns in range(1, _MOST_COLUMNS + 1):
        for width, height, has_names in _SIZES:
            room = (width * frame.letters, height * frame.letters, frame.letters)
            if has_names and not (is_named and names_fit(tiles, *room)):
                continue
            layout = _measure(frame, names, columns, width, height, has_names)
            if layout is not None and _columns_used(layout, blocks) <= columns:
                return layout, blocks
    by_rest = sorted(blocks, key=lambda block: -sum(tile.tahap != "Terbentuk" for tile in block[1]))
    best: tuple[_Layout, Sequence[Block]] | None = None
    for columns in range(1, _MOST_COLUMNS + 1):
        layout = _measure(frame, names, columns, *_SIZES[-1])
        if layout is None:
            continue
        count = len(by_rest)
        # One place is for the line that counts the others.
        while count > 0 and _columns_used(layout, [*by_rest[:count], ("", [])]) > columns:
            count -= 1
        if best is None or count > len(best[1]):
            best = layout, by_rest[:count]
    # A frame too small for any row still says how many there are.
    return best or (_Layout(1, frame.width, frame.width, 1, 1.4 * frame.letters, False, 1, 1), [])


def _measure(
    frame: Frame, names: float | None, columns: int, width: float, height: float, has_names: bool
) -> _Layout | None:
    """The layout with tiles of this size; None where it would have too little room for names or tiles."""
    letters = frame.letters
    column = (frame.width - letters * (columns - 1)) / columns
    name_room = min(names, 0.42 * column) if names is not None else 0.0
    if columns > 1 and (column < _LAST_LINE * letters or (names is not None and name_room < min(names, 5 * letters))):
        return None
    beside = column - name_room - (0.5 * letters if names is not None else 0) + _APART * letters
    across, down = (width + _APART) * letters, (height + _APART) * letters
    per_line, lines = int(beside / across), int((frame.height + _APART * letters) / down)
    if per_line < (1 if has_names else 3) or lines < 1:
        return None
    return _Layout(columns, column, name_room, across, down, has_names, per_line, lines)


def _columns_used(layout: _Layout, blocks: Sequence[Block]) -> float:
    column, line = 1, 0
    for block in blocks:
        needed = layout.lines_of(block)
        if needed > layout.lines:
            return math.inf
        if line + needed > layout.lines:
            column, line = column + 1, 0
        line += needed
    return column
