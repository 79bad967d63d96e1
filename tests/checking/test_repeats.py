"""Rows of one day about one desa that may all be true: the fuller one is kept, and what two files add to each other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.checking import Baseline, ChangeKind, Outcome, Verdict
from kkb.problems import Problem
from kkb.recap import Cell, Table
from kkb.schema import Observation, Tanggal
from kkb.state import fold, state_on
from tests.support.builders import (
    DATA_DAY,
    Value,
    code_of,
    codes,
    judge,
    judge_files,
    make_observation,
    make_table,
    question_ids,
)

COLUMNS = ("kecamatan", "desa", "status", "tanggal", "no_sk", "tanggal_sk", "keterangan")
NYURUK = ("Dendang", "Nyuruk")


def files(**said: tuple[Value, ...]) -> dict[str, Table]:
    """One file for each, with what it says of Nyuruk."""
    return {f"{name}.xlsx": make_table([(*NYURUK, *told)], columns=COLUMNS) for name, told in said.items()}


def problem(verdict: Verdict, code: str) -> Problem:
    (found,) = (one for one in verdict.problems if one.code == code)
    return found


def told_by(verdict: Verdict) -> Mapping[str, object]:
    """What is known of Nyuruk once every file of the verdict is stored."""
    seen = [Observation(number, DATA_DAY, row) for number, file in enumerate(verdict.files, 1) for row in file.rows]
    return state_on(fold(seen), DATA_DAY)[code_of("Nyuruk")].told


class TestOneTellsAll:
    @pytest.mark.parametrize(
        ("less", "more"),
        [
            (("Terbentuk", "2019", "7"), ("Terbentuk", "12/03/2019", "7")),
            (("Terbentuk", "Mei 2019", "7"), ("Terbentuk", "10/05/2019", "7")),
            (("Terbentuk", None, None), ("Terbentuk", "2019", "7", "2019", "Aktif")),
            (("Terbentuk", "10/05/2019", "7", "2019"), ("Terbentuk", "10/05/2019", "7", "12/03/2019")),
            (("Merintis",), ("Merintis", None, None, None, "menunggu SK")),
        ],
    )
    def test_the_fuller_row_is_kept_wherever_it_stands(self, less: tuple[str, ...], more: tuple[str, ...]) -> None:
        alone = judge_files(files(a=more)).rows[0]
        for told, place in ((files(a=less, b=more), 2), (files(a=more, b=less), 1)):
            verdict = judge_files(told)
            assert (verdict.disagreements, "ROW_DUP_CONFLICT" in codes(verdict)) == ((), False)
            assert [len(file.rows) for file in verdict.files] == [int(place == 1), int(place == 2)]
            (row,) = verdict.rows
            assert (row.tanggal, row.no_sk, row.tanggal_sk, row.attributes) == (
                alone.tanggal, alone.no_sk, alone.tanggal_sk, alone.attributes
            )
            said = problem(verdict, "ROW_DUP_LESS")
            assert (said.file, said.severity.value) == (3 - place, "info")
            assert f'1 desa (Nyuruk) tertulis juga di berkas "{"ab"[place - 1]}.xlsx", lebih lengkap' in said.message
            (change,) = verdict.changes
            assert change.reason is not None
            assert change.reason.endswith("yang dipakai baris ini, yang lebih lengkap.")
            # Of the date that is not stored nothing is said as if it were.
            assert all(p.file == place for p in verdict.problems if p.code in ("DATE_YEAR_ONLY", "DATE_MISSING"))

    def test_it_is_said_once_for_a_file(self) -> None:
        rows = [("Dendang", desa, "Terbentuk", "2019") for desa in ("Balok", "Nyuruk", "Jangkang")]
        fuller = [(*row[:3], "12/03/2019") for row in rows]
        verdict = judge_files({"a.xlsx": make_table(fuller), "b.xlsx": make_table(rows)})
        assert "3 desa (Balok, Nyuruk dan Jangkang) tertulis juga" in problem(verdict, "ROW_DUP_LESS").message

    def test_a_fuller_row_with_a_fault_keeps_no_other_out(self) -> None:
        faulty = ("Terbentuk", "2019", Cell("E5", "error", "#REF!"), "2019")
        verdict = judge_files(files(a=faulty, b=("Terbentuk", "2019")))
        assert [len(file.rows) for file in verdict.files] == [0, 1]
        assert "CELL_ERROR" in codes(verdict)
        assert "ROW_DUP_ADDS" not in codes(verdict)


class TestEachAdds:
    def test_two_files_are_both_stored_and_nothing_is_lost(self) -> None:
        numbered, dated = ("Terbentuk", "2019", "7", "2019"), ("Terbentuk", "12/03/2019", None, "01/02/2019", "Aktif")
        for told in (files(a=numbered, b=dated), files(a=dated, b=numbered)):
            verdict = judge_files(told)
            assert [len(file.rows) for file in verdict.files] == [1, 1]
            assert told_by(verdict) == {
                "status": "Terbentuk", "tanggal": Tanggal.from_iso("2019-03-12"), "no_sk": "7",
                "tanggal_sk": Tanggal.from_iso("2019-02-01"), "tanggal_pencanangan": None, "tanggal_bubar": None,
                "keterangan": "Aktif",
            }  # fmt: skip
            said = problem(verdict, "ROW_DUP_ADDS")
            assert (said.file, said.severity.value) == (2, "info")
            assert 'berkas "a.xlsx"; isinya saling melengkapi, jadi tidak perlu dipilih.' in said.message
            assert not {"DATE_YEAR_ONLY", "DATE_MISSING", "ROW_DUP_CONFLICT"} & codes(verdict)
            assert (verdict.desa_counts.new, verdict.desa_counts.changed, verdict.desa_counts.rejected) == (1, 0, 0)

    def test_the_second_is_judged_as_if_it_came_after_the_first(self) -> None:
        verdict = judge_files(files(a=("Terbentuk", None, "7"), b=("Terbentuk", "2019")))
        assert [(one.file, one.kind, dict(one.fields)) for one in verdict.changes] == [
            (1, ChangeKind.NEW, {"status": (None, "Terbentuk"), "no_sk": (None, "7")}),
            (2, ChangeKind.REFINED, {"tanggal": (None, "2019")}),
        ]
        assert "DATE_MISSING" not in codes(verdict)

    def test_a_date_of_formation_in_another_file_is_not_asked_for(self) -> None:
        signed = ("Terbentuk", None, "7", "12/03/2019")
        assert question_ids(judge_files(files(a=signed))) == ["date_from_decree"]
        assert question_ids(judge_files(files(a=signed, b=("Terbentuk", "10/05/2019")))) == []

    def test_what_is_stored_already_stays_out_file_by_file(self) -> None:
        stored = [make_observation(1, "2023-05-10", tanggal="2019-03-12")]
        told = files(a=("Terbentuk", "12/03/2019"), b=("Terbentuk", None, "7"))
        verdict = judge_files(told, baseline=Baseline(observations=stored))
        assert [file.nothing_to_save for file in verdict.files] == [True, False]
        assert [dict(one.fields) for one in verdict.changes] == [{}, {"no_sk": (None, "7")}]

    def test_below_terbentuk_one_is_kept_and_what_the_other_adds_is_named(self) -> None:
        verdict = judge_files(files(a=("Belum", None, None, None, "satu"), b=("Belum", None, None, None, "dua")))
        assert [len(file.rows) for file in verdict.files] == [1, 0]
        said = problem(verdict, "ROW_DUP_LEFT")
        assert (said.file, said.cell, said.severity.value) == (2, "G5", "warning")
        assert 'yang dipakai baris 5 berkas "a.xlsx"' in said.message
        assert 'tidak ikut: Keterangan "dua" (sel G5)' in said.message


class TestContradictions:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (("Terbentuk", "2019"), ("Terbentuk", "12/03/2018")),
            (("Terbentuk", None, "7"), ("Terbentuk", None, "8")),
            (("Terbentuk", "2019"), ("Merintis",)),
            (("Terbentuk", "2o19"), ("Terbentuk",)),
            (("Belum", "2019"), ("Belum",)),
            (("Terbentk", "2019"), ("Terbentk",)),
            ((None, "2019"), ("Terbentuk", "2019")),
        ],
    )
    def test_what_cannot_both_be_true_or_be_judged_stays_one(
        self, one: tuple[str | None, ...], other: tuple[str | None, ...]
    ) -> None:
        verdict = judge_files(files(a=one, b=other))
        assert (verdict.outcome, len(verdict.disagreements), verdict.rows) == (Outcome.FLAG, 1, ())

    def test_in_one_table_every_difference_is_one(self) -> None:
        verdict = judge([(*NYURUK, "Terbentuk", "2017"), (*NYURUK, "Terbentuk", None)])
        assert ("ROW_DUP_CONFLICT" in codes(verdict), verdict.rows) == (True, ())


_DATES: dict[Value, Tanggal | None] = {
    None: None,
    "2019": Tanggal.from_iso("2019"),
    "Mei 2019": Tanggal.from_iso("2019-05"),
    "10/05/2019": Tanggal.from_iso("2019-05-10"),
}
"""As written, the coarsest first: each lies within the one before."""
_DATED = {"tanggal": 1, "tanggal_sk": 3}
_ROWS = st.tuples(
    st.just("Terbentuk"),
    st.sampled_from(list(_DATES)),
    st.sampled_from([None, "7"]),
    st.sampled_from(list(_DATES)),
    st.sampled_from([None, "a", "b"]),
)


@given(st.lists(_ROWS, min_size=2, max_size=4))
def test_of_rows_that_complement_each_other_nothing_is_lost_in_any_order(told: list[tuple[Value, ...]]) -> None:
    queue = files(**{f"f{place}": row for place, row in enumerate(told)})
    asked = judge_files(queue)
    assert asked.disagreements == ()
    # The date of a decree is no date of formation.
    verdict = judge_files(queue, answers=dict.fromkeys(question_ids(asked), "tidak"))
    known = told_by(verdict)
    finest = {name: max((row[at] for row in told), key=list(_DATES).index) for name, at in _DATED.items()}
    assert {name: known[name] for name in _DATED} == {name: _DATES[text] for name, text in finest.items()}
    assert known["no_sk"] == ("7" if any(row[2] for row in told) else None)
    stored = {row.attributes.get("keterangan") for row in verdict.rows}
    assert {row[4] for row in told if row[4]} <= stored
