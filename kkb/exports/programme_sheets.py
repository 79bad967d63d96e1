"""The rows of the four sheets beside the recap as sheets of the workbook to take along: they can be uploaded again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from kkb.exports.recap_tables import SheetTable
from kkb.formatting import format_count, format_date
from kkb.narrative.tables import FigureTable
from kkb.overview import Overview
from kkb.programme import Lembar, ProgrammeRow, Told
from kkb.programme.columns import KOLOM, SHEET_NAMES
from kkb.schema import Tanggal

_SIGNED = {True: "Sudah", False: "Belum"}


def row_sheets(overview: Overview) -> Iterator[SheetTable]:
    """One sheet for each of the four of which a row is in force, under the headers that the reader knows."""
    for lembar in Lembar:
        told = overview.programme.of(lembar)
        if told:
            name = SHEET_NAMES[lembar]
            yield SheetTable(
                f"Semua {name.lower()}",
                f"{format_count(len(told))} baris {name.lower()}",
                f"Yang berlaku per {format_date(overview.programme_day)}; dapat diunggah lagi",
                FigureTable(_frame(lembar, told)),
            )


def _frame(lembar: Lembar, told: tuple[Told, ...]) -> pd.DataFrame:
    columns = {
        column.header: pd.Series([_value(one.row, column.name) for one in told], dtype=object)
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
