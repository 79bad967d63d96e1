"""Rows of a table on their way from child to parent: by column, so that nothing is made for each of a million cells.

On the wire a column is a list of texts, which parses as fast as it can be read; a row that cannot be told by column is
a list in the order of the table's fields, in which a text at its own address is a bare string.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from kkb.packed_rows import Columns, PackedColumn, PackedRow, PackedRows, make_cell, pack_rows
from kkb.recap import Cell, CellKind, TableRow

Told = tuple[tuple[CellKind, str] | None, ...]
"""Kind and text of the cells of a row, from the first column of its grid on; None for a blank one."""

Places = dict[str, tuple[int, str]]
"""Field → its column, as a number and in letters."""


class PlainTableRow(TableRow):
    """A row of a table whose cells all stand at their own addresses, made when they are asked for."""

    __slots__ = ("_made", "left", "places", "told")

    def __init__(self, row: int, told: Told, left: int, places: Places) -> None:
        self.row = row
        self.told = told
        self.left = left
        self.places = places
        self._made: dict[str, Cell] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TableRow) and (self.row, self.cells) == (other.row, other.cells)

    __hash__ = None  # type: ignore[assignment]

    @property
    def cells(self) -> dict[str, Cell]:  # type: ignore[override]
        """Field → its cell."""
        if self._made is None:
            self._made = {
                name: make_cell(f"{letters}{self.row}", *cell)
                for name, (column, letters) in self.places.items()
                if (cell := self.told[column - self.left]) is not None
            }
        return self._made


def _by_column(rows: Sequence[TableRow]) -> Sequence[TableRow]:
    """The same rows, the plain ones by column."""
    first = next((row for row in rows if isinstance(row, PlainTableRow)), None)
    if first is None:
        return rows
    left, places = first.left, first.places
    plain = [
        row
        for row in rows
        if isinstance(row, PlainTableRow) and row.places is places and all([not cell or cell[1] for cell in row.told])
    ]
    told = list(zip(*(row.told for row in plain), strict=True))
    columns = Columns(
        PackedColumn(name, kind, letters, [cell[1] if cell and cell[0] == kind else "" for cell in told[at - left]], [])
        for name, (at, letters) in places.items()
        for kind in sorted({cell[0] for cell in told[at - left] if cell})
    )
    packed = {id(row): PackedRow(row.row, columns, place) for place, row in enumerate(plain)}
    return [packed.get(id(row), row) for row in rows]


def rows_to_wire(rows: Sequence[TableRow], fields: Sequence[str], letters: Mapping[str, str]) -> dict[str, Any]:
    """The rows of a table as plain lists, strings and numbers."""
    packed = pack_rows(_by_column(rows), fields)
    return {
        "numbers": packed.numbers,
        "columns": [[one.field, one.kind, one.letters, one.texts, one.lenders] for one in packed.columns],
        "odd": [[place, row_to_wire(row, fields, letters)] for place, row in packed.odd.items()],
    }


def rows_from_wire(wire: dict[str, Any], fields: Sequence[str], letters: Mapping[str, str]) -> PackedRows:
    """The inverse of `rows_to_wire`. Raises KeyError, TypeError, IndexError or ValueError on anything else."""
    numbers = wire["numbers"]
    columns = [PackedColumn(*column) for column in wire["columns"]]
    lists = [numbers, *(one.texts for one in columns), *(one.lenders for one in columns)]
    words = chain.from_iterable((one.field, one.kind, one.letters, *one.texts, *one.lenders) for one in columns)
    if not ({*map(type, lists)} <= {list} and {*map(type, numbers)} <= {int} and {*map(type, words)} <= {str}):
        raise ValueError("rows of another form")
    count = len(numbers)
    if any(len(one.texts) != count or len(one.lenders) not in (0, count) for one in columns):
        raise ValueError("columns of another length")
    odd = {range(count)[place]: row_from_wire(row, fields, letters) for place, row in wire["odd"]}
    return PackedRows(numbers, columns, odd)


def row_to_wire(row: TableRow, fields: Sequence[str], letters: Mapping[str, str]) -> list[Any]:
    """One row in the order of `fields`."""
    wire: list[Any] = [row.row]
    for name in fields:
        cell, letter = row.cells.get(name), letters.get(name)
        if cell is None:
            wire.append(None)
        elif letter is None or cell.merged_from is not None or cell.ref != f"{letter}{row.row}":
            wire.append([cell.kind, cell.text, cell.ref, cell.merged_from])
        elif cell.kind == "text":
            wire.append(cell.text)
        else:
            wire.append([cell.kind, cell.text])
    return wire


def row_from_wire(wire: list[Any], fields: Sequence[str], letters: Mapping[str, str]) -> TableRow:
    """The inverse of `row_to_wire`."""
    number = wire[0]
    cells = {}
    for name, value in zip(fields, wire[1:], strict=True):
        if value is None:
            continue
        at = f"{letters.get(name, '')}{number}"
        if type(value) is str:
            cells[name] = make_cell(at, "text", value)
        elif len(value) == 2:
            cells[name] = make_cell(at, value[0], value[1])
        else:
            cells[name] = make_cell(value[2], value[0], value[1], value[3])
    return TableRow(number, cells)
