"""The figures of the slides in the sizes of a sheet, drawn by kkb/exports/drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kkb.exports.drawing import Frame, draw_bars, draw_ladder, draw_line, draw_tiles
from kkb.figures.facts import KecamatanBar, LadderRow, LineFacts, Tile
from kkb.theme import LIGHT

_TILE = 5
"""The most height that a tile is given, in sizes of the letters."""

Figure = dict[str, str | float]
"""`svg`, and its `width` and `height` in the unit of the sheet."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How big figures are on a sheet, in its unit: points on paper, pixels in a picture.

    `letters` is the size of letters in a figure, `line` the height of the line, `row` that of a kecamatan in a list,
    `tallest` the most that a figure may have: a list that is longer says itself how many it leaves out.
    """

    letters: float
    line: float
    row: float
    tallest: float
    small_line: float
    most_beside: int
    """Rows of a list that stands beside its table."""
    map: float
    """Height of the map."""

    def draw_line(self, line: LineFacts, width: float, height: float | None = None) -> Figure | None:
        """The line to the target; None where there is no step."""
        frame = self._frame(width, height or self.line)
        return _figure(draw_line(line, frame), frame) if line.steps else None

    def draw_bars(self, bars: Sequence[KecamatanBar], width: float, height: float | None = None) -> Figure | None:
        """Kecamatan against their targets; None where there is none."""
        frame = self._frame(width, min(len(bars) * self.row, height or self.tallest))
        return _figure(draw_bars(bars, frame), frame) if bars else None

    def draw_ladder(self, rows: Sequence[LadderRow], width: float) -> Figure | None:
        """Kecamatan by rung; None where there is none."""
        legend = 4 * self.letters
        frame = self._frame(width, min(legend + len(rows) * self.row, self.tallest))
        return _figure(draw_ladder(rows, frame), frame) if rows else None

    def draw_tiles(self, tiles: Sequence[Tile], width: float, height: float | None = None) -> Figure | None:
        """The desa in their places; None where there is none."""
        # A few desa are no bigger for more room.
        rows = {tile.baris for tile in tiles if tile.baris is not None}
        most = (max(rows) - min(rows) + 2) * _TILE * self.letters if rows else self.map
        frame = self._frame(width, height or min(self.map, most))
        return _figure(draw_tiles(tiles, frame), frame) if tiles else None

    def _frame(self, width: float, height: float) -> Frame:
        # No other typeface than the paper's own is there to fall back on.
        return Frame(width, height, self.letters, LIGHT, family="Inter")


def _figure(svg: str, frame: Frame) -> Figure:
    return {"svg": svg, "width": frame.width, "height": frame.height}
