"""One row of a recap → a desa, a status and its facts, or the problems that stand in the way.

Every fault of a row is reported at once; a row with an error is not stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from kkb.blanks import says_unchanged
from kkb.checking.rows.dates import RowDates, tells_date
from kkb.checking.rows.names import RowNames
from kkb.checking.rows.parted_cells import compare_dates, part_decree, part_status, take_decree_of_remark
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.rows.texts import RowTexts, tells_decree
from kkb.checking.values.dates import DATE_FIELDS
from kkb.checking.values.letters import NAME_FIELDS
from kkb.checking.values.status import StatusReading, read_status, read_ticked
from kkb.recap import Cell, Table, TableRow
from kkb.recap_columns import ATTRIBUTES, FACTS
from kkb.region import LONGEST_NAME, Region
from kkb.schema import Tahap
from kkb.ticks import CROSSES

_MOST_NUMBERS = 0.25
_MAY_STAY = frozenset((*FACTS, *(column.name for column in ATTRIBUTES)))


class RowReader:
    """Reads the rows of one table against a region. `problem` makes a problem at a field of one of them."""

    def __init__(
        self,
        table: Table,
        region: Region,
        aliases: Mapping[tuple[str, str], str],
        *,
        data_date: date | None,
        today: date,
        file: int = 1,
        open_cells: Collection[str] = (),
        corrects_another: bool = False,
    ) -> None:
        self._table = table
        self._corrects_another = corrects_another
        self.problem = CellProblems(table, file)
        self._names = RowNames(table, region, aliases, self.problem)
        self._dates = RowDates(self.problem, data_date=data_date, today=today, open_cells=open_cells)
        self._texts = RowTexts(table, self.problem)
        self._speaks_in_words = _speaks_in_words(table)

    def read(self, source: TableRow) -> ReadRow | None:
        """Read one row; None if it says nothing at all."""
        row = ReadRow(source, self._table.sheet, self.problem.file)
        row.kecamatan_text, row.desa_text = (row.text_of(name)[: LONGEST_NAME + 1] for name in ("kecamatan", "desa"))
        has_facts = any(name in source.cells for name in ("kode_desa", *FACTS))
        if not row.desa_text.strip() and "kode_desa" not in source.cells:
            desa_cell = source.cells.get("desa")
            if desa_cell is None and not has_facts:
                return None
            if desa_cell is None or desa_cell.kind not in ("error", "no_cache", "broken"):
                row.report(self.problem(source, "desa", "ROW_NO_NAME"))
                return row
        self._take_unchanged(row)
        unreadable = row.unreadable = self._report_broken_cells(row)
        if not unreadable.intersection(NAME_FIELDS):
            self._names.identify(row)
        if "status" not in unreadable:
            row.status = self._read_status(row)
        if unreadable.isdisjoint(("no_sk", "keterangan")) and (remark := take_decree_of_remark(row)) is not None:
            row.report(self.problem(row.source, "keterangan", "SK_FROM_NOTE", value=remark.text))
        decree = part_decree(row) if "no_sk" not in unreadable else None
        for name in DATE_FIELDS:
            if name in unreadable:
                row.bad_dates.add(name)
            else:
                self._dates.read(row, name)
        if decree is not None:
            compare_dates(row, decree, self.problem)
        self._texts.read(row)
        return row

    def _take_unchanged(self, row: ReadRow) -> None:
        """Note the fields that stay as they were: their cells say nothing else."""
        cells = row.source.cells
        row.unchanged = {
            name: cell
            for name, cell in cells.items()
            if name in _MAY_STAY and cell.kind == "text" and says_unchanged(cell.text, is_bare=self._corrects_another)
        }
        if row.unchanged:
            row.source = replace(row.source, cells={n: c for n, c in cells.items() if n not in row.unchanged})

    def _read_status(self, row: ReadRow) -> StatusReading:
        text = row.text_of("status")
        reading = self._read_word(text)
        is_known = reading.tahap is not None or reading.is_inactive
        return reading if is_known or self._table.ticks or self._is_no_word(text) else part_status(row)

    def _read_word(self, text: str) -> StatusReading:
        if self._is_no_word(text):
            return StatusReading()
        if self._table.crosses_say_no and text.strip().casefold() in CROSSES:
            return StatusReading(Tahap.BELUM, is_mark=True)
        return read_ticked(text) if self._table.ticks else read_status(text)

    def _is_no_word(self, text: str) -> bool:
        """True for what a reference to a blank cell gives: among words it is no mark."""
        return self._speaks_in_words and text in ("0", "1")

    def _report_broken_cells(self, row: ReadRow) -> frozenset[str]:
        """Report cells that hold no readable value; returns the fields they stand in."""
        broken: set[str] = set()
        cleaned: dict[str, Cell] = {}
        for name, cell in row.source.cells.items():
            if name in ("no", "tahapan"):
                continue  # not stored: nothing depends on it
            readable, problem = self.problem.look_at(row.source, name)
            if problem is not None:
                row.report(problem)
            if readable is None:
                broken.add(name)
            elif readable is not cell:
                cleaned[name] = readable
        if cleaned:
            row.source = replace(row.source, cells=row.source.cells | cleaned)
        return frozenset(broken)


def _speaks_in_words(table: Table) -> bool:
    """True if nearly every status is a word, so that a number is out of place."""
    cells = [row.cells["status"] for row in table.rows if "status" in row.cells]
    numbers = sum(cell.kind == "number" for cell in cells)
    if not 0 < numbers <= len(cells) * _MOST_NUMBERS:
        return False
    return sum(cell.text[:1].isalpha() for cell in cells) > len(cells) / 2


def tells_formation(row: TableRow) -> bool:
    """True if a row holds a date or the number of a decree, readable or not: signs of a Pokja that was formed."""
    return tells_date(row) or tells_decree(row)
