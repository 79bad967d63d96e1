"""Read the tables of the sheets beside the recap of status: komitmen, langkah, kegiatan, evaluasi.

Nothing is interpreted here, and nothing is dropped in silence: a row that says anything of a desa is a row of the
table, and the checks say what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from kkb.programme import Lembar
from kkb.recap import Cell, Table
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Grid
from kkb.workbook.rows.dress import note_dress
from kkb.workbook.rows.programme_kinds import end_of_rows
from kkb.workbook.rows.programme_lending import Sorter
from kkb.workbook.rows.programme_rows import RowReader
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import recognise
from kkb.workbook.tables.layout import find_tables
from kkb.workbook.tables.programme_header import find_programme_header, header_below

_MOST_TABLES = 50
"""Tables of a sheet: what stands below the last of them counts as its rows, and the checks say what is wrong."""


def tables_of_sheet(grid: Grid) -> list[Table]:
    """All tables of a sheet in reading order: of the programme (with `lembar`), of status, or one below the other."""
    tables = find_programme_tables(grid) or find_tables(grid)
    if any(table.lembar for table in tables) or len(tables) == 1:
        return tables
    read: list[Table] = []
    first = grid.top
    for table in tables:
        own = [] if _tells_status(table) else find_programme_tables(_until_next(grid, first, table, tables))
        read += own or [table]
        first = max([first, *(row.row + 1 for row in read[-1].rows[-1:])])
    for part, table in enumerate(read):
        table.part = part
    return read


def _tells_status(table: Table) -> bool:
    return "status" in table.columns or bool(table.ticks) or bool(table.year_columns)


def _until_next(grid: Grid, first: int, table: Table, tables: list[Table]) -> Grid:
    """The rows from `first` to before the header of the table that stands below this one."""
    below = [one.header_rows[0] for one in tables if one.header_rows[0] > table.header_rows[-1]]
    return grid.part(first_row=first, last_row=min(below, default=grid.bottom + 1) - 1, first_column=grid.left)


def find_programme_tables(grid: Grid) -> list[Table]:
    """The tables of one of the four sheets; [] if the sheet is none of them.

    Where the header stands once more with the same columns, the table goes on; with others, another one begins, and it
    may be one of another kind.
    """
    found = find_programme_header(grid)
    if found is None:
        return []
    lembar, header = found
    tables: list[Table] = []
    first = grid.top
    following: Header = header
    while True:
        table, next_row = _read_table(grid, lembar, following, first, may_go_on=len(tables) + 1 < _MOST_TABLES)
        table.part = len(tables)
        tables.append(table)
        below = header_below(grid, next_row, lembar) if next_row is not None else None
        if next_row is None or below is None:
            break
        first, (lembar, following) = next_row, below
    return tables


def _read_table(grid: Grid, lembar: Lembar, header: Header, first: int, *, may_go_on: bool) -> tuple[Table, int | None]:
    """The table of a header, and the row where another one begins. The words above it begin in the row `first`."""
    reader = RowReader(grid, lembar, header)
    rows, following = reader.read(lambda row: may_go_on and header_below(grid, row, lembar) is not None)
    end = end_of_rows(rows, lembar, header.fields)
    sorter = Sorter(lembar, header.fields, reader.repeatable)
    sorter.sort(rows[:end])
    last = rows[end - 1].row if end else header.rows[-1]
    extra = {
        column: text
        for column, text in header.texts.items()
        if column not in header.columns and text and (recognise(text) or ("",))[0] != "no"
    }
    table = Table(
        sheet=grid.sheet,
        header_rows=header.rows,
        columns={name: _bare(header.texts[column]) for name, column in header.fields.items()},
        column_letters={name: column_letters(column) for name, column in header.fields.items()},
        rows=sorter.rows,
        extra_columns=tuple(extra.values()),
        totals=sorter.totals,
        above=_words(grid, first, header.rows[0]),
        below=sorter.below + _words(grid, last + 1, following or grid.bottom + 1),
        lembar=lembar.value,
        extra_cells=_header_cells(grid, header, extra),
        carried=frozenset(sorter.carried),
    )
    note_dress(table, grid, header)
    table.hidden_rows = tuple(row.row for row in table.rows if row.row in grid.hidden_rows)
    table.hidden_columns = tuple(table.columns[name] for name, column in header.fields.items() if grid.hides(column))
    if grid.formulas:
        formulas = {f"{column_letters(column)}{row}" for row, column in grid.formulas}
        own = (cell for row in table.rows for cell in row.cells.values() if cell.merged_from is None)
        table.formula_cells = sum(cell.ref in formulas for cell in own)
    return table, following


def _bare(header: str) -> str:
    """A header as it is named in sentences: without the star of the template behind a column that must be filled."""
    return header.rstrip(" *") or header


def _header_cells(grid: Grid, header: Header, columns: Iterable[int]) -> tuple[str, ...]:
    """The addresses of headers: where there are two rows of the lower one, if it is filled."""
    own = {column: row for row in header.rows for column, _ in grid.filled(row)}
    return tuple(f"{column_letters(column)}{own.get(column, header.rows[0])}" for column in columns)


def _words(grid: Grid, first: int, end: int) -> list[Cell]:
    """The words and days in the rows from `first` to before `end`."""
    filled = (row for row in range(first, end) if not grid.is_blank(row))
    return [cell for row in filled for cell in grid.cells(row) if cell.kind in ("text", "date")]
