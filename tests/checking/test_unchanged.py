"""Cells of a correction that say that what was told before stays: "ttp", "sama dgn lama"."""

from __future__ import annotations

import pytest

from kkb.blanks import says_unchanged
from kkb.checking import Outcome, Verdict
from kkb.checking.questions import SKIP, mend_id
from kkb.recap import Table
from kkb.schema import Tahap
from tests.support.builders import COLUMNS, Value, found, judge, judge_files, make_observation, make_table

MARCH = "Keadaan per 31 Maret 2023"
NYURUK, BALOK = ("Dendang", "Nyuruk"), ("Dendang", "Balok")
FIRST = [(*NYURUK, "Terbentuk", "3/10/2017", "03/NYR/2017"), (*BALOK, "Merintis")]


def files(*rows: tuple[Value, ...], first: list[tuple[Value, ...]] | None = None) -> dict[str, Table]:
    columns = (*COLUMNS, "no_sk")
    return {
        "rekap.xlsx": make_table(first or FIRST, columns=columns, title=MARCH),
        "RALAT rekap.xlsx": make_table(rows, columns=columns, title=MARCH),
    }


def use_second(tables: dict[str, Table]) -> Verdict:
    rows = [row for one in judge_files(tables).disagreements for row in one.rows_against(2)]
    return judge_files(tables, answers={mend_id(row.sheet, row.address, row.file): SKIP for row in rows})


def stored(verdict: Verdict) -> dict[str, tuple[str, str | None, str | None]]:
    return {
        row.desa: (row.status.value, row.tanggal.iso() if row.tanggal else None, row.no_sk)
        for file in verdict.files
        for row in file.rows
    }


@pytest.mark.parametrize(
    ("text", "told", "bare"),
    [
        ("ttp", True, True), ("Tetap.", True, True), ("idem dgn lama", True, True),
        ("sama dengan data lama", True, True),
        ("ttp seperti kiriman pertama", True, True), ("tdk berubah", True, True), ("(ttp)", True, True),
        ("sama", False, True), ("Idem", False, True), ("tetap belum", False, False), ("ttd", False, False),
    ],
)  # fmt: skip
def test_words_that_keep_what_was_told(text: str, told: bool, bare: bool) -> None:
    assert (says_unchanged(text), says_unchanged(text, is_bare=True)) == (told, bare)


def test_a_row_that_keeps_all_repeats_the_file_that_it_corrects() -> None:
    verdict = judge_files(files((*NYURUK, "ttp", "ttp", "ttp"), (*BALOK, "ttp")))
    assert (verdict.outcome, verdict.disagreements) == (Outcome.WARN, ())
    assert stored(verdict) == {"Nyuruk": ("Terbentuk", "2017-10-03", "03/NYR/2017"), "Balok": ("Merintis", None, None)}
    (said,) = [one for one in verdict.problems if one.code == "VALUE_UNCHANGED"]
    assert (said.file, said.cell) == (2, "C5")
    assert '"ttp" pada 4 sel (2 desa) dibaca tetap' in said.message


def test_what_is_chosen_from_a_correction_keeps_the_rest_of_the_other_file() -> None:
    tables = files((*NYURUK, "ttp", "5/10/2017", "sama"), (*BALOK, "sudah", "8/8/2022", "21/BLK/2022"))
    verdict = judge_files(tables)
    balok, nyuruk = sorted(verdict.disagreements, key=lambda one: one.desa)
    assert nyuruk.fields == ("tanggal",)
    assert balok.fields == ("status", "tanggal", "no_sk")
    assert stored(use_second(tables)) == {
        "Nyuruk": ("Terbentuk", "2017-10-05", "03/NYR/2017"), "Balok": ("Terbentuk", "2022-08-08", "21/BLK/2022")
    }


def test_a_kept_value_is_shown_as_such() -> None:
    (one,) = judge_files(files((*NYURUK, "Merintis", "ttp", "ttp"))).disagreements
    assert one.rows[1].told["status"] == ("Merintis", "C5")
    assert one.rows[1].told.get("no_sk", ("ttp: 03/NYR/2017", "E5")) == ("ttp: 03/NYR/2017", "E5")


def test_alone_it_keeps_what_is_stored() -> None:
    kept = [
        make_observation(tanggal="2017-10-03", day="2022-12-31", no_sk="03/NYR/2017"),
        make_observation(status=Tahap.MERINTIS, desa="Balok", day="2022-12-31"),
    ]
    verdict = judge(
        [(*NYURUK, "ttp", "5/10/2017", "ttp"), (*BALOK, "ttp")], columns=(*COLUMNS, "no_sk"), stored=kept
    )
    assert stored(verdict) == {"Nyuruk": ("Terbentuk", "2017-10-05", None), "Balok": ("Merintis", None, None)}
    assert all(row.status_asli is None for file in verdict.files for row in file.rows)


def test_alone_and_never_reported_it_says_nothing() -> None:
    verdict = judge([(*NYURUK, "ttp", "ttp")])
    assert (verdict.outcome, stored(verdict)) == (Outcome.FLAG, {})
    assert ("STATUS_UNCHANGED", "C5") in found(verdict)
