"""Rows, tables and observations with few visible values, so that the reader of a test can do the sum.

Most tests live in Kecamatan Dendang, which has four desa: Dendang, Jangkang, Nyuruk and Balok.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kkb.checking import Baseline, NamedWorkbook, Request, Verdict, check
from kkb.config import DEFAULT_REGION_CSV
from kkb.recap import Cell, Table, TableRow, Workbook
from kkb.recap_columns import ATTRIBUTES
from kkb.region import Region, load_region
from kkb.schema import Observation, RecapRow, Tahap, Tanggal, TanggalDasar

REGION = load_region(DEFAULT_REGION_CSV)
DENDANG = ("Dendang", "Jangkang", "Nyuruk", "Balok")
DATA_DAY = date(2023, 5, 10)
TODAY = date(2023, 6, 1)
TITLE = "Keadaan per 10 Mei 2023"

COLUMNS = ("kecamatan", "desa", "status", "tanggal")
HEADERS = {
    "kode_desa": "Kode",
    "kecamatan": "Kecamatan",
    "desa": "Desa",
    "status": "Status",
    "tanggal": "Tanggal Pembentukan",
    "tanggal_pencanangan": "Tanggal Pencanangan",
    "tanggal_bubar": "Tanggal Bubar",
    "no_sk": "No. SK",
    "tanggal_sk": "Tanggal SK",
    "klasifikasi": "Klasifikasi",
    "keterangan": "Keterangan",
    "no": "No",
}
FIRST_ROW = 5
"""Where the first row of a table stands: below a title, a gap and a header on row 4."""

Value = str | int | date | Cell | None


def code_of(desa: str) -> str:
    """The code of a desa of the default region."""
    return next(d.kode_desa for d in REGION.desa if d.desa == desa)


def make_recap_row(
    desa: str = "Nyuruk", status: Tahap = Tahap.TERBENTUK, tanggal: str | None = None, **parts: Any
) -> RecapRow:
    """A row as stored. `tanggal` is ISO at its precision: "2014", "2018-05" or "2017-10-03".

    `parts` are fields of `RecapRow` and, by their names, attributes: `klasifikasi="Dasar"`.
    """
    told = {column.name: parts.pop(column.name, None) for column in ATTRIBUTES}
    entry = next(d for d in REGION.desa if d.desa == desa)
    basis = TanggalDasar.PEMBENTUKAN if tanggal else None
    return RecapRow(
        kode_desa=entry.kode_desa,
        kecamatan=entry.kecamatan,
        desa=desa,
        status=status,
        tanggal=Tanggal.from_iso(tanggal) if tanggal else None,
        attributes={name: text for name, text in told.items() if text is not None},
        **({"tanggal_dasar": basis} | parts),
    )


def make_observation(
    unggahan: int = 1,
    day: str = "2023-05-10",
    status: Tahap = Tahap.TERBENTUK,
    tanggal: str | None = None,
    *,
    desa: str = "Nyuruk",
    **parts: Any,
) -> Observation:
    """What upload `unggahan`, speaking for `day`, says of a desa."""
    return Observation(unggahan, date.fromisoformat(day), make_recap_row(desa, status, tanggal, **parts))


def make_cell(ref: str, value: Value) -> Cell:
    """A cell as the reader would give it: a text, a number, a real date."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, date):
        return Cell(ref, "date", value.isoformat())
    return Cell(ref, "number" if isinstance(value, int) else "text", str(value))


def make_table(
    rows: Sequence[Sequence[Value]],
    *,
    columns: Sequence[str] = COLUMNS,
    title: str | None = TITLE,
    sheet: str = "Rekap",
    totals: Sequence[TableRow] = (),
    **parts: Any,
) -> Table:
    """A table from A4 on, its first row on row 5, `title` in A1. None is a blank cell."""
    letters = {name: chr(ord("A") + place) for place, name in enumerate(columns)}
    table_rows = [
        TableRow(
            number,
            {
                name: make_cell(f"{letters[name]}{number}", value)
                for name, value in zip(columns, values, strict=False)
                if value is not None
            },
        )
        for number, values in enumerate(rows, start=FIRST_ROW)
    ]
    return Table(
        sheet=sheet,
        header_rows=(FIRST_ROW - 1,),
        columns={name: HEADERS[name] for name in columns},
        column_letters=letters,
        rows=table_rows,
        totals=list(totals),
        above=[Cell("A1", "text", title)] if title else [],
        **parts,
    )


