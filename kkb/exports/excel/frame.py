"""A table as an Excel workbook: what "Unduh Excel" under a figure gives."""

from __future__ import annotations

import pandas as pd
from openpyxl import Workbook

from kkb.exports.excel.cells import save_book
from kkb.exports.excel.table_sheet import write_table

SHEET_NAME = "Data"


def frame_to_xlsx(
    frame: pd.DataFrame, *, title: str, note: str, source: str, is_sample: bool = False, has_total: bool = False
) -> bytes:
    """The workbook of a frame whose columns are headers as officers read them, with units ("Sisa (desa)").

    Title, note (what is measured) and source (day, filter, origin) stand above the table. `is_sample` labels the sheet
    and gives the workbook the property `contoh`, by which the upload knows it again.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET_NAME
    write_table(sheet, frame, title=title, note=note, source=source, is_sample=is_sample, has_total=has_total)
    return save_book(book, title=title, is_sample=is_sample)
