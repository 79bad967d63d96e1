"""Read the tables of desa in a grid: their rows, their totals, and what stands above and below.

Nothing is dropped in silence: a row with a name of a desa, a status or a date is a data row, and the checks say
what is wrong with it. Only rows that are surely something else (numbering, heading, total, signature) are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from kkb.recap import Cell, Table, TableRow
from kkb.workbook.addresses import column_letters, parse_address
from kkb.workbook.grid import Described, Grid, describe
from kkb.workbook.model import LABEL
from kkb.workbook.rows import filling, row_kinds
from kkb.workbook.rows.dress import note_dress
from kkb.workbook.rows.repeats import repeated_rows
from kkb.workbook.rows.sections import bare_headings, kecamatan_of_blocks
from kkb.workbook.rows.status_headings import TITLE, find_status_headings
from kkb.workbook.rows.subjects import find_elsewhere
from kkb.workbook.tables.column_choice import settle_columns
from kkb.workbook.tables.groups import Group, parts_marks
from kkb.workbook.tables.header_search import Header, find_header
from kkb.workbook.tables.headers import period_of, recognise, year_of
from kkb.workbook.tables.parts import Part, find_parts

_LONGEST_NAME = 2
"""Words in the longest name of a kecamatan (Simpang Renggiang)."""

_DATES = ("tanggal", "tanggal_sk", "tanggal_pencanangan")
_DAYS_BETWEEN_CALENDARS = 1462
"""Days from the first of the calendar of 1900 to that of 1904."""

_FIRST_SERIAL, _LAST_SERIAL = 35_064, 80_000


def find_tables(grid: Grid) -> list[Table]:
    """The tables of a sheet, in reading order; none if no row names a column of desa and one of status, date or SK.

    Kecamatan is carried down over blank and merged cells, and from heading rows ("Kecamatan Manggar"); the status from
    heading rows too ("A. SUDAH TERBENTUK"), where no column has it.
    """
    tables: list[Table] = []
    for part in find_parts(grid):
        header = find_header(part.grid)
        if header is None:
            continue
        for settled, rows, end in _settle(part, header):
            table = _read_table(part, settled, rows, end)
            table.part = len(tables)
            tables.append(table)
    return tables


def _settle(part: Part, header: Header) -> list[tuple[Header, list[row_kinds.Row], int]]:
    """The headers that the columns settle, each with all rows below it and how many of them belong to the table."""
    rows = list(_rows_below(part.grid, header))
    fields = list(header.fields.items())
    end = row_kinds.end_of_table(rows)
    own = rows[:end]
    apart = part.titles | repeated_rows(part.grid, header, own)
    settled = settle_columns(part.grid, header, [row for row in own if row.row not in apart])
    if len(settled) == 1 and not settled[0].groups and list(settled[0].fields.items()) == fields:
        return [(settled[0], rows, end)]  # As nearly always; a large table is not gone through twice.
    below = [(one, list(_rows_below(part.grid, one))) for one in settled]
    return [(one, rows, row_kinds.end_of_table(rows)) for one, rows in below]


def _read_table(part: Part, header: Header, rows: list[row_kinds.Row], end: int) -> Table:
    """The table of a header; `end` of the `rows` below it are its own."""
    grid = part.grid
    fields = dict(sorted(header.fields.items(), key=lambda item: item[1]))
    header.fields = fields
    table = Table(
        sheet=grid.sheet,
        header_rows=header.rows,
        columns={name: _title(header, name) for name in fields},
        column_letters={name: column_letters(column) for name, column in fields.items()},
        extra_columns=tuple(
            text
            for column, text in header.texts.items()
            # A second running number is none that anybody misses.
            if column not in header.columns and (recognise(text) or ("",))[0] != "no"
        ),
        above=[*part.above, *_words_in(grid, grid.top, header.rows[0])],
    )
    for name, group in header.groups.items():
        if group.kind == "ticks":
            table.ticks = {column_letters(column): text for column, text in sorted(group.columns.items())}
        elif group.kind == "years":
            table.year_columns = tuple(header.texts[column] for column in sorted(group.columns))
        if name == "status" and group.header:
            table.above += _period_cell(header, min(group.columns))
    if "status" in fields and "status" not in header.groups:
        table.above += _period_cell(header, fields["status"])
    if (others := find_elsewhere(header, rows[:end])) is not None:
        part.elsewhere = others.rows
        table.elsewhere, table.rows_elsewhere = (others.title, *others.words), len(others.rows)
    sorter = _Sorter(part, header, rows[:end], table)
    for row in rows[:end]:
        sorter.take(row)
    last_row = rows[end - 1].row if end else header.rows[-1]
    below = (row for row in range(last_row + 1, grid.bottom + 1) if not grid.is_blank(row))
    table.below += [cell for row in below for cell in grid.cells(row)]
    table.below += part.below
    if "status" in header.fields and "status" not in header.groups:
        told = (row.cells["status"] for row in table.rows if "status" in row.cells)
        table.crosses_say_no = parts_marks((cell.kind, cell.text) for cell in told)
    note_dress(table, grid, header)
    table.hidden_rows = tuple(row.row for row in table.rows if row.row in grid.hidden_rows)
    table.hidden_columns = tuple(table.columns[name] for name, column in fields.items() if grid.hides(column))
    if grid.formulas:
        formulas = {f"{column_letters(column)}{row}" for row, column in grid.formulas}
        own = (cell for row in table.rows for cell in row.cells.values() if cell.merged_from is None)
        table.formula_cells = sum(cell.ref in formulas for cell in own)
    return table


def _title(header: Header, name: str) -> str:
    """The header of a field; of one that stands in several columns all of them, or what they stand under."""
    group = header.groups.get(name)
    if group is None:
        return header.texts[header.fields[name]]
    if group.kind == "ticks" or not group.header:
        return " | ".join(group.columns[column] for column in sorted(group.columns))
    return group.header


def _period_cell(header: Header, column: int) -> list[Cell]:
    """The header of a status that says for when it speaks, as one more text above the table."""
    text = header.texts[column]
    if year_of(text) is not None:
        text = f"Tahun {year_of(text)}"
    return [Cell(f"{column_letters(column)}{header.rows[-1]}", "text", text)] if period_of(text) else []


def _words_in(grid: Grid, first: int, end: int) -> list[Cell]:
    return [cell for row in range(first, end) for cell in grid.cells(row) if _is_words(cell)]


def _is_words(cell: Cell) -> bool:
    return cell.kind in ("text", "date")


def _rows_below(grid: Grid, header: Header) -> Iterator[row_kinds.Row]:
    """Every row below the header with its filled cells, but of blank rows one below the other the first only.

    A numbering row right below the header is left out.
    """
    columns = header.columns
    places = [
        (name, column, column - grid.left, column_letters(column))
        for name, column in header.fields.items()
        if name not in header.groups
    ]
    width = max(map(len, grid.values), default=0)
    rest = [x for x in range(width) if x + grid.left not in {column for _, column, _, _ in places}]
    filled = filling.fill_merged(grid, columns, header.rows[-1])
    is_first = True
    is_gap = False
    for number in range(header.rows[-1] + 1, grid.bottom + 1):
        if is_gap and not filled and grid.is_blank(number):
            continue
        values = grid.values[number - grid.top]
        cells: dict[str, Cell] = {}
        for name, column, x, letters in places:
            if x < len(values) and (value := values[x]) != "" and (described := describe(value)) is not None:
                if grid.is_1904 and name in _DATES and described[0] in ("number", "text"):
                    described = (described[0], in_calendar_of_1900(described[1]))
                cells[name] = Cell(f"{letters}{number}", *described)
            elif filled and (lent := filled.get((number, column))) is not None:
                cells[name] = Cell(f"{letters}{number}", *lent[1], f"{letters}{lent[0]}")
        row = row_kinds.Row(number, cells)
        for x in rest:
            if x < len(values) and (value := values[x]) != "" and (described := describe(value)) is not None:
                row.others[x + grid.left] = described
        shared = {}
        if header.groups:
            shared = {column: (cells[name].kind, cells[name].text) for name, column, *_ in places if name in cells}
        for name, group in header.groups.items():
            _read_group(row, name, group, filled, shared)
        if row.is_blank and is_gap:
            continue
        is_gap = row.is_blank
        if is_first and not row.is_blank:
            is_first = False
            if row_kinds.is_numbering(row):
                continue
        yield row


def _read_group(
    row: row_kinds.Row, name: str, group: Group, filled: filling.Filled, shared: dict[int, Described]
) -> None:
    """Put one cell in place of the cells of a group; what a Jumlah counts in them stays beside it.

    `shared` are the cells of fields of their own, one of which may be a year of the group as well.
    """
    cells = shared | row.others
    own = {column: cells[column] for column in group.columns if column in cells}
    lent = {} if own or not filled else {c: filled[row.row, c] for c in group.columns if (row.row, c) in filled}
    cell = group.read(row.row, own or {column: described for column, (_, described) in lent.items()})
    if cell is None:
        if group.is_silent(own):
            for column in own:
                row.others.pop(column, None)
        return
    if lent:
        column = parse_address(cell.ref)[1]
        cell = cell._replace(merged_from=f"{column_letters(column)}{lent[column][0]}")
    row.crosses += group.crosses(row.row, own)
    row.cells[name] = cell
    row.counted[name] = own
    for column in own:
        row.others.pop(column, None)


def in_calendar_of_1900(text: str) -> str:
    """A day's number of the calendar of 1904 in that of 1900; a year stays a year, and words stay as they are."""
    if not text.replace(".", "", 1).isdecimal():
        return text
    number = float(text)
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return text
    moved = number + _DAYS_BETWEEN_CALENDARS
    return str(int(moved)) if moved == int(moved) else repr(moved)