def make_total(row: int, label: str, **numbers: str) -> TableRow:
    """A Jumlah row: `desa="4"` or `status="1"` are its numbers."""
    cells = {name: Cell(f"{'B' if name == 'desa' else 'C'}{row}", "number", text) for name, text in numbers.items()}
    return TableRow(row, {"label": Cell(f"A{row}", "text", label), **cells})


def dendang_rows(**said: str | tuple[Value, ...]) -> list[tuple[Value, ...]]:
    """The four desa of Dendang, each Belum unless told: `Nyuruk=("Terbentuk", "03/10/2017")`, `Balok="Merintis"`."""
    rows: list[tuple[Value, ...]] = []
    for desa in DENDANG:
        words = said.get(desa, "Belum")
        rows.append(("Dendang", desa, *((words,) if isinstance(words, str) else words)))
    return rows


def judge(
    rows: Sequence[Sequence[Value]] | Table | Sequence[Table],
    *,
    stored: Sequence[Observation] = (),
    answers: Mapping[str, str] | None = None,
    suggested: bool = False,
    as_of: str | None = None,
    today: date = TODAY,
    file_name: str = "rekap.xlsx",
    is_sample: bool = False,
    baseline: Baseline | None = None,
    region: Region = REGION,
    workbook: Mapping[str, Any] | None = None,
    **table: Any,
) -> Verdict:
    """`check` of one table of rows (or of whole tables) against what is stored."""
    if isinstance(rows, Table):
        tables = [rows]
    elif rows and isinstance(rows[0], Table):
        tables = list(rows)  # type: ignore[arg-type]
    else:
        tables = [make_table(rows, **table)]  # type: ignore[arg-type]
    return check(
        [NamedWorkbook(file_name, Workbook(is_sample=is_sample, tables=tables, **(workbook or {})))],
        region=region,
        baseline=baseline or Baseline(observations=stored),
        request=Request(
            today=today,
            region_name="Kabupaten Belitung Timur",
            as_of=date.fromisoformat(as_of) if as_of else None,
            answers=answers or {},
            use_suggested=suggested,
        ),
    )


def judge_files(
    files: Mapping[str, Table | Sequence[Table]],
    *,
    answers: Mapping[str, str] | None = None,
    suggested: bool = False,
    baseline: Baseline | None = None,
) -> Verdict:
    """`check` of several files, by their names, in this order."""
    named = [
        NamedWorkbook(name, Workbook(tables=[tables] if isinstance(tables, Table) else list(tables)))
        for name, tables in files.items()
    ]
    request = Request(
        today=TODAY, region_name="Kabupaten Belitung Timur", answers=answers or {}, use_suggested=suggested
    )
    return check(named, region=REGION, baseline=baseline or Baseline(), request=request)


def found(verdict: Verdict) -> list[tuple[str, str | None]]:
    """(code, cell) of every problem, notes left out."""
    return [(p.code, p.cell) for p in verdict.problems if p.severity.value != "info"]


def codes(verdict: Verdict) -> set[str]:
    """The codes of all problems, notes included."""
    return {problem.code for problem in verdict.problems}


def stored_texts(verdict: Verdict) -> dict[str, tuple[str, str | None]]:
    """Desa → (status, date of formation) of the rows that a commit would store."""
    return {row.desa: (row.status.value, row.tanggal.iso() if row.tanggal else None) for row in verdict.rows}


def question_ids(verdict: Verdict) -> list[str]:
    """The ids of the open questions."""
    return [question.id for question in verdict.questions]


def kinds(verdict: Verdict) -> dict[str, str]:
    """Desa → the kind of its change."""
    return {change.desa: change.kind.value for change in verdict.changes}


def stored_dendang(*, day: str = "2022-12-31", unggahan: int = 1, **said: Observation) -> list[Observation]:
    """One stored upload: the four desa of Dendang, each Belum unless given."""
    belum = {desa: make_observation(unggahan, day, Tahap.BELUM, desa=desa) for desa in DENDANG}
    return list((belum | said).values())


def formed(tanggal: str | None = "2017-10-03", day: str = "2022-12-31", unggahan: int = 1, **parts: Any) -> Observation:
    """Nyuruk as stored, formed."""
    return make_observation(unggahan, day, tanggal=tanggal, **parts)
