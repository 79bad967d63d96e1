"""What else a row says: the number of its decree, its klasifikasi, its note."""

from __future__ import annotations

import re
from collections.abc import Collection

from kkb.checking.dates import MONTH_BY_WORD
from kkb.checking.decrees import split_decree
from kkb.checking.letters import clean_text
from kkb.checking.read_row import CellProblems, ReadRow
from kkb.packed_rows import told_in
from kkb.personal import PLACEHOLDER, without_personal_numbers
from kkb.recap import Cell, Table, TableRow
from kkb.schema import LONGEST_NOTE, Klasifikasi

_KEPT_SK = 120

_NO_SK = frozenset(
    {"ya", "ada", "sudah", "tidak", "tidak ada", "belum", "belum ada", "belum terbit", "belum dibuat", "nihil",
     "proses", "dalam proses", "menyusul", "0", "true", "false"}
)  # fmt: skip
"""What officers write into the column of SK numbers that is no number."""

_NO_CLASS = frozenset({"-", "–", "—", "belum", "belum ada", "tidak ada", "belum diisi", "belum diklasifikasi", "nihil"})
FORMULA_LIKE = re.compile(r"[=@+]\s*\S|-(?:\d|\w+\()")
"""How a text begins that a program of tables may take for a formula."""

_MONTHS = "|".join(sorted(word for word in MONTH_BY_WORD if len(word) == 3))
_DATE_LIKE_SK = re.compile(
    rf"\d{{1,2}}-(?:{_MONTHS})(?:-\d{{2,4}})?|(?:{_MONTHS})-\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}} 00:00(?::00)?",
    re.IGNORECASE,
)
"""What is left of a number that Excel made a date and somebody made a text again: "12-May-18", "May-18"."""


_PLAIN_SKS = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_.-]*+/[A-Za-z0-9_./-]*+\n)*")
"""Lines of which each is surely no date, no word and no formula: "188.45/12/KEP/2018". So most numbers look."""

_BEFORE_DATE = ("tgl", "tanggal")
"""What such a line has where a date stands behind the number after all."""


class RowTexts:
    """Reads the texts of the rows of one table."""

    def __init__(self, table: Table, problem: CellProblems) -> None:
        self._problem = problem
        padded = [
            len(text)
            for kind, texts in told_in(table.rows, "no_sk")
            if kind == "text"
            for text in texts
            if text[:1] == "0" and re.fullmatch(r"0\d+", text)
        ]
        self._sk_width = max(padded, default=0)

    def read(self, row: ReadRow, unreadable: Collection[str]) -> None:
        """Put the texts into the row; fields that are `unreadable` say nothing."""
        sk_cell = row.source.cells.get("no_sk")
        if sk_cell is not None and "no_sk" not in unreadable:
            text = clean_text(sk_cell.text)
            if self._is_mangled(sk_cell):
                row.report(self._problem(row.source, "no_sk", "SK_MANGLED"))
            elif text and text.casefold() not in _NO_SK and any(map(str.isalnum, text)):
                row.no_sk = self._keep_text(row, "no_sk", text, _KEPT_SK)
        word = clean_text(row.text_of("klasifikasi"))
        if word and word.casefold() not in _NO_CLASS and "klasifikasi" not in unreadable:
            row.klasifikasi = read_class(word)
            if row.klasifikasi is None:
                row.report(self._problem(row.source, "klasifikasi", "CLASS_UNKNOWN"))
        note = clean_text(row.text_of("keterangan"))
        if note and "keterangan" not in unreadable:
            row.keterangan = self._keep_text(row, "keterangan", note, LONGEST_NOTE)

    def _is_mangled(self, cell: Cell) -> bool:
        """True for an SK number that Excel made a date, a fraction or a power, or robbed of the zeros before it."""
        if cell.kind == "date" or _DATE_LIKE_SK.fullmatch(cell.text.strip()):
            return True
        return cell.kind == "number" and (not cell.text.isdecimal() or 0 < len(cell.text) < self._sk_width)

    def _keep_text(self, row: ReadRow, name: str, text: str, limit: int) -> str:
        kept = without_personal_numbers(text)
        if kept != text:
            row.report(self._problem(row.source, name, "TEXT_PERSONAL", value=kept, placeholder=PLACEHOLDER))
            text = kept
        if FORMULA_LIKE.match(text):
            row.report(self._problem(row.source, name, "TEXT_FORMULA_LIKE", value=text))
        if len(text) > limit:
            mend = f"yang disimpan dipotong pada {limit} huruf"
            row.report(self._problem(row.source, name, "TEXT_TOO_LONG", value=text, limit=limit, mend=mend))
        return text[:limit]


def read_class(text: str) -> Klasifikasi | None:
    """The klasifikasi that a cell names; None where it names none."""
    word = clean_text(text).casefold()
    return next((level for level in Klasifikasi if level.value.casefold() == word), None)


def plain_decree(text: str) -> str | None:
    """The number of a decree as it is kept, if nothing is to be said of it and no date stands behind it."""
    if are_plain_decrees((text,)):
        return text
    number = clean_text(text)
    is_none = number.casefold() in _NO_SK or not any(map(str.isalnum, number))
    if is_none or len(number) > _KEPT_SK or FORMULA_LIKE.match(number) or without_personal_numbers(number) != number:
        return None
    return None if _DATE_LIKE_SK.fullmatch(text.strip()) or split_decree(text) else number


def are_plain_decrees(texts: Collection[str]) -> bool:
    """True if `plain_decree` gives each of these as it is, which shows at a glance."""
    if max(map(len, texts), default=0) > _KEPT_SK:
        return False
    lines = "\n".join((*texts, ""))
    if lines.count("\n") > len(texts) or not _PLAIN_SKS.fullmatch(lines) or without_personal_numbers(lines) != lines:
        return False
    small = lines.lower()
    return not any(word in small for word in _BEFORE_DATE)


def plain_note(text: str) -> str | None:
    """A note as it is kept, if nothing is to be said of it; None where there is, or where it is blank."""
    note = clean_text(text)
    if len(note) > LONGEST_NOTE or FORMULA_LIKE.match(note) or without_personal_numbers(note) != note:
        return None
    return note or None


def tells_decree(row: TableRow) -> bool:
    """True if a row holds the number of a decree."""
    sk = row.cells.get("no_sk")
    return sk is not None and clean_text(sk.text).casefold() not in _NO_SK and any(map(str.isalnum, sk.text))
