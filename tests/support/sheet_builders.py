"""Sheets of the programme with few visible values: Nyuruk has a Pokja since 3 October 2017, the others have none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from kkb.checking import Baseline, NamedWorkbook, Request, Verdict, check
from kkb.programme import Lembar, ProgrammeRow, ReportedRow
from kkb.programme.columns import KOLOM, SHEET_NAMES
from kkb.recap import Cell, Table, TableRow, Workbook
from kkb.store import Store
from kkb.uploads.check import Checked, InputFile, Stored, check_files
from kkb.uploads.commit import commit
from tests.support.builders import DATA_DAY, FIRST_ROW, REGION, TITLE, TODAY, Value, formed, make_cell

NOW = datetime(2023, 6, 1, 2, 45, tzinfo=UTC)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "komitmen": ("desa", "kepala_desa", "ketua_bpd", "tanggal", "penanda_tangan"),
    "langkah": ("desa", "tanggal", "jenis", "catatan"),
    "kegiatan": ("desa", "tanggal", "nama", "kebutuhan", "mitra", "peserta", "sebelum", "sesudah"),
    "evaluasi": ("desa", "tanggal", "program", "putusan", "alasan", "oleh"),
}
"""A, B, C … of the sheets below; other columns are told by name."""

POSYANDU = ("Nyuruk", "3 Mei 2021", "Posyandu", "balita kurang gizi", "Puskesmas", 25, "35 anak", "20 anak")
"""An activity of which nothing is to be said."""

STATUS = formed("2017-10-03", day=DATA_DAY.isoformat())
"""The Pokja of Nyuruk as stored."""


def make_sheet(
    lembar: str,
    *rows: Sequence[Value],
    columns: Sequence[str] | None = None,
    title: str | None = TITLE,
    sheet: str | None = None,
    **parts: Any,
) -> Table:
    """A sheet from A4 on, its first row on row 5, `title` in A1. None is a blank cell."""
    names = columns or COLUMNS[lembar]
    letters = {name: chr(ord("A") + place) for place, name in enumerate(names)}
    headers = {kolom.name: kolom.header for kolom in KOLOM[Lembar(lembar)]}
    return Table(
        sheet=sheet or SHEET_NAMES[Lembar(lembar)],
        header_rows=(FIRST_ROW - 1,),
        columns={name: headers[name] for name in names},
        column_letters=letters,
        rows=[
            TableRow(
                number,
                {
                    name: make_cell(f"{letters[name]}{number}", value)
                    for name, value in zip(names, values, strict=False)
                    if value is not None
                },
            )
            for number, values in enumerate(rows, start=FIRST_ROW)
        ],
        above=[Cell("A1", "text", title)] if title else [],
        lembar=lembar,
        **parts,
    )


def judge_sheets(
    *sheets: Table,
    tables: Sequence[Table] = (),
    told: Sequence[ReportedRow] = (),
    answers: Mapping[str, str] | None = None,
    suggested: bool = False,
    baseline: Baseline | None = None,
    file_name: str = "rekap.xlsx",
) -> Verdict:
    """`check` of one workbook of sheets (and of recaps of status, `tables`), where Nyuruk is stored as formed."""
    files = {file_name: [*tables, *sheets]}
    return judge_queue(files, told=told, answers=answers, suggested=suggested, baseline=baseline)


def judge_queue(
    files: Mapping[str, Sequence[Table]],
    *,
    told: Sequence[ReportedRow] = (),
    answers: Mapping[str, str] | None = None,
    suggested: bool = False,
    baseline: Baseline | None = None,
) -> Verdict:
    """The same for several workbooks, by their names."""
    named = [
        NamedWorkbook(
            name,
            Workbook(
                tables=[table for table in tables if not table.lembar],
                programme=[table for table in tables if table.lembar],
            ),
        )
        for name, tables in files.items()
    ]
    request = Request(TODAY, "Kabupaten Belitung Timur", answers=answers or {}, use_suggested=suggested)
    known = baseline or Baseline(observations=[STATUS], programme=told)
    return check(named, region=REGION, baseline=known, request=request)


def kegiatan(**parts: Value) -> tuple[Value, ...]:
    """`POSYANDU` with other values: `kegiatan(peserta="banyak")`."""
    return tuple(parts.get(name, value) for name, value in zip(COLUMNS["kegiatan"], POSYANDU, strict=True))


def only(verdict: Verdict) -> Any:
    """The one row of the programme that would be stored."""
    (row,) = verdict.programme
    return row


def tell(rows: Sequence[ProgrammeRow], unggahan: int = 1, day: Any = DATA_DAY) -> list[ReportedRow]:
    """The rows as stored."""
    return [ReportedRow(unggahan, day, row) for row in rows]


def counts(verdict: Verdict) -> dict[str, tuple[int, int, int, int]]:
    """Sheet → (new, changed, unchanged, rejected)."""
    return {lembar.value: (one.new, one.changed, one.unchanged, one.rejected) for lembar, one in verdict.lembar.items()}


def look(store: Store, *tables: Table, is_sample: bool = False, **options: Any) -> Checked:
    """Check one workbook of these tables against what is stored now."""
    data = repr(tables).encode()
    workbook = Workbook(
        is_sample=is_sample,
        tables=[table for table in tables if not table.lembar],
        programme=[table for table in tables if table.lembar],
    )
    return check_files(
        [InputFile("rekap.xlsx", data)],
        region=REGION,
        region_name="Kabupaten Belitung Timur",
        stored=Stored.of(store.snapshot()),
        today=TODAY,
        workbooks={hashlib.sha256(data).hexdigest(): workbook},
        **options,
    )


def save(store: Store, *tables: Table, **options: Any) -> Checked:
    """Check it, and store what may be stored."""
    checked = look(store, *tables, **options)
    commit(store, checked, by="Sari", at=NOW, reason="rapat", accept_problems=True)
    return checked
