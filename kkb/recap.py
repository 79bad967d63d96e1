"""A recap as read from a workbook: tables of text, every text with the cell it stands in.

What the reader hands to the checker. Nothing here is interpreted yet: a date is the text of a date, a status is
the officer's word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

CellKind = Literal["text", "number", "date", "bool", "error", "no_cache"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell. Blank cells are absent.

    `ref` is the address ("C14"). `text`: a number without a trailing ".0", a date in ISO form (with the time only
    if there is one), "TRUE" or "FALSE", an error's name ("#REF!"), "" for a formula without a stored result
    (`no_cache`). `merged_from` is the address of the cell whose value was filled into this one.
    """

    ref: str
    kind: CellKind
    text: str
    merged_from: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: `row` is its number in the sheet, `cells` maps a field ("desa", "status" …) to its cell."""

    row: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet, with the texts around it.

    `columns` maps a field to the header as written, `column_letters` to the column ("E"); `extra_columns` are
    headers that mean no field. `above` and `below` are the texts outside the table (title, signature block).
    """

    sheet: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]
    column_letters: Mapping[str, str]
    rows: tuple[TableRow, ...]
    extra_columns: tuple[str, ...] = ()
    totals: tuple[TableRow, ...] = ()
    above: tuple[Cell, ...] = ()
    below: tuple[Cell, ...] = ()
    hidden_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """All tables of a workbook. `is_sample` is the property that marks invented data ("contoh")."""

    tables: tuple[Table, ...] = ()
    is_sample: bool = False
    hidden_sheets: tuple[str, ...] = field(default=())
    unread_sheets: tuple[str, ...] = field(default=())
