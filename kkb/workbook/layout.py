"""Find the table of desa in a grid: its header, its rows, its totals, and what stands above and below.

Nothing is dropped in silence: a row with a name of a desa, a status or a date is a data row, and the checks say
what is wrong with it. Only rows that are surely something else (numbering, heading, total, signature) are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kkb.recap import Cell, Table, TableRow
from kkb.workbook import row_kinds
from kkb.workbook.grid import Described, Grid, describe
from kkb.workbook.headers import fold_space, recognise
from kkb.workbook.model import LABEL
from kkb.workbook.sheet_scan import column_letters

HEADER_WITHIN_ROWS = 30
_PROOF = ("status", "tanggal", "no_sk", "tanggal_pencanangan")
_WIDEST_SPAN = 50
"""Columns one upper header text may stand over; a merged range wider than this is decoration."""

_LONGEST_NAME = 2
"""Words in the longest name of a kecamatan (Simpang Renggiang)."""


@dataclass(slots=True)
class _Header:
    """`fields` maps field → column, `texts` column → header text."""

    rows: tuple[int, ...]
    fields: dict[str, int]
    texts: dict[int, str]


def find_table(grid: Grid) -> Table | None:
    """The table of a sheet; None if no row names a column of desa and one of status, date or SK.

    Kecamatan is carried down over blank and merged cells, and from heading rows ("Kecamatan Manggar").
    """
    header = _find_header(grid)
    if header is None:
        return None
    fields = header.fields
    table = Table(
        sheet=grid.sheet,
        header_rows=header.rows,
        columns={name: header.texts[column] for name, column in fields.items()},
        column_letters={name: column_letters(column) for name, column in fields.items()},
        extra_columns=tuple(text for column, text in header.texts.items() if column not in fields.values()),
        above=[cell for row in range(grid.top, header.rows[0]) for cell in grid.cells(row) if _is_words(cell)],
    )
    rows = list(_rows_below(grid, header))
    end = row_kinds.end_of_table(rows)
    _sort_rows(grid, header, rows[:end], table)
    last_row = rows[end - 1].row if end else header.rows[-1]
    table.below += [cell for row in range(last_row + 1, grid.bottom + 1) for cell in grid.cells(row)]
    table.hidden_rows = tuple(row.row for row in table.rows if row.row in grid.hidden_rows)
    return table


def _is_words(cell: Cell) -> bool:
    return cell.kind in ("text", "date")


def _find_header(grid: Grid) -> _Header | None:
    """The row, or pair of rows, that names most fields; the earliest of equals, a pair before its upper row."""
    spans = _header_spans(grid)
    best: _Header | None = None
    for row in range(grid.top, min(grid.top + HEADER_WITHIN_ROWS, grid.bottom + 1)):
        texts = {column: fold_space(text) for column, (kind, text) in grid.filled(row) if kind == "text"}
        single = _judge((row,), texts)
        pair = _judge_pair(grid, row, texts, spans)
        for header in (pair, single):
            if header is not None and (best is None or len(header.fields) > len(best.fields)):
                best = header
    return best


def _header_spans(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, column) of a merged range's top left cell → (last row, last column), in the rows of a header."""
    last = grid.top + HEADER_WITHIN_ROWS
    return {(top, left): (bottom, right) for top, left, bottom, right in grid.merged if top <= last}


def _judge(rows: tuple[int, ...], texts: dict[int, str]) -> _Header | None:
    """The header that `texts` make: per field the most specific column, then the leftmost."""
    best: dict[str, tuple[int, int]] = {}
    for column in sorted(texts):
        verdict = recognise(texts[column])
        if verdict is not None and verdict[1] > best.get(verdict[0], (0, 0))[0]:
            best[verdict[0]] = (verdict[1], column)
    fields = {name: column for name, (_, column) in sorted(best.items(), key=lambda item: item[1][1])}
    if "desa" not in fields or not any(name in fields for name in _PROOF):
        return None
    return _Header(rows, fields, dict(sorted(texts.items())))


def _judge_pair(
    grid: Grid, row: int, upper: dict[int, str], spans: dict[tuple[int, int], tuple[int, int]]
) -> _Header | None:
    """The header of two rows that begins at `row`, if the second row is one: "SK Pokja" over "Nomor", "Tanggal".

    The second row must be words only, stand under words, and leave the columns it does not divide as they are;
    otherwise it is the first row of data.
    """
    lower = dict(grid.filled(row + 1))
    if not lower or not upper or any(kind != "text" for kind, _ in lower.values()) or _is_title(upper, lower):
        return None
    spread: dict[int, str] = {}
    alone: set[int] = set()
    for column, text in upper.items():
        last_row, last_column = spans.get((row, column), (row, column))
        if last_row > row + 1:
            return None
        for covered in range(column, min(last_column, column + _WIDEST_SPAN) + 1):
            spread[covered] = text
        if last_column == column:
            alone.add(column)
    # An upper text over several columns names those that have a lower text, and its own first one.
    joined = {column: text for column, text in spread.items() if column in lower or column in upper}
    inherited = ""
    for column in sorted(lower):
        text = lower[column][1]
        if column in spread:
            inherited = spread[column]
            joined[column] = fold_space(f"{inherited} {text}")
        else:
            # Centred over its columns without merging them, the upper text stands over the first one only:
            # "SK Pokja" over "Nomor" means the "Tanggal" beside it too.
            inherited = inherited if column - 1 in lower else ""
            whole = fold_space(f"{inherited} {text}")
            joined[column] = whole if recognise(whole) is not None else fold_space(text)
    divided = [recognise(joined[column]) is not None for column in lower if column in spread]
    spoilt = [
        column for column in lower if column in alone and recognise(upper[column]) and not recognise(joined[column])
    ]
    return _judge((row, row + 1), joined) if any(divided) and not spoilt else None


