"""The rows below a header as they stand: a cell for each field, and what stands in other columns."""

from __future__ import annotations

from collections.abc import Iterator

from kkb.recap import Cell
from kkb.workbook.addresses import column_letters, parse_address
from kkb.workbook.grid import Described, Grid
from kkb.workbook.rows.filling import fill_merged
from kkb.workbook.rows.row_kinds import Row, is_numbering
from kkb.workbook.tables.groups import Group
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import fold_space
from kkb.workbook.tables.table_types import TABLE_TYPES
from kkb.workbook.xlsx.cell_values import DAYS_TO_1904
from kkb.workbook.xlsx.number_formats import as_percent

_FIRST_SERIAL, _LAST_SERIAL = 35_064, 80_000


def rows_below(grid: Grid, header: Header) -> Iterator[Row]:
    """Every row below the header with its filled cells, but of blank rows one below the other the first only.

    The header printed again, as on every page, is left out, and the row of column numbers below either.
    """
    reader = _RowReader(grid, header)
    printed = [_as_compared(dict(grid.filled(number))) for number in header.rows]
    is_start, is_gap = True, False
    number = header.rows[-1]
    while number < grid.bottom:
        number += 1
        filled = dict(grid.filled(number))
        if is_gap and not filled and number not in reader.lent_rows:
            continue
        if _is_printed(filled, printed[0]) and all(
            _is_printed(dict(grid.filled(number + place)), texts) for place, texts in enumerate(printed[1:], start=1)
        ):
            is_start, number = True, number + len(printed) - 1
            continue
        row = reader.read(number, filled)
        if (row.is_blank and is_gap) or (is_start and is_numbering(row)):
            continue
        is_gap = row.is_blank
        is_start = is_start and is_gap
        yield row


def _as_compared(filled: dict[int, Described]) -> dict[int, str]:
    return {column: fold_space(text).casefold() for column, (_, text) in filled.items()}


def _is_printed(filled: dict[int, Described], texts: dict[int, str]) -> bool:
    """True if a row holds these texts by column and no others; most rows differ in their first cell."""
    return texts.keys() <= filled.keys() and all(
        fold_space(text).casefold() == texts[column] if column in texts else kind != "text"
        for column, (kind, text) in filled.items()
    )


class _RowReader:
    """Reads the rows below one header. `lent_rows` are those that merged cells above lend a value."""

    def __init__(self, grid: Grid, header: Header) -> None:
        kind = TABLE_TYPES[header.lembar]
        self._grid = grid
        self._groups = header.groups
        self._places = [
            (name, column, column_letters(column))
            for name, column in header.fields.items()
            if name not in header.groups
        ]
        self._columns = {column for _, column, _ in self._places}
        lenders = header.columns - {column for name, column, _ in self._places if name in kind.counted}
        self._lent = fill_merged(grid, lenders, header.rows[-1])
        self.lent_rows = {row for row, _ in self._lent}
        self._days = kind.days if grid.is_1904 else frozenset()
        texts = {column for name, column, _ in self._places if name in kind.texts}
        self._percent = {place for place in grid.percent if place[1] in texts}
        self._has_other_forms = bool(self._days or self._percent)

    def read(self, number: int, filled: dict[int, Described]) -> Row:
        cells: dict[str, Cell] = {}
        lent = self._lent if number in self.lent_rows else {}
        for name, column, letters in self._places:
            described = filled.get(column)
            if described is not None:
                kind, text = self._as_shown(number, name, column, described) if self._has_other_forms else described
                cells[name] = Cell(f"{letters}{number}", kind, text)
            elif (number, column) in lent:
                lender, (kind, text) = lent[number, column]
                cells[name] = Cell(f"{letters}{number}", kind, text, f"{letters}{lender}")
        row = Row(number, cells, {column: cell for column, cell in filled.items() if column not in self._columns})
        if self._groups:
            own = {column: (cells[name].kind, cells[name].text) for name, column, _ in self._places if name in cells}
            for name, group in self._groups.items():
                self._read_group(row, name, group, own)
        return row

    def _as_shown(self, number: int, name: str, column: int, described: Described) -> Described:
        """A day's number in the calendar of 1900, and a number in percent where texts stand."""
        kind, text = described
        if name in self._days and kind in ("number", "text"):
            return kind, _in_calendar_of_1900(text)
        if kind == "number" and (number, column) in self._percent and (shown := as_percent(text)) is not None:
            return "text", shown
        return described

    def _read_group(self, row: Row, name: str, group: Group, own: dict[int, Described]) -> None:
        """Put one cell in place of the cells of a group; what a Jumlah counts in them stays beside it.

        `own` are the cells of fields of their own, one of which may be a year of the group as well.
        """
        known = own | row.others
        cells = {column: known[column] for column in group.columns if column in known}
        lent = {} if cells else {c: self._lent[row.row, c] for c in group.columns if (row.row, c) in self._lent}
        cell = group.read(row.row, cells or {column: described for column, (_, described) in lent.items()})
        if cell is not None:
            if lent:
                column = parse_address(cell.ref)[1]
                cell = cell._replace(merged_from=f"{column_letters(column)}{lent[column][0]}")
            row.crosses += group.crosses(row.row, cells)
            row.cells[name] = cell
            row.counted[name] = cells
        if cell is not None or group.is_silent(cells):
            for column in cells:
                row.others.pop(column, None)


def _in_calendar_of_1900(text: str) -> str:
    """A day's number of the calendar of 1904 in that of 1900; a year stays a year, and words stay as they are."""
    if not text.replace(".", "", 1).isdecimal():
        return text
    number = float(text)
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return text
    moved = number + DAYS_TO_1904
    return str(int(moved)) if moved == int(moved) else repr(moved)
