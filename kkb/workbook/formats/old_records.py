"""The records of an old workbook (.xls, BIFF5 and BIFF8): sheets, formats, and the facts that readers lose."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from kkb.workbook.model import refuse
from kkb.workbook.number_formats import BUILT_IN, shown_part
from kkb.workbook.own_sheets import OWN_NAMES
from kkb.workbook.sheet_scan import MAX_AREA, MAX_CELLS, SheetFacts

_BOF, _EOF, _FILEPASS, _CODEPAGE, _DATEMODE, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0042, 0x0022, 0x0085
_FORMAT, _XF, _SST, _NAME = 0x041E, 0x00E0, 0x00FC, 0x0018
_DIMENSIONS, _ROW, _COLINFO, _MERGED = 0x0200, 0x0208, 0x007D, 0x00E5
_BOOLERR, _NUMBER, _LABELSST, _LABEL, _RSTRING, _RK, _MULRK = 0x0205, 0x0203, 0x00FD, 0x0204, 0x00D6, 0x027E, 0x00BD
_FORMULA, _STRING, _SHARED, _ARRAY, _TABLE = 0x0006, 0x0207, 0x04BC, 0x0221, 0x0236
_BIFF5, _BIFF8 = 0x0500, 0x0600
_MACRO_SHEETS = (0x01, 0x06)
_MAX_ROW, _MAX_COLUMN = 65_536, 256

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_NOT_CALCULATED = 0x02
"""Flag of a formula whose program left the calculation to whoever opens the file."""
_ERROR_RESULT, _EMPTY_TEXT = 2, 3


@dataclass(slots=True)
class OldSheet:
    """One sheet as the workbook lists it; what is no worksheet is a chart."""

    name: str
    is_visible: bool
    is_worksheet: bool
    start: int
    is_own: bool = False


@dataclass(slots=True)
class OldBook:
    """What stands before the sheets. `partial` maps the number of a cell style to what it shows of a date.

    `is_of_office`: the file has a summary, as Excel and LibreOffice write it. Small libraries write none, nor do they
    calculate: they leave an empty text as the result of every formula.
    """

    sheets: list[OldSheet] = field(default_factory=list)
    partial: dict[int, str] = field(default_factory=dict)
    is_1904: bool = False
    string_count: int = 0
    is_of_office: bool = True


def records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """(number, content) of every record from `start` on. Raises Refused where one is cut off."""
    place, end = start, len(stream)
    while place + 4 <= end:
        number, length = struct.unpack_from("<HH", stream, place)
        place += 4
        if place + length > end:
            raise refuse("damaged")
        yield number, stream[place : place + length]
        place += length


def read_book(stream: bytes) -> OldBook:
    """The workbook's own part. Raises Refused for a password, macros, and versions before Excel 5."""
    book = OldBook()
    codes = dict(BUILT_IN)
    styles: list[int] = []
    version, codepage = 0, "cp1252"
    for number, body in records(stream):
        if not version:
            if number != _BOF:
                raise refuse("old_xls")
            version = struct.unpack_from("<H", body)[0]
            if version not in (_BIFF5, _BIFF8):
                raise refuse("old_xls")
        elif number == _FILEPASS:
            raise refuse("password")
        elif number == _EOF:
            break
        elif number == _CODEPAGE:
            codepage = f"cp{struct.unpack_from('<H', body)[0]}"
        elif number == _DATEMODE:
            book.is_1904 = body[:2] == b"\x01\x00"
        elif number == _BOUNDSHEET:
            start, state, kind = struct.unpack_from("<IBB", body)
            if kind in _MACRO_SHEETS:
                raise refuse("macros")
            name = _short_text(body[6:], version, codepage)
            book.sheets.append(OldSheet(name, state & 3 == 0, kind == 0, start))
        elif number == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _format_code(body, version, codepage)
        elif number == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif number == _SST:
            book.string_count = struct.unpack_from("<I", body, 4)[0]
        elif number == _NAME and version == _BIFF8:
            _note_own(book, body)
    if not version:
        raise refuse("damaged")
    shown = {number: part for number, code in codes.items() if (part := shown_part(code)) is not None}
    book.partial = {place: shown[code] for place, code in enumerate(styles) if code in shown}
    return book


def _short_text(body: bytes, version: int, codepage: str) -> str:
    length = body[0]
    if version == _BIFF8:
        is_wide = body[1] & 1
        return (
            body[2 : 2 + length * 2].decode("utf-16-le", "replace")
            if is_wide
            else body[2 : 2 + length].decode("latin-1")
        )
    try:
        return body[1 : 1 + length].decode(codepage, "replace")
    except LookupError:
        return body[1 : 1 + length].decode("cp1252", "replace")


def _format_code(body: bytes, version: int, codepage: str) -> str:
    # The count of letters has two bytes in BIFF8 and one before.
    return _short_text(body[2:3] + body[4:] if version == _BIFF8 else body[2:], version, codepage)


