"""Any file that is read: its kind told by content, looked through, and its visible sheets as grids."""

from __future__ import annotations

from dataclasses import dataclass

from kkb.recap import TextForm
from kkb.workbook.grid import Grid, Inspected, Sheet
from kkb.workbook.kind import Kind, check_size, kind_of, refuse_other
from kkb.workbook.model import Limits, refuse
from kkb.workbook.xlsx.guard import inspect

_LONGEST_SHEET_NAME = 255
"""Excel allows 31 letters, other programs more; the store keeps the name with each row."""
_TITLE_ROWS = 10
_SAMPLE = "data contoh"


@dataclass(slots=True)
class Opened:
    """A file before tables are looked for. `text_form` tells how a text or a web page was read; None for the others."""

    kind: Kind
    inspected: Inspected
    text_form: TextForm | None = None


def open_recap(data: bytes, limits: Limits) -> Opened:
    """Look through a file and read its values. Raises Refused. Runs in a child process, within its limits."""
    opened = _open(data, limits)
    if any(len(sheet.name) > _LONGEST_SHEET_NAME for sheet in opened.inspected.sheets):
        raise refuse("damaged")
    return opened


def _open(data: bytes, limits: Limits) -> Opened:
    check_size(data, limits)
    kind = kind_of(data)
    if kind is Kind.XLSX:
        return Opened(kind, inspect(data, limits))
    if kind is Kind.XLS:
        from kkb.workbook.formats.old_excel import read_old_excel

        return Opened(kind, read_old_excel(data))
    if kind is Kind.ODS:
        from kkb.workbook.formats.open_document import read_open_document

        return Opened(kind, read_open_document(data, limits))
    if kind is Kind.CSV:
        from kkb.workbook.formats.csv_text import read_csv

        return _of_text(kind, *read_csv(data))
    if kind is Kind.HTML:
        from kkb.workbook.formats.html_table import read_html

        return _of_text(kind, *read_html(data))
    raise refuse_other(data)


def _of_text(kind: Kind, grid: Grid, form: TextForm) -> Opened:
    sheet = Sheet(grid.sheet, is_visible=True, grid=grid)
    return Opened(kind, Inspected(is_sample=_says_sample(grid), sheets=[sheet]), form)


def _says_sample(grid: Grid) -> bool:
    """True if the title says "data contoh": the property that marks sample data is lost on its way to a text."""
    lines = grid.values[:_TITLE_ROWS]
    return any(isinstance(value, str) and _SAMPLE in value.casefold() for line in lines for value in line)
