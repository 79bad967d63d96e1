"""The header once more among the rows, as on every printed page, with its row of column numbers."""

from __future__ import annotations

from kkb.recap import Cell
from kkb.workbook.addresses import column_of
from kkb.workbook.grid import Grid
from kkb.workbook.rows import row_kinds
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import fold_space

_FEWEST_FIELDS = 2


def repeated_rows(grid: Grid, header: Header, rows: list[row_kinds.Row]) -> set[int]:
    """The numbers of the rows that print the header again."""
    printed = [_as_printed(grid, number) for number in header.rows]
    found: set[int] = set()
    above = 0  # how many rows of a header printed again stand right above
    for row in rows:
        if row.is_blank:
            continue
        if _repeats(row, printed, above):
            found.add(row.row)
            above += 1
            continue
        if above and row_kinds.is_numbering(row):
            found.add(row.row)
        above = 0
    return found


def _as_printed(grid: Grid, number: int) -> dict[int, str]:
    """Column → text of one row of the header as it is compared."""
    return {column: _as_compared(text) for column, (_, text) in grid.filled(number)}


def _as_compared(text: str) -> str:
    return fold_space(text).casefold()


def _is_printed(cell: Cell, printed: dict[int, str]) -> bool:
    return _as_compared(cell.text) == printed.get(column_of(cell.ref))


def _repeats(row: row_kinds.Row, printed: list[dict[int, str]], above: int) -> bool:
    """True if the row is the header once more, or its next row after `above` of them.

    The lower row of a header may hold few words ("Nomor", "Tanggal"), so it only counts right below the upper one.
    """
    if above >= len(printed) or (not above and len(row.cells) < _FEWEST_FIELDS):
        return False
    first = next(iter(row.cells.items()), None)
    if first is not None and first[0] not in row.counted and not _is_printed(first[1], printed[above]):
        return False
    texts = row.own_texts
    return bool(texts or row.others) and all(_as_compared(text) == printed[above].get(c) for c, text in texts.items())
