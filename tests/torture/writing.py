"""Workbooks as bytes: sheets of rows, and the things that only the XML can say."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.packaging.custom import BoolProperty
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.workbook_fixtures import part_of, rezip

Row = Sequence[Any]
Rows = Sequence[Row]


def book(
    sheets: Mapping[str, Rows],
    *,
    change: Callable[[openpyxl.Workbook], object] | None = None,
    contoh: bool = False,
) -> bytes:
    """A workbook with these sheets in this order."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(made)
    if contoh:
        made.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def sheet(rows: Rows, *, change: Callable[[Worksheet], object] | None = None, name: str = "Rekap") -> bytes:
    """A workbook of one sheet."""
    return book({name: rows}, change=None if change is None else lambda made: change(made[name]))


def merge_down(target: Worksheet, column: str, first: int, last: int) -> None:
    """Merge the cells of one column; only the upper one keeps its value."""
    if last > first:
        target.merge_cells(f"{column}{first}:{column}{last}")


def with_results(data: bytes, results: Mapping[str, str], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The same workbook with stored results of its formulas: address → text (openpyxl writes none)."""
    xml = part_of(data, part)
    for address, text in results.items():
        pattern = re.compile(rf'<c r="{address}"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')
        xml, count = pattern.subn(rf'<c r="{address}"\1 t="str"><f>\2</f><v>{text}</v></c>', xml)
        assert count == 1, address
    return rezip(data, replace={part: xml.encode()})


def american(day: date) -> datetime:
    """The date that an American Excel makes of a day typed day first, where it can: 5 October for 10/05."""
    return datetime(day.year, day.day, day.month)
