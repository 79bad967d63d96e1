"""The file's own Jumlah rows against its rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kkb.checking.questions import SKIP, mend_id
from tests.support.builders import (
    codes,
    dendang_rows,
    found,
    judge,
    make_table,
    make_total,
)


class TestTotals:
    MISSING = [("VILLAGES_MISSING", None)]  # noqa: RUF012 - read only
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

    def test_only_one_kecamatan_may_have_a_total(self) -> None:
        rows = [("Damar", "Mempaya", "Belum"), ("Damar", "Sukamandi", "Terbentuk", "10/10/2018"), *self.ROWS]
        for stated in ("2", "4"):
            assert found(judge(rows, totals=[make_total(11, "Jumlah", status=stated)])) == self.MISSING
        assert ("TOTAL_MISMATCH", "C11") in found(judge(rows, totals=[make_total(11, "Jumlah", status="5")]))

    def test_one_may_stand_before_its_block(self) -> None:
        table = make_table([(None, None, None), ("Damar", "Mempaya", "Belum"), (None, None, None), *self.ROWS])
        del table.rows[2], table.rows[0]
        totals = [
            make_total(5, "Kecamatan Damar", status="0"),
            make_total(7, "Kecamatan Dendang", desa="4", status="2"),
        ]
        assert found(judge(replace(table, totals=totals))) == self.MISSING

    def test_one_may_count_all_sheets(self) -> None:
        damar = make_table([("Damar", "Mempaya", "Terbentuk", "10/10/2018")], sheet="Damar")
        totals = [make_total(9, "Jumlah Kabupaten", desa="5", status="3")]
        tables = [damar, make_table(self.ROWS, sheet="Dendang", totals=totals)]
        assert found(judge(tables)) == self.MISSING
        assert ("TOTAL_MISMATCH", "B9") in found(judge(tables[1]))

    @pytest.mark.parametrize("stated", ["50", "50%", "0.5", "2 desa", "-", "Jumlah", "dua"])
    def test_shares_and_words_are_no_finding(self, stated: str) -> None:
        assert found(judge(self.ROWS, totals=[make_total(9, "Jumlah", status=stated)])) == []

    @pytest.mark.parametrize("stated", ["-2", "1O", "99999", "123456789012"])
    def test_a_number_that_cannot_be_one(self, stated: str) -> None:
        assert found(judge(self.ROWS, totals=[make_total(9, "Jumlah", status=stated)])) == [("NUM_BAD", "C9")]

    def test_a_column_of_ticks_may_count_its_own_rung(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "3/10/2017"))
        totals = [make_total(9, "Jumlah", status="3")]
        assert found(judge(rows, totals=totals, ticks={"C": "Belum", "D": "Terbentuk"})) == []
        assert found(judge(rows, totals=totals)) == [("TOTAL_MISMATCH", "C9")]

    def test_faulty_rows_are_counted_as_the_officer_counts_them(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "2o17"), Balok=("Terbentuk", "2018"))
        assert "TOTAL_MISMATCH" not in codes(judge(rows, totals=[make_total(9, "Jumlah", status="2")]))


class TestRowsLeftOut:
    ROWS = dendang_rows(Nyuruk=("Terbentuk", "3/10/2017"), Balok=("Terbentuk", "3/10/2017"))
    WITHOUT = {mend_id("Rekap", f"A{row}:D{row}"): SKIP for row in (7, 8)}  # noqa: RUF012 - read only
    """Without Nyuruk and Balok."""

    @pytest.mark.parametrize("stated", ["2", "1", "0"])
    def test_a_total_may_count_them_or_not(self, stated: str) -> None:
        verdict = judge(self.ROWS, totals=[make_total(9, "Jumlah", status=stated)], answers=self.WITHOUT)
        assert "TOTAL_MISMATCH" not in codes(verdict)
        assert len(verdict.rows) == 2

    def test_no_more_than_them(self) -> None:
        verdict = judge(self.ROWS, totals=[make_total(9, "Jumlah", desa="5", status="5")], answers=self.WITHOUT)
        assert {("TOTAL_MISMATCH", "B9"), ("TOTAL_MISMATCH", "C9")} <= set(found(verdict))
        # A row of Belum adds none to those that are formed.
        answers = {mend_id("Rekap", "A5:D5"): SKIP}
        verdict = judge(dendang_rows(), totals=[make_total(9, "Jumlah", status="1")], answers=answers)
        assert ("TOTAL_MISMATCH", "C9") in found(verdict)

    def test_a_sheet_that_is_left_out_whole(self) -> None:
        damar = make_table([("Damar", "Mempaya", "Terbentuk", "10/10/2018")], sheet="Damar")
        totals = [make_total(9, "Jumlah Kabupaten", desa="5", status="3")]
        tables = [damar, make_table(self.ROWS, sheet="Dendang", totals=totals)]
        verdict = judge(tables, answers={mend_id("Damar", "A5:D5"): SKIP})
        assert "TOTAL_MISMATCH" not in codes(verdict)

    def test_a_row_whose_status_nobody_can_read(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentk", "3/10/2017"), Balok=("Terbentuk", "3/10/2017"))
        for stated, is_honest in (("1", True), ("2", True), ("5", False)):
            verdict = judge(rows, totals=[make_total(9, "Jumlah", status=stated)])
            assert ("TOTAL_MISMATCH" in codes(verdict)) is not is_honest

    @pytest.mark.parametrize("stated", ["2", "0"])
    def test_rows_that_are_crossed_out(self, stated: str) -> None:
        answers = {"cell_struck": "tidak_berlaku"}
        totals = [make_total(9, "Jumlah", status=stated)]
        verdict = judge(self.ROWS, totals=totals, struck=("B7", "B8"), answers=answers)
        assert "TOTAL_MISMATCH" not in codes(verdict)
        assert len(verdict.rows) == 2