class _Sorter:
    """Puts the rows of one table where they belong, and carries the kecamatan and the status of headings down.

    `_carried` is the kecamatan that goes on below, `_status` that of the heading above, `_above` the cells of the row
    that a ditto mark repeats.
    """

    def __init__(self, part: Part, header: Header, rows: list[row_kinds.Row], table: Table) -> None:
        self._part = part
        self._header = header
        self._table = table
        self._headings = _merged_headings(part.grid, header.fields["desa"])
        self._repeated = repeated_rows(part.grid, header, rows)
        self._title = None if "kecamatan" in header.fields else _heading_above(part.grid, header)
        told = [row for row in rows if row.row not in part.titles | self._repeated]
        self._statuses = find_status_headings(told, header.fields, self._headings)
        told = [row for row in told if row.row not in self._statuses.said]
        self._bare = {} if self._title is not None else bare_headings(told, header.fields)
        self._blocks = kecamatan_of_blocks(told, header.fields)
        self._carried = self._title
        self._status: Cell | None = None
        self._above: dict[str, Cell] = {}
        if self._statuses.said:
            table.columns["status"] = TITLE

    def take(self, row: row_kinds.Row) -> None:
        """Put the next row where it belongs."""
        if row.is_blank or row.is_filled_only or (row.is_mere_number and row.row not in self._bare):
            return
        fields = self._header.fields
        if row.row in self._repeated or (
            row.row in self._part.titles and not row_kinds.says_kecamatan(row, fields)
        ):
            self._take_words(row)
        elif row.row in self._statuses.said:
            self._take_status(row)
        elif (label := row_kinds.total_label(row, fields)) is not None:
            self._take_total(row, label)
        elif (heading := self._heading_of(row)) is not None:
            self._above = {}
            self._carried = _cell_at(row, heading)
            self._status = self._status if self._statuses.is_outer else None
        elif _is_of_desa(row) and row.row not in self._statuses.empty and row.row not in self._part.elsewhere:
            self._take_desa(row)
        else:
            self._take_words(row)

    def _heading_of(self, row: row_kinds.Row) -> tuple[int, str] | None:
        is_merged = row.row in self._headings
        heading = row_kinds.kecamatan_heading(row, self._header.fields, is_merged=is_merged)
        return heading or self._bare.get(row.row)

    def _take_words(self, row: row_kinds.Row) -> None:
        self._table.below += [cell for cell in self._part.grid.cells(row.row) if _is_words(cell)]

    def _take_status(self, row: row_kinds.Row) -> None:
        self._above = {}
        self._status = _cell_at(row, self._statuses.said[row.row])
        if self._statuses.is_outer and "kecamatan" not in self._header.fields:
            self._carried = self._title

    def _take_total(self, row: row_kinds.Row, label: tuple[int, str]) -> None:
        self._above = {}
        _count_groups(row, self._header)
        row.cells[LABEL] = _cell_at(row, label)
        self._table.totals.append(TableRow(row.row, row.cells))

    def _take_desa(self, row: row_kinds.Row) -> None:
        cells = row.cells
        filling.repeat_dittos(cells, self._above)
        filling.part_code(cells)
        self._place(row)
        if self._status is not None:
            cells["status"] = _lent(row, self._status)
        self._table.rows.append(TableRow(row.row, cells))
        self._table.tick_x += tuple(row.crosses)
        self._above = cells

    def _place(self, row: row_kinds.Row) -> None:
        """Give the row the kecamatan of its block, or the one that goes on from above; its own goes on below."""
        own = row.cells.get("kecamatan")
        if row.row in self._blocks:
            block = self._blocks[row.row]
            ref = f"{self._table.column_letters['kecamatan']}{row.row}"
            row.cells["kecamatan"] = Cell(ref, block.kind, block.text, block.ref if own is None else None)
        elif own is not None and own.text in row_kinds.DASHES:
            del row.cells["kecamatan"]
        elif own is not None:
            self._carried = own
        elif self._carried is not None:
            row.cells["kecamatan"] = _lent(row, self._carried, self._table.column_letters.get("kecamatan"))


