"""Mends of single cells: answers that replace a text before it is read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.checking import Option, Outcome, Question, UnknownAnswer
from kkb.checking.questions import SKIP, Answers, alone, apply_mends, mend_id, question_key, row_address
from kkb.checking.request import Asked
from kkb.problems import make_problem
from kkb.recap import Cell
from tests.support.builders import (
    DENDANG,
    dendang_rows,
    found,
    judge,
    make_table,
    stored_texts,
)


class TestMends:
    ROWS = dendang_rows(Nyuruk=("Terbentk", "2o17"))

    def test_mended_cells_are_read_as_if_they_had_been_so(self) -> None:
        answers = {"cell:Rekap!C7": "Terbentuk", "cell:Rekap!D7": "2017"}
        verdict = judge(self.ROWS, answers=answers)
        assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", "2017")
        assert [(m.sheet, m.cell, m.old, m.new) for m in verdict.mends] == [
            ("Rekap", "C7", "Terbentk", "Terbentuk"),
            ("Rekap", "D7", "2o17", "2017"),
        ]

    def test_a_blank_cell_can_be_filled_and_a_filled_one_emptied(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", None), Balok=("Belum", "2018"))
        verdict = judge(rows, answers={"cell:Rekap!D7": "2017", "cell:Rekap!D8": ""})
        assert [m.old for m in verdict.mends] == [None, "2018"]
        assert stored_texts(verdict)["Balok"] == ("Belum", None)
        assert found(verdict) == [("DATE_YEAR_ONLY", "D7")]

    def test_a_mend_may_bring_its_own_problem(self) -> None:
        assert found(judge(self.ROWS, answers={"cell:Rekap!C7": "Jadi"}))[0] == ("STATUS_UNKNOWN", "C7")

    def test_a_merged_cell_is_mended_for_all_its_rows(self) -> None:
        carried = [Cell(f"A{row}", "text", "Sijuk", None if row == 5 else "A5") for row in range(5, 9)]
        table = make_table([(cell, desa, "Belum") for cell, desa in zip(carried, DENDANG, strict=True)])
        verdict = judge(table, answers={"cell:Rekap!A5": "Dendang"})
        assert (verdict.outcome, len(verdict.rows)) == (Outcome.ACCEPT, 4)
        assert [(m.cell, m.old) for m in verdict.mends] == [("A5", "Sijuk")]
        assert table.rows[0].cells["kecamatan"].text == "Sijuk"

    @given(
        together=st.none() | st.sampled_from(["Manggar", "Damar"]),
        by_itself=st.dictionaries(st.integers(5, 8), st.sampled_from(["Gantung", "Dendang", ""])),
        left_out=st.sets(st.integers(5, 8)),
    )
    def test_a_mend_changes_no_row_that_it_does_not_name(
        self, together: str | None, by_itself: dict[int, str], left_out: set[int]
    ) -> None:
        carried = [Cell(f"A{row}", "text", "Sijuk", None if row == 5 else "A5") for row in range(5, 9)]
        table = make_table([(cell, desa, "Belum") for cell, desa in zip(carried, DENDANG, strict=True)])
        answers = {mend_id("Rekap", row_address(table, row)): SKIP for row in left_out}
        answers |= {mend_id("Rekap", alone(f"A{row}")): text for row, text in by_itself.items()}
        answers |= {mend_id("Rekap", "A5"): together} if together is not None else {}
        (mended,), mends = apply_mends([table], answers)
        assert {row.row: (row.text_of("kecamatan"), row.text_of("desa")) for row in mended.rows} == {
            row: (by_itself.get(row, "Sijuk" if together is None else together), desa)
            for row, desa in zip(range(5, 9), DENDANG, strict=True)
            if row not in left_out
        }
        assert len(mends) == len(answers)

    def test_a_row_is_left_out_by_that_word_alone(self) -> None:
        verdict = judge(self.ROWS, answers={"cell:Rekap!A7:D7": SKIP})
        assert (len(verdict.rows), verdict.desa_counts.rejected, [m.old for m in verdict.mends]) == (3, 0, ["Nyuruk"])
        with pytest.raises(UnknownAnswer):
            judge(self.ROWS, answers={"cell:Rekap!A7:D7": "Belum"})

    @pytest.mark.parametrize("cell", ["Rekap!Z7", "Rekap!C99", "Rekap!C", "Lain!C7", "C7", "Rekap!A1"])
    def test_a_cell_of_no_table_is_an_unknown_answer(self, cell: str) -> None:
        with pytest.raises(UnknownAnswer):
            judge(self.ROWS, answers={f"cell:{cell}": "Belum"})


class TestIds:
    """Questions of one code that ask different things never share an answer."""

    def ask(self, answers: Answers, value: str, file: int) -> str | None:
        question = Question("sheet", "SHEET", "Lembar mana?", (Option(value, value),), value)
        return answers.settle(question, make_problem("SHEET", file=file))

    def test_the_same_is_asked_once_and_another_gets_an_id_of_its_own(self) -> None:
        answers = Answers({})
        for value, file in (("a", 1), ("a", 2), ("b", 2), ("c", 2), ("b", 3)):
            self.ask(answers, value, file)
        assert [question.id for question in answers.open] == ["sheet", "sheet@2", "sheet@2.2", "sheet@3"]

    def test_the_answers_of_a_file_keep_all_of_them(self) -> None:
        answers = Answers({"sheet": "a", "sheet@1": "b", "sheet@2": "c"})
        assert [self.ask(answers, *one) for one in (("a", 1), ("b", 1), ("c", 2))] == ["a", "b", "c"]
        assert answers.used_by(1) == {"sheet": "a", "sheet@1": "b"}
        assert answers.used_by(2) == {"sheet": "c"}


class TestReplies:
    """Answers that were given to a question somebody saw."""

    QUESTION = Question("sheet", "SHEET", "Lembar mana?", (Option("a", "A"), Option("b", "B")), "a")

    def settle(self, question: Question, *, file: int = 1, replies: dict[Asked, str]) -> str | None:
        return Answers({}, replies=replies).settle(question, make_problem("SHEET", file=file))

    def test_one_settles_its_question_in_its_file_alone(self) -> None:
        replies = {Asked(question_key(self.QUESTION), 2): "b"}
        answers = Answers({}, replies=replies)
        problems = [make_problem("SHEET", file=file) for file in (1, 2, 3)]
        assert [answers.settle(self.QUESTION, p) for p in problems] == [None, "b", None]
        (asked,) = answers.open
        assert asked.files == (1, 3)
        assert [(question.text, words) for question, words in answers.settled] == [("Lembar mana?", "B")]

    def test_one_follows_its_question_under_another_id(self) -> None:
        other = replace(self.QUESTION, text="Lembar mana untuk Mei?")
        answers = Answers({}, replies={Asked(question_key(self.QUESTION), 2): "b"})
        assert answers.settle(other, make_problem("SHEET", file=1)) is None
        assert answers.settle(self.QUESTION, make_problem("SHEET", file=2)) == "b"

    @pytest.mark.parametrize(
        "changes", [{"text": "Lain?"}, {"options": (Option("b", "B"),)}, {"suggested": "b"}, {"id": "no_status_column"}]
    )
    def test_a_question_that_reads_otherwise_is_asked_again(self, changes: dict[str, Any]) -> None:
        replies = {Asked(question_key(self.QUESTION), 1): "b"}
        assert self.settle(self.QUESTION, replies=replies) == "b"
        assert self.settle(replace(self.QUESTION, **changes), replies=replies) is None

    def test_a_day_that_was_answered_stands_tomorrow(self) -> None:
        today = Question(
            "tanggal_data", "TANGGAL_DATA", "Kapan?", (Option("2023-05-10", "x"),), "2023-05-10", free=True
        )
        tomorrow = replace(today, options=(Option("2023-05-11", "y"),), suggested="2023-05-11")
        assert question_key(today) == question_key(tomorrow)