def _note_own(book: OldBook, body: bytes) -> None:
    """Mark the sheet that carries a name of ours; names of sheets follow the list of sheets."""
    length, sheet = body[3], struct.unpack_from("<H", body, 8)[0]
    name = _short_text(bytes([length]) + body[14:], _BIFF8, "")
    if name.upper() in OWN_NAMES and 1 <= sheet <= len(book.sheets):
        book.sheets[sheet - 1].is_own = True


def scan_old_sheet(stream: bytes, sheet: OldSheet, book: OldBook) -> SheetFacts:
    """The facts of one sheet. Raises Refused for what a reader must not be given."""
    facts = SheetFacts()
    depth = cells = 0
    waiting: tuple[int, int] | None = None
    top, left, bottom, right = _MAX_ROW + 1, _MAX_COLUMN + 1, 0, 0
    for number, body in records(stream, sheet.start):
        if number == _BOF:
            depth += 1
            continue
        if number == _EOF:
            depth -= 1
            if depth <= 0:
                break
            continue
        if depth == 0:
            raise refuse("damaged")
        if depth > 1:
            continue  # A chart within the sheet.
        if number == _STRING:
            waiting = None
            continue
        if waiting is not None and number not in (_SHARED, _ARRAY, _TABLE):
            facts.no_cache.add(waiting)
            facts.formulas.discard(waiting)
            waiting = None
        if number in (_NUMBER, _LABELSST, _LABEL, _RSTRING, _RK, _BOOLERR, _FORMULA, _MULRK):
            row, column, style = struct.unpack_from("<HHH", body)
            row, column = row + 1, column + 1
            last = column
            if number == _MULRK:
                last = struct.unpack_from("<H", body, len(body) - 2)[0] + 1
                for place, offset in enumerate(range(4, len(body) - 7, 6)):
                    _note_style(facts, book, (row, column + place), struct.unpack_from("<H", body, offset)[0])
            else:
                _note_style(facts, book, (row, column), style)
            if not column <= last <= _MAX_COLUMN:
                raise refuse("damaged")
            cells += last - column + 1
            if cells > MAX_CELLS:
                raise refuse("too_big_inside")
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, last)
            if number == _LABELSST and struct.unpack_from("<I", body, 6)[0] >= book.string_count:
                raise refuse("damaged")
            if number == _BOOLERR and body[7]:
                facts.errors[row, column] = _ERRORS.get(body[6], "#N/A")
            elif number == _FORMULA and _note_formula(facts, book, (row, column), body):
                waiting = row, column
        elif number == _ROW:
            row, flags = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, 12)[0]
            if flags & 0x20:
                facts.hidden_rows.add(row + 1)
        elif number == _COLINFO:
            first, final, _, _, flags = struct.unpack_from("<5H", body)
            if flags & 1:
                facts.hidden_columns.append((first + 1, min(final + 1, _MAX_COLUMN)))
        elif number == _MERGED:
            for place in range(2, len(body) - 7, 8):
                y, last_y, x, last_x = struct.unpack_from("<4H", body, place)
                if not (y <= last_y and x <= last_x < _MAX_COLUMN):
                    raise refuse("damaged")
                facts.merged.append((y + 1, x + 1, last_y + 1, last_x + 1))
        elif number == _DIMENSIONS:
            _check_dimensions(body)
    if bottom:
        facts.area = (bottom - top + 1) * (right - left + 1)
    return facts


def _check_dimensions(body: bytes) -> None:
    """Readers make room for the box that a sheet claims, whatever stands in it."""
    if len(body) >= 14:
        first, last, left, right = struct.unpack_from("<IIHH", body)
    else:
        first, last, left, right = struct.unpack_from("<4H", body)
    if last > _MAX_ROW or right > _MAX_COLUMN:
        raise refuse("damaged")
    if max(0, last - first) * max(0, right - left) > MAX_AREA:
        raise refuse("too_big_inside")


def _note_style(facts: SheetFacts, book: OldBook, place: tuple[int, int], style: int) -> None:
    if style in book.partial:
        facts.partial[place] = book.partial[style]


def _note_formula(facts: SheetFacts, book: OldBook, place: tuple[int, int], body: bytes) -> bool:
    """Note what a formula left as its result; True if its text follows in a record of its own."""
    result, flags = body[6:14], struct.unpack_from("<H", body, 14)[0]
    if result[6:8] != b"\xff\xff":
        if flags & _NOT_CALCULATED and not any(result):
            facts.no_cache.add(place)
        else:
            facts.formulas.add(place)
        return False
    if result[0] == _ERROR_RESULT:
        facts.errors[place] = _ERRORS.get(result[2], "#N/A")
        return False
    if result[0] == _EMPTY_TEXT and not book.is_of_office:
        facts.no_cache.add(place)
        return False
    facts.formulas.add(place)
    return result[0] == 0
