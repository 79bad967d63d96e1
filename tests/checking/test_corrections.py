"""A correction by hand against later files: never overruled in silence, and asked about no more than needed."""

from __future__ import annotations

import pytest

from kkb.checking import Baseline, Outcome, Verdict
from kkb.schema import Keputusan, Observation, Tahap
from tests.support.builders import (
    COLUMNS,
    code_of,
    dendang_rows,
    formed,
    found,
    judge,
    kinds,
    make_observation,
    question_ids,
    stored_dendang,
    stored_texts,
)

ID = f"correction_contradicted:{code_of('Nyuruk')}"
DAY = "2023-03-01"
NEVER = make_observation(2, DAY, Tahap.MERINTIS, keputusan=Keputusan.KOREKSI)
"""Upload 1 said formed in 2017; correction 2 says that there never was a Pokja."""


def judge_against(
    correction: Observation,
    written: str | tuple[str | None, ...],
    *,
    later: tuple[Observation, ...] = (),
    title: str = "Keadaan per 10 Mei 2023",
    answers: dict[str, str] | None = None,
    columns: tuple[str, ...] = COLUMNS,
) -> Verdict:
    """A file about Dendang against what is stored, of which upload 2 is a correction of Nyuruk by hand."""
    stored = [*stored_dendang(Nyuruk=formed()), correction, *later]
    baseline = Baseline(observations=stored, corrections=frozenset({2}))
    return judge(dendang_rows(Nyuruk=written), baseline=baseline, title=title, answers=answers, columns=columns)


class TestAsked:
    def test_the_old_claim_again(self) -> None:
        verdict = judge_against(NEVER, ("Terbentuk", "03/10/2017"))
        (question,) = verdict.questions
        assert (verdict.outcome, question.id, question.suggested) == (Outcome.ASK, ID, "tetap")
        assert ("CORRECTION_CONTRADICTED", "C7") in found(verdict)
        assert "dikoreksi pada unggahan 2, keadaan per 1 Maret 2023 (Merintis)" in question.text
        assert "menulis Terbentuk 3 Oktober 2017" in question.text
        assert "Nyuruk" not in stored_texts(verdict)

    def test_the_correction_stays_or_the_file_is_followed(self) -> None:
        kept = judge_against(NEVER, ("Terbentuk", "03/10/2017"), answers={ID: "tetap"})
        assert (len(kept.rows), kept.change_counts["rejected"]) == (3, 1)
        (change,) = (c for c in kept.changes if c.desa == "Nyuruk")
        assert change.reason == "Koreksi pada unggahan 2 tetap berlaku menurut jawaban Anda."
        followed = judge_against(NEVER, ("Terbentuk", "03/10/2017"), answers={ID: "ikut"})
        assert (kinds(followed)["Nyuruk"], stored_texts(followed)["Nyuruk"]) == ("moved", ("Terbentuk", "2017-10-03"))

    @pytest.mark.parametrize("written", [("Terbentuk", None), ("Terbentuk", "2023"), ("Terbentuk", "01/03/2023")])
    def test_a_formation_that_may_be_older_than_the_correction(self, written: tuple[str, str | None]) -> None:
        assert question_ids(judge_against(NEVER, written)) == [ID]

    @pytest.mark.parametrize(
        ("known", "written"),
        [
            ({"tanggal": "2018-05-02"}, ("Terbentuk", "03/05/2018", None, None)),
            ({"tanggal": "2018", "no_sk": "7"}, ("Terbentuk", None, "8", None)),
        ],
    )
    def test_another_date_or_number_than_corrected(
        self, known: dict[str, str], written: tuple[str | None, ...]
    ) -> None:
        correction = make_observation(2, DAY, **known)
        columns = (*COLUMNS, "no_sk", "klasifikasi")
        assert question_ids(judge_against(correction, written, columns=columns)) == [ID]

    def test_another_rung_or_class_for_the_same_day(self) -> None:
        correction = make_observation(2, DAY, Tahap.SOSIALISASI, keputusan=Keputusan.KOREKSI)
        title = "per 1 Maret 2023"
        assert question_ids(judge_against(correction, "Merintis", title=title)) == [ID]
        correction = make_observation(2, DAY, tanggal="2017-10-03", klasifikasi="Mandiri")
        columns, written = (*COLUMNS, "klasifikasi"), ("Terbentuk", None, "Dasar")
        assert question_ids(judge_against(correction, written, columns=columns, title=title)) == [ID]
        assert question_ids(judge_against(correction, written, columns=columns)) == []

    def test_two_corrections_guard_what_each_of_them_changed(self) -> None:
        stored = [
            *stored_dendang(Nyuruk=formed()),
            make_observation(2, DAY, no_sk="12/2018"),
            make_observation(3, "2023-04-01", tanggal="2018-05-02"),
        ]
        baseline = Baseline(observations=stored, corrections=frozenset({2, 3}))
        for written, number in ((("Terbentuk", None, "13/2018"), 2), (("Terbentuk", "03/05/2018", None), 3)):
            verdict = judge(dendang_rows(Nyuruk=written), baseline=baseline, columns=(*COLUMNS, "no_sk"))
            (question,) = verdict.questions
            assert f"unggahan {number}" in question.text

    def test_one_that_a_later_correction_replaced_guards_no_more(self) -> None:
        stored = [
            *stored_dendang(Nyuruk=formed()),
            make_observation(2, DAY, no_sk="12/2018"),
            make_observation(3, "2023-04-01", no_sk="13/2018"),
        ]
        baseline = Baseline(observations=stored, corrections=frozenset({2, 3}))
        verdict = judge(
            dendang_rows(Nyuruk=("Terbentuk", None, "13/2018")), baseline=baseline, columns=(*COLUMNS, "no_sk")
        )
        assert verdict.questions == ()


