"""Number and date of a decree in one cell, and formed desa that have no other date."""

from __future__ import annotations

from typing import Any

import pytest

from kkb.checking import Outcome, Verdict
from kkb.checking.values.decrees import bare_number, split_decree
from kkb.schema import Tahap, TanggalDasar
from tests.support.builders import COLUMNS, Value, dendang_rows, formed, found, judge, make_observation, stored_texts

COMBINED = (*COLUMNS, "no_sk")
BOTH = (*COMBINED, "tanggal_sk")
UNDATED = ("kecamatan", "desa", "status", "no_sk", "tanggal_sk")


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("140/22/SP/2024 tgl 14 Juni 2024", "140/22/SP/2024", "14 Juni 2024"),
        ("No. 12/2018 Tgl. 2 Mei 2018", "No. 12/2018", "2 Mei 2018"),
        ("Nomor 12 Tahun 2018 tanggal 2 Mei 2018", "Nomor 12 Tahun 2018", "2 Mei 2018"),
        ("12/2018, 2 Mei 2018", "12/2018", "2 Mei 2018"),
        ("12/2018 – 14 Juni 2024", "12/2018", "14 Juni 2024"),
        ("2/2018 (9 Mei 2018)", "2/2018", "9 Mei 2018"),
        ("3/2018\nTgl. 02-05-2018", "3/2018", "02-05-2018"),
        ("3/2018\n02-05-2018", "3/2018", "02-05-2018"),
        ("1/2017 / 9-10-2017", "1/2017", "9-10-2017"),
        ("12/05/2018, 02/05/2018", "12/05/2018", "02/05/2018"),
        ("12/2018 tgl 31 Juni 2018", "12/2018", "31 Juni 2018"),
        ("Tgl 2 Mei 2018", "", "2 Mei 2018"),
        ("SK tgl 2 Mei 2018", "SK tgl 2 Mei 2018", "2 Mei 2018"),
    ],
)
def test_what_is_surely_a_date_is_parted_from_the_number(text: str, number: str, day: str) -> None:
    decree = split_decree(text)
    assert decree is not None
    assert (decree.number, decree.date) == (number, day)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("SK No. 12/2018", "12/2018"),
        ("SK Kades Nomor: 12/2018", "12/2018"),
        ("Keputusan Kepala Desa Nomor 12 Tahun 2018", "12 Tahun 2018"),
        ("No.12", "12"),
        ("SK: 188.45/12/KEP/2018", "188.45/12/KEP/2018"),
        ("Nomor SK 12/2018", "12/2018"),
        ("SK/12/2018", "SK/12/2018"),
        ("SK.12/KEP/2018", "SK.12/KEP/2018"),
        ("188.45/12", "188.45/12"),
        ("Nomor urut tiga", "Nomor urut tiga"),
        ("SK", "SK"),
    ],
)
def test_the_words_before_a_number_are_no_part_of_it(text: str, number: str) -> None:
    assert bare_number(text) == number


def test_a_number_stored_with_its_words_is_the_same_number() -> None:
    stored = [make_observation(1, "2022-12-31", tanggal="2017-10-03", no_sk="SK No. 12/2018")]
    rows = dendang_rows(Nyuruk=("Terbentuk", "3/10/2017", "Nomor 12/2018"))
    verdict = judge(rows, stored=stored, columns=COMBINED)
    assert next(change for change in verdict.changes if change.desa == "Nyuruk").kind.value == "unchanged"


@pytest.mark.parametrize(
    "text",
    [
        "12/05/2018",
        "141/05/2018",
        "12-05-2018",
        "140 - 12/05/2018",
        "12/2018 / 12/05/2018",
        "188.45/12/KEP/2018",
        "140/12 Mei 2018",
        "140/05 Mei 2018",
        "2 Mei 2018",
        "No. 12 Mei 2018",
        "SK 3 No 5 Mei 2018",
        "Nomor 5 Tahun 2018",
        "SK Kades No. 8, 2018",
        "12/2018 tgl menyusul",
        "12/2018 " + "x" * 200 + " tgl 2 Mei 2018",
    ],
)
def test_a_number_is_never_taken_for_a_date(text: str) -> None:
    assert split_decree(text) is None


