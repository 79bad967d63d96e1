"""A row that can be nothing but data: what the judges of rows would say of it is known before they ask."""

from __future__ import annotations

from typing import ClassVar

from kkb.recap import Cell, CellKind
from kkb.workbook import row_kinds
from kkb.workbook.grid import Described
from kkb.workbook.row_wire import Places, PlainTableRow, Told

_DAYS = ("date", "number")


class PlainRow(row_kinds.Row):
    """A row that is surely of a desa, with a kecamatan and a text of status that is no amount. See `row_kinds.Row`."""

    __slots__ = ("_cells", "_others", "left", "places", "told")
    is_plain: ClassVar[bool] = True
    is_blank = False
    is_data = True
    has_facts = True
    has_only_amounts = False
    is_filled_only = False

    def __init__(self, row: int, told: Told, left: int, places: Places) -> None:
        self.row = row
        self.told = told
        self.left = left
        self.places = places
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
            own = {column for column, _ in self.places.values()}
            self._others = {column: cell for column, cell in self.by_column.items() if column not in own}
        return self._others

    @property
    def by_column(self) -> dict[int, Described]:
        """Column → kind and text of the filled cells."""
        return {column: cell for column, cell in enumerate(self.told, start=self.left) if cell is not None}

    @property
    def seems_evident(self) -> bool:
        """True if it says a word of status or a date, or numbers a desa."""
        column, _ = self.places["status"]
        status = self.told[column - self.left]
        if status is not None and row_kinds.reads_like_status(status[1]):
            return True
        if self._kind("no") == "number":
            return True
        return self._kind("tanggal") in _DAYS or self._kind("tanggal_pencanangan") in _DAYS

    def _kind(self, name: str) -> CellKind | None:
        cell = self.told[self.places[name][0] - self.left] if name in self.places else None
        return cell[0] if cell is not None else None

    def texts(self, *, without: str = "") -> list[str]:
        """The texts of its cells, but for that of the field `without`."""
        left_out = self.places[without][0] - self.left if without in self.places else -1
        return [cell[1] for x, cell in enumerate(self.told) if cell is not None and cell[0] == "text" and x != left_out]

    @property
    def crosses(self) -> list[str]:  # type: ignore[override]
        """None: a plain row has no columns of ticks."""
        return []

    @property
    def counted(self) -> dict[str, dict[int, Described]]:  # type: ignore[override]
        """None: a plain row has no fields in several columns."""
        return {}

    def as_table_row(self) -> PlainTableRow:
        """The row as it is handed on."""
        return PlainTableRow(self.row, self.told, self.left, self.places)