class TestNotAsked:
    def test_what_was_formed_after_the_correction_is_news(self) -> None:
        verdict = judge_against(NEVER, ("Terbentuk", "02/03/2023"))
        assert (question_ids(verdict), kinds(verdict)["Nyuruk"]) == ([], "moved")

    @pytest.mark.parametrize("word", ["Belum", "Sosialisasi", "Merintis", "Komitmen"])
    def test_a_rung_for_a_later_day_is_news(self, word: str) -> None:
        assert question_ids(judge_against(NEVER, word)) == []

    @pytest.mark.parametrize("written", [("Terbentuk", "2018"), ("Terbentuk", None), ("Terbentuk", "02/05/2018")])
    def test_what_the_correction_says_too(self, written: tuple[str, str | None]) -> None:
        assert question_ids(judge_against(make_observation(2, DAY, tanggal="2018-05-02"), written)) == []

    def test_a_finer_date_inside_the_corrected_one(self) -> None:
        verdict = judge_against(make_observation(2, DAY, tanggal="2018"), ("Terbentuk", "02/05/2018"))
        assert (question_ids(verdict), kinds(verdict)["Nyuruk"]) == ([], "refined")

    def test_a_lower_rung_against_a_corrected_formation_is_a_regression(self) -> None:
        correction = make_observation(2, DAY, tanggal="2018-05-02")
        assert question_ids(judge_against(correction, "Belum")) == [f"status_regression:{code_of('Nyuruk')}"]

    def test_an_earlier_day_puts_no_corrected_date_aside(self) -> None:
        correction = make_observation(2, DAY, tanggal="2018-05-02")
        written, title = ("Terbentuk", "03/10/2017"), "per 31 Januari 2023"
        verdict = judge_against(correction, written, title=title, answers={"asof_older": "riwayat"})
        assert question_ids(verdict) == []
        assert ("DATE_OVERRULED", "D7") in found(verdict)

    def test_once_the_file_was_followed_it_is_not_asked_again(self) -> None:
        followed = make_observation(3, "2023-04-01", tanggal="2017-10-03")
        verdict = judge_against(NEVER, ("Terbentuk", "03/10/2017"), later=(followed,))
        assert (question_ids(verdict), kinds(verdict)["Nyuruk"]) == ([], "unchanged")

    def test_it_is_asked_again_if_the_correction_was_kept(self) -> None:
        others = make_observation(3, "2023-04-01", Tahap.MERINTIS)
        assert question_ids(judge_against(NEVER, ("Terbentuk", "03/10/2017"), later=(others,))) == [ID]

    def test_an_upload_that_is_no_correction_is_simply_followed(self) -> None:
        stored = [*stored_dendang(), make_observation(2, DAY, Tahap.MERINTIS)]
        assert question_ids(judge(dendang_rows(Nyuruk=("Terbentuk", "2017")), stored=stored)) == []
