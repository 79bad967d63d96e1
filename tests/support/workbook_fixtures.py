"""Small workbooks as bytes, and ways to break them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.packaging.custom import BoolProperty
from openpyxl.worksheet.worksheet import Worksheet

from kkb.recap import Table
from kkb.workbook.grid import Grid, Value
from kkb.workbook.tables.layout import find_tables

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ("No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan")
ROWS: tuple[tuple[Any, ...], ...] = (HEADER, (1, "Manggar", "Padang", "Terbentuk", 2018), (2, None, "Lalang", "Belum"))


def make_xlsx(
    rows: Sequence[Sequence[Any]] = ROWS,
    *,
    change: Callable[[Worksheet], object] | None = None,
    more_sheets: Mapping[str, Sequence[Sequence[Any]]] | None = None,
    hidden: Sequence[str] = (),
    contoh: bool = False,
) -> bytes:
    """A workbook with the sheet "Rekap" and others, as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rekap"
    for name, content in {"Rekap": rows, **(more_sheets or {})}.items():
        target = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in content:
            target.append(list(row))
        if name in hidden:
            target.sheet_state = "hidden"
    if change is not None:
        change(book["Rekap"])
    if contoh:
        book.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rezip(data: bytes, *, replace: Mapping[str, bytes] | None = None, add: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """The same zip with parts replaced and others added, also under names that are already there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (replace or {}).get(name, old.read(name)))
        for name, content in add:
            new.writestr(name, content)
    return stream.getvalue()


def part_of(data: bytes, name: str = SHEET) -> str:
    """One part of a zip as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def with_sheet_xml(sheet_data: str) -> bytes:
    """A workbook whose only sheet has exactly these rows of XML."""
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{sheet_data}</sheetData></worksheet>"
    )
    return rezip(make_xlsx(), replace={SHEET: xml.encode()})


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tables_of(rows: list[list[Value]], **grid: Any) -> list[Table]:
    """The tables in a sheet "Rekap" of these rows; `grid` are further facts of the sheet (`merged`, `hidden_rows`)."""
    return find_tables(Grid("Rekap", rows, **grid))


def table_of(rows: list[list[Value]], **grid: Any) -> Table:
    """The only table in such a sheet."""
    (table,) = tables_of(rows, **grid)
    return table


def texts_of(table: Table, name: str) -> list[str | None]:
    """The texts of a field, row by row; None for a blank."""
    return [row.cells[name].text if name in row.cells else None for row in table.rows]
