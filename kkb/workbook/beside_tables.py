"""What stands beside the tables and may tell their day: the texts of a cover, the moments at which a form was answered.

Nothing is interpreted here. What is carried of a sheet without a table is bounded: a cover is short.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

from kkb.recap import MOMENT_HEADERS, Cell, Table
from kkb.workbook.addresses import column_of
from kkb.workbook.grid import Grid

_MOST_COVERS = 5
_COVER_ROWS = 60
_COVER_CELLS = 40
_LONGEST_TEXT = 200
_MOST_MOMENTS = 1_000


def find_covers(grids: Iterable[Grid], read_sheets: Collection[str]) -> dict[str, tuple[Cell, ...]]:
    """Sheet → its cells with text or a day, of the first short sheets that hold no table."""
    covers = ((grid.sheet, _cover_cells(grid)) for grid in grids if grid.sheet not in read_sheets)
    return dict(islice((cover for cover in covers if cover[1]), _MOST_COVERS))


def _cover_cells(grid: Grid) -> tuple[Cell, ...]:
    if len(grid.values) > _COVER_ROWS:
        return ()
    filled = (cell for row in range(grid.top, grid.bottom + 1) for cell in grid.cells(row))
    cells = list(islice(filled, _COVER_CELLS + 1))
    if len(cells) > _COVER_CELLS:
        return ()
    return tuple(cell for cell in cells if cell.kind in ("text", "date") and len(cell.text) <= _LONGEST_TEXT)


def find_moments(grid: Grid, table: Table) -> tuple[Cell, ...]:
    """When the rows of a table were sent, if it holds the answers to a form: the filled cells of that column,
    of the last rows."""
    headers = zip(table.extra_columns, table.extra_cells, strict=False)
    at = next((column_of(ref) for header, ref in headers if header.casefold() in MOMENT_HEADERS), None)
    if at is None:
        return ()
    cells = (cell for row in table.rows[-_MOST_MOMENTS:] for cell in grid.cells(row.row))
    return tuple(cell for cell in cells if column_of(cell.ref) == at)
