"""A sheet that is filled for desa, of which no other header means anything: it is told, so that it is not just lost."""

from __future__ import annotations

import datetime as dt

from kkb.programme import Lembar
from kkb.workbook.grid import Grid
from kkb.workbook.tables.header_search import HEADER_WITHIN_ROWS
from kkb.workbook.tables.headers import header_text, recognise
from kkb.workbook.tables.programme_columns import field_of

_WIDEST = 256
_FEWEST_UNKNOWN = 2
_FEWEST_NAMES = 2
"""Names below the header that make it one: a word for desa may stand alone in any text."""

_ROWS_LOOKED_AT = 100


def unknown_headers(grid: Grid) -> tuple[str, ...]:
    """The headers without a meaning of a sheet with a filled column of desa, from left to right; () for another sheet.

    Only those of columns with words or days count: a sheet of numbers about desa is a statistic.
    """
    for row in range(grid.top, min(grid.top + HEADER_WITHIN_ROWS, grid.bottom + 1)):
        texts = {
            column: header_text(text)
            for column, (kind, text) in grid.filled(row)
            if kind == "text" and column < grid.left + _WIDEST
        }
        desa = next((column for column, text in texts.items() if _names_desa(text)), None)
        if desa is None or len(texts) <= _FEWEST_UNKNOWN:
            continue
        filled = _count_words(grid, row + 1)
        unknown = [text for column, text in texts.items() if filled.get(column) and not _means_something(text)]
        if filled.get(desa, 0) >= _FEWEST_NAMES and len(unknown) >= _FEWEST_UNKNOWN:
            return tuple(unknown)
    return ()


def _names_desa(text: str) -> bool:
    found = field_of(Lembar.KEGIATAN, text)
    return found is not None and found[0] == "desa"


def _means_something(text: str) -> bool:
    return recognise(text) is not None or field_of(Lembar.KOMITMEN, text) is not None


def _count_words(grid: Grid, first: int) -> dict[int, int]:
    """Column → how many of its cells from a row on hold words or a day."""
    count: dict[int, int] = {}
    for row in range(first, min(first + _ROWS_LOOKED_AT, grid.bottom + 1)):
        for x, value in enumerate(grid.values[row - grid.top][:_WIDEST]):
            if isinstance(value, (str, dt.date)) and str(value).strip():
                count[grid.left + x] = count.get(grid.left + x, 0) + 1
    return count
