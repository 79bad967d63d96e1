"""Read the tables of a sheet: recaps of status, and those beside them (komitmen, langkah, kegiatan, evaluasi).

Nothing is interpreted here, and nothing is dropped in silence: a row with a name of a desa, a status or a date is a
data row, and the checks say what is wrong with it. Only rows that are surely something else (numbering, heading,
total, signature) are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kkb.recap import Cell, Table
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Grid
from kkb.workbook.rows import row_kinds
from kkb.workbook.rows.cell_formats import note_formats
from kkb.workbook.rows.programme_rows import ProgrammeJudge
from kkb.workbook.rows.read_rows import rows_below
from kkb.workbook.rows.recap_rows import RecapJudge
from kkb.workbook.rows.row_kinds import Row, end_of_table
from kkb.workbook.rows.sorting import Sorter
from kkb.workbook.rows.status_headings import TITLE
from kkb.workbook.rows.subjects import find_elsewhere
from kkb.workbook.tables.column_choice import settle_columns
from kkb.workbook.tables.groups import parts_marks
from kkb.workbook.tables.header_search import Header, best_header
from kkb.workbook.tables.headers import field_named, period_of, year_of
from kkb.workbook.tables.ladders import Ladder
from kkb.workbook.tables.parts import Part, find_parts
from kkb.workbook.tables.programme_columns import SUBJECTS
from kkb.workbook.tables.programme_header import find_programme_header, header_below
from kkb.workbook.tables.recap_header import LIST, find_header
from kkb.workbook.tables.spare_columns import find_spare
from kkb.workbook.tables.unread_columns import find_unread

_MOST_TABLES = 50
"""Tables of a sheet of the programme: what stands below the last of them counts as its rows, and the checks say what is
wrong."""

_FEWEST_ROWS = 2
"""Desa below a header that says nothing of them: a word for desa may stand alone in any text."""

_WIDEST = 256
"""Columns of a sheet of the programme that are looked at."""


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
    return _numbered(read)


def _tells_status(table: Table) -> bool:
    return "status" in table.columns or bool(table.ticks) or bool(table.year_columns)


def _until_next(grid: Grid, first: int, table: Table, tables: list[Table]) -> Grid:
    """The rows from `first` to before the header of the table that stands below this one."""
    below = [one.header_rows[0] for one in tables if one.header_rows[0] > table.header_rows[-1]]
    return grid.part(first_row=first, last_row=min(below, default=grid.bottom + 1) - 1)


def _numbered(tables: list[Table]) -> list[Table]:
    for part, table in enumerate(tables):
        table.part = part
    return tables


def find_tables(grid: Grid) -> list[Table]:
    """The recaps of status of a sheet, in reading order; none if no row names a column of desa and one of status, date
    or SK.

    Kecamatan is carried down over blank and merged cells, and from heading rows ("Kecamatan Manggar"); the status from
    heading rows too ("A. SUDAH TERBENTUK"), where no column has it.
    """
    tables: list[Table] = []
    for part in find_parts(grid):
        header = find_header(part.grid)
        if header is not None:
            tables += (_read_recap(part, *settled) for settled in _settle(part, header))
    return _numbered(tables)


def bare_tables_of_sheet(grid: Grid) -> list[Table]:
    """The table of desa whose header says no status, date or SK, where a column that nobody knows may be one."""
    header = best_header(grid, (LIST,))
    if header is None:
        return []
    part = Part(grid)
    table = _read_recap(part, header, _own_rows(part, header))
    return [table] if len(table.rows) >= _FEWEST_ROWS and table.spare else []


def _own_rows(part: Part, header: Header) -> list[Row]:
    rows = list(rows_below(part.grid, header))
    return rows[: end_of_table(rows, row_kinds.is_evident)]


def find_programme_tables(grid: Grid) -> list[Table]:
    """The tables of one of the four sheets; [] if the sheet is none of them.

    Where the header stands once more with the same columns, the table goes on; with others, another one begins, and it
    may be one of another kind.
    """
    tables: list[Table] = []
    grid = grid.part(first_row=grid.top, last_row=grid.bottom, last_column=grid.left + _WIDEST - 1)
    header = find_programme_header(grid)
    first = grid.top
    while header is not None:
        rows, following = _rows_until_header(grid, header, may_end=len(tables) + 1 < _MOST_TABLES)
        last = following.rows[0] - 1 if following is not None else grid.bottom
        tables.append(_read_programme(Part(grid.part(first_row=first, last_row=last)), header, rows))
        first, header = last + 1, following
    return _numbered(tables)


def _rows_until_header(grid: Grid, header: Header, *, may_end: bool) -> tuple[list[Row], Header | None]:
    """The rows below a header, down to the header of another table, and that: words only, one of them that of desa."""
    subjects = {header.texts[column] for name, column in header.fields.items() if may_end and name in SUBJECTS}
    rows: list[Row] = []
    for row in rows_below(grid, header):
        if row.has_only_words and not subjects.isdisjoint(row.texts()):
            following = header_below(grid, row.row, header)
            if following is not None:
                return rows, following
        rows.append(row)
    return rows, None


def _read_programme(part: Part, header: Header, rows: list[Row]) -> Table:
    judge = ProgrammeJudge(header.fields)
    own = rows[: end_of_table(rows, judge.is_evident, ends_at_remark=True)]
    table = _make_table(part, header)
    Sorter(table, part.grid, header, judge).sort(own)
    _finish(table, part, header, own)
    return table


def _settle(part: Part, header: Header) -> Iterator[tuple[Header, list[Row]]]:
    """The headers that the columns settle, each with the rows of its table."""
    rows = list(rows_below(part.grid, header))
    fields = list(header.fields.items())
    own = rows[: end_of_table(rows, row_kinds.is_evident)]
    settled = settle_columns(part.grid, header, [row for row in own if row.row not in part.titles])
    if len(settled) == 1 and not settled[0].groups and list(settled[0].fields.items()) == fields:
        yield settled[0], own  # As nearly always; a large table is not gone through twice.
        return
    for one in settled:
        yield one, _own_rows(part, one)


def _read_recap(part: Part, header: Header, rows: list[Row]) -> Table:
    header.fields = dict(sorted(header.fields.items(), key=lambda item: item[1]))
    table = _make_table(part, header)
    for name, group in header.groups.items():
        if name == "status" and group.kind == "ticks":
            table.ticks = {column_letters(column): text for column, text in sorted(group.columns.items())}
            table.is_ladder = isinstance(group, Ladder)
        elif group.kind == "years":
            table.year_columns = tuple(header.texts[column] for column in sorted(group.columns))
        if name == "status" and group.header:
            table.above += _period_cell(header, min(group.columns))
    has_status = "status" in header.fields and "status" not in header.groups
    if has_status:
        table.above += _period_cell(header, header.fields["status"])
    if (others := find_elsewhere(header, rows)) is not None:
        part.elsewhere = others.rows
        table.elsewhere, table.rows_elsewhere = (others.title, *others.words), len(others.rows)
    judge = RecapJudge(part, header, rows)
    if judge.says_status:
        table.columns["status"] = TITLE
    Sorter(table, part.grid, header, judge).sort(rows)
    if has_status:
        told = (row.cells["status"] for row in table.rows if "status" in row.cells)
        table.crosses_say_no = parts_marks((cell.kind, cell.text) for cell in told)
    if table.extra_columns:
        table.unread_columns = find_unread(header, rows, table.rows)
    table.spare = find_spare(part.grid, header, table)
    _finish(table, part, header, rows)
    return table


def _make_table(part: Part, header: Header) -> Table:
    """The table of a header without its rows."""
    # A second running number is none that anybody misses.
    extra = {
        column: text
        for column, text in header.texts.items()
        if column not in header.columns and text and field_named(text) != "no"
    }
    return Table(
        sheet=part.grid.sheet,
        header_rows=header.rows,
        columns={name: _title(header, name) for name in header.fields},
        column_letters={name: column_letters(column) for name, column in header.fields.items()},
        extra_columns=tuple(extra.values()),
        extra_cells=_header_cells(part.grid, header, extra),
        above=[*part.above, *_words_in(part.grid, part.grid.top, header.rows[0])],
        lembar=header.lembar,
        period=header.period,
    )


def _finish(table: Table, part: Part, header: Header, rows: list[Row]) -> None:
    """Put into a table with its rows what stands below them, and what is hidden, computed, or said without words."""
    grid = part.grid
    last_row = rows[-1].row if rows else header.rows[-1]
    table.below += [*_words_in(grid, last_row + 1, grid.bottom + 1), *part.below]
    note_formats(table, grid, header)
    table.hidden_rows = tuple(row.row for row in table.rows if row.row in grid.hidden_rows)
    table.hidden_columns = tuple(table.columns[name] for name, column in header.fields.items() if grid.hides(column))


def _title(header: Header, name: str) -> str:
    """The header of a field; of one that stands in several columns all of them, or what they stand under."""
    group = header.groups.get(name)
    if group is None:
        text = header.texts[header.fields[name]]
        return text.rstrip(" *") or text  # The template has a star behind a column that must be filled.
    if isinstance(group, Ladder):
        return " | ".join(header.own[column] for column in sorted(group.columns))
    if group.kind == "ticks" or not group.header:
        return " | ".join(group.columns[column] for column in sorted(group.columns))
    return group.header


def _header_cells(grid: Grid, header: Header, columns: Iterable[int]) -> tuple[str, ...]:
    """The addresses of headers: where there are several rows of the lowest one that is filled."""
    own = {column: row for row in header.rows for column, _ in grid.filled(row)}
    return tuple(f"{column_letters(column)}{own.get(column, header.rows[0])}" for column in columns)


def _period_cell(header: Header, column: int) -> list[Cell]:
    """The header of a status that says for when it speaks, as one more text above the table."""
    text = header.texts[column]
    if year_of(text) is not None:
        text = f"Tahun {year_of(text)}"
    return [Cell(f"{column_letters(column)}{header.rows[-1]}", "text", text)] if period_of(text) else []


def _words_in(grid: Grid, first: int, end: int) -> list[Cell]:
    """The words and days in the rows from `first` to before `end`."""
    return [cell for row in range(first, end) for cell in grid.words(row)]
