"""What else a row says: the number of its decree, its klasifikasi, its note."""

from __future__ import annotations

import re

from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.decrees import bare_number
from kkb.checking.values.letters import clean_text
from kkb.checking.values.months import MONTH_BY_WORD
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

_PADDED = re.compile(r"0\d+")


class RowTexts:
    """Reads the texts of the rows of one table."""

    def __init__(self, table: Table, problem: CellProblems) -> None:
        self._problem = problem
        numbers = (row.cells["no_sk"] for row in table.rows if "no_sk" in row.cells)
        padded = [len(cell.text) for cell in numbers if cell.kind == "text" and _PADDED.fullmatch(cell.text)]
        self._sk_width = max(padded, default=0)

    def read(self, row: ReadRow) -> None:
        """Put the texts into the row; its unreadable fields say nothing."""
        unreadable = row.unreadable
        sk_cell = row.source.cells.get("no_sk")
        if sk_cell is not None and "no_sk" not in unreadable:
            text = clean_text(sk_cell.text)
            if self._is_mangled(sk_cell):
                row.report(self._problem(row.source, "no_sk", "SK_MANGLED"))
            elif text and text.casefold() not in _NO_SK and any(map(str.isalnum, text)):
                row.no_sk = self._keep_text(row, "no_sk", bare_number(text), _KEPT_SK)
        word = clean_text(row.text_of("klasifikasi"))
        if word and word.casefold() not in _NO_CLASS and "klasifikasi" not in unreadable:
            row.klasifikasi = _read_class(word)
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


def _read_class(text: str) -> Klasifikasi | None:
    """The klasifikasi that a cell names; None where it names none."""
    word = clean_text(text).casefold()
    return next((level for level in Klasifikasi if level.value.casefold() == word), None)


def tells_decree(row: TableRow) -> bool:
    """True if a row holds the number of a decree."""
    sk = row.cells.get("no_sk")
    return sk is not None and clean_text(sk.text).casefold() not in _NO_SK and any(map(str.isalnum, sk.text))
