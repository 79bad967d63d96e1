"""When, as a row has it: its dates, each within what can be."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kkb.blanks import NOT_KNOWN, NOTHING
from kkb.calendar_words import PACKED_FORM
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.dates import (
    DATE_FIELDS,
    DateReading,
    can_exchange,
    exchange,
    read_date,
    read_packed_date,
)
from kkb.checking.values.letters import clean_text
from kkb.formatting import format_date
from kkb.recap import Cell, TableRow
from kkb.schema import FIRST_YEAR, Tahap, Tanggal


class RowDates:
    """Reads the dates of the rows of one table. None may come after `today` or the `data_date`.

    `open_cells` hold dates that wait for an answer: day and month may be exchanged.
    """

    def __init__(
        self, problem: CellProblems, *, data_date: date | None, today: date, open_cells: Collection[str]
    ) -> None:
        self._problem = problem
        self._data_date = data_date
        self._today = today
        self._open_cells = open_cells
        headers = problem.table.columns
        self._forms = {
            name: form[0] for name in DATE_FIELDS if (form := PACKED_FORM.search(headers.get(name, "").casefold()))
        }

    def read(self, row: ReadRow, name: str) -> None:
        """Put one date into the row, or what keeps it from being one."""
        cell = row.source.cells.get(name)
        if cell is None or says_no_date(cell, name, row.status.tahap):
            return
        # The date of a decree may stand beside its number, in the cell of the number.
        sk = row.source.cells.get("no_sk")
        at = "no_sk" if name == "tanggal_sk" and sk is not None and sk.ref == cell.ref else name
        form = self._forms.get(name) if at == name else None
        reading = read_packed_date(cell, form) if form else read_date(cell)
        if name == "tanggal" and row.status.tahap is Tahap.TERBENTUK and says_not_formed(cell):
            reading = DateReading(fault="DATE_UNREADABLE")
        if cell.ref in self._open_cells:
            # The officer is asked whether day and month are swapped: until then the date says nothing.
            row.is_open = True
            row.bad_dates.add(name)
            return
        fault = reading.fault or self._bound_fault(reading)
        if fault is not None:
            row.bad_dates.add(name)
            suggestion = reading.suggestion
            hint = ""
            if fault in ("DATE_FUTURE", "DATE_AFTER_ASOF") and (swapped := self._swapped(reading)):
                suggestion, hint = swapped, f" Maksudnya {swapped}?"
            row.report(
                self._problem(
                    row.source,
                    at,
                    fault,
                    value=_as_written(cell),
                    # It would be written into the whole cell, in place of the number, too.
                    suggestion=suggestion if at == name else None,
                    hint=hint,
                    today=format_date(self._today),
                    data_date=format_date(self._data_date),
                    first_year=FIRST_YEAR,
                )
            )
        elif reading.tanggal is not None:
            row.dates[name] = reading.tanggal
            if reading.note == "DATE_READ_AS":
                kept = reading.tanggal.words()
                row.report(self._problem(row.source, at, reading.note, value=cell.text, kept=kept))
            elif reading.note is not None:
                suggestion = format_date(reading.tanggal.first) if reading.note == "DATE_SERIAL" else None
                row.report(self._problem(row.source, at, reading.note, value=cell.text, suggestion=suggestion))

    def _swapped(self, reading: DateReading) -> str | None:
        """The date in words with day and month exchanged, if it would be no fault then."""
        if reading.tanggal is None or not can_exchange(reading.tanggal):
            return None
        swapped = Tanggal(exchange(reading.tanggal.first))
        return None if self._bound_fault(DateReading(swapped)) else swapped.words()

    def _bound_fault(self, reading: DateReading) -> str | None:
        if reading.tanggal is None:
            return None
        first = reading.earliest or reading.tanggal.first
        if first.year < FIRST_YEAR:
            return "DATE_TOO_OLD"
        if first > self._today:
            return "DATE_FUTURE"
        if self._data_date is not None and first > self._data_date:
            return "DATE_AFTER_ASOF"
        return None


def tells_date(row: TableRow) -> bool:
    """True if a row holds a date, readable or not."""
    for name in DATE_FIELDS:
        cell = row.cells.get(name)
        if cell is not None and not says_no_date(cell, name, None):
            reading = read_date(cell)
            if reading.tanggal is not None or reading.fault is not None or reading.is_bound:
                return True
    return False


def says_no_date(cell: Cell, name: str, status: Tahap | None) -> bool:
    """True for words in a column of dates that say there is none: "Belum", unless the Pokja is said to be formed."""
    if cell.kind != "text":
        return False
    word = _word(cell)
    if word in NOT_KNOWN:
        return True
    return word in NOTHING and (name != "tanggal" or status is not Tahap.TERBENTUK)


def says_not_known(cell: Cell | None) -> bool:
    """True for words in a column of dates that say that nobody knows it."""
    return cell is not None and cell.kind == "text" and _word(cell) in NOT_KNOWN


def says_not_formed(cell: Cell | None) -> bool:
    """True for words that say the Pokja is not formed yet, in the place of the date on which it was."""
    return cell is not None and cell.kind == "text" and clean_text(cell.text).casefold().startswith("belum")


def _word(cell: Cell) -> str:
    return clean_text(cell.text).casefold().rstrip(".")


def _as_written(cell: Cell) -> str:
    """A date cell as Excel shows it to the officer: day first."""
    if cell.kind != "date":
        return cell.text
    return "/".join(reversed(cell.text[:10].split("-")))
