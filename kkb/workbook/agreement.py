"""Two readers of one sheet compared cell by cell: what they do not agree on is a value that nobody can trust.

Calamine loses what it does not expect: a number in a CDATA section is blank to it, one with a comment inside is cut.
The pass over the XML is strict, but young. Where both say the same they are right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from kkb.workbook.cell_values import serial_of
from kkb.workbook.grid import Value
from kkb.workbook.sheet_scan import SheetFacts, XmlValue

_NEAR = 2e-8
"""Days: calamine rounds a time to the millisecond."""


def mark_differences(values: list[list[Value]], top: int, left: int, facts: SheetFacts, *, is_1904: bool) -> None:
    """Add the cells that calamine and the XML tell differently to `facts.broken`.

    `values` is calamine's box, whose upper left cell is at row `top`, column `left`; its blanks become those of the
    XML only where the XML knows more, which is the reader's to lay over.
    """
    rows: Mapping[int, tuple[int, list[Any]]] = facts.rows or {}
    empty: list[Value] = []
    height = len(values)
    for number, (first, told) in rows.items():
        place = number - top
        line = values[place] if 0 <= place < height else empty
        # Equal at a glance: nearly all rows are. A text that stands in many cells is one object in the XML's.
        if first == left and line and line == told:
            values[place] = told
            continue
        start = first - left
        if start >= 0 and line[start : start + len(told)] == told and line.count("") == len(line) - _filled(told):
            continue
        _compare_row(number, line, left, first, told, facts, is_1904)
    for number in sorted({*range(top, top + len(values))}.difference(rows)):
        line = values[number - top]
        if line.count("") != len(line):
            _compare_row(number, line, left, left, (), facts, is_1904)


def _filled(told: Sequence[XmlValue]) -> int:
    return len(told) - told.count("")


def _compare_row(
    row: int, line: list[Value], left: int, first: int, told: Sequence[XmlValue], facts: SheetFacts, is_1904: bool
) -> None:
    for column in range(min(left, first), max(left + len(line), first + len(told))):
        got = line[column - left] if 0 <= column - left < len(line) else ""
        value = told[column - first] if 0 <= column - first < len(told) else ""
        if (type(got) is type(value) and got == value) or facts.knows((row, column)):
            continue
        if isinstance(value, dt.date) and isinstance(got, str) and _is_written_day(got, value):
            line[column - left] = value
        elif not _agree(got, value, is_1904):
            facts.add_broken(row, column, str(value if value != "" else got))


def _is_written_day(got: str, value: dt.date) -> bool:
    """True for a day that is written out and that calamine passes on as it is written."""
    return got.startswith(value.isoformat()[:10])


def _agree(got: Value, value: XmlValue, is_1904: bool) -> bool:
    if isinstance(got, str) and isinstance(value, str):
        return _is_same_text(got, value)
    one, other = serial_of(got, is_1904=is_1904), serial_of(value, is_1904=is_1904)
    if one is None or other is None:
        return False
    return one == other or (not isinstance(got, float) and abs(one - other) < _NEAR)


@lru_cache(maxsize=1024)
def _is_same_text(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    """A text without the line ends and blanks at its ends that XML does not keep."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