def _is_title(upper: dict[int, str], lower: dict[int, Described]) -> bool:
    """True for one text above a column that needs none: "Keadaan per 10 Mei 2023" right above "Status"."""
    ((column, text), *others) = upper.items()
    own = recognise(lower[column][1]) if column in lower else None
    above = recognise(text)
    return not others and own is not None and above is not None and own[0] == above[0]


def _rows_below(grid: Grid, header: _Header) -> Iterator[row_kinds.Row]:
    """Every row below the header with its filled cells; a numbering row right below is left out."""
    places = [(name, column - grid.left, column_letters(column)) for name, column in header.fields.items()]
    width = max(map(len, grid.values), default=0)
    rest = [x for x in range(width) if x + grid.left not in header.fields.values()]
    is_first = True
    for number in range(header.rows[-1] + 1, grid.bottom + 1):
        values = grid.values[number - grid.top]
        cells: dict[str, Cell] = {}
        for name, x, letters in places:
            if x < len(values) and (value := values[x]) != "" and (described := describe(value)) is not None:
                cells[name] = Cell(f"{letters}{number}", *described)
        row = row_kinds.Row(number, cells)
        for x in rest:
            if x < len(values) and (value := values[x]) != "" and (described := describe(value)) is not None:
                row.others[x + grid.left] = described
        if is_first and not row.is_blank:
            is_first = False
            if row_kinds.is_numbering(row):
                continue
        yield row


def _sort_rows(grid: Grid, header: _Header, rows: list[row_kinds.Row], table: Table) -> None:
    """Put the rows of the table where they belong and carry the kecamatan down."""
    letters = table.column_letters
    desa_column = header.fields["desa"]
    headings = _merged_headings(grid, desa_column)
    printed = [_as_printed(grid, number) for number in header.rows]
    repeated = 0
    carried = None if "kecamatan" in header.fields else _heading_above(grid, header)
    for row in rows:
        if row.is_blank:
            continue
        cells = row.cells
        # `repeated`: how many rows of a header printed again stand right above this one.
        if _repeats_header(row, header, printed, repeated):
            repeated += 1
            table.below += [cell for cell in grid.cells(row.row) if _is_words(cell)]
            continue
        is_below_header, repeated = repeated > 0, 0
        if is_below_header and row_kinds.is_numbering(row):
            continue
        label = row_kinds.total_label(row, header.fields)
        if label is not None:
            column, text = label
            cells[LABEL] = Cell(f"{column_letters(column)}{row.row}", "text", text)
            table.totals.append(TableRow(row.row, cells))
            continue
        heading = row_kinds.kecamatan_heading(row, header.fields, is_merged=row.row in headings)
        if heading is not None:
            column, text = heading
            carried = Cell(f"{column_letters(column)}{row.row}", "text", text)
        elif row.is_data and not row_kinds.is_recap(row):
            own = cells.get("kecamatan")
            if own is not None:
                carried = own
            elif carried is not None:
                letter = letters.get("kecamatan") or carried.ref.rstrip("0123456789")
                cells["kecamatan"] = Cell(f"{letter}{row.row}", carried.kind, carried.text, carried.ref)
            table.rows.append(TableRow(row.row, cells))
        else:
            table.below += [cell for cell in grid.cells(row.row) if _is_words(cell)]


def _heading_above(grid: Grid, header: _Header) -> Cell | None:
    """The nearest line above the header that is "Kecamatan" and a short name, as on a sheet of one kecamatan.

    A title that goes on ("Kecamatan se-Kabupaten …", "Kecamatan Manggar Tahun 2023") names none for sure.
    """
    for number in range(header.rows[0] - 1, grid.top - 1, -1):
        line = row_kinds.Row(number, {}, dict(grid.filled(number)))
        column, name = row_kinds.kecamatan_heading(line, header.fields, is_merged=False) or (0, "")
        if name and len(name.split()) <= _LONGEST_NAME and name.replace(" ", "").isalpha():
            return Cell(f"{column_letters(column)}{number}", "text", name)
    return None


def _as_compared(text: str) -> str:
    """A header's text as it is compared with a row that may repeat it."""
    return fold_space(text).casefold()


def _as_printed(grid: Grid, number: int) -> dict[int, str]:
    """Column → text of one row of the header as it is compared."""
    return {column: _as_compared(text) for column, (_, text) in grid.filled(number)}


def _repeats_header(row: row_kinds.Row, header: _Header, printed: list[dict[int, str]], repeated: int) -> bool:
    """True if the row is the header once more, as on each printed page, or its next row after `repeated` of them.

    The lower row of a header may hold few words ("Nomor", "Tanggal"), so it only counts right below the upper one.
    """
    if repeated >= len(printed) or (not repeated and len(row.cells) < 2):
        return False
    texts = {header.fields[name]: _as_compared(cell.text) for name, cell in row.cells.items()}
    return bool(texts or row.others) and all(text == printed[repeated].get(column) for column, text in texts.items())


def _merged_headings(grid: Grid, desa_column: int) -> set[int]:
    """Rows of which one merged cell covers three columns or more, the column of desa among them."""
    return {
        top
        for top, left, bottom, right in grid.merged
        if top == bottom and right - left >= 2 and left <= desa_column <= right
    }
