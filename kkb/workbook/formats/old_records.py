"""What xlrd does not tell of an old workbook (.xls): charts, macro sheets, links, formulas without a result.

One pass over the records of its stream, which also bounds them before xlrd reads them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from kkb.workbook.formats.bounds import check_counts
from kkb.workbook.model import refuse

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _SUPBOOK = 0x0809, 0x000A, 0x002F, 0x0085, 0x01AE
_NUMBER, _LABELSST, _LABEL, _RSTRING, _BOOLERR, _RK = 0x0203, 0x00FD, 0x0204, 0x00D6, 0x0205, 0x027E
_MULRK, _MULBLANK, _BLANK, _COLINFO = 0x00BD, 0x00BE, 0x0201, 0x007D
_FORMULAS = (0x0006, 0x0206, 0x0406)
_CELLS = (_NUMBER, _LABELSST, _LABEL, _RSTRING, _BOOLERR, _RK, *_FORMULAS)
_IN_ROWS = (*_CELLS, _MULRK, _MULBLANK, _BLANK)
_BIFF8 = 0x0600
_MACRO_SHEETS = (0x01, 0x06)
_OWN_BOOK, _ADD_IN = b"\x01\x04", b"\x01\x3a"
"""What a SUPBOOK record says that stands for no other file."""

_NOT_CALCULATED = 0x02
"""Flag of a formula whose program left the calculation to whoever opens the file."""

_EMPTY_TEXT = 3
_MOST_RECORDS = 1_000_000
"""Records of the sheets, and what one record says of many cells or columns: as many cells as fit into 10 MB."""


@dataclass(slots=True, eq=False)
class OldSheet:
    """One sheet as the workbook lists it; what is no worksheet is a chart. `cells` counts its filled cells, `no_cache`
    are formulas without a result, each (row, column) from 1."""

    name: str
    is_visible: bool
    is_worksheet: bool
    start: int
    cells: int = 0
    no_cache: set[tuple[int, int]] = field(default_factory=set)


@dataclass(slots=True)
class OldBook:
    """The sheets of a workbook, charts among them. `has_links`: it names other files."""

    sheets: list[OldSheet] = field(default_factory=list)
    has_links: bool = False


def scan_records(stream: bytes, *, is_of_office: bool) -> OldBook:
    """The sheets with their formulas. Small libraries write no summary (`is_of_office`), nor do they calculate: they
    leave an empty text as the result of every formula.

    Raises Refused for a password, macros, versions before Excel 97, records that are cut off, and too many of them.
    """
    book = _scan_globals(stream)
    count = rows = 0
    for sheet in book.sheets:
        last_row = 0
        for number, body in _records_of_sheet(stream, sheet.start):
            count += 1
            if number in (_MULRK, _MULBLANK):
                count += len(body) // 2
            elif number == _COLINFO:
                first, last = struct.unpack_from("<HH", body)
                count += last - first
            if number in _IN_ROWS:
                last_row = max(last_row, struct.unpack_from("<H", body)[0])
            if count > _MOST_RECORDS:
                raise refuse("too_big_inside")
            if number in _CELLS:
                sheet.cells += 1
            elif number == _MULRK:
                sheet.cells += (len(body) - 6) // 6
            if number in _FORMULAS:
                _note_formula(sheet, body, is_of_office=is_of_office)
            elif number == _LABELSST and struct.unpack_from("<i", body, 6)[0] < 0:
                raise refuse("damaged")  # xlrd would count from the end of the texts.
        rows += last_row
        check_counts(rows=rows)
    return book


def _scan_globals(stream: bytes) -> OldBook:
    book = OldBook()
    for place, (number, body) in enumerate(_records(stream)):
        if place == 0 and (number != _BOF or struct.unpack_from("<H", body)[0] != _BIFF8):
            raise refuse("old_xls")
        if number == _FILEPASS:
            raise refuse("password")
        if number == _EOF:
            return book
        if number == _BOUNDSHEET:
            start, state, kind, length, width = struct.unpack_from("<IBBBB", body)
            if kind in _MACRO_SHEETS:
                raise refuse("macros")
            check_counts(sheets=len(book.sheets) + 1)
            letters = body[8 : 8 + length * (1 + (width & 1))]
            name = letters.decode("utf-16-le" if width & 1 else "latin-1")
            if "\0" in name or any(name == sheet.name for sheet in book.sheets):
                raise refuse("damaged")  # Excel writes neither, and no database stores a NUL.
            book.sheets.append(OldSheet(name, state & 3 == 0, kind == 0, start))
        elif number == _SUPBOOK:
            book.has_links |= body[2:4] not in (_OWN_BOOK, _ADD_IN)
    raise refuse("damaged")


def _note_formula(sheet: OldSheet, body: bytes, *, is_of_office: bool) -> None:
    row, column, _, result, flags = struct.unpack_from("<HHH8sH", body)
    is_number = result[6:] != b"\xff\xff"
    if is_number:
        lacks_result = bool(flags & _NOT_CALCULATED) and not any(result)
    else:
        lacks_result = result[0] == _EMPTY_TEXT and not is_of_office
    if lacks_result:
        sheet.no_cache.add((row + 1, column + 1))


def _records_of_sheet(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of a sheet but for those of the charts in it."""
    depth = 0
    for number, body in _records(stream, start):
        if number == _BOF:
            depth += 1
        elif depth == 0:
            raise refuse("damaged")
        elif number == _EOF:
            depth -= 1
            if depth == 0:
                return
        elif depth == 1:
            yield number, body


def _records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """(number, content) of every record from `start` on. Raises Refused where one is cut off."""
    place, end = start, len(stream)
    while place + 4 <= end:
        number, length = struct.unpack_from("<HH", stream, place)
        place += 4
        if place + length > end:
            raise refuse("damaged")
        yield number, stream[place : place + length]
        place += length
