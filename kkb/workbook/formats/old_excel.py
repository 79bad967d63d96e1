"""Old workbooks (.xls): the container and its records are looked through, calamine reads the values, and the facts
that it loses are laid over them."""

from __future__ import annotations

import datetime as dt
import io
import struct
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from kkb.workbook.formats.compound import CompoundFile
from kkb.workbook.formats.old_records import OldBook, read_book
from kkb.workbook.formats.old_sheet import scan_old_sheet
from kkb.workbook.grid import Grid, Value
from kkb.workbook.guard import Inspected, Sheet
from kkb.workbook.kind import GET_EXCEL
from kkb.workbook.model import refuse
from kkb.workbook.number_formats import day_in_part
from kkb.workbook.sheet_scan import SheetFacts

_MAX_AREA = 5_000_000
"""Cells in the boxes of all sheets together: the reader makes room for every one of them."""

_STREAMS = ("Workbook", "Book")
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros")
_OTHERS = (
    ("WordDocument", "tampaknya dokumen Word"),
    ("PowerPoint Document", "tampaknya presentasi PowerPoint"),
    ("__properties_version1.0", "tampaknya surel Outlook"),
)
_EMBEDDED = ("MBD", "\x01Ole10Native")
"""How names begin of what was put into a sheet from another program."""

_LINKS = "tautan ke berkas lain"
_SUMMARY, _DOCUMENT_SUMMARY = "\x05SummaryInformation", "\x05DocumentSummaryInformation"
_SAMPLE = (b"contoh\x00", "contoh\x00".encode("utf-16-le"))


def read_old_excel(data: bytes) -> tuple[Inspected, list[Grid]]:
    """What is known of an old workbook, and the grids of its visible, filled sheets in order.

    Raises Refused: a password, macros, another file of Office, an embedded second workbook, damage, too large a box.
    """
    inspected, texts = inspect_old_excel(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return inspected, [
            _make_grid(workbook.get_sheet_by_name(sheet.name), sheet.facts, texts, is_1904=inspected.is_1904)
            for sheet in inspected.sheets
            if sheet.is_visible and sheet.facts is not None and sheet.facts.area
        ]
    except (CalamineError, OverflowError, ValueError) as error:
        raise refuse("damaged") from error


Texts = dict[str, dict[tuple[int, int], str]]


def inspect_old_excel(data: bytes) -> tuple[Inspected, Texts]:
    """What is known of an old workbook before its values are read, and by sheet the texts that cells name by number.

    Raises Refused.
    """
    container = CompoundFile(data)
    names = {entry.name for entry in container.entries}
    if "EncryptedPackage" in names:
        raise refuse("password")
    streams = next((found for name in _STREAMS if (found := container.find(name))), [])
    if not streams:
        seems = next((seems for name, seems in _OTHERS if name in names), "tidak dikenali")
        raise refuse("not_excel", seems=seems, mend=GET_EXCEL)
    if names.intersection(_MACROS):
        raise refuse("macros")
    if len(streams) > 1:
        raise refuse("nested_xls")  # Readers disagree which of them is meant.
    if streams[0].name != _STREAMS[0]:
        raise refuse("old_xls")
    stream = container.read(streams[0])
    try:
        book = read_book(stream)
        book.is_of_office = _SUMMARY in names
        inspected = _inspect_sheets(stream, book, is_sample=_says_sample(container))
    except (struct.error, IndexError) as error:
        raise refuse("damaged") from error
    has_objects = any(name.startswith(_EMBEDDED) for name in names)
    inspected.embedded += [*(["objek sisipan"] if has_objects else []), *([_LINKS] if book.has_links else [])]
    return inspected, {sheet.name: sheet.texts for sheet in book.sheets}


def _inspect_sheets(stream: bytes, book: OldBook, *, is_sample: bool) -> Inspected:
    result = Inspected(is_sample=is_sample, is_1904=book.is_1904)
    area = 0
    for sheet in book.sheets:
        if any(sheet.name == other.name for other in result.sheets):
            raise refuse("damaged")
        facts = scan_old_sheet(stream, sheet, book) if sheet.is_worksheet else None
        # Calamine holds all sheets at once, hidden ones too.
        area += facts.area if facts is not None else 0
        if area > _MAX_AREA:
            raise refuse("too_big_inside")
        result.sheets.append(Sheet(sheet.name, sheet.is_visible, facts))
    result.sheets = [one for one, sheet in zip(result.sheets, book.sheets, strict=True) if not sheet.is_own]
    return result


def _says_sample(container: CompoundFile) -> bool:
    """True if the workbook has the property "contoh", whatever its value: only sample data has it."""
    found = container.find(_DOCUMENT_SUMMARY)
    content = container.read(found[0]) if found else b""
    return any(name in content for name in _SAMPLE)


def _make_grid(sheet: CalamineSheet, facts: SheetFacts, texts: Texts, *, is_1904: bool) -> Grid:
    values = cast("list[list[Value]]", sheet.to_python(skip_empty_area=True))
    top, left = sheet.start or (0, 0)
    rows = {row: dict(enumerate(line, left + 1)) for row, line in enumerate(values, top + 1)}
    for (row, column), text in texts[sheet.name].items():
        if (rows.get(row, {}).get(column) or "") != text:
            facts.add_broken(row, column, text)  # Two readers, two texts: neither is to be trusted.
    for (row, column), name in facts.errors.items():
        rows.setdefault(row, {})[column] = ("error", name)
    for row, column in facts.no_cache:
        rows.setdefault(row, {})[column] = ("no_cache", "")
    for (row, column), text in facts.broken.items():
        rows.setdefault(row, {})[column] = ("broken", text)
    for (row, column), part in facts.partial.items():
        value = rows.get(row, {}).get(column)
        if isinstance(value, dt.date):
            rows[row][column] = day_in_part(value, part)
    first_row, first = min(rows, default=1), min((min(line) for line in rows.values() if line), default=1)
    last_row, last = max(rows, default=0), max((max(line) for line in rows.values() if line), default=0)
    return Grid(
        sheet=sheet.name,
        values=[
            [line.get(column) for column in range(first, last + 1)] if (line := rows.get(row)) else []
            for row in range(first_row, last_row + 1)
        ],
        top=first_row,
        left=first,
        merged=facts.merged,
        hidden_rows=facts.hidden_rows,
        hidden_columns=facts.hidden_columns,
        formulas=facts.formulas,
        is_1904=is_1904,
        percent=facts.percent,
    )
