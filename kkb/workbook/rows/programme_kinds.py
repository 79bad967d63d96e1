"""What a row of a sheet of the programme is: data, a total, a heading, an example, or already the signatures."""

from __future__ import annotations

import re

from kkb.programme import Lembar
from kkb.programme.columns import KOLOM, Isi
from kkb.recap import Cell, CellKind
from kkb.workbook.addresses import column_letters
from kkb.workbook.rows import row_kinds
from kkb.workbook.rows.row_kinds import Row
from kkb.workbook.tables.headers import fold_space

PLACES = frozenset({"kecamatan", "desa", "kode_desa"})
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

Columns = dict[str, int]
"""Field → its column."""


def folded(text: str) -> str:
    """Words as they are compared: small letters, single spaces."""
    return fold_space(text).casefold()


def own_data(row: Row) -> dict[str, Cell]:
    """The cells that say something of a place, and are no other cell's."""
    return {name: cell for name, cell in row.cells.items() if name not in PLACES and cell.merged_from is None}


def _is_day(kind: CellKind, text: str) -> bool:
    """True for a cell that may hold a day; "Manggar, 10 Mei 2023" is a line of the signatures."""
    return kind != "text" or _DAY.fullmatch(text) is not None


def total_label(row: Row, columns: Columns) -> tuple[int, str] | None:
    """(column, words) of a row of totals. An activity may be called "Jumlah …": where the row names a desa or a day,
    its words stand in a column of places or left of all fields."""
    is_bare = "desa" not in row.cells and not _has_day(row)
    own = [(columns[name], cell.text) for name, cell in row.cells.items() if name in PLACES or is_bare]
    first = min(columns.values())
    own += [(column, text) for column, (_, text) in row.others.items() if is_bare or column < first]
    return next(((column, text) for column, text in sorted(own) if row_kinds.reads_like_total(text)), None)


def kecamatan_heading(row: Row, columns: Columns) -> tuple[int, str] | None:
    """(column, name) of a row that says "Kecamatan …", or has nothing but a kecamatan."""
    if _has_day(row) or ("desa" in row.cells and own_data(row)):
        return None
    said = row_kinds.says_kecamatan(row, columns)
    if said is not None:
        return said
    kecamatan = row.cells.get("kecamatan")
    if kecamatan is None or kecamatan.kind != "text" or len(row.cells) > 1:
        return None
    return columns["kecamatan"], kecamatan.text


def desa_heading(row: Row, columns: Columns) -> Cell | None:
    """The name in a row that says "Desa …" and nothing else, in another column than that of desa."""
    words = row.words(columns)
    if "desa" in row.cells or len(words) != 1 or _has_day(row):
        return None
    column, text = words[0]
    match = _DESA_HEADING.fullmatch(fold_space(text[:_LONGEST_LINE]))
    return Cell(f"{column_letters(column)}{row.row}", "text", match[1]) if match is not None else None


def is_example(row: Row, columns: Columns) -> bool:
    """True for a row that says in front that it only shows how to fill in the sheet."""
    first = min(columns.values())
    return any(_EXAMPLE.fullmatch(text) for column, (_, text) in row.others.items() if column < first)


def end_of_rows(rows: list[Row], lembar: Lembar, columns: Columns) -> int:
    """How many of the rows belong to the table; what follows are signatures and notes.

    The table never ends before a row that is evidently data.
    """
    last = next((i for i in range(len(rows) - 1, -1, -1) if _is_evident(rows[i], columns)), -1)
    # Who signed for the regency stands in a column of its own, and reads like a signature.
    office = "penanda_tangan" if lembar is Lembar.KOMITMEN else ""
    after_gap = False
    for i in range(last + 1, len(rows)):
        row = rows[i]
        if row.is_blank or total_label(row, columns) is not None:
            after_gap = True
            continue
        is_signed = any(map(row_kinds.looks_signed, row.texts(without=office)))
        if is_signed or (after_gap and "desa" not in row.cells) or row_kinds.is_remark(row):
            return i
    return len(rows)


def _is_evident(row: Row, columns: Columns) -> bool:
    """True for a row that can be nothing but data: of a desa, or with a day or a number and something beside it."""
    own = own_data(row)
    if not own or total_label(row, columns) is not None:
        return False
    if "desa" in row.cells or "kode_desa" in row.cells:
        return True
    is_counted = any(cell.kind == "number" for name, cell in own.items() if name in _COUNTED)
    has_words = any(cell.kind == "text" for name, cell in own.items() if name not in _COUNTED)
    return (len(own) >= _EVIDENT and _has_day(row)) or (is_counted and has_words)


def _has_day(row: Row) -> bool:
    day = row.cells.get("tanggal")
    return day is not None and _is_day(day.kind, day.text)
