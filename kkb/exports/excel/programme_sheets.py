"""The rows of the four sheets beside the recap as sheets of the workbook to take along: they can be uploaded again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from kkb.exports.excel.recap_tables import SheetTable
from kkb.formatting import format_count, format_date
from kkb.narrative.tables import FigureTable
from kkb.outcomes.in_force import began
from kkb.overview import Overview
from kkb.programme import Lembar, ProgrammeRow, ReportedRow
from kkb.programme.columns import KOLOM, SHEET_NAMES
from kkb.schema import Tanggal

_SIGNED = {True: "Sudah", False: "Belum"}


def row_sheets(overview: Overview) -> Iterator[SheetTable]:
    """One sheet for each of the four of which a row is in force, under the headers that the reader knows."""
    for lembar in Lembar:
        reported = _until_recap(overview, lembar)
        if reported:
            note = f"Yang berlaku per {format_date(overview.day)}; dapat diunggah lagi"
            yield _sheet(f"Semua {SHEET_NAMES[lembar].lower()}", lembar, reported, note)


def newer_sheets(overview: Overview) -> Iterator[SheetTable]:
    """The same of rows newer than the recap of status of this workbook, where there are any: uploaded again with it
    they would lie in the future of their file."""
    for lembar in Lembar:
        until = set(map(id, _until_recap(overview, lembar)))
        reported = tuple(one for one in overview.programme.of(lembar) if id(one) not in until)
        if reported:
            note = (
                f"Lebih baru daripada rekap per {format_date(overview.day)}, jadi tidak ikut dibaca bila diunggah lagi"
            )
            yield _sheet(f"{SHEET_NAMES[lembar]} kemudian", lembar, reported, note)


def _until_recap(overview: Overview, lembar: Lembar) -> tuple[ReportedRow, ...]:
    """The rows in force that had begun on the day of the recap of status."""
    return tuple(one for one in overview.programme.of(lembar) if began(one) <= overview.day)


def _sheet(name: str, lembar: Lembar, reported: tuple[ReportedRow, ...], note: str) -> SheetTable:
    title = f"{format_count(len(reported))} baris {SHEET_NAMES[lembar].lower()}"
    return SheetTable(name, title, note, FigureTable(_frame(lembar, reported)))


def _frame(lembar: Lembar, reported: tuple[ReportedRow, ...]) -> pd.DataFrame:
    columns = {
        column.header: pd.Series([_value(one.row, column.name) for one in reported], dtype=object)
        for column in KOLOM[lembar]
    }
    return pd.DataFrame(columns)


def _value(row: ProgrammeRow, name: str) -> str | int | date | None:
    value = getattr(row, name)
    if isinstance(value, Tanggal):
        return value.day_or_words()
    if isinstance(value, bool):
        return _SIGNED[value]
    return value if isinstance(value, int) else str(value) if value is not None and value != "" else None