def _cell_at(row: row_kinds.Row, words: tuple[int, str]) -> Cell:
    column, text = words
    return Cell(f"{column_letters(column)}{row.row}", "text", text)


def _lent(row: row_kinds.Row, cell: Cell, letters: str | None = None) -> Cell:
    """The cell of a row that a cell above lends its value, by default in the column of that."""
    return Cell(f"{letters or cell.ref.rstrip('0123456789')}{row.row}", cell.kind, cell.text, cell.ref)


def _is_of_desa(row: row_kinds.Row) -> bool:
    return row.is_data and not row_kinds.is_recap(row) and not row_kinds.is_remark(row)


def _count_groups(row: row_kinds.Row, header: Header) -> None:
    """Of a Jumlah row over columns of ticks keep how many have formed; a sum of years or dates says nothing."""
    for name, group in header.groups.items():
        counted = row.counted.pop(name, row.others)
        row.cells.pop(name, None)
        column = group.formed_column if group.kind == "ticks" else None
        if column is not None and column in counted:
            row.cells[name] = Cell(f"{column_letters(column)}{row.row}", *counted[column])


def _heading_above(grid: Grid, header: Header) -> Cell | None:
    """The nearest line above the header that is "Kecamatan" and a short name, as on a sheet of one kecamatan.

    A title that goes on ("Kecamatan se-Kabupaten …", "Kecamatan Manggar Tahun 2023") names none for sure.
    """
    for number in range(header.rows[0] - 1, grid.top - 1, -1):
        line = row_kinds.Row(number, {}, dict(grid.filled(number)))
        column, name = row_kinds.kecamatan_heading(line, header.fields, is_merged=False) or (0, "")
        if name and len(name.split()) <= _LONGEST_NAME and name.replace(" ", "").isalpha():
            return Cell(f"{column_letters(column)}{number}", "text", name)
    return None


def _merged_headings(grid: Grid, desa_column: int) -> set[int]:
    """Rows of which one merged cell covers three columns or more, the column of desa among them."""
    return {
        top
        for top, left, bottom, right in grid.merged
        if top == bottom and right - left >= 2 and left <= desa_column <= right
    }
