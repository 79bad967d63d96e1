"""A workbook of Excel made of what was read from another format, every value at its address: a file to be marked."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from kkb.schema import Tanggal
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Described, Grid, Value
from kkb.workbook.safe_text import write_text

_WIDTH = 20
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff]")
_PARTIAL = (len("2018"), len("2018-05"))


def sheet_names(names: Iterable[str]) -> dict[str, str]:
    """Name of a sheet in another format → the name it can have in Excel, which may be shorter, and has no "/"."""
    found: dict[str, str] = {}
    for name in names:
        plain = _NOT_IN_NAMES.sub("_", name).strip("'")[:_LONGEST_NAME] or "Lembar"
        taken = {other.casefold() for other in found.values()}
        number = 2
        candidate = plain
        while candidate.casefold() in taken:
            ending = f"_{number}"
            candidate, number = plain[: _LONGEST_NAME - len(ending)] + ending, number + 1
        found[name] = candidate
    return found


def write_as_xlsx(grids: Sequence[Grid], *, is_sample: bool) -> bytes:
    """The workbook as bytes. The sheets have names that Excel allows (`sheet_names`).

    Read again it says the same, except that formulas have become their results. Merged ranges, hidden rows and hidden
    columns are kept; a date that was shown in part is written in words.
    """
    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        _fill(book.create_sheet(grid.sheet), grid)
    if is_sample:
        from openpyxl.packaging.custom import BoolProperty

        book.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, grid: Grid) -> None:
    width = 0
    for y, line in enumerate(grid.values):
        width = max(width, len(line))
        for x, value in enumerate(line):
            if value is not None and value != "":
                write_value(sheet.cell(grid.top + y, grid.left + x), value)
    for top, left, bottom, right in grid.merged:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for column in range(grid.left, grid.left + width):
        dimension = sheet.column_dimensions[column_letters(column)]
        dimension.width, dimension.hidden = _WIDTH, grid.hides(column)
    for row in grid.hidden_rows:
        sheet.row_dimensions[row].hidden = True


def write_value(cell: Any, value: Value) -> None:
    """Write a value of a grid into a cell of openpyxl, so that it is read again as the same."""
    if isinstance(value, tuple):
        _write_described(cell, value)
    elif isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = "dd/mm/yyyy"


def _write_described(cell: Any, described: Described) -> None:
    kind, text = described
    if kind == "error":
        cell.value, cell.data_type = text, "e"
    elif kind == "no_cache":
        cell.value = "=NA()"  # A formula without a result, as it was.
    elif kind == "date" and len(text) in _PARTIAL:
        write_text(cell, Tanggal.from_iso(text).words())
    else:
        write_text(cell, text)
