"""The rows of a table put where they belong, with what the rows above lend them: kecamatan, desa, status, ditto marks.

A value goes down only into a blank cell, and never past a total or a heading; a desa neither past a blank row, nor into
another kecamatan: there the row lacks it, and the checks say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Protocol

from kkb.blanks import DASHES
from kkb.programme import Lembar
from kkb.recap import Cell, Table, TableRow
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Grid
from kkb.workbook.model import LABEL
from kkb.workbook.rows.filling import part_code, repeat_dittos
from kkb.workbook.rows.row_kinds import Row
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import fold_space
from kkb.workbook.tables.table_types import TABLE_TYPES

Words = tuple[int, str]
"""A column and what stands there."""

NO_WORDS: Words = (0, "")


class RowKind(Enum):
    """What a row below a header is."""

    DATA = auto()
    SUBJECT = auto()
    """A desa of which nothing is said; rows below may go on with it."""
    KECAMATAN = auto()
    DESA = auto()
    STATUS = auto()
    """Headings: what they say holds for the rows below."""
    TOTAL = auto()
    GAP = auto()
    WORDS = auto()
    """Titles and notes."""
    EXAMPLE = auto()
    """Shows how to fill in the table; its dates are none that the table speaks for."""
    NOTHING = auto()


class RowJudge(Protocol):
    """Tells what the rows of one table are.

    `carried` is the kecamatan that a title says of all rows, `blocks` maps row → the kecamatan of its block,
    `has_outer_status`: headings of status stand above those of kecamatan.
    """

    carried: Cell | None
    blocks: Mapping[int, Cell]
    has_outer_status: bool

    def judge(self, row: Row) -> tuple[RowKind, Words]:
        """The kind of a row, and the words of a heading or a total with their column."""


class Sorter:
    """Puts the rows below a header into its `table`.

    `_carried` is the kecamatan that goes on below, `_is_said` True if a heading or a title says it of all rows,
    `_status` that of the heading above, `_above` the cells of the row that a ditto mark repeats.
    """

    def __init__(self, table: Table, grid: Grid, header: Header, judge: RowJudge) -> None:
        self._table = table
        self._grid = grid
        self._header = header
        self._judge = judge
        self._type = TABLE_TYPES[table.lembar]
        self._carried, self._is_said = judge.carried, True
        self._status: Cell | None = None
        self._above: dict[str, Cell] = {}
        self._blank: set[int] = set()
        self._crosses: list[str] = []

    def sort(self, rows: Iterable[Row]) -> None:
        """Put each row where it belongs."""
        for row in rows:
            kind, words = self._judge.judge(row)
            if kind is RowKind.DATA:
                self._take_data(row)
            elif kind is RowKind.WORDS:
                self._table.below += self._grid.words(row.row)
            elif kind is RowKind.EXAMPLE:
                self._table.below += [cell for cell in self._grid.words(row.row) if cell.kind == "text"]
            elif kind is not RowKind.NOTHING:
                self._take_other(row, kind, words)
        self._table.carried, self._table.tick_x = frozenset(self._blank), tuple(self._crosses)

    def _take_other(self, row: Row, kind: RowKind, words: Words) -> None:
        """Take a total, a heading, or a blank row: no ditto mark looks past it."""
        self._above = {}
        if kind is RowKind.TOTAL:
            self._count_groups(row)
            row.cells[LABEL] = _cell_at(row, words)
            self._table.totals.append(TableRow(row.row, row.cells))
        elif kind is RowKind.KECAMATAN:
            self._carried, self._is_said = _cell_at(row, words), True
            self._status = self._status if self._judge.has_outer_status else None
        elif kind is RowKind.STATUS:
            self._status = _cell_at(row, words)
            if self._judge.has_outer_status and "kecamatan" not in self._header.fields:
                self._carried = self._judge.carried
        elif kind is RowKind.DESA:
            self._above = {"desa": _cell_at(row, words)}
        elif kind is RowKind.SUBJECT:
            self._above = row.cells
            self._carry(row.cells.get("kecamatan"))

    def _count_groups(self, row: Row) -> None:
        """Of a Jumlah row over columns of ticks keep how many have formed; a sum of years or dates says nothing."""
        for name, group in self._header.groups.items():
            counted = row.counted.pop(name, row.others)
            row.cells.pop(name, None)
            column = group.formed_column if group.kind == "ticks" else None
            if column is not None and column in counted:
                row.cells[name] = Cell(f"{column_letters(column)}{row.row}", *counted[column])

    def _take_data(self, row: Row) -> None:
        repeat_dittos(row.cells, self._above, self._type.repeatable)
        part_code(row.cells)
        self._place(row)
        if self._status is not None:
            row.cells["status"] = self._lend(self._status, "status", row)
        self._table.rows.append(TableRow(row.row, row.cells))
        self._crosses += row.crosses
        self._above = row.cells

    def _place(self, row: Row) -> None:
        """Give the row the kecamatan and the desa of the rows above, where it names none; its own go on below."""
        cells = row.cells
        own, known = cells.get("kecamatan"), self._carried
        if row.row in self._judge.blocks:
            cells["kecamatan"] = self._judge.blocks[row.row]
            if own is None:
                cells["kecamatan"] = self._lend(cells["kecamatan"], "kecamatan", row)
            return
        if own is not None and own.text in DASHES:
            del cells["kecamatan"]
            own = None
            if not self._type.lends_desa:
                return
        is_nameless = "desa" not in cells and "kode_desa" not in cells
        if is_nameless and self._table.lembar == Lembar.KOMITMEN:
            self._carry(own)
            return  # A signer of the regency.
        if own is None and known is not None:
            cells["kecamatan"] = self._lend(known, "kecamatan", row)
            if self._type.lends_desa and not self._is_said:
                self._blank.add(row.row)
        if self._type.lends_desa and is_nameless and not _differ(own, known):
            for name in ("desa", "kode_desa"):
                said = self._above.get(name)
                if name in self._header.fields and said is not None and said.kind in ("text", "number"):
                    cells[name] = self._lend(said, name, row)
        self._carry(own)

    def _carry(self, kecamatan: Cell | None) -> None:
        if kecamatan is not None:
            self._carried, self._is_said = kecamatan, False

    def _lend(self, said: Cell, name: str, row: Row) -> Cell:
        """The cell of a row that a cell above lends its value, in the column of the field or of that cell."""
        letters = self._table.column_letters.get(name) or said.ref.rstrip("0123456789")
        # Stored rows of a recap name the cell that lends, also where a merged range lent that its value.
        source = said.source_ref if self._type.lends_desa else said.ref
        return Cell(f"{letters}{row.row}", said.kind, said.text, source)


def _cell_at(row: Row, words: Words) -> Cell:
    column, text = words
    return Cell(f"{column_letters(column)}{row.row}", "text", text)


def _differ(own: Cell | None, known: Cell | None) -> bool:
    texts = {fold_space(cell.text).casefold() for cell in (own, known) if cell is not None}
    return len(texts) > 1
