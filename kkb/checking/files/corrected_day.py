"""The day of a correction that names none: most likely that of the file in the queue which it corrects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kkb.checking.day.unchanged import corrects_another
from kkb.checking.files.choose import kode_of
from kkb.checking.files.data_day import find_data_day
from kkb.checking.request import NamedWorkbook, Request, Source
from kkb.checking.verdict import Option
from kkb.formatting import format_date
from kkb.problems import shorten
from kkb.recap import Table
from kkb.region import Region


def find_corrected_days(files: Sequence[NamedWorkbook], region: Region, request: Request) -> dict[int, Option]:
    """Number of a file that corrects another (from 1) → the day of the file with which it shares the most desa.

    Nothing for files that share no desa with any that tells its day.
    """
    sources = [
        Source(number, named.name, table)
        for number, named in enumerate(files if len(files) > 1 else (), start=1)
        for table in named.workbook.tables
    ]
    corrections = {source.file for source in sources if corrects_another(source)}
    if not corrections:
        return {}
    desa = {number: _desa_of(named.workbook.tables, region) for number, named in enumerate(files, start=1)}
    days = {}
    for number, named in enumerate(files, start=1):
        found = find_data_day(
            named.workbook.tables, file_name=named.name, as_of=None, answer=None, today=request.today,
            covers=named.workbook.covers,
        )  # fmt: skip
        if found.day is not None and number not in corrections:
            days[number] = found.day
    options = {}
    for number in corrections:
        shared = {other: len(desa[number] & desa[other]) for other in days}
        nearest = max(shared, key=lambda other: (shared[other], days[other]), default=None)
        if nearest is not None and shared[nearest]:
            day, name = days[nearest], shorten(files[nearest - 1].name)
            options[number] = Option(day.isoformat(), f'{format_date(day)}, seperti berkas "{name}" yang dibetulkannya')
    return options


def _desa_of(tables: Iterable[Table], region: Region) -> set[str]:
    codes = {kode_of(row, region) for table in tables for row in table.rows}
    return {code for code in codes if code is not None}
