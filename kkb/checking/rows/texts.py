"""What else a row says: the number of its decree, its attributes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kkb.blanks import NOTHING
from kkb.calendar_words import MONTH_BY_WORD
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.decrees import bare_number
from kkb.checking.values.letters import clean_text
from kkb.checking.values.status import read_status
from kkb.personal import PLACEHOLDER, without_personal_numbers
from kkb.recap import Cell, Table, TableRow
from kkb.recap_columns import ATTRIBUTES, Kind, RecapColumn

_KEPT_SK = 120
_LONGEST_NUMBER = 300

_NO_SK = NOTHING | {"ya", "ada", "sudah", "0", "true", "false"}
"""What officers write into the column of SK numbers that is no number."""

_FORMULA_LIKE = re.compile(r"[=@+]\s*\S|-(?:\d|\w+\()")
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
            # Words without a digit report where a decree is, not which: "dalam proses SK", "ada di kantor desa".
            elif text.casefold() not in _NO_SK and any(map(str.isdigit, text)):
                row.no_sk = self._keep(row, "no_sk", bare_number(text), _KEPT_SK)
        for column in ATTRIBUTES:
            text = clean_text(row.text_of(column.name))
            if column.name not in unreadable and (told := self._read_attribute(row, column, text)):
                row.attributes[column.name] = told

    def _read_attribute(self, row: ReadRow, column: RecapColumn, text: str) -> str | None:
        """What a cell says of an attribute; None where it says nothing, or nothing known."""
        if not text or (column.kind is not Kind.NOTE and text.casefold() in NOTHING):
            return None
        if column.kind is not Kind.CHOICE:
            return self._keep(row, column.name, text, column.longest)
        chosen = next((choice for choice in column.choices if choice.casefold() == text.casefold()), None)
        if chosen is None:
            known = ", ".join(column.choices)
            row.report(self._problem(row.source, column.name, "CLASS_UNKNOWN", what=column.header.lower(), known=known))
        return chosen

    def _is_mangled(self, cell: Cell) -> bool:
        """True for an SK number that Excel made a date, a fraction or a power, or robbed of the zeros before it."""
        if cell.kind == "date" or _DATE_LIKE_SK.fullmatch(cell.text.strip()):
            return True
        return cell.kind == "number" and (not cell.text.isdecimal() or 0 < len(cell.text) < self._sk_width)

    def _keep(self, row: ReadRow, name: str, text: str, limit: int) -> str:
        def report(code: str, **parts: Any) -> None:
            row.report(self._problem(row.source, name, code, **parts))

        return keep_text(text, limit, report, is_text=row.source.cells[name].kind == "text")


def keep_text(text: str, limit: int, report: Callable[..., None], *, is_text: bool) -> str:
    """A text as it is kept: without numbers of persons, and cut at `limit` letters.

    `report` takes the code and the parts of each problem. `is_text` is False for what comes of a number.
    """
    # What is cut off need not be searched; a number is at most twice as long as what is written in its place.
    begin = text[: 2 * limit + _LONGEST_NUMBER]
    kept = without_personal_numbers(begin)
    if kept != begin:
        report("TEXT_PERSONAL", value=kept[:limit], placeholder=PLACEHOLDER)
    if is_text and _FORMULA_LIKE.match(kept):
        report("TEXT_FORMULA_LIKE", value=kept[:limit])
    if len(kept) > limit:
        mend = f"yang disimpan dipotong pada {limit} huruf"
        report("TEXT_TOO_LONG", value=kept[:limit], limit=limit, mend=mend)
    return kept[:limit]


def tells_decree(row: TableRow) -> bool:
    """True if a row holds the number of a decree, or words that may stand for one; "dlm proses" says there is none."""
    sk = row.cells.get("no_sk")
    if sk is None or clean_text(sk.text).casefold() in _NO_SK:
        return False
    if any(map(str.isdigit, sk.text)):
        return True
    return any(map(str.isalpha, sk.text)) and read_status(clean_text(sk.text)).tahap is None
