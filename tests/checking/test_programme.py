"""Rows of the four sheets, each finding with its code and its cell."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.checking import Baseline, Outcome
from kkb.problems import Severity
from kkb.programme import JenisLangkah, Putusan
from kkb.programme.measures import Difference, compare
from kkb.recap import Cell, Table
from kkb.schema import Tahap, Tanggal
from tests.support.builders import DENDANG, codes, dendang_rows, found, make_observation, make_table, question_ids
from tests.support.sheet_builders import (
    POSYANDU,
    STATUS,
    counts,
    judge_queue,
    judge_sheets,
    kegiatan,
    make_sheet,
    only,
    tell,
)

ALL_COLUMNS = (
    "kecamatan", "desa", "kode_desa", "tanggal", "nama", "kebutuhan", "mitra", "peserta", "sebelum", "sesudah", "seksi",
    "tujuan", "sumber_dana", "anggaran", "realisasi",
)  # fmt: skip


class TestKegiatan:
    def test_a_row_as_it_is_stored_with_its_cells(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", POSYANDU))
        row = only(verdict)
        assert (verdict.outcome, found(verdict), counts(verdict)) == (Outcome.ACCEPT, [], {"kegiatan": (1, 0, 0, 0)})
        assert (row.desa, row.tanggal, row.nama) == ("Nyuruk", Tanggal(date(2021, 5, 3)), "Posyandu")
        assert (row.peserta, row.sebelum, row.sesudah) == (25, "35 anak", "20 anak")
        assert (row.sheet, row.row, row.sel["peserta"]) == ("Kegiatan", 5, "F5")

    def test_every_column(self) -> None:
        values = (
            "Dendang", "Nyuruk", "19.06.03.2005", date(2021, 5, 3), "Posyandu", "gizi", "Puskesmas", "25 orang",
            "35 anak", "20 anak", "agama", "perubahan perilaku", "dana desa", "Rp 1.500.000", 1_250_000,
        )  # fmt: skip
        row = only(judge_sheets(make_sheet("kegiatan", values, columns=ALL_COLUMNS)))
        assert (row.seksi, row.tujuan, row.sumber_dana) == ("Keagamaan", "Perubahan perilaku keluarga", "Dana Desa")
        assert (row.anggaran, row.realisasi) == (1_500_000, 1_250_000)

    @pytest.mark.parametrize(("name", "cell"), [("tanggal", "B5"), ("nama", "C5")])
    def test_a_blank_cell_of_what_is_needed(self, name: str, cell: str) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(**{name: None})))
        assert found(verdict) == [("FIELD_BLANK", cell)]
        assert (verdict.programme, counts(verdict)) == ((), {"kegiatan": (0, 0, 0, 1)})

    @pytest.mark.parametrize("name", ["tanggal", "nama"])
    def test_what_is_needed_in_letters_that_cannot_be_seen_is_blank(self, name: str) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(**{name: "\u200b\u202e"})))
        messages = {problem.code: problem.message for problem in verdict.problems}
        assert messages.keys() == {"TEXT_CONTROL", "FIELD_BLANK"}
        assert "sel ini kosong; barisnya tidak disimpan" in messages["FIELD_BLANK"]
        assert (verdict.programme, counts(verdict)) == ((), {"kegiatan": (0, 0, 0, 1)})

    def test_blanks_of_what_is_wanted_are_one_finding_a_column(self) -> None:
        rows = [kegiatan(tanggal=f"{day} Mei 2021", mitra=None) for day in range(1, 30)]
        verdict = judge_sheets(make_sheet("kegiatan", *rows))
        (problem,) = verdict.problems
        assert (problem.code, problem.severity, problem.cell) == ("FIELD_BLANK", Severity.WARNING, "E5")
        assert 'Lembar Kegiatan, baris 5, kolom "Mitra": 29 sel kosong (E5, E6, ' in problem.message
        assert "17 lainnya" in problem.message
        assert len(verdict.programme) == 29

    def test_a_dash_or_tidak_ada_is_a_blank_but_says_something_of_what_was_before(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(mitra="tidak ada", kebutuhan="-", sebelum="belum ada")))
        row = only(verdict)
        assert (row.mitra, row.kebutuhan, row.sebelum) == (None, None, "belum ada")
        assert found(verdict) == [("FIELD_BLANK", "D5"), ("FIELD_BLANK", "E5")]

    def test_a_cell_of_numbers_keeps_its_fraction_among_the_texts(self) -> None:
        # 12.125 with a decimal point would be twelve thousand to whoever reads Indonesian numbers.
        before, after = Cell("G5", "number", "12.125"), Cell("H5", "number", "0.125")
        row = only(judge_sheets(make_sheet("kegiatan", kegiatan(sebelum=before, sesudah=after))))
        assert (row.sebelum, row.sesudah) == ("12,125", "0,125")
        difference = compare(row.sebelum, row.sesudah)
        assert isinstance(difference, Difference)
        assert difference.change == -12

    def test_a_number_that_is_none_is_left_blank(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(peserta="banyak")))
        assert (found(verdict), only(verdict).peserta) == ([("NUM_BAD", "F5")], None)

    def test_a_sum_in_words_is_left_blank_and_suggested(self) -> None:
        sheet = make_sheet("kegiatan", (*POSYANDU, "1,5 juta"), columns=(*_names(), "anggaran"))
        verdict = judge_sheets(sheet)
        (problem,) = verdict.problems
        assert (problem.code, problem.cell, problem.suggestion) == ("NUM_BAD", "I5", "1500000")
        assert only(verdict).anggaran is None

    def test_a_number_of_something_else_is_left_blank_and_the_right_column_named(self) -> None:
        sheet = make_sheet("kegiatan", POSYANDU, kegiatan(tanggal="4 Mei 2021", peserta="-"))
        sheet.columns["peserta"] = "Peserta (KK)"
        verdict = judge_sheets(sheet)
        told = [problem for problem in verdict.problems if problem.code == "NUM_BAD"]
        assert [(problem.cell, problem.value) for problem in told] == [("F5", "25")]
        assert 'menyebut "KK"; tidak disimpan.' in told[0].message
        assert 'misalnya 25 di kolom "Jumlah Peserta".' in told[0].message
        assert [row.peserta for row in verdict.programme] == [None, None]

    def test_more_spent_than_there_was(self) -> None:
        sheet = make_sheet("kegiatan", (*POSYANDU, 1_000_000, 9_000_000), columns=(*_names(), "anggaran", "realisasi"))
        verdict = judge_sheets(sheet)
        assert (found(verdict), len(verdict.programme)) == ([("SPENT_OVER_BUDGET", "J5")], 1)

    def test_before_and_after_that_cannot_be_compared_are_a_note_of_the_sheet(self) -> None:
        rows = [kegiatan(tanggal="1 Mei 2021", sesudah="berkurang"), kegiatan(sesudah="20 ibu"), POSYANDU]
        verdict = judge_sheets(
            make_sheet("kegiatan", *rows[:1], kegiatan(nama="Kelas ibu", sesudah="20 ibu"), POSYANDU)
        )
        (problem,) = verdict.problems
        assert (problem.code, problem.severity, problem.cell) == ("UNIT_DIFFERS", Severity.INFO, "H5")
        assert "pada 2 baris tidak dapat dibandingkan (H5 dan H6)" in problem.message
        assert len(verdict.programme) == 3

    def test_a_word_that_only_fits_nearly_is_kept_and_said(self) -> None:
        sheet = make_sheet("kegiatan", (*POSYANDU, "Danaa Desa"), columns=(*_names(), "sumber_dana"))
        verdict = judge_sheets(sheet)
        (problem,) = verdict.problems
        assert (problem.code, problem.severity, problem.cell) == ("KIND_UNKNOWN", Severity.WARNING, "I5")
        assert (problem.suggestion, only(verdict).sumber_dana) == ("Dana Desa", "Danaa Desa")

    def test_a_row_that_holds_only_its_desa_says_nothing(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", POSYANDU, ("Balok",), ("Jangkang", None, "-")))
        assert (found(verdict), counts(verdict)) == ([], {"kegiatan": (1, 0, 0, 0)})

    def test_an_activity_of_nobody(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", POSYANDU, kegiatan(desa=None)))
        assert found(verdict) == [("ROW_NO_NAME", "A6")]

    def test_the_code_stands_for_the_name(self) -> None:
        columns = ("kode_desa", *_names()[1:])
        assert (
            only(judge_sheets(make_sheet("kegiatan", ("1906032005", *POSYANDU[1:]), columns=columns))).desa == "Nyuruk"
        )


def _names() -> tuple[str, ...]:
    return ("desa", "tanggal", "nama", "kebutuhan", "mitra", "peserta", "sebelum", "sesudah")


class TestKomitmen:
    def test_signed_not_signed_and_not_reported_are_three_things(self) -> None:
        verdict = judge_sheets(make_sheet("komitmen", ("Nyuruk", "v", "belum", "10 Mei 2023"), ("Balok", "Sudah")))
        first, second = verdict.programme
        assert (first.kepala_desa, first.ketua_bpd, first.tanggal) == (True, False, Tanggal(date(2023, 5, 10)))  # type: ignore[attr-defined]
        assert (second.kepala_desa, second.ketua_bpd) == (True, None)  # type: ignore[attr-defined]
        assert found(verdict) == [("FIELD_BLANK", "C6"), ("SIGNED_NO_DATE", "D6")]

    def test_a_day_of_signing_where_nobody_signed(self) -> None:
        sheet = make_sheet(
            "komitmen", ("Nyuruk", "belum", "belum", "10 Mei 2023"), ("Balok", "belum", "v", "10 Mei 2023")
        )
        verdict = judge_sheets(sheet)
        assert (found(verdict), len(verdict.programme)) == ([("SIGNED_NOT_BUT_DATED", "D5")], 2)

    def test_an_office_in_the_row_of_a_desa_is_said_to_be_left_out(self) -> None:
        verdict = judge_sheets(make_sheet("komitmen", ("Nyuruk", "v", "v", "10 Mei 2023", "Bupati")))
        assert (only(verdict).penanda_tangan, found(verdict)) == (None, [("SIGNER_WITH_DESA", "E5")])

    def test_a_signer_of_the_regency(self) -> None:
        verdict = judge_sheets(make_sheet("komitmen", (None, None, None, "10 Mei 2023", "Bupati")))
        row = only(verdict)
        assert (row.kode_desa, row.penanda_tangan, row.kunci, found(verdict)) == (
            None,
            "Bupati",
            "kabupaten|bupati",
            [],
        )

    @pytest.mark.parametrize("word", ["-", "Kabupaten", "Kab. Belitung Timur"])
    def test_the_regency_may_be_named_in_place_of_a_desa(self, word: str) -> None:
        assert only(judge_sheets(make_sheet("komitmen", (word, None, None, "2023", "Bupati")))).kode_desa is None

    def test_a_desa_that_nobody_signed_for_needs_no_date(self) -> None:
        assert found(judge_sheets(make_sheet("komitmen", ("Nyuruk", "belum", "belum")))) == []

    def test_a_mark_that_may_mean_yes_or_no(self) -> None:
        verdict = judge_sheets(make_sheet("komitmen", ("Nyuruk", "x", "v", "10 Mei 2023")))
        assert (found(verdict), verdict.programme) == ([("KIND_UNKNOWN", "B5")], ())

    def test_a_signature_before_the_programme_existed(self) -> None:
        verdict = judge_sheets(make_sheet("komitmen", ("Nyuruk", "v", "v", "10/05/1923")))
        assert (found(verdict), verdict.programme) == ([("SIGNED_TOO_EARLY", "D5")], ())

    def test_the_rows_of_a_template_without_a_word_are_passed_over(self) -> None:
        verdict = judge_sheets(make_sheet("komitmen", *[(desa,) for desa in DENDANG]))
        assert (verdict.problems, verdict.programme) == ((), ())


class TestLangkah:
    def test_a_step(self) -> None:
        row = only(judge_sheets(make_sheet("langkah", ("Balok", "Mei 2022", "rapat koordinasi", "dihadiri camat"))))
        assert (row.jenis, row.tanggal.iso(), row.catatan) == (JenisLangkah.KOORDINASI, "2022-05", "dihadiri camat")

    def test_an_unknown_step_is_an_error_with_its_suggestion(self) -> None:
        verdict = judge_sheets(make_sheet("langkah", ("Balok", "1 Mei 2022", "Sosialisai")))
        (problem,) = verdict.problems
        assert (problem.code, problem.cell, problem.suggestion) == ("KIND_UNKNOWN", "C5", "Sosialisasi")
        assert verdict.outcome is Outcome.FLAG


class TestEvaluasi:
    def test_a_judgement_of_a_stored_activity(self) -> None:
        told = judge_sheets(make_sheet("kegiatan", POSYANDU)).programme

        sheet = make_sheet(
            "evaluasi", ("Nyuruk", "1 Mei 2023", "posyandu", "dilanjutkan", "manfaatnya nyata", "Musdes")
        )
        verdict = judge_sheets(sheet, told=tell(told))
        assert (only(verdict).putusan, found(verdict)) == (Putusan.LANJUTKAN, [])

    def test_an_activity_of_the_same_file_is_known_even_if_it_has_an_error(self) -> None:
        sheet = make_sheet("evaluasi", ("Nyuruk", "1 Mei 2023", "Posyandu", "stop", "sepi", "Musdes"))
        assert codes(judge_sheets(make_sheet("kegiatan", kegiatan(tanggal="99/99/2021")), sheet)) == {"DATE_IMPOSSIBLE"}

    def test_a_judgement_of_what_nobody_did(self) -> None:
        sheet = make_sheet("evaluasi", ("Nyuruk", "1 Mei 2023", "Posiandu", "stop", "sepi", "Musdes"))
        verdict = judge_sheets(make_sheet("kegiatan", POSYANDU), sheet)
        (problem,) = verdict.problems
        assert (problem.code, problem.cell, problem.suggestion) == ("EVALUATION_NO_ACTIVITY", "C5", "Posyandu")
        assert (problem.severity, len(verdict.programme)) == (Severity.WARNING, 2)


class TestPokja:
    def test_an_activity_of_a_desa_without_a_pokja(self) -> None:
        stored = [STATUS, make_observation(1, "2023-05-10", Tahap.MERINTIS, desa="Balok")]
        sheet = make_sheet("kegiatan", kegiatan(desa="Balok"), kegiatan(desa="Jangkang"))
        verdict = judge_sheets(sheet, baseline=Baseline(observations=stored))
        assert (found(verdict), verdict.programme) == ([("ACTIVITY_NO_POKJA", "A5"), ("ACTIVITY_NO_POKJA", "A6")], ())
        assert "desa Balok belum punya Pokja per 10 Mei 2023" in verdict.problems[0].message
        assert "desa Jangkang belum dilaporkan punya Pokja" in verdict.problems[1].message

    def test_an_activity_before_its_pokja_is_stored_and_said(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(tanggal="3 Mei 2016")))
        assert (found(verdict), len(verdict.programme)) == ([("ACTIVITY_BEFORE_POKJA", "B5")], 1)
        assert "terbentuk (3 Oktober 2017)" in verdict.problems[0].message

    @pytest.mark.parametrize("told", [date(2016, 5, 3), "2016-05-03", "3/5/2016"])
    def test_a_date_before_the_pokja_is_told_in_words(self, told: str | date) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(tanggal=told)))
        assert '"3 Mei 2016" sebelum Pokja' in verdict.problems[0].message

    @pytest.mark.parametrize("told", ["2017", "Oktober 2017", "3 Oktober 2017"])
    def test_a_date_that_may_be_after_the_formation_is_no_doubt(self, told: str) -> None:
        assert "ACTIVITY_BEFORE_POKJA" not in codes(judge_sheets(make_sheet("kegiatan", kegiatan(tanggal=told))))

    def test_what_the_recap_of_the_same_file_forms_counts(self) -> None:
        recap = make_table(dendang_rows(Balok=("Terbentuk", "1 Mei 2020"), Nyuruk=("Terbentuk", "3 Oktober 2017")))
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(desa="Balok")), tables=[recap], baseline=Baseline())
        assert codes(verdict) == {"ONE_KECAMATAN"}

    def test_what_another_file_of_the_queue_forms_counts_wherever_it_stands(self) -> None:
        recap = make_table(dendang_rows(Balok=("Terbentuk", "1 Mei 2020"), Nyuruk=("Terbentuk", "3 Oktober 2017")))
        sheet = make_sheet("kegiatan", kegiatan(desa="Balok"))
        for files in ({"a.xlsx": [recap], "b.xlsx": [sheet]}, {"a.xlsx": [sheet], "b.xlsx": [recap]}):
            assert codes(judge_queue(files, baseline=Baseline())) == {"ONE_KECAMATAN"}

    def test_nothing_is_said_while_the_status_of_the_desa_waits_for_an_answer(self) -> None:
        recap = make_table(dendang_rows(Nyuruk="Belum"))
        verdict = judge_sheets(make_sheet("kegiatan", POSYANDU), tables=[recap])
        assert question_ids(verdict) == ["status_regression:19.06.03.2005"]
        assert "ACTIVITY_NO_POKJA" not in codes(verdict)
        ended = judge_sheets(
            make_sheet("kegiatan", POSYANDU, kegiatan(tanggal="10 Mei 2023")),
            tables=[recap],
            answers={"status_regression:19.06.03.2005": "bubar"},
        )
        assert [pair for pair in found(ended) if pair[0] == "ACTIVITY_NO_POKJA"] == [("ACTIVITY_NO_POKJA", "A6")]
        assert "tidak punya Pokja lagi sejak 10 Mei 2023" in ended.problems[0].message


class TestDatesAndTexts:
    @pytest.mark.parametrize(
        ("written", "code"),
        [
            ("3 Mei 2010", "DATE_TOO_OLD"),
            ("3 Mei 2033", "DATE_FUTURE"),
            ("20 Mei 2023", "DATE_AFTER_ASOF"),
            ("31/02/2021", "DATE_IMPOSSIBLE"),
            ("kapan-kapan", "DATE_UNREADABLE"),
        ],
    )
    def test_a_date_that_cannot_be(self, written: str, code: str) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(tanggal=written)))
        assert (found(verdict), verdict.programme) == ([(code, "B5")], ())

    def test_years_alone_are_kept_as_years_and_told_once(self) -> None:
        rows = [kegiatan(tanggal="2021", nama=f"Posyandu {number}") for number in range(9)]
        verdict = judge_sheets(make_sheet("kegiatan", *rows))
        (problem,) = verdict.problems
        assert (problem.code, problem.cell) == ("DATE_YEAR_ONLY", "B5")
        assert "Begitu juga 8 sel lain: B6, B7" in problem.message
        assert {row.tanggal.iso() for row in verdict.programme} == {"2021"}  # type: ignore[attr-defined]

    def test_numbers_of_persons_are_not_kept(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(mitra="Bidan 0813-6700-1122")))
        assert found(verdict) == [("TEXT_PERSONAL", "E5")]
        assert only(verdict).mitra == "Bidan [nomor tidak disimpan]"

    def test_a_text_without_end_is_cut(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(nama="x" * 5000)))
        assert (found(verdict), len(only(verdict).nama)) == ([("TEXT_TOO_LONG", "C5")], 200)

    def test_what_looks_like_a_formula_is_text(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(kebutuhan="=HYPERLINK(1)")))
        assert codes(verdict) == {"TEXT_FORMULA_LIKE"}

    @pytest.mark.parametrize(
        ("cell", "code", "severity"),
        [
            (Cell("D5", "error", "#REF!"), "CELL_ERROR", Severity.ERROR),
            (Cell("D5", "no_cache", ""), "FORMULA_NO_CACHE", Severity.ERROR),
            (Cell("D5", "broken", "NaN"), "CELL_BROKEN", Severity.ERROR),
            (Cell("D5", "text", "gizi\u202e"), "TEXT_CONTROL", Severity.WARNING),
            (Cell("D5", "text", "gizi Ã©"), "TEXT_ENCODING", Severity.ERROR),
        ],
    )
    def test_cells_that_hold_no_text(self, cell: Cell, code: str, severity: Severity) -> None:
        (problem,) = judge_sheets(make_sheet("kegiatan", kegiatan(kebutuhan=cell))).problems
        assert (problem.code, problem.cell, problem.severity) == (code, "D5", severity)


class TestNames:
    def test_a_likeness_is_told_once_and_its_spelling_confirmed(self) -> None:
        rows = [kegiatan(desa="Nyurukk", tanggal=f"{day} Mei 2021") for day in range(1, 4)]
        verdict = judge_sheets(make_sheet("kegiatan", *rows))
        assert found(verdict) == [("NAME_FUZZY", "A5")]
        assert "Begitu juga 2 sel lain: A6 dan A7." in verdict.problems[0].message
        assert verdict.files[0].aliases == (("19.06.03", "nyurukk", "19.06.03.2005"),)

    @pytest.mark.parametrize(
        ("written", "learned"),
        [("Nyurukk", ["nyurukk"]), ("Balok Lama", []), ("Padang", []), ("Nyuruk", [])],
    )
    def test_a_spelling_that_was_mended_is_learned_as_in_the_recap(self, written: str, learned: list[str]) -> None:
        sheet = make_sheet("kegiatan", kegiatan(desa=written))
        verdict = judge_sheets(sheet, answers={"cell:Kegiatan!A5": "Nyuruk"})
        assert [alias[1] for alias in verdict.aliases] == learned
        # The spelling of a row that is not stored is not confirmed.
        faulty = make_sheet("kegiatan", kegiatan(desa=written, tanggal="20l8"))
        assert judge_sheets(faulty, answers={"cell:Kegiatan!A5": "Nyuruk"}).aliases == ()

    def test_a_spelling_that_the_recap_confirms_is_not_told_again(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "3 Oktober 2017"))
        recap = make_table([(kec, "Nyurukk" if desa == "Nyuruk" else desa, *rest) for kec, desa, *rest in rows])
        verdict = judge_sheets(make_sheet("kegiatan", kegiatan(desa="Nyurukk")), tables=[recap])
        assert [(p.code, p.sheet) for p in verdict.problems if p.code == "NAME_FUZZY"] == [("NAME_FUZZY", "Rekap")]
        assert len(verdict.programme) == 1

    def test_an_unknown_name_is_an_error_at_each_of_its_cells(self) -> None:
        rows = [POSYANDU, kegiatan(desa="Sukamaju"), kegiatan(desa="Sukamaju", nama="Kelas ibu")]
        verdict = judge_sheets(make_sheet("kegiatan", *rows))
        assert found(verdict) == [("NAME_UNKNOWN", "A6"), ("NAME_UNKNOWN", "A7")]

    def test_the_wrong_kecamatan_and_the_wrong_code(self) -> None:
        columns = ("kecamatan", "kode_desa", *_names())
        rows = [("Manggar", None, *POSYANDU), ("Dendang", "19.06.01.2001", *POSYANDU)]
        verdict = judge_sheets(make_sheet("kegiatan", *rows, columns=columns))
        assert found(verdict) == [("KEC_MISMATCH", "C5"), ("CODE_MISMATCH", "B6")]

    def test_a_blank_kecamatan_gives_way_to_a_desa_that_surely_stands_elsewhere(self) -> None:
        row = only(judge_sheets(self.below("Manggar", "Nyuruk")))
        assert (row.kecamatan, row.desa, row.sel.get("kecamatan")) == ("Dendang", "Nyuruk", None)
        assert only(judge_sheets(self.below("Tidak Ada", "Nyuruk"))).kecamatan == "Dendang"

    def test_where_it_does_not_the_blank_cell_is_the_one_to_be_mended(self) -> None:
        sheet = self.below("Dendang", "Pulau Buku Limau")
        verdict = judge_sheets(sheet)
        assert found(verdict) == [("KEC_MISMATCH", "A5")]
        assert 'baris 5, kolom "Kecamatan"' in verdict.problems[0].message
        mended = judge_sheets(sheet, answers={"cell:Kegiatan!A5": "Manggar"})
        assert found(mended) == [("ACTIVITY_NO_POKJA", "B5")]

    def test_a_kecamatan_that_is_merged_or_repeated_by_a_mark_holds(self) -> None:
        assert found(judge_sheets(self.below("Manggar", "Nyuruk", carried=frozenset()))) == [("KEC_MISMATCH", "B5")]

    @staticmethod
    def below(kecamatan: str, desa: str, carried: frozenset[int] = frozenset({5})) -> Table:
        """A row of the desa on row 5 whose kecamatan is that of A4."""
        lent = Cell("A5", "text", kecamatan, "A4")
        columns = ("kecamatan", *_names())
        return make_sheet("kegiatan", (lent, desa, *POSYANDU[1:]), columns=columns, carried=carried)

    @pytest.mark.parametrize(
        "written", ["Dendang, Nyuruk", "Nyuruk dan Balok", "Nyuruk\nBalok", "Desa Nyuruk, Ds. Balok"]
    )
    def test_several_desa_in_one_cell_are_none(self, written: str) -> None:
        sheet = make_sheet("kegiatan", ("Dendang", written, *POSYANDU[1:]), columns=("kecamatan", *_names()))
        verdict = judge_sheets(sheet)
        assert (found(verdict), verdict.programme) == ([("NAME_AMBIGUOUS", "B5")], ())
        assert "Nyuruk (Kecamatan Dendang)" in verdict.problems[0].message

    def test_a_kecamatan_before_the_desa_is_no_second_desa(self) -> None:
        assert only(judge_sheets(make_sheet("kegiatan", kegiatan(desa="Dendang, Nyuruk")))).desa == "Nyuruk"

    def test_two_desa_that_are_equally_near_are_asked_once(self) -> None:
        rows = [kegiatan(desa="Lalang J"), kegiatan(desa="Lalang J", nama="Kelas ibu")]
        asked = judge_sheets(make_sheet("kegiatan", *rows))
        assert (question_ids(asked), asked.outcome, asked.programme) == (["name_fuzzy:Kegiatan!A5"], Outcome.ASK, ())
        skipped = judge_sheets(
            make_sheet("kegiatan", *rows, kegiatan(nama="Panen")), answers={"name_fuzzy:Kegiatan!A5": "lewati"}
        )
        assert counts(skipped) == {"kegiatan": (1, 0, 0, 0)}

    def test_another_regencys_sheet_is_refused(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", *[kegiatan(desa=f"Keciput {n}") for n in range(8)]))
        assert (verdict.outcome, "bukan desa Kabupaten Belitung Timur" in verdict.message) == (Outcome.REJECT, True)


class TestColumns:
    def test_without_a_needed_column_no_row_is_stored(self) -> None:
        sheet = make_sheet("langkah", ("Balok", "Sosialisasi"), ("Nyuruk", "Sosialisasi"), columns=("desa", "jenis"))
        verdict = judge_sheets(sheet)
        (problem,) = verdict.problems
        assert (problem.code, problem.severity) == ("COLUMN_MISSING", Severity.ERROR)
        assert 'Lembar Langkah: kolom "Tanggal" tidak ada; ' in problem.message
        assert (verdict.programme, counts(verdict)) == ((), {"langkah": (0, 0, 0, 2)})

    @pytest.mark.parametrize(
        ("unknown", "cell", "words"),
        [
            (("Judul Giat",), "F4", 'Bila maksudnya "Judul Giat", ganti judul itu di Excel menjadi "Nama Kegiatan"'),
            (("NIK", "Nama Acara"), "G4", 'Bila maksudnya "Nama Acara", ganti judul itu di Excel menjadi "Nama Kegi'),
            (("Satu", "Dua"), None, 'Bila itu salah satunya, ganti judulnya di Excel menjadi "Nama Kegiatan"'),
        ],
    )
    def test_the_unknown_header_that_is_likeliest_meant(
        self, unknown: tuple[str, ...], cell: str | None, words: str
    ) -> None:
        columns = tuple(name for name in _names() if name != "nama")
        row = tuple(value for value, name in zip(POSYANDU, _names(), strict=True) if name != "nama")
        cells = tuple(f"{letter}4" for letter in "FG"[: len(unknown)])
        sheet = make_sheet("kegiatan", row, columns=columns, extra_columns=unknown, extra_cells=cells)
        problem = next(one for one in judge_sheets(sheet).problems if one.code == "COLUMN_MISSING")
        assert problem.cell in ((cell,) if cell else cells)
        assert f'Judul yang tidak dikenal: "{unknown[0]}"' in problem.message
        assert f"{words}" in problem.message
        assert problem.message.endswith(", lalu unggah lagi.")

    def test_of_several_missing_columns_each_is_told_with_its_header(self) -> None:
        unknown = {"extra_columns": ("Jenis Upaya", "Tanggal Rapat"), "extra_cells": ("B4", "C4")}
        sheet = make_sheet("langkah", ("Balok", "x"), columns=("desa", "catatan"), **unknown)
        problem = next(one for one in judge_sheets(sheet).problems if one.code == "COLUMN_MISSING")
        assert problem.cell == "C4"
        assert '"Tanggal Rapat" menjadi "Tanggal" dan "Jenis Upaya" menjadi "Jenis Langkah"' in problem.message

    def test_missing_columns_that_are_wanted_are_one_warning(self) -> None:
        sheet = make_sheet("kegiatan", POSYANDU[:3], columns=_names()[:3])
        (problem,) = judge_sheets(sheet).problems
        assert (problem.code, problem.severity) == ("COLUMN_MISSING", Severity.WARNING)
        assert '"Mitra", "Jumlah Peserta"' in problem.message

    def test_other_columns_and_hidden_rows_are_told_as_of_any_table(self) -> None:
        sheet = make_sheet("kegiatan", POSYANDU, extra_columns=("NIK",), hidden_rows=(5,))
        assert codes(judge_sheets(sheet)) == {"EXTRA_COLUMNS", "HIDDEN_ROWS"}


class TestRepeats:
    def test_an_equal_row_counts_once(self) -> None:
        verdict = judge_sheets(make_sheet("kegiatan", POSYANDU, POSYANDU))
        assert (found(verdict), counts(verdict)) == ([("ROW_DUP_SAME", "C6")], {"kegiatan": (1, 0, 0, 0)})
        assert 'kegiatan "Posyandu" desa Nyuruk, 3 Mei 2021, tertulis dua kali' in verdict.problems[0].message

    def test_rows_that_contradict_each_other_are_all_errors(self) -> None:
        verdict = judge_sheets(make_sheet("komitmen", ("Nyuruk", "v", "v", "2023"), ("Nyuruk", "v", "belum", "2023")))
        assert [pair for pair in found(verdict) if pair[0] == "ROW_DUP_CONFLICT"] == [
            ("ROW_DUP_CONFLICT", "A5"), ("ROW_DUP_CONFLICT", "A6"),
        ]  # fmt: skip
        assert counts(verdict) == {"komitmen": (0, 0, 0, 2)}

    def test_across_files_of_one_day_the_other_file_is_named(self) -> None:
        files = {"a.xlsx": [make_sheet("kegiatan", POSYANDU)], "b.xlsx": [make_sheet("kegiatan", kegiatan(peserta=30))]}
        verdict = judge_queue(files)
        assert [p.code for p in verdict.problems] == ["ROW_DUP_CONFLICT"] * 2
        assert 'juga baris 5 berkas "b.xlsx"' in verdict.problems[0].message

    def test_two_other_steps_of_a_day_are_two(self) -> None:
        rows = [("Balok", "1 Mei 2022", "Lainnya", "studi tiru"), ("Balok", "1 Mei 2022", "Lainnya", "rapat RT")]
        assert counts(judge_sheets(make_sheet("langkah", *rows))) == {"langkah": (2, 0, 0, 0)}
