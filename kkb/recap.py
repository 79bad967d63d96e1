"""A recap as read from a workbook: tables of text, every text with the cell it stands in.

What the reader hands to the checker. Nothing here is interpreted yet: a date is the text of a date, a status is
the officer's word.
"""

from __future__ import annotations

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

    @property
    def source_ref(self) -> str:
        """The address of the cell that holds the value."""
        return self.merged_from or self.ref


@dataclass(slots=True)
class TableRow:
    """One row of a table: `row` is its number in the sheet, `cells` maps a field ("desa", "status" …) to its cell."""

    row: int
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """A table found in a sheet, with the texts around it.

    `columns` maps a field to the header as written, `column_letters` to the column ("E"); `extra_columns` are
    headers that mean no field. Where the kecamatan stands in heading rows of its own, the rows have a cell
    "kecamatan" although no such column exists. `totals` are the Jumlah rows (their words under "label"), `above` and
    `below` the texts outside the table (title, signature block), `hidden_rows` the rows that Excel does not show.
    """

    sheet: str
    header_rows: tuple[int, ...]
    columns: dict[str, str]
    column_letters: dict[str, str]
    rows: list[TableRow] = field(default_factory=list)
    extra_columns: tuple[str, ...] = ()
    totals: list[TableRow] = field(default_factory=list)
    above: list[Cell] = field(default_factory=list)
    below: list[Cell] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()


@dataclass(slots=True)
class Workbook:
    """All tables of the visible sheets. `is_sample` is the property that marks invented data ("contoh").

    `unread_sheets` are visible and filled, but hold no table of desa.
    """

    is_sample: bool = False
    tables: list[Table] = field(default_factory=list)
    hidden_sheets: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
