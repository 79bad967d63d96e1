"""Each text is worked out once for thousands of rows: it must be what each row by itself would say."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.checking import Baseline
from kkb.checking.programme.rows import SheetReader, SheetRow
from kkb.checking.request import Source
from kkb.problems import Severity
from kkb.programme import Lembar
from kkb.recap import Cell, Table
from kkb.schema import Observation
from tests.support.builders import DATA_DAY, FIRST_ROW, REGION, TODAY, Value, make_recap_row
from tests.support.sheet_builders import COLUMNS, POSYANDU, counts, judge_sheets, kegiatan, make_sheet, tell

SAID: dict[str, Sequence[Value]] = {
    "desa": ("Nyuruk", "NYURUK ", "Nyurukk", "Lalang J", "Sukamaju", "Dukong", None, "Nyu\u202eruk", "Nуruk"),
    "tanggal": ("3 Mei 2021", date(2021, 5, 3), "2021", "Mei 2016", 44_319, "31/02/2021", "kapan", None, "-", "2033"),
    "nama": ("Posyandu", "POSYANDU", None, "x" * 300, "=1+1", "Posyandu\u200b", Cell("C5", "error", "#REF!")),
    "kebutuhan": ("gizi", None, "-", "tidak ada", "hub. 0813-6700-1122"),
    "mitra": ("Puskesmas", None, "Ã©"),
    "peserta": (25, "25 orang", "banyak", -3, None, "-", "1.234"),
    "sebelum": ("35 anak", "belum ada", None, "banyak"),
    "sesudah": ("20 anak", "20 ibu", None),
}
ROWS = st.tuples(*(st.sampled_from(SAID[name]) for name in COLUMNS["kegiatan"]))


def placed(rows: list[tuple[Value, ...]]) -> list[list[Value]]:
    """The rows with each error in a cell of its own: one cell is reported once."""
    return [
        [value._replace(ref=f"C{number}") if isinstance(value, Cell) else value for value in row]
        for number, row in enumerate(rows, start=FIRST_ROW + 1)
    ]


def reader_of(table: Table) -> SheetReader:
    return SheetReader(Source(1, "rekap.xlsx", table), REGION, {}, data_date=DATA_DAY, today=TODAY)


def told(line: SheetRow | None) -> object:
    if line is None:
        return None
    desa = line.place.desa if line.place is not None else None
    return line.values, sorted((p.code, p.severity, p.cell or "", p.message) for p in line.problems), desa


@settings(max_examples=30, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=12))
def test_a_row_says_the_same_among_others_and_by_itself(rows: list[tuple[Value, ...]]) -> None:
    table = make_sheet("kegiatan", *rows)
    together = reader_of(table)
    for row in table.rows:
        alone = reader_of(replace(table, rows=[row]))
        assert told(together.read(row)) == told(alone.read(row))


@settings(max_examples=30, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=12))
def test_every_row_is_stored_told_or_passed_over_and_the_counts_add_up(rows: list[tuple[Value, ...]]) -> None:
    verdict = judge_sheets(make_sheet("kegiatan", POSYANDU, *placed(rows)), suggested=True)
    count = verdict.lembar[Lembar.KEGIATAN]
    assert len(verdict.programme) == count.new + count.changed + count.unchanged
    assert count.rejected <= sum(problem.severity is Severity.ERROR for problem in verdict.problems)
    kept = [row.kunci for row in verdict.programme]
    assert len(kept) == len(set(kept))
    again = judge_sheets(make_sheet("kegiatan", POSYANDU, *rows), suggested=True, told=tell(verdict.programme))
    assert (again.programme, again.lembar[Lembar.KEGIATAN].unchanged) == (verdict.programme, len(kept))


@settings(max_examples=30, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[tuple[Value, ...]], order: random.Random) -> None:
    shuffled = order.sample(rows, len(rows))
    one, other = (judge_sheets(make_sheet("kegiatan", POSYANDU, *part), suggested=True) for part in (rows, shuffled))
    assert {repr(replace(row, row=0, sel={})) for row in one.programme} == {
        repr(replace(row, row=0, sel={})) for row in other.programme
    }


@pytest.mark.slow
def test_five_years_of_all_desa_say_what_each_desa_says_by_itself() -> None:
    stored = [Observation(1, DATA_DAY, make_recap_row(desa.desa, tanggal="2018-05-02")) for desa in REGION.desa]
    baseline = Baseline(observations=stored)
    rows = {
        desa.desa: [
            kegiatan(desa=desa.desa, nama=f"Kegiatan {number}", tanggal=date(year, 1 + number % 4, 1 + number % 28))
            if number % 13
            else kegiatan(desa=desa.desa, nama=f"Kegiatan {number}", tanggal=f"{year}", peserta="banyak")
            for year in range(2019, 2024)
            for number in range(40)
        ]
        for desa in REGION.desa
    }
    whole = judge_sheets(make_sheet("kegiatan", *(row for same in rows.values() for row in same)), baseline=baseline)
    parts = [judge_sheets(make_sheet("kegiatan", *same), baseline=baseline) for same in rows.values()]
    assert counts(whole) == {"kegiatan": (7800, 0, 0, 0)}
    assert [repr(replace(row, row=0, sel={})) for row in whole.programme] == [
        repr(replace(row, row=0, sel={})) for part in parts for row in part.programme
    ]
    assert {p.code for p in whole.problems} == {p.code for part in parts for p in part.problems}
