"""Dates that nobody can read cost the date and not the row, where the officer says so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kkb.checking import Outcome
from kkb.problems import Severity
from tests.support.builders import (
    COLUMNS,
    dendang_rows,
    found,
    judge,
    make_observation,
    make_table,
    question_ids,
    stored_texts,
)

ID = "date_dropped"
UNREAD = [
    ("31 Februari 2018", "DATE_IMPOSSIBLE"),
    ("20l9", "DATE_UNREADABLE"),
    ("2017-2018", "DATE_UNREADABLE"),
    ("17-Mei", "DATE_UNREADABLE"),
    (20230, "DATE_OUT_OF_RANGE"),
]


@pytest.mark.parametrize(("value", "code"), UNREAD)
def test_unanswered_or_refused_the_row_is_left_out(value: str | int, code: str) -> None:
    rows = dendang_rows(Nyuruk=("Terbentuk", value))
    verdict, refused = judge(rows), judge(rows, answers={ID: "biarkan"})
    assert (question_ids(verdict), verdict.questions[0].suggested) == ([ID], "tanpa")
    assert found(verdict) == [("DATE_DROPPED", "D7"), (code, "D7")]
    assert (refused.outcome, found(refused)) == (Outcome.FLAG, [(code, "D7")])
    assert "Nyuruk" not in stored_texts(verdict) | stored_texts(refused)


@pytest.mark.parametrize(("value", "code"), UNREAD)
def test_accepted_the_row_is_stored_without_it_and_that_is_said_at_the_cell(value: str | int, code: str) -> None:
    verdict = judge(dendang_rows(Nyuruk=("Terbentuk", value)), answers={ID: "tanpa"})
    assert (verdict.outcome, stored_texts(verdict)["Nyuruk"]) == (Outcome.WARN, ("Terbentuk", None))
    assert sorted(found(verdict)) == sorted([(code, "D7"), ("DATE_MISSING", "D7")])
    dropped = next(problem for problem in verdict.problems if problem.code == code)
    assert dropped.severity is Severity.WARNING
    assert "disimpan tanpa tanggal itu" in dropped.message


def test_a_date_that_is_stored_stays() -> None:
    stored = [make_observation(1, "2022-12-31", tanggal="2017-10-03")]
    verdict = judge(dendang_rows(Nyuruk=("Terbentuk", "2o17")), stored=stored, answers={ID: "tanpa"})
    assert found(verdict) == [("DATE_UNREADABLE", "D7")]
    assert next(change for change in verdict.changes if change.desa == "Nyuruk").kind.value == "unchanged"


NOTED = (*COLUMNS, "keterangan")


def noted(*rows: tuple[str, str, str]) -> Any:
    """Formed desa with a date and a remark."""
    return make_table([("Dendang", desa, "Terbentuk", told, note) for desa, told, note in rows], columns=NOTED)


def test_the_date_of_a_remark_is_offered_first() -> None:
    table = noted(("Nyuruk", "31/06/2022", "Dibentuk 12 Mei 2022"))
    (question,) = judge(table).questions
    assert question.options[0].label == "Pakai 12 Mei 2022 dari keterangan"
    assert (question.suggested, question.preselected) == ("keterangan", "keterangan")
    verdict = judge(table, answers={ID: "keterangan"})
    assert (verdict.outcome, stored_texts(verdict)) == (Outcome.WARN, {"Nyuruk": ("Terbentuk", "2022-05-12")})
    assert "dipakai 12 Mei 2022 dari keterangannya" in " ".join(one.message for one in verdict.problems)


def test_of_several_rows_those_whose_remark_tells_no_date_stay_errors() -> None:
    table = noted(("Nyuruk", "31/06/2022", "Dibentuk 12 Mei 2022"), ("Balok", "2o18", ""), ("Dendang", "2017", ""))
    (question,) = judge(table).questions
    label = "Pakai tanggal dari keterangan: Nyuruk 12 Mei 2022; baris lain menunggu diperbaiki"
    assert question.options[0].label == label
    verdict = judge(table, answers={ID: "keterangan"})
    assert (verdict.outcome, set(stored_texts(verdict))) == (Outcome.FLAG, {"Nyuruk", "Dendang"})


@pytest.mark.parametrize("note", ["Dibentuk 12 Mei 2024", "Sosialisasi 12 Mei 2022", ""])
def test_a_remark_without_a_date_that_can_be_offers_none(note: str) -> None:
    (question,) = judge(noted(("Nyuruk", "31/06/2022", note))).questions
    assert [option.value for option in question.options] == ["biarkan", "tanpa"]
    assert (question.suggested, question.preselected) == ("tanpa", None)


def test_one_fault_is_counted_once() -> None:
    verdict = judge(dendang_rows(Nyuruk=("Terbentuk", "2o17"), Balok=("Terbentuk", "31/02/2018"), Jangkang=("Belom",)))
    weights = verdict.weights
    assert (weights[Severity.QUESTION], weights[Severity.ERROR]) == (1, 1)
    assert sorted(problem.code for problem in verdict.held) == ["DATE_IMPOSSIBLE", "DATE_UNREADABLE"]
    assert "DATE_DROPPED" not in {problem.code for problem in verdict.listed}


def test_one_question_for_all_rows_of_a_file() -> None:
    rows = dendang_rows(Nyuruk=("Terbentuk", "2o17"), Balok=("Terbentuk", "31/02/2018"), Jangkang=("Belum", "entah"))
    verdict = judge(rows)
    assert question_ids(verdict) == [ID]
    assert verdict.questions[0].asked_at[0].found == '3 baris, misalnya "entah"'
    assert len(stored_texts(judge(rows, answers={ID: "tanpa"}))) == 4


def test_the_date_of_a_decree_too() -> None:
    columns = (*COLUMNS, "tanggal_sk")
    table = make_table([("Dendang", "Nyuruk", "Terbentuk", "3/10/2017", "2o17")], columns=columns)
    verdict = judge(table, answers={ID: "tanpa"})
    assert stored_texts(verdict) == {"Nyuruk": ("Terbentuk", "2017-10-03")}
    assert verdict.rows[0].tanggal_sk is None


@pytest.mark.parametrize(
    ("status", "value", "code"),
    [
        ("Terbentuk", date(2023, 6, 2), "DATE_FUTURE"),
        ("Terbentuk", date(2023, 5, 11), "DATE_AFTER_ASOF"),
        ("Terbentuk", "10/05/1923", "DATE_TOO_OLD"),
        ("Belum", "3/10/2017", "DATE_BUT_BELUM"),
        ("Terbentuk", "Belum terbentuk", "DATE_UNREADABLE"),
    ],
)
def test_a_date_that_says_something_else_stays_an_error(status: str, value: str | date, code: str) -> None:
    verdict = judge(dendang_rows(Nyuruk=(status, value)))
    assert (verdict.outcome, found(verdict)) == (Outcome.FLAG, [(code, "D7")])


def test_nothing_is_asked_about_a_row_that_is_lost_anyway() -> None:
    assert judge(dendang_rows(Nyuruk=("Insyaallah", "2o17"))).outcome is Outcome.FLAG
    rows = [*dendang_rows()[:3], ("Dendang", "Sukamaju", "Terbentuk", "2o17")]
    assert question_ids(judge(rows)) == []


@pytest.mark.parametrize("written", ["3 Mei 2033", "11/05/2023", "rencana Des 2026", "rcn 12-I-2027"])
@pytest.mark.parametrize("status", ["Belum", "proses"])
def test_a_planned_date_below_terbentuk_keeps_no_row_from_being_stored(status: str, written: str) -> None:
    verdict = judge(dendang_rows(Nyuruk=(status, written)))
    assert found(verdict) == [("DATE_PLANNED", "D7")]
    assert verdict.outcome is Outcome.WARN
    assert stored_texts(verdict)["Nyuruk"] == ("Belum" if status == "Belum" else "Merintis", None)


def test_a_date_that_is_no_plan_still_does() -> None:
    assert found(judge(dendang_rows(Nyuruk=("Belum", "20l8"))))[0][0] == "DATE_DROPPED"
