"""Day and month exchanged by an American Excel: one question for the column, and never a false one."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.checking import Outcome, Verdict
from tests.support.builders import DENDANG, codes, dendang_rows, found, judge, make_table, question_ids, stored_texts

ID = "date_maybe_swapped"
# What is left of 5 October 2018, 3 December 2017, 2 January 2019 and 25 May 2018, typed day first.
AMERICAN = (date(2018, 5, 10), date(2017, 3, 12), date(2019, 2, 1), "25/05/2018")


def judge_dates(*dates: date | str | None, answers: dict[str, str] | None = None, **options: bool) -> Verdict:
    """The desa of Dendang, formed on these dates, written in D5, D6, D7 and D8."""
    rows = dendang_rows(**{desa: ("Terbentuk", value) for desa, value in zip(DENDANG, dates, strict=False)})
    return judge(rows, answers=answers, **options)


def dates_of(verdict: Verdict) -> list[str | None]:
    said = stored_texts(verdict)
    return [said[desa][1] for desa in DENDANG if desa in said]


class TestAsked:
    def test_real_dates_up_to_day_12_beside_texts_that_excel_could_not_take(self) -> None:
        verdict = judge_dates(*AMERICAN)
        (question,) = verdict.questions
        assert (verdict.outcome, question.id, question.code) == (Outcome.ASK, ID, "DATE_MAYBE_SWAPPED")
        assert [(o.value, o.label) for o in question.options] == [
            ("tukar", "Tukar hari dan bulan, misalnya menjadi 5 Oktober 2018"),
            ("tetap", "Biarkan seperti terbaca, misalnya 10 Mei 2018"),
        ]
        assert question.suggested == "tukar"
        assert found(verdict) == [("DATE_MAYBE_SWAPPED", "D5")]
        assert verdict.problems[0].value == "10/05/2018"

    def test_only_rows_with_such_a_date_wait(self) -> None:
        verdict = judge_dates(*AMERICAN)
        assert stored_texts(verdict) == {"Balok": ("Terbentuk", "2018-05-25")}
        assert verdict.change_counts["rejected"] == 0

    def test_exchanged_all_are_read_the_other_way(self) -> None:
        verdict = judge_dates(*AMERICAN, answers={ID: "tukar"})
        assert (verdict.outcome, dates_of(verdict)) == (
            Outcome.ACCEPT,
            ["2018-10-05", "2017-12-03", "2019-01-02", "2018-05-25"],
        )
        assert verdict.answers == {ID: "tukar"}

    def test_kept_they_stand_as_they_are(self) -> None:
        verdict = judge_dates(*AMERICAN, answers={ID: "tetap"})
        assert dates_of(verdict) == ["2018-05-10", "2017-03-12", "2019-02-01", "2018-05-25"]

    def test_few_dates_prove_little_and_the_suggestion_is_to_keep(self) -> None:
        verdict = judge_dates(date(2018, 5, 10), date(2017, 3, 12), None, "25/05/2018", suggested=True)
        assert verdict.answers == {ID: "tetap"}

    def test_dates_to_come_that_would_be_past(self) -> None:
        # The file speaks for 10 May 2023.
        verdict = judge_dates(date(2023, 9, 3), date(2023, 12, 2), date(2022, 4, 1))
        assert (question_ids(verdict), verdict.questions[0].suggested) == ([ID], "tukar")
        assert "sesudah 10 Mei 2023" in verdict.questions[0].text
        told = judge_dates(date(2023, 9, 3), date(2023, 12, 2), date(2022, 4, 1), answers={ID: "tukar"})
        assert dates_of(told)[:3] == ["2023-03-09", "2023-02-12", "2022-01-04"]
        kept = judge_dates(date(2023, 9, 3), date(2023, 12, 2), date(2022, 4, 1), answers={ID: "tetap"})
        assert [code for code, _ in found(kept)] == ["DATE_FUTURE", "DATE_FUTURE"]

    def test_texts_with_the_month_first(self) -> None:
        dates = ("05/25/2018", "06/14/2018", "05/10/2018")
        assert question_ids(judge_dates(*dates)) == [ID]
        assert dates_of(judge_dates(*dates, answers={ID: "tukar"}))[:3] == ["2018-05-25", "2018-06-14", "2018-05-10"]
        assert found(judge_dates(*dates, answers={ID: "tetap"})) == [
            ("DATE_DROPPED", "D5"),
            ("DATE_IMPOSSIBLE", "D5"),
            ("DATE_IMPOSSIBLE", "D6"),
        ]

    def test_one_question_for_the_sheets_of_a_file(self) -> None:
        tables = [
            make_table(
                [("Dendang", "Dendang", "Terbentuk", AMERICAN[0]), ("Dendang", "Balok", "Terbentuk", "25/05/2018")],
                sheet="Dendang",
            ),
            make_table([("Damar", "Mengkubang", "Terbentuk", AMERICAN[1])], sheet="Damar"),
        ]
        assert question_ids(judge(tables)) == [ID]
        assert stored_texts(judge(tables, answers={ID: "tukar"}))["Mengkubang"] == ("Terbentuk", "2017-12-03")


class TestNotAsked:
    def test_while_the_day_of_the_file_is_open(self) -> None:
        rows = dendang_rows(**{desa: ("Terbentuk", value) for desa, value in zip(DENDANG, AMERICAN, strict=True)})
        assert question_ids(judge(rows, title="Rekap")) == ["tanggal_data"]
        assert question_ids(judge(rows, title="Rekap", answers={"tanggal_data": "2023-05-10"})) == [ID]

    @pytest.mark.parametrize(
        "dates",
        [
            (date(2018, 5, 10), date(2017, 3, 12), date(2018, 5, 25), "25/05/2018"),  # a real day beyond 12
            (date(2018, 5, 10), date(2017, 3, 12), "03/10/2017", "25/05/2018"),  # Excel would have taken 03/10
            (date(2018, 5, 10), date(2017, 3, 12), date(2019, 2, 1)),  # no proof at all
            (date(2018, 5, 5), date(2017, 3, 3), "25/05/2018"),  # the same both ways
            ("10 Mei 2018", "Mei 2018", "2018", "25/05/2018"),
            (date(2023, 4, 6), date(2022, 1, 7), "25/05/2018"),  # exchanged, 4 June 2023 would be to come
            ("05/25/2018", "25/05/2018", "05/06/2018"),  # both ways in one column
            ("05/25/2018", "03/10/2017"),  # one slip
        ],
    )
    def test_what_proves_nothing(self, dates: tuple[date | str, ...]) -> None:
        assert "DATE_MAYBE_SWAPPED" not in codes(judge_dates(*dates))

    def test_a_single_date_is_only_mentioned(self) -> None:
        verdict = judge_dates(date(2018, 5, 10), None, None, "25/05/2018")
        assert verdict.outcome is Outcome.WARN
        assert ("DATE_MAYBE_SWAPPED", "D5") in found(verdict)
        assert dates_of(verdict)[0] == "2018-05-10"

    def test_one_date_to_come_is_an_error_with_a_hint(self) -> None:
        verdict = judge_dates(date(2023, 5, 11), date(2022, 4, 1))
        assert found(verdict)[0] == ("DATE_AFTER_ASOF", "D5")
        verdict = judge_dates(date(2023, 6, 1), date(2022, 4, 1))
        assert (verdict.problems[0].code, verdict.problems[0].suggestion) == ("DATE_AFTER_ASOF", "6 Januari 2023")
        assert "Maksudnya 6 Januari 2023?" in verdict.problems[0].message
