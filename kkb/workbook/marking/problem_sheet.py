"""The sheet "Masalah" of a marked workbook: one line a finding, each with a way to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from kkb.problems import SEVERITY_WORDS, shorten
from kkb.workbook.marking.marked_cells import FILLS
from kkb.workbook.marking.marks import Mark
from kkb.workbook.own_sheets import PROBLEMS_NAME, claim_sheet, is_claimed, quote_sheet
from kkb.workbook.safe_text import write_text

TITLE = "Masalah"
HEADERS = ("Bobot", "Tempat", "Kolom", "Isi sekarang", "Masalah", "Usul")
FIRST_LINE = (
    "Daftar ini dibuat program saat berkas diperiksa. Perbaiki selnya, lalu unggah lagi berkas ini; lembar ini tidak "
    "ikut dibaca dan boleh dihapus."
)
HEADER_ROW = 3

_WIDTHS = (11, 18, 24, 28, 80, 26)
_PLACE = 2
_TOP = Alignment(vertical="top", wrap_text=True)
_LONGEST_VALUE = 300
_LINE_PT = 15

Places = Mapping[tuple[str, str], tuple[str, str]]
"""(sheet, cell) as a finding names it → where that cell stands in this workbook."""


def remove_problem_sheets(book: Any) -> None:
    """Take our sheets of an earlier time out of a workbook of openpyxl."""
    for sheet in list(book.worksheets):
        if is_claimed(sheet, PROBLEMS_NAME):
            book.remove(sheet)


def add_problem_sheet(book: Any, marks: Sequence[Mark], *, left_off: int, places: Places | None = None) -> None:
    """Put the list behind all other sheets. `left_off`: how many findings are not among `marks`."""
    sheet = book.create_sheet(_free_title(book))
    claim_sheet(sheet, PROBLEMS_NAME)
    write_text(sheet.cell(1, 1), FIRST_LINE)
    for column, (header, width) in enumerate(zip(HEADERS, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(HEADER_ROW, column, header)
        cell.font, cell.fill, cell.alignment = Font(bold=True), PatternFill("solid", fgColor="FFE6E9EC"), _TOP
        sheet.column_dimensions[cell.column_letter].width = width
    style = _line_style(sheet)
    for row, mark in enumerate(marks, start=HEADER_ROW + 1):
        _write_mark(sheet, row, mark, places, style)
    last_row = HEADER_ROW + len(marks)
    if left_off:
        write_text(sheet.cell(last_row + 2, 1), f"Masih ada {left_off} temuan lain yang tidak dimuat di sini.")
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{sheet.cell(max(last_row, HEADER_ROW), len(HEADERS)).coordinate}"
    sheet.sheet_properties.tabColor = FILLS[next(iter(FILLS))]
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _line_style(sheet: Any) -> Any:
    """The style of a plain cell of the list, found once: openpyxl takes its time to look one up for each cell."""
    cell = sheet.cell(HEADER_ROW + 1, 1)
    cell.alignment = _TOP
    return cell._style


def _write_mark(sheet: Any, row: int, mark: Mark, places: Places | None, style: Any) -> None:
    place = f"{mark.sheet}!{mark.cell}" if mark.sheet and mark.cell else mark.sheet or "seluruh berkas"
    value = shorten(mark.value, _LONGEST_VALUE)
    texts = (SEVERITY_WORDS[mark.severity], place, mark.column, value, mark.message, mark.suggestion)
    for column, text in enumerate(texts, start=1):
        if text:
            cell = sheet.cell(row, column)
            cell._style = copy(style)
            write_text(cell, text)
    fill = FILLS.get(mark.severity)
    if fill is not None:
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=fill)
    if mark.sheet and mark.cell:
        target, address = (places or {}).get((mark.sheet, mark.cell), (mark.sheet, mark.cell))
        if target in sheet.parent.sheetnames:
            cell = sheet.cell(row, _PLACE)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheet(target)}!{address}")
            cell.font = Font(color="FF0563C1", underline="single")
    # A row whose height nobody set is fitted to wrapped text by some programs only.
    lines = max(-(-len(text or "") // width) for text, width in zip(texts, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = _LINE_PT * lines


def _free_title(book: Any) -> str:
    taken = {title.casefold() for title in book.sheetnames}
    title, number = TITLE, 1
    while title.casefold() in taken:
        number += 1
        title = f"{TITLE} ({number})"
    return title
