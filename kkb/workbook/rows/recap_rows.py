"""What the rows of a recap of status are."""

from __future__ import annotations

from collections.abc import Mapping

from kkb.recap import Cell
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Grid
from kkb.workbook.rows.row_kinds import (
    Row,
    counts_only,
    is_recap,
    is_remark,
    kecamatan_heading,
    says_kecamatan,
    total_label,
)
from kkb.workbook.rows.sections import bare_headings, kecamatan_of_blocks
from kkb.workbook.rows.sorting import NO_WORDS, RowKind, Words
from kkb.workbook.rows.status_headings import find_status_headings, status_of_heading
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.parts import Part

_LONGEST_NAME = 2
"""Words in the longest name of a kecamatan (Simpang Renggiang)."""


class RecapJudge:
    """Tells what the `rows` of a recap are (`sorting.RowJudge`). `says_status`: some are headings of a status."""

    def __init__(self, part: Part, header: Header, rows: list[Row]) -> None:
        fields = header.fields
        self._fields = fields
        self._titles = part.titles
        self._elsewhere = part.elsewhere
        self._headings = _merged_headings(part.grid, fields["desa"])
        self.carried = None if "kecamatan" in fields else _heading_above(part.grid, header)
        self._last_named = max((row.row for row in rows if "desa" in row.cells or "kode_desa" in row.cells), default=0)
        told = [row for row in rows if row.row not in part.titles]
        self._statuses = find_status_headings(told, fields, self._headings)
        self.says_status = bool(self._statuses.said)
        self.has_outer_status = self._statuses.is_outer
        told = [row for row in told if row.row not in self._statuses.said]
        self._bare = {} if self.carried is not None else bare_headings(told, fields)
        self.blocks: Mapping[int, Cell] = kecamatan_of_blocks(told, fields)

    def judge(self, row: Row) -> tuple[RowKind, Words]:
        """The kind of a row, and the words of a heading or a total with their column."""
        if row.is_blank or row.is_filled_only or (row.is_mere_number and row.row not in self._bare):
            return RowKind.NOTHING, NO_WORDS
        if row.row in self._titles and not says_kecamatan(row, self._fields):
            return RowKind.WORDS, NO_WORDS
        if row.row in self._statuses.said:
            return RowKind.STATUS, self._statuses.said[row.row]
        if (label := total_label(row, self._fields)) is not None:
            return RowKind.TOTAL, label
        if row.row > self._last_named and counts_only(row):
            desa = self._fields["desa"]
            return RowKind.TOTAL, next((said for said in row.words(self._fields) if said[0] < desa), (desa, "Jumlah"))
        heading = kecamatan_heading(row, self._fields, is_merged=row.row in self._headings) or self._bare.get(row.row)
        if heading is not None:
            return RowKind.KECAMATAN, heading
        is_told = row.is_data and not is_recap(row) and not is_remark(row) and not _is_legend(row)
        is_else = row.row in self._statuses.empty or row.row in self._elsewhere
        return (RowKind.DATA if is_told and not is_else else RowKind.WORDS), NO_WORDS


def _is_legend(row: Row) -> bool:
    """True for a status alone where the desa stands: "sudah ada Pokja" beside the colour that means it."""
    return row.cells.keys() == {"desa"} and not row.others and status_of_heading(row.text_of("desa")) is not None


def _heading_above(grid: Grid, header: Header) -> Cell | None:
    """The nearest line above the header that is "Kecamatan" and a short name, as on a sheet of one kecamatan.

    A title that goes on ("Kecamatan se-Kabupaten …", "Kecamatan Manggar Tahun 2023") names none for sure.
    """
    for number in range(header.rows[0] - 1, grid.top - 1, -1):
        line = Row(number, {}, dict(grid.filled(number)))
        column, name = kecamatan_heading(line, header.fields, is_merged=False) or NO_WORDS
        if name and len(name.split()) <= _LONGEST_NAME and name.replace(" ", "").isalpha():
            return Cell(f"{column_letters(column)}{number}", "text", name)
    return None


def _merged_headings(grid: Grid, desa_column: int) -> set[int]:
    """Rows of which one merged cell covers three columns or more, the column of desa among them."""
    return {
        top
        for top, left, bottom, right in grid.merged
        if top == bottom and right - left >= 2 and left <= desa_column <= right
    }
