"""What the rows of a sheet of the programme are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kkb.programme.columns import KOLOM, Isi
from kkb.recap import Cell
from kkb.workbook.rows.row_kinds import Row, reads_like_total, says_kecamatan
from kkb.workbook.rows.sorting import NO_WORDS, RowKind, Words
from kkb.workbook.tables.headers import fold_space

_PLACES = frozenset({"kecamatan", "desa", "kode_desa"})
_COUNTED = frozenset(
    column.name for columns in KOLOM.values() for column in columns if column.isi in (Isi.JUMLAH, Isi.RUPIAH)
)
_EVIDENT = 2
"""Cells that tell a dated row without a desa from a line of the signatures."""

_LONGEST_LINE = 300
"""Letters of a heading that are looked at."""

_DAY = re.compile(r"\d[\d\s/.,-]*(?:[^\W\d_]+[\s.,]*\d{2,4})?|(?:[^\W\d_]+\.?\s+)20\d\d", re.IGNORECASE)
_DESA_HEADING = re.compile(r"(?:desa|ds)\b[\s.:]*([^\W\d_].{2,40})", re.IGNORECASE)
_EXAMPLE = re.compile(r"\(?(?:contoh|cth)\b.{0,20}", re.IGNORECASE)


class ProgrammeJudge:
    """Tells what rows are (`sorting.RowJudge`); `columns` maps the fields of their table to columns."""

    carried: Cell | None = None
    blocks: Mapping[int, Cell] = {}
    has_outer_status = True

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = dict(columns)
        self._first = min(columns.values())

    def judge(self, row: Row) -> tuple[RowKind, Words]:
        """The kind of a row, and the words of a heading or a total with their column."""
        if row.is_blank:
            return RowKind.GAP, NO_WORDS
        if (label := self._total_label(row)) is not None:
            return RowKind.TOTAL, label
        is_told = _has_own_data(row)
        if not (is_told and "desa" in row.cells) and not _has_day(row):
            if (name := self._kecamatan_heading(row)) is not None:
                return RowKind.KECAMATAN, name
            if (name := self._desa_heading(row)) is not None:
                return RowKind.DESA, name
        if not row.cells or self._is_example(row):
            return (RowKind.EXAMPLE if row.cells else RowKind.WORDS), NO_WORDS
        if is_told:
            return RowKind.DATA, NO_WORDS
        return (RowKind.SUBJECT if _names_desa(row) else RowKind.NOTHING), NO_WORDS

    def is_evident(self, row: Row) -> bool:
        """True for a row that can be nothing but data: of a desa, or with a day or a number and something beside it."""
        if not _has_own_data(row) or self._total_label(row) is not None:
            return False
        if _names_desa(row):
            return True
        own = _own_data(row)
        is_counted = any(cell.kind == "number" for name, cell in own.items() if name in _COUNTED)
        has_words = any(cell.kind == "text" for name, cell in own.items() if name not in _COUNTED)
        return (len(own) >= _EVIDENT and _has_day(row)) or (is_counted and has_words)

    def _total_label(self, row: Row) -> Words | None:
        """The words of a row of totals. An activity may be called "Jumlah …": where the row names a desa or a day,
        its words stand in a column of places or left of all fields."""
        is_bare = "desa" not in row.cells and not _has_day(row)
        names = row.cells.keys() if is_bare else row.cells.keys() & _PLACES
        likely = [(self._columns[name], row.cells[name].text) for name in names]
        likely += [(column, text) for column, (_, text) in row.others.items() if is_bare or column < self._first]
        return min((words for words in likely if reads_like_total(words[1])), default=None)

    def _kecamatan_heading(self, row: Row) -> Words | None:
        """The name in a row that says "Kecamatan …", or has nothing but a kecamatan."""
        said = says_kecamatan(row, self._columns)
        if said is not None:
            return said
        is_alone = len(row.cells) == 1 and row.kind("kecamatan") == "text"
        return (self._columns["kecamatan"], row.text_of("kecamatan")) if is_alone else None

    def _desa_heading(self, row: Row) -> Words | None:
        """The name in a row that says "Desa …" and nothing else, in another column than that of desa."""
        if "desa" in row.cells or len(words := row.words(self._columns)) != 1:
            return None
        column, text = words[0]
        match = _DESA_HEADING.fullmatch(fold_space(text[:_LONGEST_LINE]))
        return (column, match[1]) if match is not None else None

    def _is_example(self, row: Row) -> bool:
        """True for a row that says in front that it only shows how to fill in the sheet."""
        return any(_EXAMPLE.fullmatch(text) for column, (_, text) in row.others.items() if column < self._first)


def _own_data(row: Row) -> dict[str, Cell]:
    """The cells that say something of a place, and are no other cell's."""
    return {name: cell for name, cell in row.cells.items() if name not in _PLACES and cell.merged_from is None}


def _has_own_data(row: Row) -> bool:
    return any(name not in _PLACES and cell.merged_from is None for name, cell in row.cells.items())


def _names_desa(row: Row) -> bool:
    return "desa" in row.cells or "kode_desa" in row.cells


def _has_day(row: Row) -> bool:
    """True for a cell that may hold a day; "Manggar, 10 Mei 2023" is a line of the signatures."""
    day = row.cells.get("tanggal")
    return day is not None and (day.kind != "text" or _DAY.fullmatch(day.text) is not None)
