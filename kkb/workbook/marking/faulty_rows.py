"""A new workbook with the faulty rows of a large one: what stands above the table, its header, and those rows.

In front of each row stand the sheet and the row it comes from. The sheet can be mended and uploaded like any recap:
its title still says for which day it speaks, and a kecamatan that was written once for many rows is written out.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from kkb.recap import Table
from kkb.workbook.addresses import column_letters, column_number, parse_address
from kkb.workbook.formats.as_xlsx import write_value
from kkb.workbook.grid import Described, Grid, Value
from kkb.workbook.marking.marked_cells import put_marks
from kkb.workbook.marking.marks import Mark
from kkb.workbook.marking.problem_sheet import add_problem_sheet
from kkb.workbook.safe_text import write_text
from kkb.workbook.tables.layout import bare_tables_of_sheet, tables_of_sheet

FRONT = ("Lembar asal", "Baris asal")

_TITLE_ROWS = 30


def write_faulty_rows(grids: Sequence[Grid], marks: Sequence[Mark], *, left_off: int) -> bytes:
    """The new workbook as bytes, with a sheet for each of `grids` that has marks, and the list of findings."""
    book = Workbook()
    book.remove(book.active)
    places: dict[tuple[str, str], tuple[str, str]] = {}
    for grid in grids:
        if own := [mark for mark in marks if mark.sheet == grid.sheet and mark.cell is not None]:
            _write_sheet(book.create_sheet(grid.sheet), grid, own, places)
    add_problem_sheet(book, marks, left_off=left_off, places=places)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_sheet(sheet: Any, grid: Grid, marks: Sequence[Mark], places: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Fill one sheet and mark it; `places` learns where each marked cell stands now."""
    tables = tables_of_sheet(grid) or bare_tables_of_sheet(grid)
    headers = sorted({row for table in tables for row in table.header_rows})
    above = range(max(1, headers[0] - _TITLE_ROWS), headers[0]) if headers else range(0)
    at = [(mark, *parse_address(mark.cell or "")) for mark in marks]
    faulty = {number for _, number, _ in at} - {*above, *headers}
    as_read = _as_read(tables)
    place_of: dict[int, int] = {}
    for number in (*above, *sorted({*headers, *faulty})):
        row = place_of[number] = len(place_of) + 1
        if number in headers and number + 1 not in headers:
            for column, text in enumerate(FRONT, start=1):
                _write(sheet.cell(row, column), text, is_header=True)
        elif number in faulty:
            write_text(sheet.cell(row, 1), sheet.title)
            sheet.cell(row, 2, number)
        line = grid.values[number - grid.top] if grid.top <= number <= grid.bottom else []
        for column, value in (dict(enumerate(line, start=grid.left)) | as_read.get(number, {})).items():
            _write(sheet.cell(row, column + len(FRONT)), value, is_header=number in headers)
    moved = []
    for mark, number, column in at:
        if number in place_of:
            address = f"{column_letters(column + len(FRONT))}{place_of[number]}"
            places[mark.sheet or "", mark.cell or ""] = (sheet.title, address)
            moved.append(replace(mark, cell=address))
    put_marks(sheet, moved)
    if headers:
        sheet.freeze_panes = sheet.cell(place_of[headers[-1]] + 1, 1)
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[column_letters(column)].width = 20


def _as_read(tables: Sequence[Table]) -> dict[int, dict[int, Described]]:
    """Row → column → what was read from another cell: a kecamatan written once."""
    lent: dict[int, dict[int, Described]] = defaultdict(dict)
    for table in tables:
        for row in table.rows:
            for name, cell in row.cells.items():
                if name in table.column_letters and cell.merged_from is not None:
                    lent[row.row][column_number(table.column_letters[name])] = cell.kind, cell.text
    return lent


def _write(cell: Any, value: Value, *, is_header: bool) -> None:
    if value is not None and value != "":
        write_value(cell, value)
    if is_header:
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
