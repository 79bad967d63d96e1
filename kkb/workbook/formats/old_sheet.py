"""The facts of one sheet of an old workbook (.xls) that its reader loses: styles, results, what is hidden or merged."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable

from kkb.workbook.formats.old_records import BOF, EOF, MAX_COLUMN, MAX_ROW, OldBook, OldSheet, records
from kkb.workbook.formats.sheet_facts import SheetFacts
from kkb.workbook.model import refuse
from kkb.workbook.xlsx.worksheet import MAX_AREA, MAX_CELLS, MAX_DRESSED

_DIMENSIONS, _ROW, _COLINFO, _MERGED = 0x0200, 0x0208, 0x007D, 0x00E5
_BOOLERR, _NUMBER, _LABELSST, _LABEL, _RSTRING, _RK, _MULRK = 0x0205, 0x0203, 0x00FD, 0x0204, 0x00D6, 0x027E, 0x00BD
_FORMULA, _STRING, _SHARED, _ARRAY, _TABLE = 0x0006, 0x0207, 0x04BC, 0x0221, 0x0236
_BESIDE_FORMULA = (_SHARED, _ARRAY, _TABLE)
"""Records that may stand between a formula and the text it gave."""

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_UNKNOWN_ERROR = "#N/A"
_NOT_CALCULATED = 0x02
"""Flag of a formula whose program left the calculation to whoever opens the file."""

_ERROR_RESULT, _EMPTY_TEXT = 2, 3
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01

Place = tuple[int, int]


def scan_old_sheet(stream: bytes, sheet: OldSheet, book: OldBook) -> SheetFacts:
    """The facts of one sheet; fills its `texts`. Raises Refused for what a reader must not be given."""
    scan = _Scan(book, sheet.texts)
    depth = 0
    for number, body in records(stream, sheet.start):
        if number == BOF:
            depth += 1
        elif depth == 0:
            raise refuse("damaged")
        elif number == EOF:
            depth -= 1
            if depth == 0:
                break
        elif depth == 1:  # Deeper down stand the charts of the sheet.
            scan.take(number, body)
    return scan.finish()


class _Scan:
    """Takes the records of a sheet one by one. `_waiting` is a formula whose text is still to come."""

    def __init__(self, book: OldBook, texts: dict[Place, str]) -> None:
        self._book = book
        self._texts = texts
        self._facts = SheetFacts()
        self._cells = 0
        self._waiting: Place | None = None
        self._top, self._left, self._bottom, self._right = MAX_ROW + 1, MAX_COLUMN + 1, 0, 0
        self._takers: dict[int, Callable[[bytes], object]] = {
            _NUMBER: self._take_number,
            _LABELSST: self._take_shared_text,
            _LABEL: self._enter,
            _RSTRING: self._enter,
            _RK: self._enter,
            _MULRK: self._take_numbers,
            _BOOLERR: self._take_bool_or_error,
            _FORMULA: self._take_formula,
            _ROW: self._take_row,
            _COLINFO: self._take_columns,
            _MERGED: self._take_merged,
            _DIMENSIONS: _check_dimensions,
        }

    def take(self, number: int, body: bytes) -> None:
        """Take the next record."""
        if number == _STRING:
            self._waiting = None
            return
        if self._waiting is not None and number not in _BESIDE_FORMULA:
            self._give_up_waiting()
        if taker := self._takers.get(number):
            taker(body)

    def finish(self) -> SheetFacts:
        """The facts, with the area of the filled box."""
        self._give_up_waiting()
        if self._bottom:
            self._facts.area = (self._bottom - self._top + 1) * (self._right - self._left + 1)
        return self._facts

    def _give_up_waiting(self) -> None:
        if self._waiting is not None:
            self._facts.no_cache.add(self._waiting)
            self._facts.formulas.discard(self._waiting)
            self._waiting = None

    def _enter(self, body: bytes) -> Place:
        """Count a cell and note its style; its place."""
        row, column, style = struct.unpack_from("<HHH", body)
        self._widen(row + 1, column + 1, column + 1)
        self._note_style((row + 1, column + 1), style)
        return row + 1, column + 1

    def _widen(self, row: int, first: int, last: int) -> None:
        if not first <= last <= MAX_COLUMN:
            raise refuse("damaged")
        self._cells += last - first + 1
        if self._cells > MAX_CELLS:
            raise refuse("too_big_inside")
        self._top, self._bottom = min(self._top, row), max(self._bottom, row)
        self._left, self._right = min(self._left, first), max(self._right, last)

    def _note_style(self, place: Place, style: int) -> None:
        if style in self._book.partial:
            self._facts.partial[place] = self._book.partial[style]
        elif style in self._book.percents and len(self._facts.percent) <= MAX_DRESSED:
            self._facts.percent.add(place)

    def _take_number(self, body: bytes) -> None:
        self._check_number(self._enter(body), body[6:14])

    def _check_number(self, place: Place, written: bytes) -> None:
        (number,) = struct.unpack("<d", written)
        if not math.isfinite(number):
            self._facts.add_broken(*place, "NaN" if math.isnan(number) else str(number))

    def _take_numbers(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        (last,) = struct.unpack_from("<H", body, len(body) - 2)
        self._widen(row + 1, first + 1, last + 1)
        for column, offset in enumerate(range(4, len(body) - 7, 6), start=first + 1):
            self._note_style((row + 1, column), struct.unpack_from("<H", body, offset)[0])

    def _take_shared_text(self, body: bytes) -> None:
        place = self._enter(body)
        (index,) = struct.unpack_from("<I", body, 6)
        if index < len(self._book.strings):
            self._texts[place] = self._book.strings[index]
        else:
            self._facts.add_broken(*place, f"teks nomor {index}")

    def _take_bool_or_error(self, body: bytes) -> None:
        place = self._enter(body)
        if body[7]:
            self._facts.errors[place] = _ERRORS.get(body[6], _UNKNOWN_ERROR)

    def _take_formula(self, body: bytes) -> None:
        """Note what a formula left as its result; a text follows in a record of its own."""
        place = self._enter(body)
        result, flags = body[6:14], struct.unpack_from("<H", body, 14)[0]
        if result[6:8] != b"\xff\xff":
            if flags & _NOT_CALCULATED and not any(result):
                self._facts.no_cache.add(place)
            else:
                self._facts.formulas.add(place)
                self._check_number(place, result)
        elif result[0] == _ERROR_RESULT:
            self._facts.errors[place] = _ERRORS.get(result[2], _UNKNOWN_ERROR)
        elif result[0] == _EMPTY_TEXT and not self._book.is_of_office:
            self._facts.no_cache.add(place)
        else:
            self._facts.formulas.add(place)
            self._waiting = place if result[0] == 0 else None

    def _take_row(self, body: bytes) -> None:
        (row,), (flags,) = struct.unpack_from("<H", body), struct.unpack_from("<H", body, 12)
        if flags & _HIDDEN_ROW:
            self._facts.hidden_rows.add(row + 1)

    def _take_columns(self, body: bytes) -> None:
        first, last, _, _, flags = struct.unpack_from("<5H", body)
        if flags & _HIDDEN_COLUMN:
            self._facts.hidden_columns.append((first + 1, min(last + 1, MAX_COLUMN)))

    def _take_merged(self, body: bytes) -> None:
        for place in range(2, len(body) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<4H", body, place)
            if not (top <= bottom and left <= right < MAX_COLUMN):
                raise refuse("damaged")
            self._facts.merged.append((top + 1, left + 1, bottom + 1, right + 1))


def _check_dimensions(body: bytes) -> None:
    """Readers make room for the box that a sheet claims, whatever stands in it."""
    if len(body) >= 14:
        first, last, left, right = struct.unpack_from("<IIHH", body)
    else:
        first, last, left, right = struct.unpack_from("<4H", body)
    if last > MAX_ROW or right > MAX_COLUMN:
        raise refuse("damaged")
    if max(0, last - first) * max(0, right - left) > MAX_AREA:
        raise refuse("too_big_inside")