class TestOneCell:
    def judge_one(self, *told: Value, columns: tuple[str, ...] = COMBINED) -> tuple[Verdict, Any]:
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", "03/10/2017", *told)), columns=columns)
        return verdict, next((row for row in verdict.rows if row.desa == "Nyuruk"), None)

    def test_number_and_date_are_stored_apart_with_their_cell(self) -> None:
        verdict, row = self.judge_one("12/2018 tgl 2 Mei 2018")
        assert (row.no_sk, row.tanggal_sk.iso(), found(verdict)) == ("12/2018", "2018-05-02", [])
        assert (row.sel["no_sk"], row.sel["tanggal_sk"]) == ("E7", "E7")

    @pytest.mark.parametrize("column", [None, "-", "belum terbit", "2 Mei 2018"])
    def test_a_column_of_dates_that_says_nothing_else_is_no_contradiction(self, column: str | None) -> None:
        verdict, row = self.judge_one("12/2018 tgl 2 Mei 2018", column, columns=BOTH)
        assert (row.no_sk, row.tanggal_sk.iso(), found(verdict)) == ("12/2018", "2018-05-02", [])

    def test_another_date_in_the_column_is_stored_and_said(self) -> None:
        verdict, row = self.judge_one("12/2018 tgl 2 Mei 2018", "5 Mei 2018", columns=BOTH)
        assert (row.tanggal_sk.iso(), found(verdict)) == ("2018-05-05", [("SK_DATE_DIFFERS", "E7")])
        assert "2 Mei 2018" in verdict.problems[0].message
        assert "5 Mei 2018" in verdict.problems[0].message

    @pytest.mark.parametrize(
        ("written", "code"), [("31/06/2018", "DATE_IMPOSSIBLE"), ("11/05/2023", "DATE_AFTER_ASOF")]
    )
    def test_a_date_that_cannot_be_is_an_error_at_the_number_without_a_suggestion(
        self, written: str, code: str
    ) -> None:
        """What is suggested would be written over the number, too."""
        verdict, row = self.judge_one(f"12/2018 tgl {written}")
        (problem,) = (p for p in verdict.problems if p.code == code)
        assert (row, problem.cell, problem.column, problem.suggestion) == (None, "E7", "No. SK", None)


class TestNoOtherDate:
    ROWS = (
        ("Dendang", "Nyuruk", "Terbentuk", "12/2018", "2 Mei 2018"),
        ("Dendang", "Balok", "Terbentuk", "13/2018", "3 Mei 2018"),
        ("Dendang", "Jangkang", "Merintis"),
    )

    def test_the_question_is_asked_once_and_holds_back_its_rows_only(self) -> None:
        verdict = judge(self.ROWS, columns=UNDATED)
        (question,) = verdict.questions
        assert (verdict.outcome, question.id, question.suggested) == (Outcome.ASK, "date_from_decree", "pakai")
        assert found(verdict)[0] == ("DATE_FROM_DECREE", "E5")
        assert "DATE_MISSING" not in {p.code for p in verdict.problems}
        assert set(stored_texts(verdict)) == {"Jangkang"}

    def test_the_answer_makes_it_the_date_of_formation(self) -> None:
        verdict = judge(self.ROWS, columns=UNDATED, answers={"date_from_decree": "pakai"})
        row = verdict.rows[0]
        assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", "2018-05-02")
        assert (row.tanggal_dasar, row.tanggal_sk) == (TanggalDasar.PEMBENTUKAN, row.tanggal)
        assert verdict.files[0].answers == {"date_from_decree": "pakai"}

    def test_a_row_with_the_same_date_that_needs_none_keeps_it_for_its_decree(self) -> None:
        rows = [self.ROWS[0], ("Dendang", "Balok", "Merintis", "13/2018", "2 Mei 2018")]
        verdict = judge(rows, columns=UNDATED, answers={"date_from_decree": "pakai"})
        assert stored_texts(verdict) == {"Nyuruk": ("Terbentuk", "2018-05-02"), "Balok": ("Merintis", None)}
        assert "DATE_BUT_BELUM" not in {p.code for p in verdict.problems}

    def test_or_leaves_the_desa_without_one(self) -> None:
        verdict = judge(self.ROWS, columns=UNDATED, answers={"date_from_decree": "tidak"})
        assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", None)
        assert [code for code, _ in found(verdict)].count("DATE_MISSING") == 2

    def test_a_decree_of_a_month_is_not_suggested(self) -> None:
        rows = [*self.ROWS, ("Dendang", "Dendang", "Terbentuk", "14/2018", "Mei 2018")]
        assert judge(rows, columns=UNDATED).questions[0].suggested == "tidak"

    def test_nothing_is_asked_where_the_store_knows_the_dates(self) -> None:
        stored = [formed("2018-04-01"), formed("2018-04", desa="Balok")]
        verdict = judge(self.ROWS, columns=UNDATED, stored=stored)
        assert (verdict.questions, stored_texts(verdict)["Nyuruk"]) == ((), ("Terbentuk", None))

    def test_only_what_lacks_a_date_is_given_one(self) -> None:
        stored = [formed("2018-04-01"), make_observation(1, "2022-12-31", Tahap.TERBENTUK, desa="Balok")]
        verdict = judge(self.ROWS, columns=UNDATED, stored=stored, answers={"date_from_decree": "pakai"})
        texts = stored_texts(verdict)
        assert (texts["Nyuruk"], texts["Balok"]) == (("Terbentuk", None), ("Terbentuk", "2018-05-03"))

    @pytest.mark.parametrize("name", ["tanggal", "tanggal_pencanangan"])
    def test_nothing_is_asked_where_the_recap_has_a_place_for_the_date(self, name: str) -> None:
        rows = [
            (*row, *(None,) * (5 - len(row)), day) for row, day in zip(self.ROWS, ("2018", None, None), strict=True)
        ]
        verdict = judge(rows, columns=(*UNDATED, name))
        assert "DATE_FROM_DECREE" not in {p.code for p in verdict.problems}
