"""What becomes of a row: its questions, and status and date against what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from kkb.checking import Baseline, ChangeKind, Outcome, UnknownAnswer, Verdict
from kkb.checking.request import ReportFile
from kkb.checking.verdict import CellPlace
from kkb.recap import Table
from kkb.region import Desa, Region, name_key
from kkb.schema import Keputusan, Observation, Tahap, Tanggal, TanggalDasar
from tests.support.builders import (
    COLUMNS,
    code_of,
    codes,
    dendang_rows,
    formed,
    found,
    judge,
    judge_files,
    kinds,
    make_observation,
    make_table,
    question_ids,
    stored_dendang,
    stored_texts,
)

NYURUK = code_of("Nyuruk")


class TestRegression:
    STORED = (formed(no_sk="140/7"),)
    ROWS = dendang_rows(Nyuruk="Belum")
    ID = f"status_regression:{NYURUK}"

    def test_it_asks_and_suggests_to_keep(self) -> None:
        verdict = judge(self.ROWS, stored=self.STORED)
        (question,) = verdict.questions
        assert (verdict.outcome, question.id, question.code) == (Outcome.ASK, self.ID, "STATUS_REGRESSION")
        assert [(o.value, o.needs_reason) for o in question.options] == [
            ("tetap", False),
            ("bubar", True),
            ("koreksi", True),
        ]
        assert question.suggested == "tetap"
        assert ("STATUS_REGRESSION", "C7") in found(verdict)

    @pytest.mark.parametrize(
        ("word", "words"),
        [
            ("Belum", 'Desa Nyuruk Terbentuk menurut {earlier}; berkas ini menulis "Belum". Mana yang benar?'),
            (
                "Tidak Aktif",
                'Desa Nyuruk Terbentuk menurut {earlier}; di berkas ini ditulis "Tidak Aktif". '
                "Bagaimana keadaan Pokja-nya?",
            ),
        ],
    )
    @pytest.mark.parametrize(
        ("sel", "files", "earlier", "cell"),
        [
            ({"status": "D14"}, {1: ReportFile("a.xlsx")}, '"a.xlsx", keadaan per 31 Desember 2022, sel D14', "D14"),
            ({"desa": "C14"}, {}, "unggahan 1, keadaan per 31 Desember 2022, sel C14", "C14"),
            ({}, {}, "unggahan 1, keadaan per 31 Desember 2022", None),
        ],
    )
    def test_it_names_the_earlier_file_its_day_and_its_cell(
        self, word: str, words: str, sel: dict[str, str], files: dict[int, ReportFile], earlier: str, cell: str | None
    ) -> None:
        baseline = Baseline(observations=[formed(sel=sel, sheet="Lama")], report_files=files)
        (question,) = judge(dendang_rows(Nyuruk=word), baseline=baseline).questions
        assert question.text == words.format(earlier=earlier)
        assert question.earlier == (CellPlace("Lama", cell, unggahan=1) if cell else None)
        assert question.asked_at == (CellPlace("Rekap", "C7", file=1),)

    def test_only_rows_that_wait_for_no_answer_are_among_the_rows(self) -> None:
        verdict = judge(self.ROWS, stored=self.STORED)
        assert set(stored_texts(verdict)) == {"Dendang", "Jangkang", "Balok"}
        assert verdict.change_counts == {"new": 3, "changed": 0, "unchanged": 0, "rejected": 0}
        assert not verdict.nothing_to_save

    def test_tetap_leaves_the_row_out(self) -> None:
        for verdict in (
            judge(self.ROWS, stored=self.STORED, answers={self.ID: "tetap"}),
            judge(self.ROWS, stored=self.STORED, suggested=True),
        ):
            assert (verdict.outcome, len(verdict.rows)) == (Outcome.ACCEPT, 3)
            assert verdict.change_counts["rejected"] == 1
            assert verdict.answers == {self.ID: "tetap"}

    @pytest.mark.parametrize("keputusan", list(Keputusan))
    def test_bubar_and_koreksi_store_the_row_with_the_decision(self, keputusan: Keputusan) -> None:
        verdict = judge(self.ROWS, stored=self.STORED, answers={self.ID: keputusan.value})
        (row,) = (row for row in verdict.rows if row.desa == "Nyuruk")
        assert (row.status, row.keputusan) == (Tahap.BELUM, keputusan)
        (change,) = (c for c in verdict.changes if c.desa == "Nyuruk")
        assert change.kind is ChangeKind.MOVED
        words = {Keputusan.BUBAR: "Belum (bubar)", Keputusan.KOREKSI: "Belum"}
        assert change.fields["status"] == ("Terbentuk", words[keputusan])

    @pytest.mark.parametrize("status", ["Belum", "Sosialisasi", "Merintis"])
    def test_every_lower_rung_asks(self, status: str) -> None:
        assert question_ids(judge(dendang_rows(Nyuruk=status), stored=self.STORED)) == [self.ID]

    def test_a_signed_komitmen_lowers_nothing(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Komitmen"), stored=self.STORED)
        assert (verdict.outcome, len(verdict.rows)) == (Outcome.ACCEPT, 4)

    def test_a_day_before_the_formation_is_no_regression(self) -> None:
        verdict = judge(self.ROWS, stored=self.STORED, title="per 2 Oktober 2017", suggested=True)
        assert question_ids(verdict) == []
        assert verdict.answers == {"asof_older": "riwayat"}
        assert len(verdict.rows) == 4

    def test_where_a_newer_report_says_formed_a_denial_would_change_nothing_and_is_not_offered(self) -> None:
        later = make_observation(2, "2023-05-20", tanggal="2017-10-03")
        verdict = judge(self.ROWS, stored=[*self.STORED, later], answers={"asof_older": "riwayat"})
        (question,) = verdict.questions
        assert [option.value for option in question.options] == ["tetap", "bubar"]
        assert "Laporan per 20 Mei 2023 (unggahan 2) juga menulis Terbentuk" in question.text

    def test_a_row_that_is_not_stored_says_why(self) -> None:
        rows = dendang_rows(Nyuruk="Belum", Balok=("Belom", "2o18"))
        verdict = judge(rows, stored=self.STORED, answers={self.ID: "tetap"})
        assert {c.desa: c.reason for c in verdict.changes if c.reason} == {
            "Nyuruk": "Tetap Terbentuk menurut jawaban Anda.",
            "Balok": '"Belom" bukan status. Maksudnya Belum? Isi Belum, Sosialisasi, Merintis, Terbentuk atau '
            "Bubar. "
            "Ada 1 kesalahan lain pada baris ini.",
        }

    def test_an_unknown_value_or_question_is_refused(self) -> None:
        for answers in ({self.ID: "hapus"}, {f"status_regression:{code_of('Balok')}": "tetap"}, {"sheet": "Rekap"}):
            with pytest.raises(UnknownAnswer):
                judge(self.ROWS, stored=self.STORED, answers=answers)


JANUARY = Tanggal.from_iso("2023-01-31")


class TestInactive:
    ID = f"status_inactive:{NYURUK}"

    @pytest.mark.parametrize(("word", "suggested"), [("Tidak Aktif", "tidur"), ("Dihapus", "bubar")])
    def test_it_asks_whether_it_sleeps_or_ended(self, word: str, suggested: str) -> None:
        verdict = judge(dendang_rows(Nyuruk=word), stored=[formed()])
        (question,) = verdict.questions
        assert (question.id, question.suggested) == (self.ID, suggested)
        assert ("STATUS_INACTIVE", "C7") in found(verdict)

    def test_asleep_it_still_counts(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Tidak Aktif"), stored=[formed()], answers={self.ID: "tidur"})
        assert kinds(verdict)["Nyuruk"] == "unchanged"
        assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", None)

    @pytest.mark.parametrize(
        ("status", "remark", "day"),
        [
            ("Bubar 2 April 2023", None, "2 April 2023"),
            ("Dibubarkan tgl 2-4-2023", None, "2 April 2023"),
            ("Bubar", "dibubarkan dalam musdes 2 April 2023, pengurus pindah semua", "2 April 2023"),
            ("Bubar", "dibentuk 3 Oktober 2017, bubar per 2/4/2023", "2 April 2023"),
            ("Bubar April 2023", None, None),
            ("Bubar", "akan dibubarkan 2 April 2023", None),
            ("Bubar", "dibubarkan 2 April 2023, SK 9 April 2023", None),
            ("Bubar 2 Juni 2023", None, None),
            ("Bubar 2 April 2016", None, None),
            ("Bubar", "rapat 2 April 2023", None),
        ],
    )
    @pytest.mark.parametrize("stored", [[formed()], []])
    def test_the_day_on_which_it_ended_is_offered_and_kept(
        self, status: str, remark: str | None, day: str | None, stored: list[Observation]
    ) -> None:
        if not stored and status == "Bubar 2 April 2016":
            day = "2 April 2016"
        columns = (*COLUMNS, "keterangan")
        rows = [("Dendang", "Nyuruk", status, None, remark)]
        verdict = judge(rows, stored=stored, columns=columns)
        (question,) = verdict.questions
        assert question.suggested == "bubar"
        unknown, label = "Bubar, tanggalnya tidak diketahui", f"Bubar per {day}"
        ends = [unknown] if day is None else [label, unknown]
        assert [option.label for option in question.options[1:]] == ends
        (row,) = judge(rows, stored=stored, columns=columns, answers={self.ID: "bubar"}).rows
        assert row.keputusan is Keputusan.BUBAR
        assert (row.tanggal_bubar and row.tanggal_bubar.words()) == day

    @pytest.mark.parametrize("stored", [[formed()], [], [make_observation(1, "2022-12-31", Tahap.BELUM)]])
    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            ("bubar", "Belum (bubar 2 April 2023)"),
            ("bubar_tanpa_tanggal", "Belum (bubar)"),
            ("2023-03-31", "Belum (bubar 31 Maret 2023)"),
            ("2023-03", "Belum (bubar Maret 2023)"),
            ("2023", "Belum (bubar 2023)"),
        ],
    )
    def test_what_is_answered_is_what_is_stored_whoever_knew_of_it(
        self, stored: list[Observation], answer: str, words: str
    ) -> None:
        verdict = judge(dendang_rows(Nyuruk="Bubar 2 April 2023"), stored=stored, answers={self.ID: answer})
        (change,) = (one for one in verdict.changes if one.desa == "Nyuruk")
        assert change.fields["status"][1] == words
        assert change.kind is (ChangeKind.MOVED if stored else ChangeKind.NEW)
        said = {
            "2023-03-31": "Bubar 31 Maret 2023", "bubar": "Bubar per 2 April 2023",
            "2023-03": "Bubar Maret 2023", "2023": "Bubar 2023",
        }
        assert [answer for _, answer in verdict.settled] == [said.get(answer, "Bubar, tanggalnya tidak diketahui")]

    @pytest.mark.parametrize("day", ["2013-12-31", "2013", "2017-09", "2017-10-03", "2023-05-11", "2023-06", "besok"])
    @pytest.mark.parametrize("word", ["Bubar", "Belum"])
    def test_a_day_that_cannot_be_that_of_the_end_is_refused(self, word: str, day: str) -> None:
        asked = self.ID if word == "Bubar" else TestRegression.ID
        with pytest.raises(UnknownAnswer):
            judge(dendang_rows(Nyuruk=word), stored=[formed()], answers={asked: day})

    def test_asleep_since_a_day_asks_as_well(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Tidak aktif sejak 2022"), stored=[formed()])
        assert [question.suggested for question in verdict.questions] == ["tidur"]

    @pytest.mark.parametrize(
        ("word", "stored"),
        [
            ("Bubar", ("Belum", None)),
            ("Tidak aktif", ("Belum", None)),
            ("Dibubarkan 31 Januari 2023", ("Belum", None)),
            ("Bubar 5 Januari 2023", ("Belum", Keputusan.BUBAR)),
        ],
    )
    @pytest.mark.parametrize("before", [[formed()], []])
    def test_known_as_dissolved_it_is_not_asked_about_again(
        self, word: str, stored: tuple[str, Keputusan | None], before: list[Observation]
    ) -> None:
        ended = make_observation(2, "2023-02-28", Tahap.BELUM, tanggal_bubar=JANUARY, keputusan=Keputusan.BUBAR)
        verdict = judge(dendang_rows(Nyuruk=word), stored=[*before, ended])
        assert verdict.questions == ()
        (row,) = (row for row in verdict.rows if row.desa == "Nyuruk")
        assert (row.status.value, row.keputusan) == stored
        (change,) = (one for one in verdict.changes if one.desa == "Nyuruk")
        assert (change.kind is ChangeKind.UNCHANGED) == (stored[1] is None)

    def test_a_row_with_bubar_among_the_words_to_write(self) -> None:
        problem, *_ = judge(dendang_rows(Nyuruk="Bubbar")).problems
        assert "Isi Belum, Sosialisasi, Merintis, Terbentuk atau Bubar" in problem.message


class TestEndColumn:
    """A column "Tgl bubar" beside the date of formation."""

    ID = TestInactive.ID
    COLUMNS = (*COLUMNS, "tanggal_bubar")

    def judge(self, *told: Any, **options: Any) -> Verdict:
        return judge(dendang_rows(Nyuruk=told), columns=self.COLUMNS, **options)

    @pytest.mark.parametrize("stored", [[formed()], []])
    @pytest.mark.parametrize(
        ("written", "words"), [("14-X-2022", "14 Oktober 2022"), ("Okt 2022", "Oktober 2022"), ("2022", "2022")]
    )
    def test_it_is_offered_with_its_cell_and_stored_beside_the_formation(
        self, stored: list[Observation], written: str, words: str
    ) -> None:
        (question,) = self.judge("Bubar", "7/3/2018", written, stored=stored).questions
        assert (question.suggested, question.options[1].label) == ("bubar", f"Bubar per {words} (sel E7)")
        verdict = self.judge("Bubar", "7/3/2018", written, stored=stored, answers={self.ID: "bubar"})
        (row,) = (row for row in verdict.rows if row.desa == "Nyuruk")
        told = [one.words() for one in (row.tanggal, row.tanggal_bubar) if one is not None]
        assert (told, row.keputusan) == (["7 Maret 2018", words], Keputusan.BUBAR)
        assert (row.sel["tanggal"], row.sel["tanggal_bubar"]) == ("D7", "E7")
        (told_json,) = (one for one in verdict.to_json()["rows"] if one["desa"] == "Nyuruk")
        assert (told_json["tanggal"], told_json["keputusan"]) == ("2018-03-07", "bubar")
        assert told_json["tanggal_bubar"] == (row.tanggal_bubar and row.tanggal_bubar.iso())

    def test_without_an_end_the_formation_is_kept_all_the_same(self) -> None:
        verdict = self.judge("Bubar", "7/3/2018", None, answers={self.ID: "bubar"})
        (row,) = (row for row in verdict.rows if row.desa == "Nyuruk")
        assert (row.tanggal, row.tanggal_bubar) == (Tanggal(date(2018, 3, 7)), None)
        (change,) = (one for one in verdict.changes if one.desa == "Nyuruk")
        assert change.fields["tanggal"] == (None, "7 Maret 2018")

    @pytest.mark.parametrize("status", ["Terbentuk", "Belum", "Merintis"])
    def test_beside_another_status_it_is_a_finding(self, status: str) -> None:
        verdict = self.judge(status, "7/3/2018" if status == "Terbentuk" else None, "14-X-2022")
        assert ("DATE_END_UNUSED", "E7") in found(verdict)
        (row,) = (row for row in verdict.rows if row.desa == "Nyuruk")
        assert (row.status.value, row.tanggal_bubar, "tanggal_bubar" in row.sel) == (status, None, False)

    def test_beside_a_lower_rung_of_a_formed_one_it_is_the_answer(self) -> None:
        (question,) = self.judge("Belum", None, "14-X-2022", stored=[formed()]).questions
        assert question.suggested == "bubar"
        assert question.options[1].label.startswith("Pokja bubar per 14 Oktober 2022 (sel E7)")

    def test_one_that_is_no_later_than_the_formation_is_a_finding(self) -> None:
        verdict = self.judge("Bubar", "7/3/2018", "7/3/2018")
        assert ("DATE_END_UNUSED", "E7") in found(verdict)
        (question,) = verdict.questions
        assert question.options[1].label == "Bubar, tanggalnya tidak diketahui"

    def test_known_as_dissolved_a_formation_that_is_told_is_news(self) -> None:
        ended = make_observation(2, "2023-02-28", Tahap.BELUM, tanggal_bubar=JANUARY, keputusan=Keputusan.BUBAR)
        verdict = self.judge("Bubar", "7/3/2018", "2023", stored=[ended])
        assert verdict.questions == ()
        (change,) = (one for one in verdict.changes if one.desa == "Nyuruk")
        assert (change.kind, change.fields) == (ChangeKind.REFINED, {"tanggal": (None, "7 Maret 2018")})


class TestEndedInAQueue:
    """Several files that say of a desa that its Pokja was dissolved: one question."""

    ID = TestInactive.ID

    @staticmethod
    def files(*told: tuple[str, str]) -> dict[str, Table | Sequence[Table]]:
        return {f"{n}.xlsx": make_table(dendang_rows(Nyuruk=word), title=day) for n, (word, day) in enumerate(told)}

    @pytest.mark.parametrize("known", [[formed()], []])
    @pytest.mark.parametrize("second", ["Bubar", "Tidak aktif", "Dibubarkan 2023"])
    @pytest.mark.parametrize("answer", ["2023-04-02", "bubar"])
    def test_it_is_asked_once_and_answered_once(self, known: list[Observation], second: str, answer: str) -> None:
        files = self.files(("Bubar", "per 30 April 2023"), (second, "per 10 Mei 2023"))
        baseline = Baseline(observations=known)
        (question,) = judge_files(files, baseline=baseline).questions
        assert (question.id, question.files) == (self.ID, (1, 2))
        answered = judge_files(files, baseline=baseline, answers={question.id: answer})
        assert answered.questions == ()
        decided = [row.keputusan for file in answered.files for row in file.rows if row.desa == "Nyuruk"]
        assert decided == [Keputusan.BUBAR, None]

    def test_asleep_in_one_file_and_ended_in_the_next_are_two_questions(self) -> None:
        files = self.files(("Tidak aktif", "per 30 April 2023"), ("Bubar", "per 10 Mei 2023"))
        verdict = judge_files(files, baseline=Baseline(observations=[formed()]), answers={self.ID: "tidur"})
        assert [question.files for question in verdict.questions] == [(2,)]


class TestFormedAgain:
    ENDED = (formed(), make_observation(2, "2023-01-31", Tahap.BELUM, keputusan=Keputusan.BUBAR))

    @pytest.mark.parametrize("written", [None, "03/10/2017", "31/01/2023", "2023"])
    def test_only_a_later_date_forms_it_again(self, written: str | None) -> None:
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", written)), stored=self.ENDED)
        assert ("DATE_REFORMED", "D7") in found(verdict)
        assert "31 Januari 2023" in next(p.message for p in verdict.problems if p.code == "DATE_REFORMED")
        assert "Nyuruk" not in stored_texts(verdict)

    def test_with_a_later_date_it_is_formed(self) -> None:
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", "1/2/2023")), stored=self.ENDED)
        assert kinds(verdict)["Nyuruk"] == "moved"
        assert found(verdict) == []


class TestMarks:
    MERINTIS = make_observation(1, "2022-12-31", Tahap.MERINTIS)

    def test_yes_and_no_cannot_lower_a_rung_in_between(self) -> None:
        rows = dendang_rows(Nyuruk="Belum", Balok=("Sudah", "2018"))
        verdict = judge(rows, stored=stored_dendang(Nyuruk=self.MERINTIS))
        assert ("STATUS_COARSE", "C7") in found(verdict)
        assert stored_texts(verdict)["Nyuruk"] == ("Merintis", None)
        assert kinds(verdict)["Nyuruk"] == "unchanged"
        counts = verdict.to_json()["counts"]
        assert (counts["belum"], counts["merintis"], counts["terbentuk"]) == (2, 1, 1)

    def test_a_blank_cell_that_means_no_is_said_to_be_blank(self) -> None:
        rows = dendang_rows(Nyuruk="", Balok=("v", "2018"), Dendang=("v", "2018"), Jangkang=("v", "2018"))
        stored = stored_dendang(Nyuruk=self.MERINTIS)
        (problem,) = (p for p in judge(rows, stored=stored).problems if p.code == "STATUS_COARSE")
        assert "sel kosong tidak dapat membedakan tahap" in problem.message
        (question,) = judge(rows, stored=[formed()]).questions
        assert "berkas ini tidak menandainya Terbentuk" in question.text

    def test_a_recap_that_knows_the_rungs_can(self) -> None:
        rows = dendang_rows(Nyuruk="Belum", Balok="Sosialisasi")
        verdict = judge(rows, stored=stored_dendang(Nyuruk=self.MERINTIS))
        assert "STATUS_COARSE" not in codes(verdict)
        assert kinds(verdict)["Nyuruk"] == "moved"

    def test_a_no_against_a_formed_one_still_asks(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="0", Balok=("1", "2018")), stored=[formed()])
        assert question_ids(verdict) == [f"status_regression:{NYURUK}"]


class TestTicks:
    """Tables in which the ticked column gives the status: its header is the text of the cell."""

    TICKS = {"C": "Sudah", "D": "Belum"}  # noqa: RUF012 - read only
    RUNGS = {"C": "Sudah Terbentuk", "D": "Sudah Sosialisasi", "E": "Belum"}  # noqa: RUF012 - read only

    def test_two_ticks_are_no_status(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Sudah + Belum"), ticks=self.TICKS)
        assert found(verdict) == [("STATUS_UNKNOWN", "C7")]
        (problem,) = (p for p in verdict.problems if p.code == "STATUS_UNKNOWN")
        assert (problem.suggestion, problem.sentence) == (
            None,
            '"Sudah + Belum" bukan status. Lebih dari satu kolom dicentang. Sisakan satu tanda pada baris ini.',
        )

    def test_a_header_is_read_as_its_rung(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Sudah Sosialisasi", Balok=("Sudah Terbentuk", "2018")), ticks=self.RUNGS)
        assert stored_texts(verdict)["Nyuruk"] == ("Sosialisasi", None)
        assert stored_texts(verdict)["Balok"] == ("Terbentuk", "2018")

    def test_columns_without_a_rung_in_between_keep_a_stored_one(self) -> None:
        merintis = stored_dendang(Nyuruk=make_observation(1, "2022-12-31", Tahap.MERINTIS))
        rows = dendang_rows(Balok=("Terbentuk", "2018"))
        coarse = judge(rows, stored=merintis, ticks={"C": "Terbentuk", "D": "Belum"})
        assert stored_texts(coarse)["Nyuruk"] == ("Merintis", None)
        assert ("STATUS_COARSE", "C7") in found(coarse)
        assert stored_texts(judge(rows, stored=merintis, ticks=self.RUNGS))["Nyuruk"] == ("Belum", None)

    @pytest.mark.parametrize("cross", ["x", "X", "✗"])
    def test_a_cross_among_ticks_is_not_silently_a_yes(self, cross: str) -> None:
        verdict = judge(dendang_rows(Dendang=("v", "2018"), Nyuruk=cross, Balok=("v", "2018")))
        assert ("STATUS_UNKNOWN", "C7") in found(verdict)
        assert "Tanda silang dapat berarti ya atau tidak." in verdict.problems[0].message


class TestLaunch:
    COLUMNS = ("kecamatan", "desa", "status", "tanggal_pencanangan")

    def test_it_stands_in_and_it_is_said_once(self) -> None:
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", "3/10/2017")), columns=self.COLUMNS)
        assert found(verdict) == [("DATE_FROM_LAUNCH", "D4")]
        (row,) = (row for row in verdict.rows if row.desa == "Nyuruk")
        assert (row.tanggal, row.tanggal_dasar) == (Tanggal(date(2017, 10, 3)), TanggalDasar.PENCANANGAN)
        assert row.tanggal_pencanangan == row.tanggal

    def test_it_never_replaces_a_stored_date_of_formation(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "1/2/2018"))
        assert kinds(judge(rows, columns=self.COLUMNS, stored=[formed("2017-10-03")]))["Nyuruk"] == "unchanged"
        launched = formed("2018-01-01", tanggal_dasar=TanggalDasar.PENCANANGAN)
        assert kinds(judge(rows, columns=self.COLUMNS, stored=[launched]))["Nyuruk"] == "corrected"

    def test_beside_a_column_of_formation_it_is_only_a_fact(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", None, "1/2/2018"))
        verdict = judge(rows, columns=(*COLUMNS, "tanggal_pencanangan"))
        assert found(verdict) == [("DATE_MISSING", "D7")]
        (row,) = (row for row in verdict.rows if row.desa == "Nyuruk")
        assert (row.tanggal, row.tanggal_pencanangan) == (None, Tanggal(date(2018, 2, 1)))


class TestKeptDate:
    @pytest.mark.parametrize(
        ("stored", "written", "code", "kept"),
        [
            ("2019-05-10", "Mei 2019", "DATE_KEPT", "10 Mei 2019"),
            ("2019-05-10", "2019", "DATE_KEPT", "10 Mei 2019"),
            ("2019-05", "2019", "DATE_KEPT", "Mei 2019"),
            ("2019-05-10", "Juni 2019", "DATE_MONTH_ONLY", None),
            ("2019", "2019", "DATE_YEAR_ONLY", None),
            (None, "2019", "DATE_YEAR_ONLY", None),
        ],
    )
    def test_a_finer_stored_date_is_said_to_stay(
        self, stored: str | None, written: str, code: str, kept: str | None
    ) -> None:
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", written)), stored=stored_dendang(Nyuruk=formed(stored)))
        (problem,) = (problem for problem in verdict.problems if problem.cell == "D7")
        assert (problem.code, problem.facts.get("stored")) == (code, kept)

    @pytest.mark.parametrize("name", ["tanggal_sk", "tanggal_pencanangan"])
    def test_so_is_that_of_a_decree_or_a_launch(self, name: str) -> None:
        stored = stored_dendang(Nyuruk=formed("2019-05-10", **{name: Tanggal.from_iso("2019-06-12")}))
        rows = dendang_rows(Nyuruk=("Terbentuk", "10/05/2019", "2019"))
        verdict = judge(rows, stored=stored, columns=(*COLUMNS, name))
        (problem,) = (problem for problem in verdict.problems if problem.cell == "E7")
        assert (problem.code, problem.facts["stored"]) == ("DATE_KEPT", "12 Juni 2019")
        assert not next(change for change in verdict.changes if change.desa == "Nyuruk").details

    def test_a_stored_launch_gives_way(self) -> None:
        launched = formed("2019-05-10", tanggal_dasar=TanggalDasar.PENCANANGAN)
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", "2019")), stored=stored_dendang(Nyuruk=launched))
        assert found(verdict) == [("DATE_YEAR_ONLY", "D7")]


class TestSpellings:
    RIVALS = Region(
        [
            Desa("1", "Utara", "1.1", "Sukamaju"),
            Desa("1", "Utara", "1.2", "Sukamaja"),
            Desa("1", "Utara", "1.3", "Baru"),
        ]
    )
    ROWS = (("Utara", "Sukamajo", "Belum"), ("Utara", "Baru", "Belum"))

    def test_two_desa_nearly_as_close_are_a_question(self) -> None:
        verdict = judge(self.ROWS, region=self.RIVALS)
        (question,) = verdict.questions
        assert (question.id, question.code) == ("name_fuzzy:Rekap!B5", "NAME_FUZZY")
        assert {o.value for o in question.options} == {"1.1", "1.2", "lewati"}
        assert set(stored_texts(verdict)) == {"Baru"}

    def test_the_question_names_the_sheet_where_there_are_several(self) -> None:
        sheets = [make_table([self.ROWS[0]], sheet="Satu"), make_table([self.ROWS[1]], sheet="Dua")]
        asked = [judge(tables, region=self.RIVALS).questions[0].text for tables in (sheets, make_table(self.ROWS))]
        assert asked == [
            f'{place} 5: desa mana yang dimaksud dengan "Sukamajo"?' for place in ("Lembar Satu, baris", "Baris")
        ]

    def test_the_answer_names_the_desa_and_confirms_the_spelling(self) -> None:
        verdict = judge(self.ROWS, region=self.RIVALS, answers={"name_fuzzy:Rekap!B5": "1.2"})
        assert set(stored_texts(verdict)) == {"Sukamaja", "Baru"}
        assert verdict.aliases == (("1", "sukamajo", "1.2"),)

    def test_skipped_it_is_left_out(self) -> None:
        verdict = judge(self.ROWS, region=self.RIVALS, answers={"name_fuzzy:Rekap!B5": "lewati"})
        assert (set(stored_texts(verdict)), verdict.change_counts["rejected"]) == ({"Baru"}, 1)

    def test_a_confirmed_spelling_is_read_without_a_word(self) -> None:
        rows = dendang_rows()
        rows[2] = ("Dendang", "Nyurukk", "Belum")
        aliases = {("19.06.03", name_key("Nyurukk")): NYURUK}
        verdict = judge(rows, baseline=Baseline(aliases=aliases))
        assert (found(verdict), verdict.aliases, len(verdict.rows)) == ([], (), 4)

    def test_a_confirmed_spelling_holds_in_its_kecamatan_alone(self) -> None:
        aliases = {("19.06.03", name_key("Kampung Tua")): NYURUK}
        for kecamatan, code in (("Dendang", None), (None, None), ("Gantung", "NAME_UNKNOWN")):
            rows = [(kecamatan, "Kampung Tua", "Belum"), ("Dendang", "Balok", "Belum")]
            verdict = judge(rows, baseline=Baseline(aliases=aliases))
            assert ("Nyuruk" in stored_texts(verdict), "NAME_UNKNOWN" in codes(verdict)) == (code is None, bool(code))

    def test_the_spelling_of_a_row_that_is_not_stored_is_not_confirmed(self) -> None:
        rows = dendang_rows()
        rows[2] = ("Dendang", "Nyurukk", "Belom")
        assert judge(rows).aliases == ()

    def test_several_desa_of_one_name_need_a_kecamatan(self) -> None:
        region = Region(
            [
                Desa("1", "Utara", "1.1", "Baru"),
                Desa("2", "Selatan", "2.1", "Baru"),
                Desa("2", "Selatan", "2.2", "Lama"),
            ]
        )
        verdict = judge([(None, "Baru", "Belum"), ("Selatan", "Lama", "Belum")], region=region)
        assert found(verdict)[0] == ("NAME_AMBIGUOUS", "B5")
        assert "Baru (Kecamatan Utara) dan Baru (Kecamatan Selatan)" in verdict.problems[0].message


class TestBubarWrittenWhileChecking:
    """What was just answered in the cell is not asked once more."""

    def test_with_a_day_in_the_remark_nothing_is_asked(self) -> None:
        rows = [("Dendang", "Nyuruk", "", None, "Bubar 2 Mei 2023")]
        table = make_table(rows, columns=(*COLUMNS, "keterangan"))
        row = table.rows[0].row
        verdict = judge(table, answers={f"cell:Rekap!C{row}": "Bubar"})
        assert verdict.questions == ()
        assert [(one.keputusan, one.tanggal_bubar) for one in verdict.rows] == [
            (Keputusan.BUBAR, Tanggal(date(2023, 5, 2)))
        ]

    def test_without_one_only_the_day_is_asked(self) -> None:
        table = make_table([("Dendang", "Nyuruk", "")])
        (question,) = judge(table, answers={f"cell:Rekap!C{table.rows[0].row}": "Bubar"}).questions
        assert question.text == "Desa Nyuruk Anda nyatakan bubar. Sejak kapan?"
        assert ([one.value for one in question.options], question.free) == (["bubar"], True)


def test_a_date_in_the_status_is_not_to_be_written_over() -> None:
    table = make_table([("Dendang", "Nyuruk", "12 Mei 2022"), ("Dendang", "Balok", "Terbentuk")])
    told = [one.message for one in judge(table).problems if one.code == "STATUS_UNKNOWN"]
    assert told and "Itu tanggal. Tulis dulu tanggal itu di kolom tanggal" in told[0]
