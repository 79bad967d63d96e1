"""What concerns a file as a whole: missing desa, extra columns, hidden and unread parts, samples that end."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kkb.checking.rows import ReadRow
from kkb.formatting import format_count, join_words
from kkb.problems import Problem, make_problem
from kkb.recap import Table, Workbook
from kkb.region import Region

_NAMES_SHOWN = 12
_KEPT = "keadaan yang tersimpan untuk desa itu tetap berlaku"
_UNKNOWN = "untuk desa itu belum ada laporan yang tersimpan"


def list_file_problems(
    table: Table,
    workbook: Workbook,
    region: Region,
    read: Sequence[ReadRow],
    *,
    stored: Container[str],
    sample_numbers: Sequence[int],
) -> list[Problem]:
    """The findings that belong to no row.

    `stored` holds the codes of desa of which something stays stored; `sample_numbers` are the sample uploads that a
    commit would withdraw.
    """
    return [
        *_missing_desa(table, region, read, stored),
        *_table_problems(table),
        *_workbook_problems(table, workbook, sample_numbers),
    ]


def _missing_desa(table: Table, region: Region, read: Sequence[ReadRow], stored: Container[str]) -> list[Problem]:
    """Desa that the file should cover and does not; a file of one kecamatan is judged on that kecamatan."""
    named = {row.desa.kode_desa for row in read if row.desa is not None}
    # A desa under the wrong kecamatan does not make the file one of two kecamatan.
    kecamatan = {row.desa.kode_kecamatan for row in read if row.desa is not None and not row.is_doubtful}
    expected = [d for d in region.desa if len(kecamatan) != 1 or d.kode_kecamatan in kecamatan]
    problems = []
    if missing := [d for d in expected if d.kode_desa not in named]:
        facts = {
            "count": format_count(len(missing)),
            "names": join_words([d.desa for d in missing], _NAMES_SHOWN),
            "rest": _KEPT if any(d.kode_desa in stored for d in missing) else _UNKNOWN,
        }
        problems.append(make_problem("VILLAGES_MISSING", sheet=table.sheet, facts=facts))
    if len(kecamatan) == 1 and len(region.kecamatan) > 1:
        name = next(k.kecamatan for k in region.kecamatan if k.kode_kecamatan in kecamatan)
        others = [d for d in region.desa if d.kode_kecamatan not in kecamatan]
        is_kept = any(d.kode_desa in stored for d in others)
        facts = {
            "kecamatan": name,
            "count": format_count(len(others)),
            "rest": "tidak berubah" if is_kept else "belum dilaporkan",
        }
        problems.append(make_problem("ONE_KECAMATAN", sheet=table.sheet, facts=facts))
    return problems


def _table_problems(table: Table) -> list[Problem]:
    problems = []
    if "tanggal" not in table.columns and "tanggal_pencanangan" in table.columns:
        cell = f"{table.column_letters['tanggal_pencanangan']}{table.header_rows[-1]}"
        column = table.columns["tanggal_pencanangan"]
        problems.append(make_problem("DATE_FROM_LAUNCH", sheet=table.sheet, cell=cell, column=column))
    if table.extra_columns:
        names = join_words([f'"{name}"' for name in table.extra_columns], _NAMES_SHOWN)
        problems.append(make_problem("EXTRA_COLUMNS", sheet=table.sheet, facts={"names": names}))
    if table.hidden_rows:
        rows = join_words([str(row) for row in table.hidden_rows], _NAMES_SHOWN)
        facts = {"count": format_count(len(table.hidden_rows)), "rows": rows}
        problems.append(make_problem("HIDDEN_ROWS", sheet=table.sheet, facts=facts))
    return problems


def _workbook_problems(table: Table, workbook: Workbook, sample_numbers: Sequence[int]) -> list[Problem]:
    problems = []
    if workbook.hidden_sheets:
        problems.append(make_problem("HIDDEN_SHEET", facts={"names": join_words(list(workbook.hidden_sheets))}))
    others_read = [other.sheet for other in workbook.tables if other.sheet != table.sheet]
    if unread := [*workbook.unread_sheets, *others_read]:
        problems.append(make_problem("SHEET_UNREAD", facts={"names": join_words(unread)}))
    if sample_numbers and not workbook.is_sample:
        numbers = join_words([str(number) for number in sample_numbers])
        problems.append(make_problem("SAMPLE_WITHDRAWN", facts={"numbers": numbers}))
    return problems
