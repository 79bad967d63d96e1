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
from kkb.workbook.formats.sheet_facts import SheetFacts
from kkb.workbook.grid import Grid, Value
from kkb.workbook.kind import GET_EXCEL
from kkb.workbook.model import refuse
from kkb.workbook.xlsx.guard import Inspected, Sheet
from kkb.workbook.xlsx.number_formats import day_in_part

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


def read_old_excel(data: bytes) -> Inspected:
    """What is known of an old workbook, with the grids of its visible sheets.

    Raises Refused: a password, macros, another file of Office, an embedded second workbook, damage, too large a box.
    """
    result, scans = inspect_old_excel(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in result.sheets:
            facts, texts = scans.get(sheet.name, (None, {}))
            if facts is not None and sheet.is_visible and facts.area:
                values = workbook.get_sheet_by_name(sheet.name)
                sheet.grid = _make_grid(values, facts, texts, is_1904=result.is_1904)
    except (CalamineError, OverflowError, ValueError) as error:
        raise refuse("damaged") from error
    return result


Scans = dict[str, tuple[SheetFacts, dict[tuple[int, int], str]]]
"""Worksheet → its facts, and the texts that its cells name by number."""


def inspect_old_excel(data: bytes) -> tuple[Inspected, Scans]:
    """What is known of an old workbook before its values are read. Raises Refused."""
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
        inspected, scans = _inspect_sheets(stream, book, is_sample=_says_sample(container))
    except (struct.error, IndexError) as error:
        raise refuse("damaged") from error
    has_objects = any(name.startswith(_EMBEDDED) for name in names)
    inspected.embedded += [*(["objek sisipan"] if has_objects else []), *([_LINKS] if book.has_links else [])]
    return inspected, scans


def _inspect_sheets(stream: bytes, book: OldBook, *, is_sample: bool) -> tuple[Inspected, Scans]:
    result = Inspected(is_sample=is_sample, is_1904=book.is_1904)
    scans: Scans = {}
    area = 0
    for sheet in book.sheets:
        if any(sheet.name == other.name for other in book.sheets if other is not sheet):
            raise refuse("damaged")
        if sheet.is_worksheet:
            facts = scan_old_sheet(stream, sheet, book)
            scans[sheet.name] = facts, sheet.texts
            # Calamine holds all sheets at once, hidden ones too.
            area += facts.area
        if area > _MAX_AREA:
            raise refuse("too_big_inside")
        if not sheet.is_own:
            grid = Grid(sheet.name, []) if sheet.is_worksheet else None
            result.sheets.append(Sheet(sheet.name, sheet.is_visible, grid))
    return result, scans


def _says_sample(container: CompoundFile) -> bool:
    """True if the workbook has the property "contoh", whatever its value: only sample data has it."""
    found = container.find(_DOCUMENT_SUMMARY)
    content = container.read(found[0]) if found else b""
    return any(name in content for name in _SAMPLE)


def _make_grid(sheet: CalamineSheet, facts: SheetFacts, texts: dict[tuple[int, int], str], *, is_1904: bool) -> Grid:
    values = cast("list[list[Value]]", sheet.to_python(skip_empty_area=True))
    top, left = sheet.start or (0, 0)
    rows = {row: dict(enumerate(line, left + 1)) for row, line in enumerate(values, top + 1)}
    for (row, column), text in texts.items():
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
