"""One value into one cell of Excel, each kind as what it is: text inert, numbers as numbers, days as dates."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from datetime import date, datetime
from functools import partial
from io import BytesIO
from textwrap import wrap
from typing import Any

import pandas as pd
from openpyxl.packaging.custom import BoolProperty
from openpyxl.styles import Alignment, Font

from kkb.schema import Tanggal
from kkb.workbook.safe_text import clean, write_text

CREATOR = "Pokja Kampung KB"
WIDEST = 60
"""Letters of the widest column."""

DATE_FORMAT = "[$-421]d mmm yyyy"
LINE_HEIGHT = 15.0
"""Points of one line of text."""

_LONGEST_DATE = len("10 Mei 2023")
_LONGEST_WRAPPED = 4_000
_MOST_LINES = 27
"""Lines of the highest row that Excel knows."""


def lines_in(text: str, width: float) -> int:
    """Lines that a text takes in a column `width` letters wide, at most as many as a row can be high."""
    lines = sum(len(wrap(line, max(1, int(width) - 1))) or 1 for line in text[:_LONGEST_WRAPPED].splitlines())
    return min(max(lines, 1), _MOST_LINES)


def write_with(*, bold: bool = False, size: int = 11, colour: str | None = None) -> Font:
    """The font of all our sheets; without its name a program would take one of its own choice."""
    return Font(name="Calibri", size=size, bold=bold, color=colour)


class CellWriter:
    """Writes the cells of one workbook. Each style is made once: the style of a cell costs more than the cell."""

    def __init__(self) -> None:
        self._styles: dict[Hashable, Any] = {}

    def put(self, cell: Any, value: Any, *, is_percent: bool = False) -> None:
        """Write a value as what it is; a missing one leaves the cell blank.

        A `Tanggal` known to the day and a plain date become dates of Excel, a coarser one its words.
        """
        plain = plain_value(value)
        if isinstance(plain, str):
            write_text(cell, plain)
            return
        cell.value = plain
        if isinstance(plain, date):
            self.dress(cell, "date", _dress_date)
        elif isinstance(plain, int | float):
            code = "0.0" if is_percent else "#,##0" if isinstance(plain, int) else "#,##0.0"
            self.dress(cell, code, partial(_dress_number, code=code))

    def dress(self, cell: Any, kind: Hashable, make: Callable[[Any], None]) -> None:
        """Give a cell the style of its kind; `make` sets it on the first cell of the kind."""
        if kind in self._styles:
            # As openpyxl's own copier does it; setting font, fill and border one by one takes twenty times as long.
            cell._style = copy(self._styles[kind])
        else:
            make(cell)
            self._styles[kind] = copy(cell._style)


def plain_value(value: Any) -> str | int | float | date | None:
    """A value of a frame as a cell of Excel holds it."""
    if isinstance(value, Tanggal):
        return value.day_or_words()
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return int(value) if float(value).is_integer() else float(value)


def shown_length(value: Any) -> int:
    """Letters of the longest line of a value as its cell shows it."""
    plain = plain_value(value)
    if plain is None:
        return 0
    if isinstance(plain, date):
        return _LONGEST_DATE
    if isinstance(plain, float):
        return len(f"{plain:,.1f}")
    return max((len(line) for line in str(plain).splitlines()), default=0)


def save_book(book: Any, *, title: str, is_sample: bool) -> bytes:
    """The bytes of a workbook; a sample carries the property `contoh`, by which the upload knows it again."""
    book.properties.title = clean(title)
    book.properties.creator = CREATOR
    if is_sample:
        book.custom_doc_props.append(BoolProperty(name="contoh", value=True))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _dress_date(cell: Any) -> None:
    cell.number_format = DATE_FORMAT
    cell.alignment = Alignment(horizontal="left", vertical="top")


def _dress_number(cell: Any, *, code: str) -> None:
    cell.number_format = code
    cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
