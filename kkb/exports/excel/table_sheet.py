"""A table on a sheet of Excel: what it finds, what it measures and where it comes from above one frozen header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter

from kkb.exports.excel.cells import LINE_HEIGHT, WIDEST, CellWriter, lines_in, shown_length, write_with
from kkb.narrative.tables import PERCENT_MARK
from kkb.theme import LIGHT
from kkb.workbook.safe_text import write_text
from kkb.workbook.template.workbook import SAMPLE_LINE

_NARROWEST = 9
_FEW_COLUMNS = 8
"""Beyond these a long text leaves its room to the others, lest the print be too small to read."""

_LONGEST_FOOT = 100
"""Letters of a line at the foot of a page; Excel holds 255 for all three."""


def write_table(
    sheet: Any,
    frame: pd.DataFrame,
    *,
    title: str,
    note: str,
    source: str,
    is_sample: bool = False,
    has_total: bool = False,
) -> None:
    """Write a frame whose columns are headers as officers read them, with units ("Sisa (desa)").

    Above the table stand title, note (what is measured) and source (day, filter, origin). With `has_total` the last row
    is set apart. A missing value is a blank cell.
    """
    lines = [title, note, source, *([SAMPLE_LINE] if is_sample else [])]
    writer = CellWriter()
    for row, line in enumerate(lines, start=1):
        writer.put(sheet.cell(row, 1), line)
        sheet.cell(row, 1).font = write_with(bold=row == 1 or line == SAMPLE_LINE, size=14 if row == 1 else 11)
    header_row = len(lines) + 2
    widest = WIDEST if len(frame.columns) <= _FEW_COLUMNS else WIDEST // 2
    widths = [_width(frame, place, widest) for place in range(len(frame.columns))]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    _write_header(sheet, header_row, frame, widths, writer)
    _write_rows(sheet, header_row + 1, frame, widths, writer)
    if has_total and len(frame):
        for column in range(1, len(frame.columns) + 1):
            cell = sheet.cell(header_row + len(frame), column)
            cell.font, cell.border = write_with(bold=True), Border(top=Side("thin"))
    sheet.freeze_panes = sheet.cell(header_row + 1, 1)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    set_page(sheet, is_sample=is_sample)


def set_page(sheet: Any, *, is_sample: bool, foot: str = "") -> None:
    """A4 across, as wide as the page; at its foot a line of one's own, the mark of samples, and page x of y."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.5, 0.7
    # "&" begins a command at the foot of a page.
    sheet.oddFooter.left.text = foot[:_LONGEST_FOOT].replace("&", "&&") or None
    sheet.oddFooter.center.text = SAMPLE_LINE if is_sample else None
    sheet.oddFooter.right.text = "Halaman &P dari &N"


def _width(frame: pd.DataFrame, place: int, widest: int) -> int:
    """Letters of a column: as wide as its longest value, or the longest word of its header."""
    words = str(frame.columns[place]).split()
    longest = max([0, *map(len, words), *(shown_length(value) for value in frame.iloc[:, place])])
    return min(max(longest + 3, _NARROWEST), widest)


def _write_header(sheet: Any, row: int, frame: pd.DataFrame, widths: Sequence[int], writer: CellWriter) -> None:
    lines = 1
    for place, (name, width) in enumerate(zip(frame.columns, widths, strict=True)):
        cell = sheet.cell(row, place + 1)
        is_number = pd.api.types.is_numeric_dtype(frame.dtypes.iloc[place])
        writer.dress(cell, ("header", is_number), _dress_number_header if is_number else _dress_header)
        write_text(cell, str(name))
        lines = max(lines, lines_in(str(name), width - is_number))
    sheet.row_dimensions[row].height = LINE_HEIGHT * lines + 2


def _dress_header(cell: Any) -> None:
    cell.font = write_with(bold=True)
    cell.fill = PatternFill("solid", fgColor=LIGHT.surface.removeprefix("#"))
    cell.border = Border(bottom=Side("thin"))
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)


def _dress_number_header(cell: Any) -> None:
    _dress_header(cell)
    cell.alignment = Alignment(horizontal="right", vertical="top", wrap_text=True, indent=1)


def _write_rows(sheet: Any, first_row: int, frame: pd.DataFrame, widths: Sequence[int], writer: CellWriter) -> None:
    is_percent = [str(name).endswith(PERCENT_MARK) for name in frame.columns]
    for row, values in enumerate(frame.itertuples(index=False, name=None), start=first_row):
        lines = 1
        for place, value in enumerate(values):
            cell = sheet.cell(row, place + 1)
            writer.put(cell, value, is_percent=is_percent[place])
            if isinstance(value, str):
                is_long = len(value) >= widths[place] or "\n" in value
                writer.dress(cell, ("text", is_long, bool(cell.quotePrefix)), _dress_long if is_long else _dress_text)
                lines = max(lines, lines_in(value, widths[place])) if is_long else lines
        if lines > 1:
            # Not every program finds the height of a wrapped row by itself.
            sheet.row_dimensions[row].height = LINE_HEIGHT * lines


def _dress_text(cell: Any) -> None:
    cell.alignment = Alignment(vertical="top")


def _dress_long(cell: Any) -> None:
    cell.alignment = Alignment(vertical="top", wrap_text=True)
