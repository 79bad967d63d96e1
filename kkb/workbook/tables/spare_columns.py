"""The columns of a recap that no field is read from, with their cells: somebody may say what they are.

That of a status of which no cell is one is among them: its header misleads, and another column may be meant.
"""

from __future__ import annotations

from kkb.personal import is_personal_header
from kkb.recap import Cell, SpareColumn, Table
from kkb.workbook.addresses import column_letters, parse_address
from kkb.workbook.grid import Described, Grid
from kkb.workbook.rows.filling import fill_merged
from kkb.workbook.rows.row_kinds import reads_like_status
from kkb.workbook.tables.groups import parts_marks
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import field_named, period_of

_MOST_COLUMNS, _MOST_ROWS = 30, 2_000
"""Of more nobody says by hand what each is."""


def find_spare(grid: Grid, header: Header, table: Table) -> dict[str, SpareColumn]:
    """Letters → the column, from left to right: filled ones with a header that is not that of personal data.

    The column of the status is one of them where it is read all the same, but tells no status.

    A merged range lends its value to its rows, as it does in a column that is known. The status of another period,
    beside the one that is read, is no unknown column: which one counts is asked by itself.
    """
    if len(table.rows) > _MOST_ROWS:
        return {}
    taken = header.columns - _doubtful_status(header, table)
    columns = [
        column
        for column, text in sorted(header.texts.items())
        if column not in taken and text and field_named(text) != "no" and not is_personal_header(text)
        if not (header.period and period_of(text))
    ][:_MOST_COLUMNS]
    if not columns:
        return {}
    lent = fill_merged(grid, set(columns), header.rows[-1])
    spare: dict[int, list[Cell]] = {column: [] for column in columns}
    for row in table.rows:
        filled = dict(grid.filled(row.row))
        for column, cells in spare.items():
            cells += _cell(row.row, column, filled.get(column), lent.get((row.row, column)))
    bottom = header.rows[-1]
    return {
        letters: SpareColumn(
            header.texts[column],
            f"{letters}{bottom}",
            tuple(cells),
            struck=_struck(grid, cells),
            is_hidden=grid.hides(column),
            crosses_say_no=parts_marks((cell.kind, cell.text) for cell in cells),
        )
        for column, cells in spare.items()
        if cells and (letters := column_letters(column))
    }


def _doubtful_status(header: Header, table: Table) -> set[int]:
    """The column of the status, where no cell of it reads like one; a letter may be explained elsewhere."""
    if "status" not in header.fields or "status" in header.groups:
        return set()
    told = [cell for row in table.rows if (cell := row.cells.get("status")) is not None]
    is_told = any(
        cell.kind not in ("text", "number", "date") or len(cell.text) == 1 or reads_like_status(cell.text)
        for cell in told
    )
    return set() if is_told or not told else {header.fields["status"]}


def _struck(grid: Grid, cells: list[Cell]) -> tuple[str, ...]:
    """The cells of a column that are crossed out."""
    if not grid.struck:
        return ()
    return tuple(dict.fromkeys(one.source_ref for one in cells if parse_address(one.source_ref) in grid.struck))


def _cell(row: int, column: int, own: Described | None, lent: tuple[int, Described] | None) -> list[Cell]:
    letters = column_letters(column)
    if own is not None:
        return [Cell(f"{letters}{row}", *own)]
    return [Cell(f"{letters}{row}", *lent[1], f"{letters}{lent[0]}")] if lent is not None else []
