"""Rows of a table kept by column, each made when somebody asks for it: a large recap has half a million cells.

Only the check goes through all of them, and it reads by column; a page shows a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, repeat
from typing import Any, cast, overload

from kkb.recap import Cell, CellKind, TableRow


@dataclass(slots=True)
class _Draft:
    """A cell while it is made: a frozen one costs three times as much."""

    ref: str
    kind: CellKind
    text: str
    merged_from: str | None = None


def make_cell(ref: str, kind: CellKind, text: str, merged_from: str | None = None) -> Cell:
    """A `Cell`, where there may be half a million."""
    draft: Any = _Draft(ref, kind, text, merged_from)
    draft.__class__ = Cell
    return cast("Cell", draft)


@dataclass(frozen=True, slots=True)
class PackedColumn:
    """The cells of one field that are of one kind and stand in the column `letters`, row by row.

    `texts` has "" for a row without such a cell. `lenders` are the addresses that lend a value to a cell, "" where it
    is its own; [] if none is lent.
    """

    field: str
    kind: CellKind
    letters: str
    texts: list[str]
    lenders: list[str]

    def cell(self, place: int, row: int) -> Cell:
        """The cell at a place where there is one."""
        lender = self.lenders[place] if self.lenders else ""
        return make_cell(f"{self.letters}{row}", self.kind, self.texts[place], lender or None)

    def part(self, places: slice) -> PackedColumn:
        """The column of some of the rows."""
        return PackedColumn(self.field, self.kind, self.letters, self.texts[places], self.lenders[places])

    def chosen(self, places: Sequence[int]) -> PackedColumn:
        """The column of the rows in these places, in their order."""
        texts, lenders = self.texts, self.lenders
        own_lenders = [lenders[place] for place in places] if lenders else []
        return PackedColumn(self.field, self.kind, self.letters, [texts[place] for place in places], own_lenders)


class Columns(tuple[PackedColumn, ...]):
    """The columns of a table; `by_field` has those of each field."""

    by_field: dict[str, list[PackedColumn]]

    def __new__(cls, columns: Iterable[PackedColumn]) -> Columns:
        made = super().__new__(cls, columns)
        made.by_field = {}
        for column in made:
            made.by_field.setdefault(column.field, []).append(column)
        return made


class PackedRow(TableRow):
    """A row whose cells are made when they are asked for."""

    __slots__ = ("_made", "columns", "place")

    def __init__(self, row: int, columns: Columns, place: int) -> None:
        self.row = row
        self.columns = columns
        self.place = place
        self._made: dict[str, Cell] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TableRow) and (self.row, self.cells) == (other.row, other.cells)

    __hash__ = None  # type: ignore[assignment]

    @property
    def cells(self) -> dict[str, Cell]:  # type: ignore[override]
        """Field → its cell."""
        if self._made is None:
            place, row = self.place, self.row
            self._made = {one.field: one.cell(place, row) for one in self.columns if one.texts[place]}
        return self._made

    def text_of(self, name: str) -> str:
        """The text of a field, "" where it is blank."""
        for column in self.columns.by_field.get(name, ()):
            if text := column.texts[self.place]:
                return text
        return ""


class PackedRows(Sequence[TableRow]):
    """The rows of a table: `numbers` are theirs in the sheet, `columns` what they hold.

    `odd` maps the place of a row to the row where it cannot be told by column, as with a cell that is no blank though
    its text is "". The columns have "" in its place.
    """

    __slots__ = ("_rows", "columns", "numbers", "odd")

    def __init__(
        self, numbers: list[int], columns: Sequence[PackedColumn], odd: Mapping[int, TableRow] | None = None
    ) -> None:
        self.numbers = numbers
        self.columns = Columns(columns)
        self.odd = odd or {}
        self._rows: list[TableRow] | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[TableRow]:
        return iter(self._all())

    @overload
    def __getitem__(self, place: int) -> TableRow: ...
    @overload
    def __getitem__(self, place: slice) -> PackedRows: ...
    def __getitem__(self, place: int | slice) -> TableRow | PackedRows:
        return self._part(place) if isinstance(place, slice) else self._all()[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _all(self) -> list[TableRow]:
        if self._rows is None:
            self._rows = list(map(PackedRow, self.numbers, repeat(self.columns), count()))
            for place, row in self.odd.items():
                self._rows[place] = row
        return self._rows

    def _part(self, places: slice) -> PackedRows:
        taken = range(len(self))[places]
        odd = {taken.index(place): row for place, row in self.odd.items() if place in taken}
        part = PackedRows(self.numbers[places], [column.part(places) for column in self.columns], odd)
        part._rows = self._rows[places] if self._rows is not None else None
        return part

    def told(self, field: str) -> Iterator[tuple[CellKind, list[str]]]:
        """The texts of the cells of a field with their kind, in no order; a kind may come several times."""
        for column in self.columns.by_field.get(field, ()):
            yield column.kind, list(filter(None, column.texts))
        yield from told_in(list(self.odd.values()), field)


def told_in(rows: Sequence[TableRow], field: str) -> Iterator[tuple[CellKind, list[str]]]:
    """The texts of the cells of a field with their kind, in no order; a kind may come several times."""
    if isinstance(rows, PackedRows):
        return rows.told(field)
    return ((cell.kind, [cell.text]) for row in rows if (cell := row.cells.get(field)) is not None)


class _Packer:
    """Puts rows together by column."""

    def __init__(self, rows: Sequence[TableRow]) -> None:
        self._count = len(rows)
        self._columns: dict[tuple[str, CellKind, str], PackedColumn] = {}
        self._odd: dict[int, TableRow] = {}
        columns = next((row.columns for row in rows if isinstance(row, PackedRow)), None)
        places = [(i, row.place) for i, row in enumerate(rows) if isinstance(row, PackedRow) and row.columns is columns]
        self._copy(places, columns or ())
        if len(places) < len(rows):
            for place in sorted({*range(len(rows))}.difference(here for here, _ in places)):
                self._add(place, rows[place])

    def _copy(self, places: list[tuple[int, int]], columns: Iterable[PackedColumn]) -> None:
        """Take over rows of a table that was kept by column: their places here and there."""
        taken = [there for _, there in places]
        is_run = taken == list(range(len(taken)))
        for column in columns:
            # Nearly always they are all of its rows, as they stand.
            own = column if is_run and len(taken) == len(column.texts) else column.chosen(taken)
            if len(places) < self._count:
                texts, lenders = self._spread(places, own.texts), self._spread(places, own.lenders)
                own = PackedColumn(column.field, column.kind, column.letters, texts, lenders)
            if any(own.texts):
                self._columns[column.field, column.kind, column.letters] = own

    def _spread(self, places: list[tuple[int, int]], texts: list[str]) -> list[str]:
        spread = [""] * self._count if texts else []
        for (here, _), text in zip(places, texts, strict=False):
            spread[here] = text
        return spread

    def _add(self, place: int, row: TableRow) -> None:
        at = str(row.row)
        told = [(name, cell, cell.ref.removesuffix(at)) for name, cell in row.cells.items()]
        if not all(cell.text and letters.isalpha() for _, cell, letters in told):
            self._odd[place] = row
            return
        for name, cell, letters in told:
            column = self._columns.get((name, cell.kind, letters))
            if column is None:
                column = PackedColumn(name, cell.kind, letters, [""] * self._count, [])
                self._columns[name, cell.kind, letters] = column
            column.texts[place] = cell.text
            if cell.merged_from is not None:
                if not column.lenders:
                    column.lenders.extend([""] * self._count)
                column.lenders[place] = cell.merged_from

    def packed(self, numbers: list[int], fields: Sequence[str]) -> PackedRows:
        """All rows: `numbers` are theirs in the sheet, `fields` in the order of their columns."""
        order = {name: place for place, name in enumerate(fields)}
        keys = sorted(self._columns, key=lambda key: (order.get(key[0], len(order)), key))
        return PackedRows(numbers, [self._columns[key] for key in keys], self._odd)


def pack_rows(rows: Sequence[TableRow], fields: Sequence[str]) -> PackedRows:
    """The same rows by column; `fields` in the order of their columns."""
    if isinstance(rows, PackedRows):
        return rows
    return _Packer(rows).packed([row.row for row in rows], fields)
