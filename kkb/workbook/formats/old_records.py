"""The records of an old workbook (.xls, BIFF8) before its sheets: which there are, formats of numbers, a password."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from kkb.workbook.formats.bounds import check_counts
from kkb.workbook.formats.old_strings import read_old_strings
from kkb.workbook.model import refuse
from kkb.workbook.own_sheets import OWN_NAMES
from kkb.workbook.xlsx.number_formats import BUILT_IN, BUILT_IN_PERCENT, shown_part, shows_percent

BOF, EOF = 0x0809, 0x000A
MAX_ROW, MAX_COLUMN = 65_536, 256

_FILEPASS, _CODEPAGE, _DATEMODE, _BOUNDSHEET = 0x002F, 0x0042, 0x0022, 0x0085
_FORMAT, _XF, _SST, _CONTINUE, _NAME, _SUPBOOK = 0x041E, 0x00E0, 0x00FC, 0x003C, 0x0018, 0x01AE
_BIFF8 = 0x0600
_MACRO_SHEETS = (0x01, 0x06)
_OWN_BOOK, _ADD_IN = b"\x01\x04", b"\x01\x3a"
"""What a SUPBOOK record says that stands for no other file."""


@dataclass(slots=True)
class OldSheet:
    """One sheet as the workbook lists it; what is no worksheet is a chart. `texts`: what cells say by number."""

    name: str
    is_visible: bool
    is_worksheet: bool
    start: int
    is_own: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(slots=True)
class OldBook:
    """What stands before the sheets. `partial` maps the number of a cell style to what it shows of a date,
    `percents` are the styles of percentages.

    `is_of_office`: the file has a summary, as Excel and LibreOffice write it. Small libraries write none, nor do they
    calculate: they leave an empty text as the result of every formula. `has_links`: it names other files.
    """

    sheets: list[OldSheet] = field(default_factory=list)
    partial: dict[int, str] = field(default_factory=dict)
    percents: set[int] = field(default_factory=set)
    is_1904: bool = False
    strings: list[str] = field(default_factory=list)
    is_of_office: bool = True
    has_links: bool = False


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
    """The workbook's own part. Raises Refused for a password, macros, and versions before Excel 97."""
    book = OldBook()
    codes = dict(BUILT_IN) | dict.fromkeys(BUILT_IN_PERCENT, "0%")
    styles: list[int] = []
    strings: list[bytes] = []
    has_begun = is_strings = False
    for number, body in records(stream):
        is_strings = number == _SST or (is_strings and number == _CONTINUE)
        if not has_begun:
            if number != BOF or struct.unpack_from("<H", body)[0] != _BIFF8:
                raise refuse("old_xls")
            has_begun = True
        elif number == _FILEPASS:
            raise refuse("password")
        elif number == EOF:
            break
        elif number == _DATEMODE:
            book.is_1904 = body[:2] == b"\x01\x00"
        elif number == _BOUNDSHEET:
            start, state, kind = struct.unpack_from("<IBB", body)
            if kind in _MACRO_SHEETS:
                raise refuse("macros")
            check_counts(sheets=len(book.sheets) + 1)
            name = _short_text(body[6:])
            if "\0" in name:
                raise refuse("damaged")  # Excel writes none, and no database stores it.
            book.sheets.append(OldSheet(name, state & 3 == 0, kind == 0, start))
        elif number == _FORMAT:
            # Its count of letters has two bytes, where that of a sheet's name has one.
            codes[struct.unpack_from("<H", body)[0]] = _short_text(body[2:3] + body[4:])
        elif number == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif is_strings:
            strings.append(body)
        elif number == _NAME:
            _note_own(book, body)
        elif number == _SUPBOOK:
            book.has_links |= body[2:4] not in (_OWN_BOOK, _ADD_IN)
    if not has_begun:
        raise refuse("damaged")
    book.strings = read_old_strings(strings) if strings else []
    shown = {number: part for number, code in codes.items() if (part := shown_part(code)) is not None}
    book.partial = {place: shown[code] for place, code in enumerate(styles) if code in shown}
    percents = {number for number, code in codes.items() if shows_percent(code)}
    book.percents = {place for place, code in enumerate(styles) if code in percents}
    return book


def _short_text(body: bytes) -> str:
    """A text with its count of letters in the first byte, and in the second how wide they are."""
    length, is_wide = body[0], body[1] & 1
    return (
        body[2 : 2 + length * 2].decode("utf-16-le", "replace") if is_wide else body[2 : 2 + length].decode("latin-1")
    )


def _note_own(book: OldBook, body: bytes) -> None:
    """Mark the sheet that carries a name of ours; names of sheets follow the list of sheets."""
    length, sheet = body[3], struct.unpack_from("<H", body, 8)[0]
    name = _short_text(bytes([length]) + body[14:])
    if name.upper() in OWN_NAMES and 1 <= sheet <= len(book.sheets):
        book.sheets[sheet - 1].is_own = True
