"""A whole recap against the region and what is stored: outcome, questions, changes, counts."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.checking import Baseline, Outcome, UnknownAnswer
from kkb.checking.request import ReportFile
from kkb.recap import OutwardFormula
from kkb.recap_columns import ATTRIBUTES
from kkb.schema import Keputusan, Observation, Tahap
from tests.support.builders import (
    DENDANG,
    REGION,
    codes,
    dendang_rows,
    formed,
    found,
    judge,
    make_observation,
    make_table,
    question_ids,
    stored_dendang,
    stored_texts,
)

FULL = [(d.kecamatan, d.desa, "Belum") for d in REGION.desa]


class TestOutcome:
    def test_a_clean_recap_is_accepted_as_it_stands(self) -> None:
        verdict = judge(FULL)
        assert (verdict.outcome, verdict.problems, verdict.questions) == (Outcome.ACCEPT, (), ())
        assert (verdict.data_date, verdict.data_date_source) == (date(2023, 5, 10), "Rekap!A1")
        assert (len(verdict.rows), verdict.can_commit) == (39, True)
        assert verdict.message == "39 desa terbaca, 0 Terbentuk, per 10 Mei 2023: 39 baru, 0 berubah, 0 tetap."

    def test_notes_alone_are_accepted_and_a_warning_warns(self) -> None:
        assert judge(dendang_rows()).outcome is Outcome.ACCEPT
        assert judge(dendang_rows(Nyuruk=("Terbentuk", "2017"))).outcome is Outcome.WARN

    def test_an_error_flags_and_the_good_rows_may_be_stored(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Belom"))
        assert (verdict.outcome, len(verdict.rows), verdict.can_commit) == (Outcome.FLAG, 3, True)
        assert verdict.change_counts == {"new": 3, "changed": 0, "unchanged": 0, "rejected": 1}
        assert verdict.message == "Ada 1 kesalahan; 1 desa tidak disimpan; 3 desa lainnya dapat disimpan."

    def test_a_question_comes_before_an_error(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Belum", Balok="Belom"), stored=[formed()])
        assert (verdict.outcome, verdict.can_commit) == (Outcome.ASK, False)
        assert {"STATUS_REGRESSION", "STATUS_UNKNOWN"} <= codes(verdict)

    def test_only_errors_leave_nothing_to_store(self) -> None:
        verdict = judge(dendang_rows(**dict.fromkeys(DENDANG, "Belom")))
        assert (verdict.outcome, verdict.rows, verdict.can_commit) == (Outcome.FLAG, (), False)
        assert verdict.message == "Ada 4 kesalahan; tidak ada baris yang dapat disimpan."

    def test_counts_describe_the_file_each_rung_by_itself(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "2017"), Balok="Merintis", Jangkang="Komitmen")
        assert judge(rows).to_json()["counts"] == {
            "desa": 4, "terbentuk": 1, "merintis": 1, "komitmen": 1, "sosialisasi": 0, "belum": 1,
        }  # fmt: skip

    def test_the_same_input_gives_the_same_verdict(self) -> None:
        rows = dendang_rows(Nyuruk="Belum", Balok="Belom")
        assert judge(rows, stored=[formed()]) == judge(rows, stored=[formed()])

    def test_the_order_of_rows_changes_only_where_they_stand(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "2017"), Balok="Merintis")
        assert stored_texts(judge(rows)) == stored_texts(judge(rows[::-1]))


class TestRejected:
    def test_another_regencys_list(self) -> None:
        rows = [("Sijuk", f"Desa {name}", "Terbentuk") for name in ("Terong", "Keciput", "Sijuk", "Batu Itam X")]
        verdict = judge([*rows, ("Manggar", "Padang", "Belum")] * 2)
        assert (verdict.outcome, verdict.rows, verdict.can_commit) == (Outcome.REJECT, (), False)
        assert "bukan desa Kabupaten Belitung Timur" in verdict.message

    def test_a_few_unknown_names_are_errors_of_their_rows(self) -> None:
        rows = [*dendang_rows(), *(("Dendang", f"Xyz{n}", "Belum") for n in range(5))]
        assert judge(rows).outcome is Outcome.FLAG

    def test_a_table_without_a_status_column(self) -> None:
        verdict = judge([("Dendang", "Nyuruk")], columns=("kecamatan", "desa"))
        assert (verdict.outcome, "kolom statusnya tidak ada" in verdict.message) == (Outcome.REJECT, True)

    def test_no_table_at_all(self) -> None:
        verdict = judge(make_table([], columns=("status",)))
        assert "tidak ada desa di bawahnya" in verdict.message
        assert judge([make_table([("Dendang",)], columns=("desa",))]).outcome is Outcome.REJECT

    def test_rows_that_say_nothing(self) -> None:
        verdict = judge([("Dendang", None, None)] * 3)
        assert (verdict.outcome, "tidak ada desa di bawahnya" in verdict.message) == (Outcome.REJECT, True)


class TestMissingDesa:
    def test_a_recap_of_the_regency_names_those_it_leaves_out(self) -> None:
        verdict = judge(FULL[2:])
        (problem,) = verdict.problems
        assert (problem.code, problem.cell, verdict.outcome) == ("VILLAGES_MISSING", None, Outcome.WARN)
        assert "2 desa tidak ada dalam berkas ini: Lalang Jaya dan Kurnia Jaya; " in problem.message

    def test_a_recap_of_one_kecamatan_is_judged_on_that_kecamatan(self) -> None:
        (note,) = judge(dendang_rows()).problems
        assert note.message == "Berkas ini hanya memuat Kecamatan Dendang; 35 desa di kecamatan lain belum dilaporkan."
        verdict = judge(dendang_rows()[1:])
        assert codes(verdict) == {"ONE_KECAMATAN", "VILLAGES_MISSING"}
        missing = "1 desa tidak ada dalam berkas ini: Dendang; untuk desa itu belum ada laporan yang tersimpan."
        assert missing in verdict.problems[0].message

    def test_what_is_stored_of_missing_desa_stays_and_it_is_said(self) -> None:
        stored = [make_observation(status=Tahap.BELUM, desa=name) for name in ("Dendang", "Padang")]
        verdict = judge(dendang_rows()[1:], stored=stored)
        said = " ".join(problem.message for problem in verdict.problems)
        assert "Dendang; keadaan yang tersimpan untuk desa itu tetap berlaku." in said
        assert "35 desa di kecamatan lain tidak berubah." in said

    def test_a_desa_whose_row_is_faulty_is_not_missing(self) -> None:
        assert "VILLAGES_MISSING" not in codes(judge(dendang_rows(Nyuruk="Belom")))

    def test_a_long_list_is_cut(self) -> None:
        (problem,) = judge(FULL[:20]).problems
        assert problem.message.count(",") == 11
        assert "dan 7 lainnya" in problem.message


class TestDuplicates:
    def test_equal_rows_count_once(self) -> None:
        rows = [*dendang_rows(Nyuruk=("Terbentuk", date(2017, 10, 3))), ("Dendang", "Ds. Nyuruk", "Sudah", "3/10/2017")]
        verdict = judge(rows)
        assert found(verdict) == [("ROW_DUP_SAME", "B9")]
        assert "(juga baris 7)" in verdict.problems[0].message
        assert (len(verdict.rows), verdict.desa_count, verdict.change_counts["rejected"]) == (4, 4, 0)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (("Terbentuk", "2017"), ("Belum",)),
            (("Terbentuk", "2017"), ("Terbentuk", "2018")),
            (("Terbentuk", "2017"), ("Terbentuk",)),
            (("Terbentuk", "2o17"), ("Terbentuk",)),
            (("Belum",), (None,)),
        ],
    )
    def test_contradictory_rows_are_all_errors(self, first: tuple[str, ...], second: tuple[str | None, ...]) -> None:
        verdict = judge([*dendang_rows(Nyuruk=first), ("Dendang", "Nyuruk", *second)])
        assert [cell for code, cell in found(verdict) if code == "ROW_DUP_CONFLICT"] == ["B7", "B9"]
        assert set(stored_texts(verdict)) == {"Dendang", "Jangkang", "Balok"}
        assert verdict.change_counts["rejected"] == 1

    @pytest.mark.parametrize(
        ("answer", "stored"), [("terakhir", "Merintis"), ("pertama", "Belum"), ("lewati", None), (None, None)]
    )
    def test_of_the_answers_to_a_form_one_is_chosen(self, answer: str | None, stored: str | None) -> None:
        rows = [*dendang_rows(Nyuruk="Belum"), ("Dendang", "Nyuruk", "Merintis")]
        answers = {"row_dup_conflict": answer} if answer else {}
        verdict = judge(rows, answers=answers, extra_columns=("Timestamp",))
        assert question_ids(verdict) == ([] if answer else ["row_dup_conflict"])
        assert stored_texts(verdict).get("Nyuruk", (None,))[0] == stored
        assert (verdict.change_counts["rejected"], verdict.outcome is Outcome.FLAG) == (answer == "lewati", False)

    def test_nothing_is_asked_of_rows_that_are_errors_anyway(self) -> None:
        rows = [*dendang_rows(Nyuruk="Belum"), ("Dendang", "Nyuruk", "Merintis")]
        verdict = judge(rows, stored=[formed()])
        assert (verdict.outcome, verdict.questions) == (Outcome.FLAG, ())


class TestOlderDay:
    STORED = stored_dendang(day="2023-05-31")

    def test_it_asks_whether_it_is_history(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Merintis"), stored=self.STORED)
        (question,) = verdict.questions
        assert (question.id, question.suggested) == ("asof_older", "riwayat")
        assert "per 10 Mei 2023" in question.text
        assert "31 Mei 2023" in question.text
        assert ("ASOF_OLDER", "A1") in found(verdict)
        assert (verdict.rows, verdict.change_counts["rejected"]) == ((), 0)

    def test_as_history_it_is_stored_for_its_own_day(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Merintis"), stored=self.STORED, answers={"asof_older": "riwayat"})
        assert (verdict.outcome, verdict.data_date) == (Outcome.ACCEPT, date(2023, 5, 10))
        assert verdict.change_counts == {"new": 4, "changed": 0, "unchanged": 0, "rejected": 0}

    @pytest.mark.parametrize(
        ("newer", "told"),
        [
            (Tahap.BELUM, ['Belum menurut "mei.xlsx", keadaan per 31 Mei 2023, sel D9.']),
            (Tahap.MERINTIS, ['Merintis menurut "mei.xlsx", keadaan per 31 Mei 2023, sel D9.']),
            (Tahap.KOMITMEN, []),
            (Tahap.TERBENTUK, []),
        ],
    )
    def test_a_pokja_that_a_newer_recap_called_less_is_said_and_stored(self, newer: Tahap, told: list[str]) -> None:
        stored = stored_dendang(Nyuruk=make_observation(1, "2023-05-31", newer, sel={"status": "D9"}), day="2023-05-31")
        baseline = Baseline(observations=stored, report_files={1: ReportFile("mei.xlsx")})
        rows = dendang_rows(Nyuruk=("Terbentuk", "03/10/2017"))
        verdict = judge(rows, baseline=baseline, answers={"asof_older": "riwayat"})
        said = [p for p in verdict.problems if p.code == "STATUS_NEWER_LOWER"]
        assert [p.cell for p in said] == ["C7"] * len(told)
        assert all(words in p.message for p, words in zip(said, told, strict=True))
        assert (stored_texts(verdict)["Nyuruk"], verdict.questions) == (("Terbentuk", "2017-10-03"), ())

    @pytest.mark.parametrize(
        "known",
        [
            # Formed by a recap older still; and a correction by hand, after which there never was one.
            [make_observation(2, "2023-01-31", tanggal="2017-10-03")],
            [make_observation(2, "2023-05-31", Tahap.BELUM, keputusan=Keputusan.KOREKSI)],
        ],
    )
    def test_what_changes_nothing_about_the_newer_recap_is_not_said(self, known: list[Observation]) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "03/10/2017"))
        stored = [*stored_dendang(day="2023-05-31"), *known]
        assert "STATUS_NEWER_LOWER" not in codes(judge(rows, stored=stored, answers={"asof_older": "riwayat"}))

    def test_stopped_it_is_refused(self) -> None:
        verdict = judge(dendang_rows(), stored=self.STORED, answers={"asof_older": "berhenti"})
        assert (verdict.outcome, verdict.rows) == (Outcome.REJECT, ())

    def test_the_same_day_or_a_newer_one_asks_nothing(self) -> None:
        assert question_ids(judge(dendang_rows(), stored=stored_dendang(day="2023-05-10"))) == []


class TestDataDay:
    def test_without_a_day_everything_waits(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Belom"), title="Rekap")
        assert (verdict.outcome, verdict.data_date, verdict.rows) == (Outcome.ASK, None, ())
        assert question_ids(verdict) == ["tanggal_data"]
        assert ("TANGGAL_DATA", None) in found(verdict)

    def test_the_answer_is_any_day_up_to_today(self) -> None:
        verdict = judge(dendang_rows(), title="Rekap", answers={"tanggal_data": "2023-04-30"})
        assert (verdict.outcome, verdict.data_date, verdict.data_date_source) == (
            Outcome.ACCEPT,
            date(2023, 4, 30),
            "jawaban",
        )
        for value in ("2023-06-02", "kemarin", ""):
            with pytest.raises(UnknownAnswer):
                judge(dendang_rows(), title="Rekap", answers={"tanggal_data": value})

    def test_the_suggestion_is_taken_when_told_so(self) -> None:
        assert judge(dendang_rows(), title="Bulan April 2023", suggested=True).data_date == date(2023, 4, 30)

    def test_as_of_answers_it_and_a_different_day_inside_asks(self) -> None:
        assert judge(dendang_rows(), title="Rekap", as_of="2023-04-30").outcome is Outcome.ACCEPT
        assert question_ids(judge(dendang_rows(), as_of="2023-04-30")) == ["tanggal_data"]

    def test_dates_are_judged_by_the_day_that_was_answered(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "05/05/2023"))
        assert found(judge(rows, title="Rekap", as_of="2023-04-30")) == [("DATE_AFTER_ASOF", "D7")]
        assert found(judge(rows, title="Rekap", as_of="2023-05-05")) == []


class TestSheets:
    def tables(self):  # type: ignore[no-untyped-def]
        return [
            make_table(dendang_rows(), sheet="Lama"),
            make_table(dendang_rows(Nyuruk="Merintis"), sheet="Rekap"),
            make_table([("Dendang", "Nyuruk")], columns=("kecamatan", "desa"), sheet="Daftar"),
        ]

    def test_two_tables_are_one_question(self) -> None:
        verdict = judge(self.tables())
        (question,) = verdict.questions
        assert (question.id, [o.value for o in question.options]) == ("sheet", ["Lama", "Rekap"])
        assert (verdict.outcome, verdict.rows) == (Outcome.ASK, ())

    def test_the_chosen_one_is_read_and_the_others_are_named(self) -> None:
        verdict = judge(self.tables(), answers={"sheet": "Rekap"})
        assert stored_texts(verdict)["Nyuruk"] == ("Merintis", None)
        (note,) = (p for p in verdict.problems if p.code == "SHEET_UNREAD")
        assert "Lama dan Daftar" in note.message

    def test_hidden_parts_and_extra_columns_are_said(self) -> None:
        table = make_table(dendang_rows(), hidden_rows=(6, 7), extra_columns=("NIK Ketua", "Telp"))
        verdict = judge(table, workbook={"hidden_sheets": ("Data lama",), "unread_sheets": ("Grafik",)})
        messages = {p.code: p.message for p in verdict.problems}
        assert "2 baris tersembunyi" in messages["HIDDEN_ROWS"]
        assert "baris 6 dan 7" in messages["HIDDEN_ROWS"]
        assert '"NIK Ketua" dan "Telp"' in messages["EXTRA_COLUMNS"]
        assert "Data lama" in messages["HIDDEN_SHEET"]
        assert "Grafik" in messages["SHEET_UNREAD"]
        assert len(verdict.rows) == 4

    @pytest.mark.parametrize("header", ["NIK", "No. KTP Ketua", "Nomor HP", "No WA", "Telp.", "Alamat"])
    def test_personal_data_is_named_as_never_stored(self, header: str) -> None:
        verdict = judge(make_table(dendang_rows(), extra_columns=("Jumlah RT", header)))
        (note,) = (p for p in verdict.problems if p.code == "EXTRA_COLUMNS")
        assert f'Data pribadi ("{header}") tidak pernah disimpan ke tabel' in note.message
        assert "Berkas asli disimpan utuh" in note.message

    def test_formulas_that_reach_outside_are_named_at_the_first_of_each_column(self) -> None:
        cells = [OutwardFormula("Rekap", cell, "HYPERLINK") for cell in ("G2", "G3", "H2")]
        verdict = judge(dendang_rows(), workbook={"dangerous_formulas": tuple(cells)})
        first, second = (p for p in verdict.problems if p.code == "FORMULA_DANGEROUS")
        assert (verdict.outcome, first.cell, second.cell) == (Outcome.WARN, "G2", "H2")
        assert "rumus HYPERLINK mengambil" in first.message and "G2 dan G3" in first.message

    def test_other_columns_are_not_called_personal(self) -> None:
        (note,) = judge(make_table(dendang_rows(), extra_columns=("Jumlah RT", "Teknik"))).problems[:1]
        assert "pribadi" not in note.message


class TestSamples:
    def test_beside_real_data_they_are_refused(self) -> None:
        verdict = judge(dendang_rows(), is_sample=True, baseline=Baseline(has_real_data=True))
        assert (verdict.outcome, "data contoh" in verdict.message) == (Outcome.REJECT, True)

    def test_without_real_data_they_are_welcome_and_marked(self) -> None:
        verdict = judge(dendang_rows(), is_sample=True)
        assert (verdict.outcome, verdict.is_sample, verdict.to_json()["contoh"]) == (Outcome.ACCEPT, True, True)

    def test_a_real_file_says_which_samples_it_ends(self) -> None:
        verdict = judge(dendang_rows(), baseline=Baseline(sample_numbers=(1, 3)))
        (note,) = (p for p in verdict.problems if p.code == "SAMPLE_WITHDRAWN")
        assert "unggahan 1 dan 3" in note.message
        assert "SAMPLE_WITHDRAWN" not in codes(
            judge(dendang_rows(), is_sample=True, baseline=Baseline(sample_numbers=(1,)))
        )


class TestJson:
    def test_the_keys_of_the_contract(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Belum", Balok="Belom"), stored=[formed()]).to_json()
        assert set(verdict) >= {
            "outcome", "message", "data_date", "data_date_source", "counts", "changes", "rows", "problems", "questions",
        }  # fmt: skip
        assert set(verdict["rows"][0]) == {
            "kode_desa", "kecamatan", "desa", "status", "tanggal", "presisi", "tanggal_dasar", "no_sk", "tanggal_sk",
            "tanggal_pencanangan", "keputusan", "tanggal_bubar", *(column.name for column in ATTRIBUTES),
            "sheet", "row", "file",
        }  # fmt: skip
        assert set(verdict["problems"][0]) == {
            "code", "severity", "file", "sheet", "cell", "column", "value", "suggestion", "message",
        }  # fmt: skip
        assert set(verdict["questions"][0]) == {"id", "code", "text", "options", "suggested"}
        assert set(verdict["questions"][0]["options"][0]) == {"value", "label"}

    def test_problems_that_matter_most_come_first(self) -> None:
        rows = dendang_rows(Dendang=("Terbentuk", "2017"), Nyuruk="Belum", Balok="Belom")
        order = [p.severity.value for p in judge(rows, stored=[formed()]).problems]
        assert order == ["question", "error", "warning", "info"]


def test_a_column_that_excel_does_not_show_is_named() -> None:
    verdict = judge(FULL, hidden_columns=("Status",))
    (problem,) = verdict.problems
    assert (problem.code, 'ikut dibaca: "Status"' in problem.message) == ("HIDDEN_COLUMNS", True)
