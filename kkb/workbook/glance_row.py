"""A row of the programme that is data at a glance: nothing is made for its cells before somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kkb.packed_rows import Columns, PackedColumn, PackedRow, make_cell
from kkb.recap import Cell, CellKind, TableRow
from kkb.workbook.grid import Described

Told = tuple[Described | None, ...]
"""Kind and text of the cells of a row, from the first column of its grid on; None for a blank one."""

Places = dict[str, tuple[int, str]]
"""Field → its column, counted from the first of the grid, and the letters of it."""


class GlanceRow(TableRow):
    """A row whose cells stand at their own addresses, but for those that rows above lend it (`lent`)."""

    __slots__ = ("_made", "lent", "places", "told")

    def __init__(self, row: int, told: Told, places: Places) -> None:
        self.row = row
        self.told = told
        self.places = places
        self.lent: dict[str, Cell] = {}
        self._made: dict[str, Cell] | None = None

    @property
    def cells(self) -> dict[str, Cell]:  # type: ignore[override]
        """Field → its cell."""
        if self._made is None:
            self._made = self.named(self.places) | self.lent
        return self._made

    def named(self, names: Iterable[str]) -> dict[str, Cell]:
        """Some of the fields with their own cells."""
        places = ((name, self.places[name]) for name in names if name in self.places)
        return {
            name: make_cell(f"{letters}{self.row}", *cell)
            for name, (x, letters) in places
            if (cell := self.told[x]) is not None
        }

    def has(self, name: str) -> bool:
        """True if the cell of a field is filled."""
        return name in self.places and self.told[self.places[name][0]] is not None


def keep_by_column(rows: Sequence[TableRow]) -> list[TableRow]:
    """The same rows, of one table, those told at a glance kept by column as they go to the parent."""
    glanced = [(place, row) for place, row in enumerate(rows) if isinstance(row, GlanceRow)]
    if not glanced:
        return list(rows)
    found: dict[tuple[str, CellKind, str], PackedColumn] = {}

    def column(name: str, kind: CellKind, letters: str) -> PackedColumn:
        key = (name, kind, letters)
        if key not in found:
            found[key] = PackedColumn(name, kind, letters, [""] * len(rows), [])
        return found[key]

    told = list(zip(*(row.told for _, row in glanced), strict=True))
    for name, (x, letters) in glanced[0][1].places.items():
        texts = {kind: column(name, kind, letters).texts for kind in {cell[0] for cell in told[x] if cell is not None}}
        for (place, _), cell in zip(glanced, told[x], strict=True):
            if cell is not None:
                texts[cell[0]][place] = cell[1]
    for place, row in glanced:
        for name, cell in row.lent.items():
            lent = column(name, cell.kind, cell.ref.removesuffix(str(row.row)))
            lent.texts[place] = cell.text
            if not lent.lenders:
                lent.lenders.extend([""] * len(rows))
            lent.lenders[place] = cell.merged_from or ""
    columns = Columns(found.values())
    return [PackedRow(r.row, columns, place) if isinstance(r, GlanceRow) else r for place, r in enumerate(rows)]
