"""Rows of the programme with what the cells above them lend: the kecamatan and the desa of a block, ditto marks.

A list of activities often names its desa once for several rows. It is carried down only into a blank cell of a row that
says something, and never past a blank row, a total, a heading, or into another kecamatan: there the row lacks its desa,
and the checks say so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kkb.blanks import DASHES
from kkb.programme import Lembar
from kkb.recap import Cell, TableRow
from kkb.workbook.addresses import column_letters
from kkb.workbook.model import LABEL
from kkb.workbook.rows import filling
from kkb.workbook.rows.programme_kinds import (
    Columns,
    desa_heading,
    folded,
    is_example,
    kecamatan_heading,
    own_data,
    total_label,
)
from kkb.workbook.rows.row_kinds import Row


@dataclass(slots=True)
class Sorter:
    """Sorts the rows of one table: `rows` of data, `totals`, and the words of the rows that are neither (`below`).

    `columns` maps field → column, `repeatable` are the fields in which a mark may mean "as above".
    """

    lembar: Lembar
    columns: Columns
    repeatable: Collection[str]
    rows: list[TableRow] = field(default_factory=list)
    totals: list[TableRow] = field(default_factory=list)
    below: list[Cell] = field(default_factory=list)
    carried: set[int] = field(default_factory=set)
    """Rows that leave the kecamatan blank below a row that names it: it may have been forgotten, not repeated."""
    _above: TableRow | None = None
    """The row whose desa goes on."""
    _source: TableRow | None = None
    """The row that last named a kecamatan."""
    _is_heading: bool = False
    """True if that row names nothing else, so that its kecamatan is said of all rows below."""

    def sort(self, rows: Iterable[Row]) -> None:
        """Put each row where it belongs."""
        for row in rows:
            self._take(row)

    def _add(self, row: TableRow, *, names_kecamatan: bool) -> None:
        self.rows.append(row)
        self._above = row
        if names_kecamatan:
            self._source, self._is_heading = row, False

    def _take(self, row: Row) -> None:
        columns = self.columns
        if row.is_blank:
            self._above = None
        elif (label := total_label(row, columns)) is not None:
            self._above = None
            self.totals.append(TableRow(row.row, row.cells | {LABEL: _cell_at(row, label)}))
        elif (heading := kecamatan_heading(row, columns)) is not None:
            self._above = None
            self._source = TableRow(row.row, {"kecamatan": _cell_at(row, heading)})
            self._is_heading = True
        elif (desa := desa_heading(row, columns)) is not None:
            self._above = TableRow(row.row, {"desa": desa})
        elif not row.cells or is_example(row, columns):
            self.below += _words(row, columns)
        elif own_data(row):
            cells = self._lent(row)
            self._add(TableRow(row.row, cells), names_kecamatan="kecamatan" in row.cells and "kecamatan" in cells)
        elif "desa" in row.cells or "kode_desa" in row.cells:
            # A desa of which nothing is said; rows below may go on with it.
            self._above = TableRow(row.row, row.cells)
            if "kecamatan" in row.cells:
                self._source, self._is_heading = self._above, False

    def _lent(self, row: Row) -> dict[str, Cell]:
        """The cells of a row of data, with what stands above in place of its marks and blank places."""
        cells = dict(row.cells)
        upper = self._above.cells if self._above is not None else {}
        for name in self.repeatable:
            mark, said = cells.get(name), upper.get(name)
            if mark is not None and said is not None and filling.is_ditto(mark) and not filling.is_ditto(said):
                cells[name] = mark._replace(kind=said.kind, text=said.text, merged_from=said.source_ref)
        filling.part_code(cells)
        return self._placed(row.row, cells)

    def _placed(self, number: int, cells: dict[str, Cell]) -> dict[str, Cell]:
        """The cells of a row with the kecamatan and the desa of the rows above, where it names none."""
        known = _named(self._source, "kecamatan")
        own = cells.get("kecamatan")
        if own is not None and own.text in DASHES:
            del cells["kecamatan"]
            own = None
        is_nameless = "desa" not in cells and "kode_desa" not in cells
        if is_nameless and self.lembar is Lembar.KOMITMEN:
            return cells  # A signer of the regency.
        if own is None and known is not None:
            cells["kecamatan"] = self._lend(known, "kecamatan", number)
            if not self._is_heading:
                self.carried.add(number)
        is_elsewhere = own is not None and known is not None and folded(own.text) != folded(known.text)
        if is_nameless and not is_elsewhere and self._above is not None:
            for name in ("desa", "kode_desa"):
                said = _named(self._above, name)
                if name in self.columns and said is not None and said.kind in ("text", "number"):
                    cells[name] = self._lend(said, name, number)
        return cells

    def _lend(self, said: Cell, name: str, number: int) -> Cell:
        column = self.columns.get(name)
        letters = column_letters(column) if column is not None else said.ref.rstrip("0123456789")
        return Cell(f"{letters}{number}", said.kind, said.text, said.source_ref)


def _named(row: TableRow | None, name: str) -> Cell | None:
    return row.cells.get(name) if row is not None else None


def _cell_at(row: Row, words: tuple[int, str]) -> Cell:
    column, text = words
    return Cell(f"{column_letters(column)}{row.row}", "text", text)


def _words(row: Row, columns: Columns) -> list[Cell]:
    return [_cell_at(row, words) for words in row.words(columns)]
