"""Old workbooks (.xls) by xlrd: its container, what lies beside the workbook in it, and the sheets as grids."""

from __future__ import annotations

import datetime as dt
import math
import os
from typing import Any

from xlrd import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    XL_CELL_TEXT,
    error_text_from_code,
    open_workbook,
)
from xlrd.compdoc import CompDoc

from kkb.workbook.formats.old_records import OldBook, OldSheet, scan_records
from kkb.workbook.grid import Grid, Inspected, Sheet, Value
from kkb.workbook.kind import GET_EXCEL
from kkb.workbook.model import Refused, refuse
from kkb.workbook.own_sheets import OWN_NAMES
from kkb.workbook.xlsx.cell_styles import format_kind
from kkb.workbook.xlsx.cell_values import day_of, duration_of
from kkb.workbook.xlsx.number_formats import day_in_part, shown_part, shows_percent

_STREAM = "Workbook"
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
_IS_STREAM = 2


def read_old_excel(data: bytes) -> Inspected:
    """What is known of an old workbook, with the grids of its worksheets.

    Raises Refused: a password, macros, another file of Office, an embedded second workbook, damage, too many cells.
    """
    try:
        # xlrd prints what it doubts, and the output of this process is its answer.
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            return _read(data, nowhere)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # xlrd asserts, and fails at broken records with whatever Python raises there.
        raise refuse("damaged") from error


def _read(data: bytes, nowhere: Any) -> Inspected:
    container = CompDoc(data, nowhere)
    names = {entry.name for entry in container.dirlist}
    _check_names(names, [entry.name for entry in container.dirlist if entry.etype == _IS_STREAM])
    stream = _stream(container, _STREAM)
    scanned = scan_records(stream, is_of_office=_SUMMARY in names)
    book = open_workbook(file_contents=stream, logfile=nowhere, formatting_info=True, ragged_rows=True)
    properties = _stream(container, _DOCUMENT_SUMMARY) if _DOCUMENT_SUMMARY in names else b""
    result = Inspected(is_sample=any(name in properties for name in _SAMPLE))
    result.sheets = _read_sheets(book, scanned)
    result.embedded += ["objek sisipan"] if any(name.startswith(_EMBEDDED) for name in names) else []
    result.embedded += [_LINKS] if scanned.has_links else []
    return result


def _check_names(names: set[str], streams: list[str]) -> None:
    if "EncryptedPackage" in names:
        raise refuse("password")
    if _STREAM not in names and "Book" not in names:
        seems = next((seems for name, seems in _OTHERS if name in names), "tidak dikenali")
        raise refuse("not_excel", seems=seems, mend=GET_EXCEL)
    if names.intersection(_MACROS):
        raise refuse("macros")
    if _STREAM not in names:
        raise refuse("old_xls")
    if streams.count(_STREAM) > 1:
        raise refuse("nested_xls")  # Readers disagree which of them is meant.


def _stream(container: Any, name: str) -> bytes:
    """A stream at the top of the container. Raises Refused where a short one has no end: xlrd would follow it for
    ever."""
    entry = next(entry for entry in container.dirlist if entry.name == name)
    links, place, steps = container.SSAT, entry.first_SID, 0
    while entry.tot_size < container.min_size_std_stream and 0 <= place < len(links):
        place, steps = links[place], steps + 1
        if steps > len(links):
            raise refuse("damaged")
    stream: bytes | None = container.get_named_stream(name)
    if stream is None or len(stream) < entry.tot_size:
        raise refuse("damaged")
    return stream


def _read_sheets(book: Any, scanned: OldBook) -> list[Sheet]:
    worksheets = [sheet for sheet in scanned.sheets if sheet.is_worksheet]
    grids = {old.name: _make_grid(book, sheet, old) for sheet, old in zip(book.sheets(), worksheets, strict=True)}
    own = {worksheets[name.scope] for name in book.name_obj_list if name.name.upper() in OWN_NAMES and name.scope >= 0}
    return [Sheet(old.name, old.is_visible, grids.get(old.name)) for old in scanned.sheets if old not in own]


def _make_grid(book: Any, sheet: Any, old: OldSheet) -> Grid:
    """The grid of a worksheet. Raises Refused where xlrd has not as many cells as there are records: it lets a cell
    replace an earlier one, and a statement of the size of a sheet all that stand before it."""
    grid = Grid(old.name, [], is_1904=book.datemode == 1)
    rows: dict[int, dict[int, Value]] = {}
    cells = 0
    for y in range(sheet.nrows):
        for x, cell in enumerate(sheet.row(y)):
            place = y + 1, x + 1
            value: Value = ("no_cache", "") if place in old.no_cache else _value(book, grid, cell, place)
            cells += cell.ctype not in (XL_CELL_EMPTY, XL_CELL_BLANK)
            if value != "":
                rows.setdefault(y + 1, {})[x + 1] = value
    if cells != old.cells:
        raise refuse("damaged")
    grid.put_rows(rows)
    grid.hidden_rows = {y + 1 for y, row in sheet.rowinfo_map.items() if row.hidden}
    grid.hidden_columns = [(x + 1, x + 1) for x, column in sheet.colinfo_map.items() if column.hidden]
    for top, bottom, left, right in sheet.merged_cells:
        if not (top < bottom and left < right):
            raise refuse("damaged")
        grid.merged.append((top + 1, left + 1, bottom, right))
    return grid


def _value(book: Any, grid: Grid, cell: Any, place: tuple[int, int]) -> Value:
    if cell.ctype == XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == XL_CELL_ERROR:
        return "error", error_text_from_code.get(cell.value, "#N/A")
    return _number(book, grid, cell, place) if isinstance(cell.value, float) else ""


def _number(book: Any, grid: Grid, cell: Any, place: tuple[int, int]) -> Value:
    """A number as its format shows it: a day, a length of time, or a number."""
    number: float = cell.value
    if not math.isfinite(number):
        return "broken", "NaN" if math.isnan(number) else str(number)
    style = book.xf_list[cell.xf_index] if cell.xf_index < len(book.xf_list) else None
    code = book.format_map[style.format_key].format_str if style else ""
    kind = format_kind(style.format_key, code) if style else ""
    if shows_percent(code):
        grid.percent.add(place)
    if not kind:
        return number
    day = day_of(number, is_1904=grid.is_1904) if kind == "day" else duration_of(number)
    if day is None:
        return "broken", str(number)
    part = shown_part(code)
    return day_in_part(day, part) if part is not None and isinstance(day, dt.date) else day
