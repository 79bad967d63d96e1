"""Rows that say the status of the desa below them: "A. SUDAH TERBENTUK", "B. DALAM PROSES", "C. BELUM"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from kkb.blanks import DASHES
from kkb.status_words import HEADINGS
from kkb.workbook.rows import row_kinds
from kkb.workbook.rows.sections import bare_headings
from kkb.workbook.tables.headers import fold_space

TITLE = "Status (baris judul)"
"""What stands for the header of a status that no column has."""

_ORDINAL = re.compile(r"(?:[ivxlc]{1,6}|[a-z]|\d{1,2})[.)]+\s*|[-–•*]\s*", re.IGNORECASE)
_AROUND = frozenset(
    "desa kelurahan kel pokja kampung kb kkb keluarga berkualitas kelompok kerja yang dengan status tahap daftar "
    "kategori".split()
)
_WORD = re.compile(r"[^\W_]+")
_NO_DESA = DASHES | {"nihil", "(nihil)", "- nihil -", "kosong", "tidak ada"}
"""What stands under the heading of a block without a desa. "Belum" would be a heading itself."""

_LETTERS_OF_HEADING = 60


@dataclass(slots=True)
class StatusHeadings:
    """`said` maps row → (column, words of the status), `empty` are rows that say a block has no desa, or
    count those of a status below the table.

    `is_outer`: they stand above the headings of kecamatan, not within them.
    """

    said: dict[int, tuple[int, str]] = field(default_factory=dict)
    empty: set[int] = field(default_factory=set)
    is_outer: bool = True


def status_of_heading(text: str) -> str | None:
    """The words of a status that a heading says, or None: "B. Desa yang belum membentuk Pokja" → "belum membentuk"."""
    if len(text) > _LETTERS_OF_HEADING:
        return None
    bare = _ORDINAL.sub("", fold_space(text), count=1) if _ORDINAL.match(text) else fold_space(text)
    count = row_kinds.COUNT_BEHIND.search(bare)
    if count is not None and not any(map(str.isalpha, count["rest"] or "")):
        bare = bare[: count.start()]
    kept = [word for word in _WORD.findall(bare) if word.casefold() not in _AROUND]
    said = " ".join(kept)
    return said if said.casefold() in HEADINGS else None


def find_status_headings(rows: list[row_kinds.Row], columns: dict[str, int], merged: Collection[int]) -> StatusHeadings:
    """The headings of status of a table without such a column; empty unless the table is surely built that way.

    It is if a heading stands above the first desa and no other heading has words of its own ("D. Rencana 2025").
    `merged` are rows that one merged cell covers.
    """
    found = StatusHeadings()
    if "status" in columns:
        return found
    filled = [row for row in rows if not row.is_blank]
    likely = {i for i, row in enumerate(filled) if _says_status(row, columns)}
    counts = {i for i in likely if _is_of_recap(i, likely, filled, columns)}
    likely -= counts
    said = {i: told for i in likely if (told := _told(filled[i], columns)) is not None}
    if not said or len(said) < len(likely):
        return found
    bare = bare_headings([row for i, row in enumerate(filled) if i not in said], columns)
    kecamatan = {
        i
        for i, row in enumerate(filled)
        if i not in said
        and (row.row in bare or row_kinds.kecamatan_heading(row, columns, is_merged=row.row in merged) is not None)
    }
    empty = counts | {i for i, row in enumerate(filled) if i - 1 in said and _is_none(row)}
    first = min(said)
    desa = [i for i, row in enumerate(filled) if "desa" in row.cells and i not in kecamatan | empty | said.keys()]
    certain = [filled[i] for i in desa if filled[i].has_facts or i - 1 in said]
    if min(desa, default=first) < first or _has_other_headings(
        [filled[i] for i in said], certain, [filled[i] for i in desa]
    ):
        return found
    found.said = {filled[i].row: told for i, told in said.items() if i not in empty}
    found.empty = {filled[i].row for i in empty}
    found.is_outer = min(kecamatan, default=first) >= first
    return found


def heads_list(texts: list[str]) -> bool:
    """True for the texts of a row that is a heading of status and nothing else."""
    words = [text for text in texts if sum(map(str.isalpha, text)) > 1]
    return len(words) == 1 and status_of_heading(words[0]) is not None


def _says_status(row: row_kinds.Row, columns: dict[str, int]) -> bool:
    """True if a cell up to the column of desa says a status, which no name of a desa does."""
    if row_kinds.total_label(row, columns) is not None:
        return False
    words = row_kinds.heading_words(row, columns)
    return any(column <= columns["desa"] and status_of_heading(text) is not None for column, text in words)


def _told(row: row_kinds.Row, columns: dict[str, int]) -> tuple[int, str] | None:
    """(column, words) of a row that says a status and nothing else, at most amounts beside it."""
    words = row_kinds.heading_words(row, columns)
    if len(words) != 1 or not row.has_only_amounts:
        return None
    status = status_of_heading(words[0][1])
    return (words[0][0], status) if status is not None else None


def _is_of_recap(index: int, likely: set[int], filled: list[row_kinds.Row], columns: dict[str, int]) -> bool:
    """True for a line that counts the desa of a status and has none below it: "Terbentuk" 15, "Belum" 24."""
    row, following = filled[index], filled[index + 1] if index + 1 < len(filled) else None
    heads = following is not None and index + 1 not in likely and row_kinds.total_label(following, columns) is None
    return row.has_only_amounts and (row.has_facts or "keterangan" in row.cells or bool(row.others)) and not heads


def _is_none(row: row_kinds.Row) -> bool:
    return not row.has_facts and {text.casefold() for text in row.own_texts.values()} <= _NO_DESA


def _has_other_headings(headings: list[row_kinds.Row], certain: list[row_kinds.Row], desa: list[row_kinds.Row]) -> bool:
    """True if a row that names nothing but a desa is numbered like the headings and like no row surely of a desa."""
    kinds = {_numbered(row) for row in headings} - {_numbered(row) for row in certain}
    return any(
        _numbered(row) in kinds and not row.has_facts and "keterangan" not in row.cells and not row.others
        for row in desa
    )


def _numbered(row: row_kinds.Row) -> str:
    """How a row is numbered: "digit", "upper" ("A.", "IV"), "lower", or "" for not at all."""
    texts = [text for _, text in sorted(row.own_texts.items())]
    match = re.match(r"(\d{1,3})[.)]?(?:\s|$)|([A-Z]{1,4})(?:[.)]|$)|([a-z]{1,4})(?:[.)]|$)", texts[0] if texts else "")
    if match is None:
        return ""
    return "digit" if match[1] else "upper" if match[2] else "lower"
