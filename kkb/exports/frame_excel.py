"""A table as an Excel workbook: what "Unduh Excel" under a figure gives."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.packaging.custom import BoolProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from kkb.narrative.tables import PERCENT_MARK
from kkb.schema import Presisi, Tanggal
from kkb.theme import LIGHT

SHEET_NAME = "Data"
SAMPLE_LINE = "DATA CONTOH: sebagian rekaan, bukan laporan resmi"

# Excel and its relatives take a text for a formula when it begins so.
_FORMULA_START = re.compile(r"[=+\-@\t\r]")
_DATE_FORMAT = "[$-421]d mmmm yyyy"
_WIDEST, _NARROWEST = 60, 9


def frame_to_xlsx(
    frame: pd.DataFrame, *, title: str, note: str, source: str, is_sample: bool = False, has_total: bool = False
) -> bytes:
    """The workbook of a frame whose columns are headers as officers read them, with units ("Sisa (desa)").

    Above the table stand title, note (what is measured) and source (day, filter, origin); the header is frozen.
    Numbers stay numbers. A `Tanggal` known to the day and a plain date become dates of Excel, a coarser one its words.
    Text is never a formula. A missing value is a blank cell. With `has_total` the last row is set apart.
    `is_sample` labels the sheet and gives the workbook the property `contoh`, by which the upload knows it again.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET_NAME
    lines = [title, note, source, *([SAMPLE_LINE] if is_sample else [])]
    for row, line in enumerate(lines, start=1):
        _write(sheet.cell(row, 1), line)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    if is_sample:
        sheet.cell(len(lines), 1).font = Font(bold=True)
    header_row = len(lines) + 2
    headers = [str(name) for name in frame.columns]
    for column, header in enumerate(headers, start=1):
        cell = sheet.cell(header_row, column)
        _write(cell, header)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=LIGHT.surface.removeprefix("#"))
        cell.border = Border(bottom=Side("thin"))
        is_number = pd.api.types.is_numeric_dtype(frame.dtypes.iloc[column - 1])
        cell.alignment = Alignment(horizontal="right" if is_number else "left", vertical="top", wrap_text=True)
    for row, values in enumerate(frame.itertuples(index=False, name=None), start=header_row + 1):
        for column, value in enumerate(values, start=1):
            _write(sheet.cell(row, column), value, is_percent=headers[column - 1].endswith(PERCENT_MARK))
    if has_total and len(frame):
        for column in range(1, len(headers) + 1):
            cell = sheet.cell(header_row + len(frame), column)
            cell.font, cell.border = Font(bold=True), Border(top=Side("thin"))
    sheet.freeze_panes = sheet.cell(header_row + 1, 1)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for column, header in enumerate(headers, start=1):
        longest = max([len(header), *(_length(value) for value in frame.iloc[:, column - 1])])
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    book.properties.title = _clean(title)
    book.properties.creator = "Pokja Kampung KB"
    if is_sample:
        book.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write(cell: Any, value: Any, *, is_percent: bool = False) -> None:
    """Put one value into its cell, each kind as what it is."""
    plain = _plain_value(value)
    if isinstance(plain, str):
        text = _clean(plain)
        cell.value = text
        cell.data_type = "s"
        # Keeps the text a text when somebody edits the cell later.
        cell.quotePrefix = bool(_FORMULA_START.match(text))
        if "\n" in text or len(text) > _WIDEST:
            cell.alignment = Alignment(vertical="top", wrap_text="\n" in text)
        return
    cell.value = plain
    if isinstance(plain, date):
        cell.number_format = _DATE_FORMAT
    elif is_percent:
        cell.number_format = "0.0"
    elif isinstance(plain, int):
        cell.number_format = "#,##0"


def _plain_value(value: Any) -> str | int | float | date | None:
    if isinstance(value, Tanggal):
        return value.first if value.presisi is Presisi.DAY else value.words()
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return int(value) if float(value).is_integer() else float(value)


def _clean(text: str) -> str:
    """Without control characters, which no workbook may hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _length(value: Any) -> int:
    plain = _plain_value(value)
    if plain is None:
        return 0
    # "10 September 2023" for every date: the widest in words.
    return 17 if isinstance(plain, date) else max((len(line) for line in str(plain).splitlines()), default=0)
