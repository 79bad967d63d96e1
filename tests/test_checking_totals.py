"""The file's own Jumlah rows against its rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import (
    codes,
    dendang_rows,
    found,
    judge,
    make_table,
    make_total,
)


class TestTotals:
    ROWS = dendang_rows(Nyuruk=("Terbentuk", "3/10/2017"), Balok=("Terbentuk", "3/10/2017"))

    @pytest.mark.parametrize("stated", [{"status": "2"}, {"desa": "4"}, {"status": "4"}, {}])
    def test_a_number_that_fits_an_honest_reading_is_no_finding(self, stated: dict[str, str]) -> None:
        assert found(judge(self.ROWS, totals=[make_total(9, "Jumlah", **stated)])) == []

    @pytest.mark.parametrize(
        ("name", "cell", "stated"), [("status", "C9", "3"), ("desa", "B9", "5"), ("status", "C9", "0")]
    )
    def test_any_other_is(self, name: str, cell: str, stated: str) -> None:
        verdict = judge(self.ROWS, totals=[make_total(9, "Jumlah Dendang", **{name: stated})])
        assert found(verdict) == [("TOTAL_MISMATCH", cell)]
        (problem,) = (p for p in verdict.problems if p.code == "TOTAL_MISMATCH")
        assert (problem.value, problem.suggestion) == (stated, "2")
        assert '"Jumlah Dendang"' in problem.message

    def test_blocks_and_the_whole_are_both_fine(self) -> None:
        rows = [*self.ROWS[:2], (None, None, None), *self.ROWS[2:]]  # row 7 is the Jumlah of the first block
        table = make_table(rows)
        del table.rows[2]
        totals = [
            make_total(7, "Jumlah", status="0"),
            make_total(10, "Jumlah", status="2"),
            make_total(11, "Total", status="2"),
        ]
        assert found(judge(replace(table, totals=totals))) == []
        wrong = [*totals[:2], make_total(11, "Total", status="0")]
        assert found(judge(replace(table, totals=wrong))) == [("TOTAL_MISMATCH", "C11")]

    def test_a_total_above_its_table_counts_the_whole(self) -> None:
        assert found(judge(self.ROWS, totals=[make_total(4, "Jumlah", status="2")])) == []

    def test_faulty_rows_are_counted_as_the_officer_counts_them(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "2o17"), Balok=("Terbentuk", "2018"))
        assert "TOTAL_MISMATCH" not in codes(judge(rows, totals=[make_total(9, "Jumlah", status="2")]))
