"""A row that can be nothing but data: what the judges of rows would say of it is known before they ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import ClassVar

from kkb.packed_rows import Columns, PackedColumn, PackedRow
from kkb.recap import Cell, CellKind
from kkb.workbook import row_kinds
from kkb.workbook.grid import Described
from kkb.workbook.sheet_scan import column_letters

_DAYS = ("date", "number")


class PlainBox:
    """The cells below a header by column and kind, with "" for a row that has none; `fields` are its columns."""

    def __init__(self, left: int, columns: Sequence[dict[CellKind, list[str]]], fields: dict[str, int]) -> None:
        """`left` is the number of the first column."""
        self.left = left
        self.fields = fields
        self._columns = columns
        self.packed = Columns(
            PackedColumn(name, kind, column_letters(column), texts, [])
            for name, column in fields.items()
            for kind, texts in columns[column - left].items()
        )

    def cell(self, column: int, place: int) -> Described | None:
        """Kind and text of one cell; None for a blank one."""
        for kind, texts in self._columns[column - self.left].items():
            if text := texts[place]:
                return kind, text
        return None

    def cells(self, column: int, places: Sequence[int]) -> Iterator[Described]:
        """Kind and text of the filled cells of a column in some rows, in no order."""
        if 0 <= column - self.left < len(self._columns):
            for kind, texts in self._columns[column - self.left].items():
                own = texts if len(places) == len(texts) else map(texts.__getitem__, places)
                yield from zip(repeat(kind), filter(None, own), strict=False)

    def by_column(self, place: int) -> dict[int, Described]:
        """Column → kind and text of the filled cells of a row."""
        columns = range(self.left, self.left + len(self._columns))
        return {column: cell for column in columns if (cell := self.cell(column, place)) is not None}


class PlainRow(row_kinds.Row):
    """A row that is surely of a desa, with a kecamatan and a text of status that is no amount. See `row_kinds.Row`."""

    __slots__ = ("_cells", "_others", "box", "place")
    is_plain: ClassVar[bool] = True
    is_blank = False
    is_data = True
    has_facts = True
    has_only_amounts = False
    is_filled_only = False

    def __init__(self, row: int, box: PlainBox, place: int) -> None:
        self.row = row
        self.box = box
        self.place = place
        self._cells: dict[str, Cell] | None = None
        self._others: dict[int, Described] | None = None

    @property
    def cells(self) -> dict[str, Cell]:  # type: ignore[override]
        """Field → its cell."""
        if self._cells is None:
            self._cells = self.as_table_row().cells
        return self._cells

    @property
    def others(self) -> dict[int, Described]:  # type: ignore[override]
        """Column → kind and text of the filled cells in no recognised column."""
        if self._others is None:
            own = {*self.box.fields.values()}
            self._others = {column: cell for column, cell in self.by_column.items() if column not in own}
        return self._others

    @property
    def by_column(self) -> dict[int, Described]:
        """Column → kind and text of the filled cells."""
        return self.box.by_column(self.place)

    @property
    def seems_evident(self) -> bool:
        """True if it says a word of status or a date, or numbers a desa."""
        status = self.told("status")
        if status is not None and row_kinds.reads_like_status(status[1]):
            return True
        if self.kind("no") == "number":
            return True
        return self.kind("tanggal") in _DAYS or self.kind("tanggal_pencanangan") in _DAYS

    def told(self, name: str) -> Described | None:
        """Kind and text of the cell of a field; None if it is blank."""
        fields = self.box.fields
        return self.box.cell(fields[name], self.place) if name in fields else None

    def kind(self, name: str) -> CellKind | None:
        """The kind of the cell of a field; None if it is blank."""
        cell = self.told(name)
        return cell[0] if cell is not None else None

    def texts(self, *, without: str = "") -> list[str]:
        """The texts of its cells, but for that of the field `without`."""
        left_out = self.box.fields.get(without)
        return [text for column, (kind, text) in self.by_column.items() if kind == "text" and column != left_out]

    @property
    def crosses(self) -> list[str]:  # type: ignore[override]
        """None: a plain row has no columns of ticks."""
        return []

    @property
    def counted(self) -> dict[str, dict[int, Described]]:  # type: ignore[override]
        """None: a plain row has no fields in several columns."""
        return {}

    def as_table_row(self) -> PackedRow:
        """The row as it is handed on."""
        return PackedRow(self.row, self.box.packed, self.place)
