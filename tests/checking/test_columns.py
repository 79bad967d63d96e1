"""Columns whose header nobody knows, read as an officer says or once said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kkb.checking import Outcome, UnknownAnswer
from kkb.checking.columns import NOT_USED, column_id, header_key, read_column_id
from kkb.checking.questions import SKIP, mend_id
from kkb.checking.request import Baseline, KnownColumn
from kkb.recap import Cell, SpareColumn, Table
from tests.support.builders import (
    codes,
    dendang_rows,
    found,
    judge,
    judge_files,
    make_table,
    question_ids,
    stored_texts,
)

DAYS = ("03/10/2017", "2018", "2o19", "10/05/2020")
KNOWN = Baseline(columns={"dikukuhkan": KnownColumn("tanggal", date(2023, 5, 2), "Sari")})


def make(header: str = "Dikukuhkan", **parts: object) -> Table:
    """Four formed desa of Dendang with days in column D, and words in column E, under headers that mean nothing."""
    rows = dendang_rows(**dict.fromkeys(("Dendang", "Jangkang", "Nyuruk", "Balok"), "Terbentuk"))
    columns = {
        letters: SpareColumn(text, f"{letters}4", tuple(Cell(f"{letters}{row}", "text", one) for row, one in told))
        for letters, text, told in (
            ("D", header, enumerate(DAYS, start=5)),
            ("E", "Lain", enumerate(("a", "b"), start=5)),
        )
    }
    extra = {"extra_columns": (header, "Lain"), "extra_cells": ("D4", "E4"), "spare": columns}
    return make_table(rows, columns=("kecamatan", "desa", "status"), **(extra | parts))


def test_an_assigned_column_is_read_as_if_its_header_had_been_known() -> None:
    verdict = judge(make(), answers={"column:Rekap!D": "tanggal"})
    assert stored_texts(verdict)["Dendang"] == ("Terbentuk", "2017-10-03")
    assert ("DATE_UNREADABLE", "D7") in found(verdict)
    assert [(p.cell, p.column) for p in verdict.problems if p.code == "COLUMN_ASSIGNED"] == [("D4", "Dikukuhkan")]
    assert verdict.files[0].rows[0].sel["tanggal"] == "D5"
    assert (verdict.files[0].answers, verdict.files[0].columns) == (
        {"column:Rekap!D": "tanggal"},
        (("dikukuhkan", "tanggal"),),
    )


def test_a_cell_of_an_assigned_column_can_be_mended() -> None:
    verdict = judge(make(), answers={"column:Rekap!D": "tanggal", "cell:Rekap!D7": "2019"})
    assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", "2019")


def test_a_remembered_header_is_read_with_a_warning_whatever_its_capitals() -> None:
    verdict = judge(make("DIKUKUHKAN"), baseline=KNOWN)
    assert stored_texts(verdict)["Dendang"] == ("Terbentuk", "2017-10-03")
    (told,) = [p for p in verdict.problems if p.code == "COLUMN_REMEMBERED"]
    assert (told.sheet, told.cell) == ("Rekap", "D4")
    assert "Tanggal pembentukan" in told.message and "Sari, 2 Mei 2023" in told.message
    assert verdict.files[0].answers == {"column:Rekap!D": "tanggal"}


@pytest.mark.parametrize(
    ("said", "date_of_dendang", "learned"),
    [(NOT_USED, None, ()), ("keterangan", None, (("dikukuhkan", "keterangan"),))],
)
def test_what_is_said_of_this_file_overrules_what_is_remembered(
    said: str, date_of_dendang: str | None, learned: tuple[tuple[str, str], ...]
) -> None:
    verdict = judge(make(), baseline=KNOWN, answers={"column:Rekap!D": said})
    assert stored_texts(verdict)["Dendang"] == ("Terbentuk", date_of_dendang)
    assert "COLUMN_REMEMBERED" not in codes(verdict)
    assert verdict.files[0].columns == learned


def test_a_remembered_field_that_another_column_fills_is_passed_over() -> None:
    verdict = judge(make(), baseline=KNOWN, answers={"column:Rekap!E": "tanggal"})
    assert verdict.files[0].columns == (("lain", "tanggal"),)
    assert "COLUMN_REMEMBERED" not in codes(verdict)


@pytest.mark.parametrize(
    "answers",
    [
        {"column:Rekap!D": "status"},
        {"column:Rekap!D": "apa saja"},
        {"column:Rekap!D": "no"},
        {"column:Rekap!C": "tanggal"},
        {"column:Lain!D": "tanggal"},
        {"column:Rekap!D@2": "tanggal"},
        {"column:Rekap!D@x": "tanggal"},
        {"column:Rekap!D": "tanggal", "column:Rekap!E": "tanggal"},
    ],
)
def test_a_field_twice_or_a_column_that_is_not_there_is_refused(answers: dict[str, str]) -> None:
    with pytest.raises(UnknownAnswer):
        judge(make(), answers=answers)


def test_of_several_files_the_one_that_is_meant_is_read_so() -> None:
    other = make_table(dendang_rows(), title="Keadaan per 1 Mei 2023")
    verdict = judge_files({"a.xlsx": other, "b.xlsx": make()}, answers={"column:Rekap!D@2": "tanggal"})
    assert [file.columns for file in verdict.files] == [(), (("dikukuhkan", "tanggal"),)]
    assert verdict.files[1].answers == {"column:Rekap!D": "tanggal"}
    with pytest.raises(UnknownAnswer):
        judge_files({"a.xlsx": other, "b.xlsx": make()}, answers={"column:Rekap!D": "tanggal"})


def test_a_status_that_was_missing_can_be_told() -> None:
    status = SpareColumn("Progres", "C4", tuple(Cell(f"C{row}", "text", "Merintis") for row in range(5, 9)))
    table = make_table(
        [row[:2] for row in dendang_rows()],
        columns=("kecamatan", "desa"), spare={"C": status}, extra_columns=("Progres",), extra_cells=("C4",),
    )  # fmt: skip
    assert judge(table, workbook={"no_status": "Kolomnya tidak ada."}).message == "Kolomnya tidak ada."
    verdict = judge(table, answers={"column:Rekap!C": "status"})
    assert (verdict.outcome, stored_texts(verdict)["Balok"]) == (Outcome.ACCEPT, ("Merintis", None))


def without_status(*said: str, letters: str = "C", **parts: Any) -> Table:
    """The desa of Dendang with these words in a column "Progres" that nobody knows."""
    cells = tuple(Cell(f"{letters}{row}", "text", text) for row, text in enumerate(said, start=5))
    return make_table(
        [row[:2] for row in dendang_rows()],
        columns=("kecamatan", "desa"), spare={letters: SpareColumn("Progres", f"{letters}4", cells, **parts)},
        extra_columns=("Progres",), extra_cells=(f"{letters}4",),
    )  # fmt: skip


def test_files_that_contradict_a_status_told_by_hand_are_compared_cell_by_cell() -> None:
    told = without_status("Ada", "Belum", "Belum", "Belum", letters="G")
    tables = {"a.xlsx": told, "b.xlsx": make_table(dendang_rows())}
    verdict = judge_files(tables, answers={"column:Rekap!G": "status"})
    (one,) = verdict.disagreements
    assert (one.desa, [row.told for row in one.rows]) == (
        "Dendang",
        [{"status": ("Terbentuk", "G5")}, {"status": ("Belum", "C5")}],
    )
    (row,) = one.rows_against(2)
    chosen = judge_files(tables, answers={"column:Rekap!G": "status", mend_id(row.sheet, row.address): SKIP})
    assert (chosen.disagreements, stored_texts(chosen)["Dendang"]) == ((), ("Belum", None))


@pytest.mark.parametrize("span", ["A5:B5", "A5:C5", "A5:G5"])
def test_a_row_is_left_out_by_its_address_from_before_the_column_was_named(span: str) -> None:
    answers = {"column:Rekap!G": "status", f"cell:Rekap!{span}": SKIP}
    verdict = judge(without_status("Ada", "Belum", "Belum", "Belum", letters="G"), answers=answers)
    assert [(mend.cell, mend.old) for mend in verdict.mends] == [("A5:G5", "Dendang")]
    assert sorted(stored_texts(verdict)) == ["Balok", "Jangkang", "Nyuruk"]


def test_what_is_crossed_out_in_a_told_status_is_asked_and_a_cross_beside_ticks_is_a_no() -> None:
    answers = {"column:Rekap!C": "status"}
    assert question_ids(judge(without_status("Ada", "Belum", "Belum", "Belum", struck=("C5",)), answers=answers)) == [
        "cell_struck"
    ]
    told = judge(without_status("v", "x", "x", "v", crosses_say_no=True, is_hidden=True), answers=answers)
    assert {"CROSS_NO", "HIDDEN_COLUMNS"} <= set(codes(told))
    assert [stored_texts(told)[desa][0] for desa in ("Dendang", "Jangkang")] == ["Terbentuk", "Belum"]


def test_ids_name_sheets_with_any_letters() -> None:
    for place in (("Rekap", "F", 1), ("a@b!x", "AA", 12)):
        assert read_column_id(column_id(*place)) == place
    assert read_column_id("cell:Rekap!F2") is None
    assert header_key("  Tgl \n DIKUKUHKAN ") == "tgl dikukuhkan"


def misled(**parts: object) -> Table:
    """Days below the header of the status in column C, which the reader offers too, and its words in column D."""
    rows = [("Dendang", desa, day) for desa, day in zip(("Dendang", "Nyuruk"), ("2 Mei 2018", "nanti"), strict=True)]
    columns = {
        letters: SpareColumn(text, f"{letters}4", tuple(Cell(f"{letters}{n}", "text", one) for n, one in told))
        for letters, text, told in (
            ("C", "Status", enumerate(("2 Mei 2018", "nanti"), start=5)),
            ("D", "Kelengkapan", enumerate(("Terbentuk", "Belum"), start=5)),
        )
    }
    extra = {"extra_columns": ("Kelengkapan",), "extra_cells": ("D4",), "spare": columns}
    return make_table(rows, columns=("kecamatan", "desa", "status"), **(extra | parts))


def test_a_status_that_tells_none_gives_way_to_the_column_that_is_said_to_be_it() -> None:
    verdict = judge(misled(), answers={"column:Rekap!D": "status"})
    assert stored_texts(verdict) == {"Dendang": ("Terbentuk", None), "Nyuruk": ("Belum", None)}
    assert any('tidak disimpan ke tabel: "Status".' in problem.message for problem in verdict.problems)


def test_it_may_be_said_to_be_another_itself() -> None:
    verdict = judge(misled(), answers={"column:Rekap!D": "status", "column:Rekap!C": "tanggal"})
    assert stored_texts(verdict)["Dendang"] == ("Terbentuk", "2018-05-02")
    assert question_ids(judge(misled(), answers={"column:Rekap!C": "tanggal"})) == ["no_status_column"]
    assert judge(misled(), answers={"column:Rekap!C": NOT_USED}).outcome is Outcome.REJECT


def test_two_columns_are_not_both_the_status() -> None:
    with pytest.raises(UnknownAnswer):
        judge(misled(), answers={"column:Rekap!C": "status", "column:Rekap!D": "status"})
