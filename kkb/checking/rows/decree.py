"""The decree of a row whose number and date stand in one cell."""

from __future__ import annotations

from dataclasses import replace

from kkb.checking.rows.dates import says_no_date
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.values.dates import read_date, read_date_text
from kkb.checking.values.decrees import Decree, split_decree


def part_decree(row: ReadRow) -> Decree | None:
    """Part the cell of the SK number into number and date; None if it surely holds no date.

    The date becomes that of the SK if the row has no other: both then stand in one cell.
    """
    cell = row.source.cells.get("no_sk")
    decree = split_decree(cell.text) if cell is not None and cell.kind == "text" else None
    if cell is None or decree is None:
        return None
    cells = {**row.source.cells, "no_sk": cell._replace(text=decree.number)}
    stated = cells.get("tanggal_sk")
    reading = read_date(stated)
    is_blank = reading.tanggal is None and reading.fault is None
    if stated is None or is_blank or says_no_date(stated, "tanggal_sk", None):
        cells["tanggal_sk"] = cell._replace(text=decree.date)
    row.source = replace(row.source, cells=cells)
    return decree


def compare_dates(row: ReadRow, decree: Decree, problem: CellProblems) -> None:
    """Report a date beside the number that the column of the SK's date contradicts; the column is stored."""
    written, stated = read_date_text(decree.date).tanggal, row.dates.get("tanggal_sk")
    if written is None or stated is None or written.contains(stated) or stated.contains(written):
        return
    row.report(
        problem(
            row.source,
            "no_sk",
            "SK_DATE_DIFFERS",
            value=decree.date,
            written=written.words(),
            stated=stated.words(),
        )
    )
