"""A new workbook with the faulty rows of a large one: what stands above the table, its header, and those rows.

In front of each row stand the sheet and the row it comes from. The sheet can be mended and uploaded like any recap:
its title still says for which day it speaks, and a kecamatan that was written once for many rows is written out.
"""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from python_calamine import CalamineWorkbook

from kkb.recap import Table
from kkb.schema import Tanggal
from kkb.workbook.addresses import column_letters, column_number, parse_address
from kkb.workbook.marking.marked_cells import put_marks
from kkb.workbook.marking.marks import Mark
from kkb.workbook.marking.problem_sheet import add_problem_sheet
from kkb.workbook.safe_text import write_text

FRONT = ("Lembar asal", "Baris asal")

_TITLE_ROWS = 30
_PARTIAL = (4, 7)
"""Letters of "2018" and "2018-05"."""


def write_faulty_rows(data: bytes, tables: Sequence[Table], marks: Sequence[Mark], *, left_off: int) -> bytes:
    """The new workbook as bytes, with a sheet for each that has marks, and the list of findings."""
    source = CalamineWorkbook.from_filelike(io.BytesIO(data))
    book = Workbook()
    book.remove(book.active)
    by_sheet: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.sheet is not None and mark.cell is not None and mark.sheet in source.sheet_names:
            by_sheet[mark.sheet].append(mark)
    places: dict[tuple[str, str], tuple[str, str]] = {}
    for name, found in by_sheet.items():
        values = source.get_sheet_by_name(name).to_python(skip_empty_area=False)
        _write_sheet(book.create_sheet(name), values, [t for t in tables if t.sheet == name], found, places)
    add_problem_sheet(book, marks, left_off=left_off, places=places)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_sheet(
    sheet: Any,
    values: Sequence[Sequence[Any]],
    tables: Sequence[Table],
    marks: Sequence[Mark],
    places: dict[tuple[str, str], tuple[str, str]],
) -> None:
    """Fill one sheet and mark it; `places` learns where each marked cell stands now."""
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
                _write_value(sheet.cell(row, column), text, is_header=True)
        elif number in faulty:
            write_text(sheet.cell(row, 1), sheet.title)
            sheet.cell(row, 2, number)
        line = dict(enumerate(values[number - 1] if number <= len(values) else (), start=1))
        for column, value in (line | as_read.get(number, {})).items():
            _write_value(sheet.cell(row, column + len(FRONT)), value, is_header=number in headers)
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


def _as_read(tables: Sequence[Table]) -> dict[int, dict[int, str]]:
    """Row → column → text where the cell alone does not say what was read: from another cell (a kecamatan written
    once), or a date of which the sheet shows the month or the year only."""
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for table in tables:
        for row in table.rows:
            for name, cell in row.cells.items():
                is_partial = cell.kind == "date" and len(cell.text) in _PARTIAL
                if name in table.column_letters and (cell.merged_from is not None or is_partial):
                    text = Tanggal.from_iso(cell.text).words() if is_partial else cell.text
                    texts[row.row][column_number(table.column_letters[name])] = text
    return texts


def _write_value(cell: Any, value: Any, *, is_header: bool) -> None:
    if isinstance(value, str):
        if value:
            write_text(cell, value)
    elif isinstance(value, float) and value.is_integer():
        cell.value = int(value)
    elif isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta | float | int | bool):
        cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = "dd/mm/yyyy"
    if is_header:
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
