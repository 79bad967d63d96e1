"""One row of a recap: which desa, which facts, and every problem with the cell to be mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kkb.checking import Outcome, Verdict
from kkb.problems import Severity
from kkb.recap import Cell, TableRow
from kkb.schema import TanggalDasar
from tests.support.builders import (
    COLUMNS,
    DENDANG,
    code_of,
    codes,
    dendang_rows,
    found,
    judge,
    make_table,
    stored_texts,
)

SK_COLUMNS = (*COLUMNS, "no_sk", "tanggal_sk", "klasifikasi", "keterangan")
"""A to H; the row of Dendang is row 5, Jangkang 6, Nyuruk 7, Balok 8."""


class TestNames:
    def test_a_spelling_found_by_likeness_is_shown_with_its_desa(self) -> None:
        rows = dendang_rows()
        rows[2] = ("Dendang", "Nyurukk", "Belum")
        verdict = judge(rows)
        assert found(verdict) == [("NAME_FUZZY", "B7")]
        (problem,) = (p for p in verdict.problems if p.code == "NAME_FUZZY")
        assert (problem.value, problem.suggestion, problem.column) == ("Nyurukk", "Nyuruk", "Desa")
        assert "Nyuruk" in stored_texts(verdict)
        assert [alias[1:] for alias in verdict.aliases] == [("nyurukk", "19.06.03.2005")]

    @pytest.mark.parametrize(
        ("written", "learned"),
        [("Nyurukk", ["nyurukk"]), ("Balok Lama", []), ("Padang", []), ("Nyuruk", [])],
    )
    def test_a_spelling_that_was_mended_is_learned_unless_it_means_something_else(
        self, written: str, learned: list[str]
    ) -> None:
        rows = dendang_rows()
        rows[2] = ("Dendang", written, "Belum")
        verdict = judge(rows, answers={"cell:Rekap!B7": "Nyuruk"})
        assert [alias[1] for alias in verdict.aliases] == learned

    def test_an_unknown_name_is_an_error_and_never_stored(self) -> None:
        rows = dendang_rows()
        rows[2] = ("Dendang", "Sukamaju", "Belum")
        verdict = judge(rows)
        assert verdict.outcome is Outcome.FLAG
        assert found(verdict) == [("NAME_UNKNOWN", "B7"), ("VILLAGES_MISSING", None)]
        assert set(stored_texts(verdict)) == {"Dendang", "Jangkang", "Balok"}

    def test_an_unknown_kecamatan_is_the_cell_to_be_mended(self) -> None:
        rows = dendang_rows()
        rows[2] = ("Sijuk", "Nyuruk", "Belum")
        verdict = judge(rows)
        assert found(verdict)[0] == ("NAME_UNKNOWN", "A7")
        assert "daftar kecamatan" in verdict.problems[0].message

    def test_a_merged_kecamatan_is_reported_once_where_it_stands(self) -> None:
        carried = [Cell(f"A{row}", "text", "Dendhang", None if row == 5 else "A5") for row in range(5, 9)]
        names = ("Dendang", "Jangkangg", "Nyurukk", "Balok")
        verdict = judge([(cell, desa, "Belum") for cell, desa in zip(carried, names, strict=True)])
        assert found(verdict) == [("NAME_FUZZY", "A5"), ("NAME_FUZZY", "B6"), ("NAME_FUZZY", "B7")]
        assert len(verdict.rows) == 4
        assert {row.sel["kecamatan"] for row in verdict.rows} == {"A5"}

    @pytest.mark.parametrize("kecamatan", ["Dendhang", "Dndg."])
    def test_a_kecamatan_that_its_desa_prove_needs_no_word(self, kecamatan: str) -> None:
        assert found(judge([(kecamatan, desa, "Belum") for desa in DENDANG])) == []

    def test_letters_of_another_script_are_an_error(self) -> None:
        rows = dendang_rows()
        rows[3] = ("Dendang", "Bаlok", "Belum")  # a Cyrillic а
        verdict = judge(rows)
        assert found(verdict)[0] == ("NAME_HOMOGLYPH", "B8")
        assert "(а)" in verdict.problems[0].message

    @pytest.mark.parametrize("name", ["Ba\u202elok", "Ba\u200blok", "Ba\x07lok"])
    def test_invisible_letters_in_a_name_are_an_error_and_shown(self, name: str) -> None:
        rows = dendang_rows()
        rows[3] = ("Dendang", name, "Belum")
        verdict = judge(rows)
        assert found(verdict)[0] == ("TEXT_CONTROL", "B8")
        assert verdict.problems[0].value == "Ba□lok"

    def test_desa_and_kecamatan_that_contradict_each_other(self) -> None:
        rows = [*dendang_rows(), ("Dendang", "Dukong", "Terbentuk")]
        verdict = judge(rows)
        assert found(verdict)[0] == ("KEC_MISMATCH", "B9")
        assert verdict.problems[0].suggestion == "Simpang Pesak"
        assert len(verdict.rows) == 4

    def test_a_cell_that_names_both_is_heard_before_the_kecamatan_of_a_title(self) -> None:
        def judged(desa: str) -> Verdict:
            table = make_table([("Manggar", "Padang", "Belum"), ("Manggar", desa, "Merintis")])
            columns = {name: header for name, header in table.columns.items() if name != "kecamatan"}
            return judge(replace(table, columns=columns))

        first = judged("Mengkubang")
        assert found(first)[0] == ("KEC_MISMATCH", "B6")
        both = first.problems[0].suggestion
        assert both == "Mengkubang (Kec. Damar)"
        assert set(stored_texts(judged(both))) == {"Padang", "Mengkubang"}

    def test_a_misplaced_name_does_not_make_the_file_one_of_two_kecamatan(self) -> None:
        verdict = judge([*dendang_rows(), ("Dendang", "Dukong", "Belum")])
        assert "VILLAGES_MISSING" not in codes(verdict)
        assert "ONE_KECAMATAN" in codes(verdict)

    def test_a_misplaced_name_does_not_spoil_the_row_where_the_name_is_right(self) -> None:
        rows = [("Gantung", "Dukong", "Terbentuk", "2018"), ("Simpang Pesak", "Dukong", "Belum")]
        verdict = judge(rows)
        assert [code for code, _ in found(verdict)] == ["KEC_MISMATCH", "VILLAGES_MISSING", "DATE_YEAR_ONLY"]
        assert stored_texts(verdict) == {"Dukong": ("Belum", None)}
        assert verdict.change_counts == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 1}

    def test_a_status_without_a_name_points_at_the_blank_cell(self) -> None:
        verdict = judge([*dendang_rows(), ("Dendang", None, "Terbentuk")])
        assert found(verdict) == [("ROW_NO_NAME", "B9")]
        assert verdict.change_counts["rejected"] == 1

    def test_a_row_that_says_nothing_is_no_row(self) -> None:
        verdict = judge([*dendang_rows(), ("Dendang", None, None), (None, None, None)])
        assert (verdict.outcome, len(verdict.rows)) == (Outcome.ACCEPT, 4)

    def test_without_a_kecamatan_the_name_alone_is_enough_if_it_is_the_only_one(self) -> None:
        verdict = judge([(None, desa, "Belum") for desa in DENDANG])
        assert (verdict.outcome, len(verdict.rows)) == (Outcome.ACCEPT, 4)
        assert {row.kecamatan for row in verdict.rows} == {"Dendang"}


class TestTwoNamesInOneCell:
    """A desa and its kecamatan in the cell of the desa."""

    @pytest.mark.parametrize(
        "text",
        [
            "Nyuruk (Dendang)",
            "Nyuruk, Kec. Dendang",
            "Desa Nyuruk Kecamatan Dendang",
            "Dendang - Nyuruk",
            "KEC. DENDANG / DESA NYURUK",
        ],
    )
    @pytest.mark.parametrize("kecamatan", [None, "Dendang"])
    def test_both_are_read(self, text: str, kecamatan: str | None) -> None:
        verdict = judge([(kecamatan, text, "Merintis"), (kecamatan, "Balok", "Belum")])
        assert found(verdict) == [("VILLAGES_MISSING", None)]
        assert stored_texts(verdict)["Nyuruk"] == ("Merintis", None)
        assert verdict.aliases == ()

    @pytest.mark.parametrize(
        ("kecamatan", "text", "stated"),
        [
            (None, "Nyuruk (Gantung)", "Gantung"),
            ("Gantung", "Nyuruk (Dendang)", "Gantung"),
            ("Dendang", "Nyuruk (Gantung)", "Gantung"),
        ],
    )
    def test_a_contradiction_is_one_wherever_it_stands(self, kecamatan: str | None, text: str, stated: str) -> None:
        verdict = judge([(kecamatan, text, "Merintis"), ("Dendang", "Balok", "Belum")])
        assert found(verdict)[0] == ("KEC_MISMATCH", "B5")
        assert f"desa Nyuruk termasuk Kecamatan Dendang, bukan {stated}" in verdict.problems[0].message
        assert set(stored_texts(verdict)) == {"Balok"}

    @pytest.mark.parametrize("text", ["Nyuruk / Balok", "Gantung - Dendang", "Nyuruk (Kec. Sijuk)", "Nyuruk (Sijuk)"])
    def test_anything_else_is_no_name(self, text: str) -> None:
        verdict = judge([(None, text, "Merintis"), ("Dendang", "Jangkang", "Belum")])
        assert found(verdict)[0] == ("NAME_UNKNOWN", "B5")
        assert set(stored_texts(verdict)) == {"Jangkang"}

    def test_a_short_remark_is_shown_as_a_likeness(self) -> None:
        verdict = judge([("Dendang", "NYURUK (P)", "Merintis"), ("Dendang", "Balok", "Belum")])
        assert ("NAME_FUZZY", "B5") in found(verdict)
        assert "Nyuruk" in stored_texts(verdict)

    def test_the_name_of_the_sheet_helps_likeness_where_no_kecamatan_is_named(self) -> None:
        rows = [(None, "Jangkg", "Belum"), (None, "Balok", "Belum")]
        assert found(judge(rows))[0] == ("NAME_UNKNOWN", "B5")
        assert found(judge(rows, sheet="Kec. Dendang"))[-1] == ("NAME_FUZZY", "B5")
        # A kecamatan in the rows speaks louder than the sheet.
        assert found(judge([("Gantung", "Jangkg", "Belum"), *rows[1:]], sheet="Dendang"))[0] == ("NAME_UNKNOWN", "B5")


class TestCodes:
    COLUMNS = ("kode_desa", "kecamatan", "desa", "status")

    def test_a_code_alone_names_the_desa(self) -> None:
        verdict = judge([("19.06.03.2005", None, None, "Belum")], columns=self.COLUMNS)
        assert [row.desa for row in verdict.rows] == ["Nyuruk"]

    @pytest.mark.parametrize(
        ("code", "words"), [("19.06.03.2001", "milik desa Dendang, bukan Nyuruk"), ("19.06.03.9", "tidak ada dalam")]
    )
    def test_a_code_that_contradicts_the_name(self, code: str, words: str) -> None:
        rows = [("19.06.03.2008", None, "Balok", "Belum"), (code, "Dendang", "Nyuruk", "Belum")]
        verdict = judge(rows, columns=self.COLUMNS)
        assert found(verdict)[0] == ("CODE_MISMATCH", "A6")
        assert words in verdict.problems[0].message
        assert set(stored_texts(verdict)) == {"Balok"}

    @pytest.mark.parametrize("code", ["1906032005", 1906032005, " 19.06.03.2005 ", "19 06 03 2005"])
    def test_the_dots_of_a_code_do_not_matter(self, code: str | int) -> None:
        verdict = judge([(code, "Dendang", "Nyuruk", "Belum")], columns=self.COLUMNS)
        assert [row.desa for row in verdict.rows] == ["Nyuruk"]
        assert "CODE_MISMATCH" not in codes(verdict)

    def test_a_wrong_code_does_not_spoil_the_row_it_belongs_to(self) -> None:
        rows = [("19.06.03.2001", "Dendang", "Nyuruk", "Belum"), ("19.06.03.2001", "Dendang", "Dendang", "Belum")]
        assert set(stored_texts(judge(rows, columns=self.COLUMNS))) == {"Dendang"}


class TestStatus:
    def test_a_blank_status_points_at_the_blank_cell_and_is_not_belum(self) -> None:
        verdict = judge(dendang_rows(Balok=("-",), Nyuruk=(None,)))
        assert found(verdict) == [("STATUS_BLANK", "C7"), ("STATUS_BLANK", "C8")]
        assert set(stored_texts(verdict)) == {"Dendang", "Jangkang"}
        assert verdict.to_json()["counts"] == {
            "desa": 4, "terbentuk": 0, "merintis": 0, "komitmen": 0, "sosialisasi": 0, "belum": 2,
        }  # fmt: skip

    def test_a_word_that_is_no_status_is_an_error_with_a_suggestion(self) -> None:
        verdict = judge(dendang_rows(Balok="Meritnis", Nyuruk="Dobel"))
        assert found(verdict) == [("STATUS_UNKNOWN", "C7"), ("STATUS_UNKNOWN", "C8")]
        assert [p.suggestion for p in verdict.problems if p.code == "STATUS_UNKNOWN"] == [None, "Merintis"]
        assert "Maksudnya Merintis?" in verdict.problems[1].message

    def test_the_original_word_is_kept(self) -> None:
        verdict = judge(dendang_rows(Balok="Tidak  Ada", Nyuruk="SUDAH"))
        words = {row.desa: (row.status.value, row.status_asli) for row in verdict.rows}
        assert words["Balok"] == ("Belum", "Tidak Ada")
        assert words["Nyuruk"] == ("Terbentuk", "SUDAH")


class TestDates:
    def test_day_month_and_year_are_stored_at_their_precision(self) -> None:
        verdict = judge(
            dendang_rows(
                Dendang=("Terbentuk", date(2017, 10, 3)), Jangkang=("Terbentuk", "Mei 2018"), Nyuruk=("Terbentuk", 2014)
            )
        )
        assert stored_texts(verdict) == {
            "Dendang": ("Terbentuk", "2017-10-03"),
            "Jangkang": ("Terbentuk", "2018-05"),
            "Nyuruk": ("Terbentuk", "2014"),
            "Balok": ("Belum", None),
        }
        assert found(verdict) == [("DATE_MONTH_ONLY", "D6"), ("DATE_YEAR_ONLY", "D7")]
        json_dates = {r["desa"]: (r["tanggal"], r["presisi"], r["tanggal_dasar"]) for r in verdict.to_json()["rows"]}
        assert json_dates["Nyuruk"] == ("2014-01-01", "year", "pembentukan")
        assert json_dates["Balok"] == (None, None, None)

    @pytest.mark.parametrize(
        ("value", "code", "shown"),
        [
            ("10/05/1923", "DATE_TOO_OLD", "10/05/1923"),
            (date(1905, 7, 10), "DATE_TOO_OLD", "10/07/1905"),  # 2018 typed into a cell with the format of a date
            (2013, "DATE_TOO_OLD", "2013"),
            ("10/05/2203", "DATE_FUTURE", "10/05/2203"),
            (date(2023, 6, 2), "DATE_FUTURE", "02/06/2023"),
            (date(2023, 5, 11), "DATE_AFTER_ASOF", "11/05/2023"),
            ("Juni 2023", "DATE_AFTER_ASOF", "Juni 2023"),
            ("akhir 2023", "DATE_FUTURE", "akhir 2023"),
            ("Triwulan III 2023", "DATE_FUTURE", "Triwulan III 2023"),
            ("akhir Mei 2023", "DATE_AFTER_ASOF", "akhir Mei 2023"),
        ],
    )
    def test_a_date_that_cannot_be_is_an_error(self, value: str | int | date, code: str, shown: str) -> None:
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", value)))
        assert found(verdict) == [(code, "D7")]
        assert (verdict.outcome, verdict.problems[0].value) == (Outcome.FLAG, shown)
        assert "Nyuruk" not in stored_texts(verdict)

    @pytest.mark.parametrize(
        "value", [date(2023, 5, 10), "2023", "Mei 2023", date(2014, 1, 1), "Triwulan II 2023", "awal Mei 2023"]
    )
    def test_the_bounds_themselves_are_fine(self, value: str | date) -> None:
        assert "Nyuruk" in stored_texts(judge(dendang_rows(Nyuruk=("Terbentuk", value))))

    def test_a_serial_is_said(self) -> None:
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", 43011)))
        assert found(verdict) == [("DATE_SERIAL", "D7")]
        assert verdict.problems[0].suggestion == "3 Oktober 2017"
        assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", "2017-10-03")

    @pytest.mark.parametrize("status", ["Belum", "Sosialisasi", "Merintis", "Komitmen"])
    def test_a_date_of_formation_beside_a_lower_rung(self, status: str) -> None:
        verdict = judge(dendang_rows(Nyuruk=(status, "03/10/2017")))
        assert found(verdict) == [("DATE_BUT_BELUM", "D7")]
        assert "3 Oktober 2017" in verdict.problems[0].message

    def test_formed_without_a_date_is_stored_without_one(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Terbentuk", Balok=("Terbentuk", "-")))
        assert found(verdict) == [("DATE_MISSING", "D7"), ("DATE_MISSING", "D8")]
        assert (verdict.outcome, stored_texts(verdict)["Nyuruk"]) == (Outcome.WARN, ("Terbentuk", None))

    @pytest.mark.parametrize("word", ["Belum", "belum ada", "-", "Nihil", "Belum terbentuk", "?"])
    def test_words_for_no_date_are_blank_where_there_is_nothing_to_date(self, word: str) -> None:
        verdict = judge(dendang_rows(Nyuruk=("Belum", word)))
        assert (verdict.outcome, stored_texts(verdict)["Nyuruk"]) == (Outcome.ACCEPT, ("Belum", None))

    @pytest.mark.parametrize("word", ["Belum", "belum ada", "Belum terbentuk"])
    def test_beside_terbentuk_they_contradict(self, word: str) -> None:
        assert found(judge(dendang_rows(Nyuruk=("Terbentuk", word)))) == [("DATE_UNREADABLE", "D7")]

    def test_a_date_nobody_knows_is_missing(self) -> None:
        assert found(judge(dendang_rows(Nyuruk=("Terbentuk", "tidak diketahui")))) == [("DATE_MISSING", "D7")]

    def test_a_month_shown_without_its_day_that_cannot_be_is_told_as_written(self) -> None:
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", Cell("D7", "date", "2010-05"))))
        assert (found(verdict), verdict.problems[0].value) == ([("DATE_TOO_OLD", "D7")], "05/2010")

    def test_all_faults_of_a_row_are_told_at_once(self) -> None:
        rows = dendang_rows(Nyuruk=("Belom", "2o18"))
        rows[2] = (rows[2][0], "Nyurukk", *rows[2][2:])
        assert found(judge(rows)) == [("STATUS_UNKNOWN", "C7"), ("DATE_UNREADABLE", "D7"), ("NAME_FUZZY", "B7")]


class TestOtherValues:
    def judge_one(self, **values: object):  # type: ignore[no-untyped-def]
        """A formed Nyuruk with these values, on row 7 of a table with all columns."""
        rows = dendang_rows(
            Nyuruk=("Terbentuk", "03/10/2017", *(values.get(name) for name in SK_COLUMNS[4:]))  # type: ignore[arg-type]
        )
        verdict = judge(rows, columns=SK_COLUMNS)
        return verdict, next((row for row in verdict.rows if row.desa == "Nyuruk"), None)

    def test_they_are_stored_as_written(self) -> None:
        verdict, row = self.judge_one(
            no_sk="140/7/KEP/2017", tanggal_sk="September 2017", klasifikasi="mandiri", keterangan="lancar\u202e !"
        )
        assert (row.no_sk, row.tanggal_sk.iso()) == ("140/7/KEP/2017", "2017-09")
        assert row.attributes == {"klasifikasi": "Mandiri", "keterangan": "lancar !"}
        assert row.tanggal_dasar is TanggalDasar.PEMBENTUKAN
        assert row.sel == {
            "kecamatan": "A7", "desa": "B7", "status": "C7", "tanggal": "D7", "no_sk": "E7", "tanggal_sk": "F7",
            "klasifikasi": "G7", "keterangan": "H7",
        }  # fmt: skip
        assert found(verdict) == [("DATE_MONTH_ONLY", "F7"), ("TEXT_CONTROL", "H7")]

    def test_dashes_are_blanks(self) -> None:
        verdict, row = self.judge_one(no_sk="-", tanggal_sk="–", klasifikasi="-")
        assert (row.no_sk, row.tanggal_sk, row.attributes.get("klasifikasi"), found(verdict)) == (None, None, None, [])

    def test_a_number_that_excel_made_a_date_is_not_stored(self) -> None:
        verdict, row = self.judge_one(no_sk=date(2018, 5, 12))
        assert (found(verdict), row.no_sk) == ([("SK_MANGLED", "E7")], None)

    @pytest.mark.parametrize(
        "number",
        [
            "12-May-18",
            "12-Mei-2018",
            "Mei-18",
            "2018-05-12 00:00:00",
            Cell("E7", "number", "12.5"),
            Cell("E7", "number", "1.4e+18"),
        ],
    )
    def test_what_is_left_of_such_a_date_is_not_stored_either(self, number: str | Cell) -> None:
        verdict, row = self.judge_one(no_sk=number)
        assert (found(verdict), row.no_sk) == ([("SK_MANGLED", "E7")], None)

    @pytest.mark.parametrize("number", ["12/05/2018", "KEP-12/V/2018", "SKT-2018", "007", 140])
    def test_a_number_that_may_be_one_is_kept(self, number: str | int) -> None:
        verdict, row = self.judge_one(no_sk=number)
        assert (found(verdict), row.no_sk) == ([], str(number))

    @pytest.mark.parametrize("words", ["dlm proses SK", "ada di kantor desa", "draft", "blm", "SK hilang"])
    def test_words_about_a_decree_are_no_number_of_it(self, words: str) -> None:
        verdict, row = self.judge_one(no_sk=words)
        assert (found(verdict), row.no_sk) == ([], None)

    def test_a_number_that_lost_the_zeros_its_neighbours_have(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "2017", "007"), Balok=("Terbentuk", "2017", 12))
        verdict = judge(rows, columns=SK_COLUMNS)
        assert ("SK_MANGLED", "E8") in found(verdict)
        assert {row.desa: row.no_sk for row in verdict.rows if row.no_sk} == {"Nyuruk": "007"}

    @pytest.mark.parametrize("note", ["=HYPERLINK(1)", "+62812", "@siapa", "-2+3"])
    def test_a_note_that_begins_like_a_formula_is_text(self, note: str) -> None:
        verdict, row = self.judge_one(keterangan=note)
        (problem,) = (p for p in verdict.problems if p.code == "TEXT_FORMULA_LIKE")
        assert (problem.cell, problem.severity, row.attributes["keterangan"]) == ("H7", Severity.INFO, note)

    def test_a_dash_before_a_note_is_none(self) -> None:
        assert "TEXT_FORMULA_LIKE" not in codes(self.judge_one(keterangan="- sudah rapat")[0])

    @pytest.mark.parametrize("word", ["Belum ada", "belum diklasifikasi", "-"])
    def test_no_class_yet_is_blank(self, word: str) -> None:
        verdict, row = self.judge_one(klasifikasi=word)
        assert (found(verdict), row.attributes.get("klasifikasi")) == ([], None)

    def test_an_unknown_class_is_not_stored_and_the_row_is(self) -> None:
        verdict, row = self.judge_one(klasifikasi="Maju")
        assert (found(verdict), row.attributes.get("klasifikasi")) == ([("CLASS_UNKNOWN", "G7")], None)

    def test_a_note_is_cut_where_the_table_ends(self) -> None:
        verdict, row = self.judge_one(keterangan="a" * 1001)
        assert (found(verdict), len(row.attributes["keterangan"])) == ([("TEXT_TOO_LONG", "H7")], 1000)

    def test_a_bad_date_of_the_sk_holds_the_row_back(self) -> None:
        verdict, row = self.judge_one(tanggal_sk="2o18")
        assert (found(verdict), row) == ([("DATE_DROPPED", "F7"), ("DATE_UNREADABLE", "F7")], None)


class TestBrokenCells:
    @pytest.mark.parametrize(("kind", "code"), [("error", "CELL_ERROR"), ("no_cache", "FORMULA_NO_CACHE")])
    @pytest.mark.parametrize(("place", "cell"), [(0, "A7"), (1, "B7"), (2, "C7"), (3, "D7")])
    def test_a_cell_without_a_readable_value_is_an_error(self, kind: str, code: str, place: int, cell: str) -> None:
        rows = [list(row) for row in dendang_rows(Nyuruk=("Terbentuk", "03/10/2017"))]
        rows[2][place] = Cell(cell, kind, "#REF!" if kind == "error" else "")  # type: ignore[arg-type, call-overload]
        verdict = judge(rows)
        assert found(verdict)[0] == (code, cell)
        assert "Nyuruk" not in stored_texts(verdict)
        assert "ROW_NO_NAME" not in codes(verdict)

    def test_a_broken_running_number_stops_nothing(self) -> None:
        rows = [(Cell(f"A{n}", "no_cache", ""), *row) for n, row in enumerate(dendang_rows(), start=5)]
        verdict = judge(rows, columns=("no", *COLUMNS))
        assert (verdict.outcome, len(verdict.rows)) == (Outcome.ACCEPT, 4)

    def test_a_column_of_errors_is_no_foreign_list(self) -> None:
        rows = [("Dendang", Cell(f"B{n}", "error", "#REF!"), "Belum") for n in range(5, 45)]
        verdict = judge(rows)
        assert (verdict.outcome, codes(verdict)) == (Outcome.FLAG, {"CELL_ERROR", "VILLAGES_MISSING"})
        assert verdict.change_counts["rejected"] == 40

    def test_every_error_is_of_that_severity_and_no_row_with_one_is_stored(self) -> None:
        table = make_table(dendang_rows(Balok="Belom", Nyuruk=("Terbentuk", "2o18")))
        table.rows = [*table.rows, TableRow(9, {"status": Cell("C9", "text", "Belum")})]
        verdict = judge(table)
        faulty = {p.cell[1:] for p in verdict.problems if p.severity is Severity.ERROR and p.cell}
        assert faulty == {"7", "8", "9"}
        assert {str(row.row) for row in verdict.rows} == {"5", "6"}


class TestLetters:
    """Letters that cannot be seen, that are broken, or too many."""

    @pytest.mark.parametrize(
        ("place", "text", "kept"),
        [(2, "Meri\u200bntis", ("Merintis", None)), (3, "\u200e3/10/2017", ("Terbentuk", "2017-10-03"))],
    )
    def test_outside_names_they_are_left_out_and_it_is_said(
        self, place: int, text: str, kept: tuple[str, str | None]
    ) -> None:
        row: list[str | None] = ["Dendang", "Nyuruk", "Terbentuk", None]
        row[place] = text
        verdict = judge([row, ("Dendang", "Balok", "Belum")])
        assert ("TEXT_CONTROL", f"{'ABCD'[place]}5") in found(verdict)
        assert (verdict.outcome, stored_texts(verdict)["Nyuruk"]) == (Outcome.WARN, kept)

    def test_a_tab_is_a_space(self) -> None:
        rows = [("Simpang Pesak", "Tanjung\tKelumpang", "Belum"), ("Simpang Pesak", "Dukong", "Belum")]
        assert found(judge(rows)) == [("VILLAGES_MISSING", None)]

    @pytest.mark.parametrize("text", ["Nyuruk\ufffd", "NyurukÃ©", "Nyurukâ€™", "NyurukÂ "])
    @pytest.mark.parametrize("place", [1, 2])
    def test_broken_letters_are_an_error(self, place: int, text: str) -> None:
        row = ["Dendang", "Nyuruk", "Belum"]
        row[place] = text
        verdict = judge([row, ("Dendang", "Balok", "Belum")])
        assert found(verdict)[0] == ("TEXT_ENCODING", f"{'ABC'[place]}5")
        assert set(stored_texts(verdict)) == {"Balok"}

    def test_whole_letters_of_other_languages_are_not_broken(self) -> None:
        verdict = judge(
            [("Dendang", "Nyuruk", "Belum", None, "São Tomé, Ârhus, Café")], columns=(*COLUMNS, "keterangan")
        )
        assert "TEXT_ENCODING" not in codes(verdict)

    def test_more_than_a_cell_can_hold_is_an_error(self) -> None:
        columns = (*COLUMNS, "keterangan")
        rows = [("Dendang", "Nyuruk", "Belum", None, "a" * 32_768), ("Dendang", "Balok", "Belum")]
        verdict = judge(rows, columns=columns)
        assert (found(verdict)[0], set(stored_texts(verdict))) == (("TEXT_TOO_LONG", "E5"), {"Balok"})


class TestNotSilent:
    """Readings that once went wrong without a word."""

    @pytest.mark.parametrize("word", ["Belum ada", "tidak ada", "dalam proses", "0", "?", "Ya"])
    def test_words_in_the_column_of_sk_numbers_are_no_number(self, word: str) -> None:
        columns = ("kecamatan", "desa", "status", "no_sk")
        verdict = judge([("Dendang", "Nyuruk", "Terbentuk", word)], columns=columns)
        assert [row.no_sk for row in verdict.rows] == [None]

    def test_a_fault_in_a_note_does_not_hide_a_repeat(self) -> None:
        table = make_table([("Dendang", "Nyuruk", "Terbentuk"), ("Dendang", "Nyuruk", "Belum")])
        table.rows[0].cells["keterangan"] = Cell("H5", "error", "#REF!")
        assert "ROW_DUP_CONFLICT" in codes(judge(table))

    @pytest.mark.parametrize("text", ["x" + "!" * 32_000 + "x", "9" * 5_000, "1e400"])
    def test_long_and_absurd_values_are_faults_not_crashes(self, text: str) -> None:
        assert judge([("Dendang", "Nyuruk", text)]).outcome is Outcome.FLAG
        assert judge([("Dendang", "Nyuruk", "Terbentuk", text)]).outcome is Outcome.ASK
        assert judge([("Dendang", "N" + text, "Belum"), ("Dendang", "Balok", "Belum")]).outcome is Outcome.FLAG


def test_belum_with_a_date_and_a_remark_that_it_was_dissolved_is_asked_about() -> None:
    row = ("Dendang", "Nyuruk", "Belum", "7 Maret 2022", "dibubarkan, SK dicabut tgl 5 Nop 2022")
    table = make_table([row], columns=(*COLUMNS, "keterangan"), title="Keadaan per 10 Mei 2023")
    verdict = judge(table)
    (question,) = verdict.questions
    assert (question.id, question.suggested) == (f"status_inactive:{code_of('Nyuruk')}", "bubar")
    assert 'ditulis "Belum", keterangannya "dibubarkan, SK dicabut tgl 5 Nop 2022"' in question.text
    (stored,) = judge(table, answers={question.id: "bubar"}).rows
    assert (stored.status.value, stored.tanggal and stored.tanggal.iso()) == ("Belum", "2022-03-07")
    assert stored.tanggal_bubar is not None and stored.tanggal_bubar.iso() == "2022-11-05"
