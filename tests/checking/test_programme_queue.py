"""Sheets of the programme against what is stored: new, changed, unchanged; the day, questions, mends, JSON, message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kkb.checking import Baseline, Outcome, UnknownAnswer
from kkb.checking.files.open_file import _MOST_PROGRAMME_ROWS
from kkb.programme import Lembar
from kkb.recap import Cell
from kkb.schema import Observation
from tests.support.builders import DATA_DAY, codes, dendang_rows, make_table, question_ids
from tests.support.sheet_builders import (
    POSYANDU,
    counts,
    judge_queue,
    judge_sheets,
    kegiatan,
    make_sheet,
    only,
    tell,
)

SHEET = make_sheet("kegiatan", POSYANDU)
TOLD = judge_sheets(SHEET).programme
RECAP = make_table(dendang_rows(Nyuruk=("Terbentuk", "3 Oktober 2017")))
EVALUASI = make_sheet("evaluasi", ("Nyuruk", "1 Mei 2023", "Posyandu", "Lanjutkan", "ramai", "Musdes"))


def stored(*, programme: bool = True) -> Baseline:
    """The store once RECAP (and SHEET) were committed."""
    first = judge_sheets(SHEET, tables=[RECAP], baseline=Baseline())
    rows = [Observation(1, DATA_DAY, row) for row in first.rows]
    return Baseline(observations=rows, programme=tell(first.programme) if programme else ())


class TestCompared:
    def test_what_is_stored_already_is_unchanged(self) -> None:
        verdict = judge_sheets(SHEET, told=tell(TOLD))
        assert (counts(verdict), verdict.nothing_to_save, verdict.can_commit) == (
            {"kegiatan": (0, 0, 1, 0)},
            True,
            False,
        )

    def test_another_number_of_people_is_a_change(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(peserta=30)), told=tell(TOLD))
        assert (counts(verdict), verdict.nothing_to_save) == ({"kegiatan": (0, 1, 0, 0)}, False)

    def test_the_newest_report_is_compared_with(self) -> None:
        newer = [replace(row, peserta=30) for row in TOLD]  # type: ignore[call-arg]
        told = [*tell(newer, 2, date(2023, 5, 9)), *tell(TOLD, 3, date(2023, 1, 1))]
        assert counts(judge_sheets(SHEET, told=told)) == {"kegiatan": (0, 1, 0, 0)}
        told = [*tell(newer, 2), *tell(TOLD, 1)]
        assert counts(judge_sheets(SHEET, told=told)) == {"kegiatan": (0, 1, 0, 0)}

    def test_what_a_later_report_outweighs_changes_nothing(self) -> None:
        newer = [replace(row, peserta=30) for row in TOLD]  # type: ignore[call-arg]
        verdict = judge_sheets(SHEET, told=tell(newer, 1, date(2023, 5, 20)))
        assert (counts(verdict), verdict.nothing_to_save) == ({"kegiatan": (0, 0, 1, 0)}, True)
        assert verdict.message == (
            "Isi berkas ini per 10 Mei 2023 tidak mengubah apa pun: untuk 1 baris yang isinya lain tetap berlaku "
            "laporan yang lebih baru; tidak ada yang perlu disimpan."
        )

    def test_rows_that_a_later_report_outweighs_are_told_beside_new_ones(self) -> None:
        newer = [replace(row, peserta=30) for row in TOLD]  # type: ignore[call-arg]
        sheet = make_sheet("kegiatan", POSYANDU, kegiatan(nama="Panen"))
        verdict = judge_sheets(sheet, told=tell(newer, 1, date(2023, 5, 20)))
        assert verdict.message.endswith(" Untuk 1 baris yang isinya lain tetap berlaku laporan yang lebih baru.")

    def test_the_same_as_a_later_report_is_stored_already(self) -> None:
        verdict = judge_sheets(SHEET, told=tell(TOLD, 1, date(2023, 5, 20)))
        assert (verdict.outweighed, verdict.nothing_to_save) == (0, True)
        assert verdict.message.startswith("Isi berkas ini sama dengan yang tersimpan")

    def test_an_older_report_tells_what_the_later_one_leaves_blank(self) -> None:
        newer = [replace(row, peserta=None) for row in TOLD]  # type: ignore[call-arg]
        verdict = judge_sheets(SHEET, told=tell(newer, 1, date(2023, 5, 20)))
        assert (counts(verdict), verdict.nothing_to_save) == ({"kegiatan": (0, 1, 0, 0)}, False)

    def test_what_a_report_in_between_fills_in_gives_way_to_a_newer_one(self) -> None:
        blank = [replace(row, peserta=None) for row in TOLD]  # type: ignore[call-arg]
        other = [replace(row, peserta=9) for row in TOLD]  # type: ignore[call-arg]
        last = tell(blank, 2, date(2023, 5, 20))
        older, between = tell(other, 1, date(2023, 5, 1)), tell(other, 1, date(2023, 5, 15))
        assert counts(judge_sheets(SHEET, told=[*last, *older])) == {"kegiatan": (0, 1, 0, 0)}
        assert judge_sheets(SHEET, told=[*last, *between]).outweighed == 1

    def test_a_newer_day_alone_is_worth_saving(self) -> None:
        assert not judge_sheets(SHEET, told=tell(TOLD, 1, date(2023, 5, 9))).nothing_to_save

    def test_a_later_file_of_the_queue_is_compared_with_an_earlier_one(self) -> None:
        later = make_sheet("kegiatan", kegiatan(peserta=30), title="Keadaan per 20 Mei 2023")
        verdict = judge_queue({"later.xlsx": [later], "first.xlsx": [SHEET]})
        assert [file.lembar[Lembar.KEGIATAN] for file in verdict.files] == [
            replace(verdict.files[0].lembar[Lembar.KEGIATAN], new=0, changed=1),
            replace(verdict.files[1].lembar[Lembar.KEGIATAN], new=1, changed=0),
        ]
        assert counts(verdict) == {"kegiatan": (1, 1, 0, 0)}

    def test_the_counts_add_up_to_the_rows_that_would_be_stored(self) -> None:
        rows = [POSYANDU, kegiatan(nama="Panen"), kegiatan(nama="Rapat", tanggal=None), kegiatan(desa="Balok")]
        verdict = judge_sheets(make_sheet("kegiatan", *rows), EVALUASI, told=tell(TOLD))
        assert counts(verdict) == {"kegiatan": (1, 0, 1, 2), "evaluasi": (1, 0, 0, 0)}
        assert len(verdict.programme) == 3


class TestNothingToSave:
    def test_both_repeat(self) -> None:
        assert judge_sheets(SHEET, tables=[RECAP], baseline=stored()).nothing_to_save

    def test_the_recap_repeats_and_the_sheet_is_new(self) -> None:
        verdict = judge_sheets(SHEET, tables=[RECAP], baseline=stored(programme=False))
        assert (verdict.nothing_to_save, verdict.can_commit) == (False, True)

    def test_the_sheet_repeats_and_the_recap_is_new(self) -> None:
        recap = make_table(dendang_rows(Nyuruk=("Terbentuk", "3 Oktober 2017"), Balok="Merintis"))
        assert not judge_sheets(SHEET, tables=[recap], baseline=stored()).nothing_to_save


class TestSheetsAlone:
    def test_no_desa_is_missing_and_no_status_is_asked_for(self) -> None:
        verdict = judge_sheets(EVALUASI, SHEET)
        assert (verdict.outcome, verdict.problems, verdict.data_date) == (Outcome.ACCEPT, (), DATA_DAY)
        assert verdict.data_date_source == "Evaluasi!A1"

    def test_the_day_is_asked_for_where_nothing_tells_it_and_the_rows_are_read_all_the_same(self) -> None:
        sheet = make_sheet("kegiatan", kegiatan(peserta="banyak"), kegiatan(tanggal="3 Mei 2033"), title=None)
        verdict = judge_sheets(sheet)
        assert question_ids(verdict) == ["tanggal_data"]
        assert {"NUM_BAD", "DATE_FUTURE"} <= codes(verdict)
        assert (verdict.programme, verdict.lembar) == ((), {})
        answered = judge_sheets(sheet, answers={"tanggal_data": "2023-05-10"})
        assert counts(answered) == {"kegiatan": (1, 0, 0, 1)}

    def test_the_day_may_stand_in_the_name(self) -> None:
        sheet = make_sheet("kegiatan", POSYANDU, title=None)
        assert judge_sheets(sheet, file_name="kegiatan_2023-05-10.xlsx").data_date == DATA_DAY

    def test_a_template_whose_recap_was_left_blank_tells_no_status(self) -> None:
        blank = make_table([(kecamatan, desa) for kecamatan, desa, _ in dendang_rows()])
        verdict = judge_sheets(SHEET, tables=[blank])
        assert (codes(verdict), counts(verdict)) == ({"SHEET_UNREAD"}, {"kegiatan": (1, 0, 0, 0)})

    def test_a_list_of_desa_without_a_status_beside_them_is_not_read(self) -> None:
        names = make_table([("Dendang", "Nyuruk")], columns=("kecamatan", "desa"))
        assert codes(judge_sheets(SHEET, tables=[names])) == {"SHEET_UNREAD"}

    def test_beside_a_file_of_status_only_that_one_is_judged_on_its_desa(self) -> None:
        assert codes(judge_queue({"a.xlsx": [RECAP], "b.xlsx": [SHEET]})) == {"ONE_KECAMATAN"}

    def test_a_crowd_is_refused_in_a_sentence(self) -> None:
        sheet = make_sheet("kegiatan", *[POSYANDU[:3]] * (_MOST_PROGRAMME_ROWS + 1))
        verdict = judge_sheets(sheet)
        assert (verdict.outcome, 'Lembar "Kegiatan" memuat 20.001 baris' in verdict.message) == (Outcome.REJECT, True)


class TestQuestionsElsewhere:
    def test_a_sheet_of_status_that_is_to_be_chosen(self) -> None:
        other = make_table(dendang_rows(Nyuruk="Merintis"), sheet="Rekap (2)")
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(desa="Balok")), tables=[RECAP, other])
        assert (question_ids(verdict), "ACTIVITY_NO_POKJA" in codes(verdict)) == (["sheet"], False)
        chosen = judge_sheets(SHEET, tables=[RECAP, other], answers={"sheet": "Rekap"})
        assert counts(chosen) == {"kegiatan": (1, 0, 0, 0)}

    def test_an_older_recap_keeps_its_sheets_waiting(self) -> None:
        older = replace(RECAP, above=[Cell("A1", "text", "Keadaan per 1 Mei 2023")])
        asked = judge_sheets(SHEET, tables=[older], baseline=stored())
        assert (question_ids(asked), asked.programme) == (["asof_older"], ())
        kept = judge_sheets(SHEET, tables=[older], baseline=stored(), answers={"asof_older": "riwayat"})
        assert counts(kept) == {"kegiatan": (0, 0, 1, 0)}

    def test_crossed_out_cells_are_asked_about(self) -> None:
        sheet = make_sheet("kegiatan", POSYANDU, kegiatan(nama="Panen"), struck=("A6",))
        asked = judge_sheets(sheet)
        assert (question_ids(asked), asked.programme) == (["cell_struck"], ())
        assert counts(judge_sheets(sheet, suggested=True)) == {"kegiatan": (1, 0, 0, 0)}
        assert counts(judge_sheets(sheet, answers={"cell_struck": "baca"})) == {"kegiatan": (2, 0, 0, 0)}


class TestMends:
    def test_a_cell_of_a_sheet_is_mended(self) -> None:
        sheet = make_sheet("kegiatan", kegiatan(tanggal=None, peserta="banyak"))
        answers = {"cell:Kegiatan!B5": "3 Mei 2021", "cell:Kegiatan!F5": "25"}
        verdict = judge_sheets(sheet, answers=answers, tables=[RECAP])
        assert [(mend.sheet, mend.cell, mend.old, mend.new) for mend in verdict.mends] == [
            ("Kegiatan", "B5", None, "3 Mei 2021"), ("Kegiatan", "F5", "banyak", "25"),
        ]  # fmt: skip
        assert only(verdict) == only(judge_sheets(SHEET))

    def test_a_cell_of_no_row_is_an_error_of_usage(self) -> None:
        with pytest.raises(UnknownAnswer):
            judge_sheets(SHEET, answers={"cell:Kegiatan!B99": "3 Mei 2021"})


class TestTold:
    def test_the_sentence_names_what_the_sheets_bring(self) -> None:
        verdict = judge_sheets(SHEET, EVALUASI, tables=[RECAP], baseline=Baseline())
        assert verdict.message == (
            "4 desa terbaca, 1 Terbentuk, per 10 Mei 2023: 4 baru, 0 berubah, 0 tetap; "
            "serta 1 kegiatan baru dan 1 evaluasi baru."
        )
        assert judge_sheets(SHEET, EVALUASI).message == "Terbaca 1 kegiatan baru dan 1 evaluasi baru, per 10 Mei 2023."

    def test_the_sentence_of_a_flagged_file(self) -> None:
        sheet = make_sheet("kegiatan", POSYANDU, kegiatan(tanggal=None))
        alone = judge_sheets(sheet)
        assert alone.message == "Ada 1 kesalahan; 1 kegiatan tidak disimpan; 1 kegiatan dapat disimpan."
        recap = make_table(dendang_rows(Nyuruk=("Terbentuk", "3 Oktober 2017"), Balok="Belom"))
        both = judge_sheets(sheet, tables=[recap]).message
        assert both == (
            "Ada 2 kesalahan; 1 desa dan 1 kegiatan tidak disimpan; 3 desa lainnya dan 1 kegiatan dapat disimpan."
        )
        nothing = judge_sheets(make_sheet("kegiatan", kegiatan(tanggal=None))).message
        assert nothing == "Ada 1 kesalahan; tidak ada baris yang dapat disimpan."

    def test_json_has_the_rows_and_counts_only_where_there_are_any(self) -> None:
        made = judge_queue(
            {"a.xlsx": [RECAP], "b.xlsx": [make_sheet("kegiatan", kegiatan(tanggal="Mei 2021"))]}
        ).to_json()
        assert made["lembar"] == {"kegiatan": {"new": 1, "changed": 0, "unchanged": 0, "rejected": 0}}
        assert ["lembar" in file for file in made["files"]] == [False, True]
        (row,) = made["programme"]
        assert (row["lembar"], row["kode_desa"], row["nama"]) == ("kegiatan", "19.06.03.2005", "Posyandu")
        assert (row["tanggal"], row["peserta"], row["mitra"], row["seksi"]) == ("2021-05", 25, "Puskesmas", None)
        assert (row["sheet"], row["row"], row["file"]) == ("Kegiatan", 5, 2)
        assert "sel" not in row
        alone = judge_queue({"a.xlsx": [RECAP]}).to_json()
        assert not {"lembar", "programme"} & (alone.keys() | alone["files"][0].keys())
