"""One row of a recap → a desa, a status and its facts, or the problems that stand in the way.

Every fault of a row is reported at once; a row with an error is not stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kkb.checking.dates import DATE_FIELDS
from kkb.checking.letters import NAME_FIELDS, cell_fault, clean_text, has_control, visible
from kkb.checking.plain_rows import PlainRows
from kkb.checking.read_row import CellProblems, ReadRow
from kkb.checking.row_dates import RowDates, tells_date
from kkb.checking.row_decree import compare_dates, part_decree
from kkb.checking.row_names import RowNames
from kkb.checking.row_status import part_status
from kkb.checking.row_texts import RowTexts, are_plain_decrees, plain_decree, plain_note, read_class, tells_decree
from kkb.checking.status import StatusReading, read_status, read_ticked
from kkb.packed_rows import pack_rows, told_in
from kkb.problems import Severity
from kkb.recap import Cell, Table, TableRow
from kkb.region import LONGEST_NAME, Region
from kkb.schema import Tahap
from kkb.ticks import CROSSES

_MOST_NUMBERS = 0.25
_FACT_FIELDS = ("kode_desa", "status", "tanggal", "tanggal_pencanangan", "no_sk", "tanggal_sk", "klasifikasi")


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
    ) -> None:
        self._table = table
        self.problem = CellProblems(table, file)
        self._names = RowNames(table, region, aliases, self.problem)
        self._dates = RowDates(self.problem, data_date=data_date, today=today, open_cells=open_cells)
        self._texts = RowTexts(table, self.problem)
        self._speaks_in_words = _speaks_in_words(table)
        self._plain = PlainRows(
            table,
            region,
            file=file,
            status=self._plain_status,
            tanggal=self._dates.read_plainly,
            no_sk=plain_decree,
            are_plain_decrees=are_plain_decrees,
            klasifikasi=read_class,
            keterangan=plain_note,
            open_cells=open_cells,
        )

    def read(self, sources: Sequence[TableRow]) -> list[ReadRow]:
        """Read some of the rows; those that say nothing at all are left out."""
        packed = pack_rows(sources, [*self._table.columns, "kecamatan"])
        read = self._plain.read(packed)
        unread = [place for place, row in enumerate(read) if row is None]
        for place in unread:
            read[place] = self.read_closely(sources[place])
        return [row for row in read if row is not None]

    def read_closely(self, source: TableRow) -> ReadRow | None:
        """The same for one row of any kind; None if it says nothing at all."""
        row = ReadRow(source, self._table.sheet, self.problem.file)
        row.kecamatan_text, row.desa_text = (row.text_of(name)[: LONGEST_NAME + 1] for name in ("kecamatan", "desa"))
        facts = [source.cells[name] for name in _FACT_FIELDS if name in source.cells]
        if not row.desa_text.strip() and "kode_desa" not in source.cells:
            desa_cell = source.cells.get("desa")
            if desa_cell is None and not facts:
                return None
            if desa_cell is None or desa_cell.kind not in ("error", "no_cache", "broken"):
                row.report(self.problem(source, "desa", "ROW_NO_NAME"))
                return row
        unreadable = row.unreadable = frozenset(self._add_broken_cells(row))
        if not unreadable.intersection(NAME_FIELDS):
            self._names.identify(row)
        if "status" not in unreadable:
            row.status = self._read_status(row)
        decree = part_decree(row) if "no_sk" not in unreadable else None
        for name in DATE_FIELDS:
            if name in unreadable:
                row.bad_dates |= {name}
            else:
                self._dates.read(row, name)
        if decree is not None:
            compare_dates(row, decree, self.problem)
        self._texts.read(row, unreadable)
        row.status_text = row.text_of("status")
        return row

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

    def _plain_status(self, text: str) -> StatusReading | None:
        reading = self._read_word(text)
        return reading if reading.tahap is not None else None

    def _add_broken_cells(self, row: ReadRow) -> set[str]:
        """Report cells that hold no readable value; the fields they stand in.

        Letters that cannot be seen are taken out of other cells than names: the row is then read without them.
        """
        broken: set[str] = set()
        cleaned: dict[str, Cell] = {}
        for name, cell in row.source.cells.items():
            if name == "no":
                continue  # a running number is not stored: nothing depends on it
            fault, facts = cell_fault(name, cell)
            if fault is not None:
                broken.add(name)
                shown = visible(cell.text[:LONGEST_NAME])
                row.report(self.problem(row.source, name, fault, value=shown, severity=Severity.ERROR, **facts))
            elif cell.kind == "text" and has_control(cell.text):
                cleaned[name] = replace(cell, text=clean_text(cell.text))
                row.report(
                    self.problem(
                        row.source,
                        name,
                        "TEXT_CONTROL",
                        value=visible(cell.text[:LONGEST_NAME]),
                        severity=Severity.WARNING,
                        mend="Isinya dibaca tanpa huruf itu",
                    )
                )
        if cleaned:
            row.source = row.source.with_cells({**row.source.cells, **cleaned})
        return broken


def _speaks_in_words(table: Table) -> bool:
    """True if nearly every status is a word, so that a number is out of place."""
    told = list(told_in(table.rows, "status"))
    count = sum(len(texts) for _, texts in told)
    numbers = sum(len(texts) for kind, texts in told if kind == "number")
    if not 0 < numbers <= count * _MOST_NUMBERS:
        return False
    return sum(text[:1].isalpha() for _, texts in told for text in texts) > count / 2


def tells_formation(row: TableRow) -> bool:
    """True if a row holds a date or the number of a decree, readable or not: signs of a Pokja that was formed."""
    return tells_date(row) or tells_decree(row)
