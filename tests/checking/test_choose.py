"""Which tables of a workbook are its recap, and where a status comes from if no column says it."""

from __future__ import annotations

import pytest

from kkb.checking import Outcome, Verdict
from kkb.recap import Cell, Table
from tests.support.builders import (
    DENDANG,
    Value,
    codes,
    dendang_rows,
    found,
    judge,
    make_table,
    question_ids,
    stored_texts,
)

DAMAR = ("Mengkubang", "Sukamandi", "Burong Mandi", "Air Kelik", "Mempaya")
DAMAR_ROWS: list[tuple[Value, ...]] = [("Damar", desa, "Belum") for desa in DAMAR]


def parts(**said: str | tuple[Value, ...]) -> list[Table]:
    """One sheet per kecamatan."""
    return [make_table(dendang_rows(**said), sheet="Dendang"), make_table(DAMAR_ROWS, sheet="Damar")]


def whole(**said: str | tuple[Value, ...]) -> Table:
    """A sheet that gathers them."""
    return make_table([*dendang_rows(**said), *DAMAR_ROWS], sheet="Rekap")


class TestSheets:
    def test_one_sheet_per_kecamatan_is_one_recap(self) -> None:
        verdict = judge(parts(Nyuruk="Merintis"))
        assert (found(verdict), len(verdict.rows), question_ids(verdict)) == ([("VILLAGES_MISSING", None)], 9, [])
        assert {row.sheet for row in verdict.rows} == {"Dendang", "Damar"}
        assert "SHEET_UNREAD" not in codes(verdict)

    def test_on_several_sheets_each_finding_names_its_own_in_their_order(self) -> None:
        tables = [
            make_table(dendang_rows(Nyuruk="Merintes"), sheet="Dendang"),
            make_table([("Damar", "Mempaia", "Belom"), *DAMAR_ROWS[:4]], sheet="Damar"),
        ]
        said = [p for p in judge(tables).problems if p.sheet]
        assert [(p.code, p.sheet, p.cell) for p in said] == [
            ("STATUS_UNKNOWN", "Dendang", "C7"),
            ("STATUS_UNKNOWN", "Damar", "C5"),
            ("NAME_FUZZY", "Damar", "B5"),
        ]
        assert [p.place for p in said] == [
            'Lembar Dendang, baris 7, kolom "Status"',
            'Lembar Damar, baris 5, kolom "Status"',
            'Lembar Damar, baris 5, kolom "Desa"',
        ]
        assert all(p.message.startswith(f"{p.place}: ") for p in said)

    def test_on_one_sheet_none_names_it(self) -> None:
        for tables in (whole(Nyuruk="Merintes"), [whole(Nyuruk="Merintes"), *parts(Nyuruk="Merintes")]):
            assert all("lembar" not in p.facts for p in judge(tables).problems)

    def test_a_question_about_a_row_names_its_sheet_and_one_about_the_file_none(self) -> None:
        damar = make_table([("Damar", "Mempakut", "Belum"), *DAMAR_ROWS[:4]], sheet="Damar", title="Damar")
        dendang = make_table(dendang_rows(), sheet="Dendang", title="Keadaan Mei 2023")
        (problem,) = (p for p in judge([damar, dendang]).problems if p.code == "TANGGAL_DATA")
        assert (problem.sheet, problem.cell, problem.place) == ("Dendang", "A1", "Lembar Dendang, baris 1")
        undated = make_table(dendang_rows(), sheet="Dendang", title="Dendang")
        (problem,) = (p for p in judge([damar, undated]).problems if p.code == "TANGGAL_DATA")
        assert (problem.sheet, problem.cell, problem.place) == ("Damar", None, "")

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_a_sheet_that_gathers_them_repeats(self, place: int) -> None:
        tables = parts(Nyuruk=("Terbentuk", "3/10/2017"))
        tables.insert(place, whole(Nyuruk=("SUDAH TERBENTUK", "3 Oktober 2017")))
        verdict = judge(tables)
        assert (found(verdict), len(verdict.rows)) == ([("VILLAGES_MISSING", None)], 9)
        assert {row.sheet for row in verdict.rows} == {"Rekap"}
        (note,) = (p for p in verdict.problems if p.code == "SHEET_REPEATS")
        assert 'Lembar "Dendang" dan "Damar" memuat hal yang sama dengan lembar "Rekap"' in note.message
        assert "SHEET_UNREAD" not in codes(verdict)

    def test_one_that_says_less_is_asked_with_the_parts_together_suggested(self) -> None:
        tables = [whole(Nyuruk="Terbentuk"), *parts(Nyuruk=("Terbentuk", "3/10/2017"))]
        (question,) = judge(tables).questions
        assert (question.id, [o.value for o in question.options]) == ("sheet", ["Rekap", "bersama"])
        assert question.suggested == "bersama"
        assert stored_texts(judge(tables, answers={"sheet": "bersama"}))["Nyuruk"] == ("Terbentuk", "2017-10-03")
        assert stored_texts(judge(tables, answers={"sheet": "Rekap"}))["Nyuruk"] == ("Terbentuk", None)

    def test_parts_that_tell_a_class_are_not_passed_over(self) -> None:
        columns = ("kecamatan", "desa", "status", "klasifikasi")
        rows = [(*row, "Dasar" if row[1] == "Nyuruk" else None) for row in dendang_rows(Nyuruk="Terbentuk")]
        tables = [whole(Nyuruk="Terbentuk"), make_table(rows, columns=columns, sheet="Dendang"), parts()[1]]
        assert question_ids(judge(tables)) == ["sheet"]

    def test_sheets_of_single_kecamatan_are_offered_together_beside_one_that_names_some_of_their_desa(self) -> None:
        plans = make_table(
            [("Dendang", "Balok", "Sudah"), ("Damar", "Mempaya", "Belum")], sheet="Rencana 2027", title="Anggaran"
        )
        tables = [*parts(Nyuruk="Terbentuk"), plans]
        (question,) = judge(tables).questions
        assert [(o.value, o.label) for o in question.options] == [
            ("bersama", "Lembar Dendang dan Damar (9 desa, keadaan per 10 Mei 2023)"),
            ("Rencana 2027", "Rencana 2027 (2 desa)"),
        ]
        assert question.suggested == "bersama"
        verdict = judge(tables, answers={"sheet": "bersama"})
        assert (len(verdict.rows), "SHEET_LEFT" in codes(verdict)) == (9, False)

    def test_desa_that_only_a_sheet_names_which_was_not_chosen_are_told(self) -> None:
        plans = make_table([("Dendang", "Balok", "Belum"), ("Damar", "Mempaya", "Belum")], sheet="Rencana 2027")
        verdict = judge([*parts(), plans], answers={"sheet": "Rencana 2027"})
        said = [
            (p.facts["name"], p.facts["count"], p.facts["names"]) for p in verdict.problems if p.code == "SHEET_LEFT"
        ]
        assert said == [
            ("Dendang", "3", "Dendang, Jangkang dan Nyuruk"),
            ("Damar", "4", "Air Kelik, Burong Mandi, Mengkubang dan Sukamandi"),
        ]

    def test_sheets_of_two_days_are_offered_day_by_day(self) -> None:
        march = [
            make_table(dendang_rows(), sheet="DDG 1", title="per 31 Maret 2023"),
            make_table(DAMAR_ROWS, sheet="DMR 1", title="per 31 Maret 2023"),
        ]
        may = [
            make_table(dendang_rows(Nyuruk="Merintis"), sheet="DDG 2", title="per 31 Mei 2023"),
            make_table([*DAMAR_ROWS[:4]], sheet="DMR 2", title="per 31 Mei 2023"),
        ]
        tables = [march[0], may[0], march[1], may[1]]
        (question,) = judge(tables).questions
        assert [o.value for o in question.options] == ["bersama", "DDG 2+DMR 2"]
        assert question.suggested == "DDG 2+DMR 2"
        assert len(judge(tables, answers={"sheet": "DDG 2+DMR 2"}).rows) == 8

    def test_one_that_differs_is_asked(self) -> None:
        verdict = judge([whole(Nyuruk="Merintis"), *parts()])
        assert (verdict.outcome, question_ids(verdict), verdict.rows) == (Outcome.ASK, ["sheet"], ())

    def test_two_periods_are_asked_and_the_newer_suggested(self) -> None:
        tables = [
            make_table(dendang_rows(Nyuruk="Merintis"), sheet="TW I", title="per 31 Maret 2023"),
            make_table(dendang_rows(), sheet="TW IV", title="per 31 Desember 2022"),
        ]
        (question,) = judge(tables).questions
        assert (question.suggested, question.options[0].label) == ("TW I", "TW I (4 desa, keadaan per 31 Maret 2023)")
        assert judge(tables, suggested=True).data_date.isoformat() == "2023-03-31"  # type: ignore[union-attr]

    def test_a_period_counts_from_its_end_where_no_day_is_named(self) -> None:
        tables = [
            make_table(dendang_rows(), sheet="Lama", title="Tahun 2022"),
            make_table(dendang_rows(Nyuruk="Merintis"), sheet="Baru", title="per 10 Mei 2023"),
        ]
        (question,) = (q for q in judge(tables).questions if q.id == "sheet")
        assert question.suggested == "Baru"

    def test_two_tables_of_one_sheet_are_told_apart(self) -> None:
        tables = [make_table(dendang_rows()), make_table(dendang_rows(Nyuruk="Merintis"), part=1)]
        (question,) = judge(tables).questions
        assert [o.value for o in question.options] == ["Rekap", "Rekap#2"]
        assert stored_texts(judge(tables, answers={"sheet": "Rekap#2"}))["Nyuruk"] == ("Merintis", None)

    def test_a_list_without_status_beside_a_recap_is_another_thing(self) -> None:
        decrees = make_table([("Dendang", "Nyuruk", "7/2018")], columns=("kecamatan", "desa", "no_sk"), sheet="SK")
        verdict = judge([make_table(dendang_rows()), decrees])
        assert (len(verdict.rows), question_ids(verdict)) == (4, [])
        (note,) = (p for p in verdict.problems if p.code == "SHEET_NO_STATUS")
        assert (note.sheet, "SHEET_UNREAD" in codes(verdict)) == ("SK", False)
        assert 'memuat 1 baris desa dengan kolom "No. SK"' in note.message and '"Rekap"' in note.message


class TestPeriods:
    """A table that was read once for each of several periods side by side."""

    @staticmethod
    def tables(*periods: str, title: str | None = "per 10 Mei 2023") -> list[Table]:
        said = ("Merintis", "Sosialisasi", "Belum")
        return [
            make_table(dendang_rows(Nyuruk=status), title=title, part=part, period=period)
            for part, (period, status) in enumerate(zip(periods, said, strict=False))
        ]

    @pytest.mark.parametrize(
        "periods",
        [
            ("Status 2022", "Status 2023"),
            ("Status 2023 TW I", "Status 2023 TW II"),
            ("TW I", "TW II", "TW III"),
            ("Status April", "Status Mei"),
            ("Semester II 2022", "Semester I 2023"),
        ],
    )
    def test_the_one_that_the_data_day_falls_into_is_read(self, periods: tuple[str, ...]) -> None:
        assert stored_texts(judge(self.tables(*periods)))["Nyuruk"] == ("Sosialisasi", None)

    def test_the_day_of_a_cover_chooses_as_well(self) -> None:
        tables = self.tables("Status 2022", "Status 2023", "Status 2024", title=None)
        covers = {"COVER": (Cell("C9", "text", "Keadaan 10 Mei 2023"),)}
        verdict = judge(tables, workbook={"covers": covers})
        assert (verdict.questions, stored_texts(verdict)["Nyuruk"]) == ((), ("Sosialisasi", None))

    @pytest.mark.parametrize(
        ("periods", "title", "suggested"),
        [
            (("Status 2021", "Status 2022"), "per 10 Mei 2023", "Status 2022"),
            (("Status 2022", "Status 2021"), "per 10 Mei 2023", "Status 2022"),
            (("Status 2021", "Status 2024"), "per 10 Mei 2023", "Status 2021"),
            (("Status 2022", "Status 2023"), None, "Status 2023"),
            (("Status 2022", "Status 2023"), "Tahun 2022", "Status 2022"),
            (("TW I", "TW II"), None, "TW II"),
            (("Status Semula", "Status Menjadi"), "per 10 Mei 2023", "Status Menjadi"),
        ],
    )
    def test_else_the_newest_that_has_begun_is_suggested(
        self, periods: tuple[str, ...], title: str | None, suggested: str
    ) -> None:
        question = next(q for q in judge(self.tables(*periods, title=title)).questions if q.id == "status_period")
        assert (question.suggested, [o.value for o in question.options]) == (suggested, list(periods))

    def test_the_answer_is_the_name_of_the_period(self) -> None:
        tables = self.tables("Status 2021", "Status 2022")
        verdict = judge(tables, answers={"status_period": "Status 2021"})
        assert stored_texts(verdict)["Nyuruk"] == ("Merintis", None)

    def test_where_all_say_the_same_nothing_is_asked(self) -> None:
        tables = [make_table(dendang_rows(), part=n, period=f"Status {2021 + n}") for n in (0, 1)]
        assert question_ids(judge(tables)) == []


class TestNoStatusColumn:
    COLUMNS = ("kecamatan", "desa", "tanggal", "no_sk")

    def judge_list(self, *dates: str | None, answer: str | None = None, title: str = "per 10 Mei 2023") -> Verdict:
        """The desa of Dendang with these dates beside them and no status."""
        rows = [("Dendang", desa, tanggal) for desa, tanggal in zip(DENDANG, dates, strict=False)]
        answers = {"no_status_column": answer} if answer else {}
        return judge(rows, columns=self.COLUMNS, title=title, answers=answers)

    def test_it_asks_which_desa_are_formed(self) -> None:
        verdict = self.judge_list("2018", None, "-", "Belum")
        (question,) = verdict.questions
        assert (verdict.outcome, verdict.rows, question.id) == (Outcome.ASK, (), "no_status_column")
        assert [o.value for o in question.options] == ["semua", "bertanda", "bertanda_lain_belum"]
        assert question.suggested == "bertanda"
        assert ("NO_STATUS_COLUMN", None) in found(verdict)

    def test_where_every_desa_has_a_date_all_are_suggested(self) -> None:
        (question,) = self.judge_list("2018", "2017", "2018", "2014").questions
        assert ([o.value for o in question.options], question.suggested) == (["semua"], "semua")

    def test_a_title_that_says_so_and_few_blanks_suggest_all(self) -> None:
        title = "Desa yang sudah membentuk Pokja per 10 Mei 2023"
        rows = [("Damar", desa, "2018") for desa in DAMAR[:4]] + [("Damar", DAMAR[4], None)]
        (question,) = judge(rows, columns=self.COLUMNS, title=title).questions
        assert question.suggested == "semua"

    def test_all(self) -> None:
        verdict = self.judge_list("2018", None, "-", "Mei 2018", answer="semua")
        assert {status for status, _ in stored_texts(verdict).values()} == {"Terbentuk"}
        assert [code for code, _ in found(verdict)].count("DATE_MISSING") == 2

    def test_only_those_with_a_sign_and_the_others_are_passed_over_in_words(self) -> None:
        verdict = self.judge_list("2018", None, "-", "Belum", answer="bertanda")
        assert stored_texts(verdict) == {"Dendang": ("Terbentuk", "2018")}
        assert "VILLAGES_MISSING" not in codes(verdict)
        assert [c.reason for c in verdict.changes if c.kind.value == "rejected"] == (
            ["Tanpa tanggal dan SK; dilewati menurut jawaban Anda."] * 3
        )

    def test_the_others_are_belum(self) -> None:
        said = stored_texts(self.judge_list("2018", None, "-", "Belum", answer="bertanda_lain_belum"))
        assert [said[desa][0] for desa in DENDANG] == ["Terbentuk", "Belum", "Belum", "Belum"]

    def test_where_the_remarks_say_that_there_is_none_the_others_are_belum(self) -> None:
        columns = ("kecamatan", "desa", "tanggal", "keterangan")
        rows = [("Dendang", "Nyuruk", "2017", "pertama"), ("Dendang", "Balok", None, "belum ada")]
        for remark, suggested in (("belum ada", "bertanda_lain_belum"), ("rapat", "bertanda"), (None, "bertanda")):
            (question,) = judge([rows[0], (*rows[1][:3], remark)], columns=columns).questions
            assert question.suggested == suggested

    def test_a_number_of_a_decree_is_a_sign_and_belum_is_none(self) -> None:
        rows = [("Dendang", "Nyuruk", None, "140/7"), ("Dendang", "Balok", None, "Belum ada")]
        verdict = judge(rows, columns=self.COLUMNS, answers={"no_status_column": "bertanda"})
        assert set(stored_texts(verdict)) == {"Nyuruk"}

    DECREES = ("Ada", "dlm proses", "12/2018", "Belum")

    def judge_decrees(self, *texts: str | None, answer: str | None = None, tanggal: str | None = None) -> Verdict:
        rows = [("Dendang", desa, tanggal, text) for desa, text in zip(DENDANG, texts, strict=True)]
        return judge(rows, columns=self.COLUMNS, answers={"no_status_column": answer} if answer else {})

    def test_whether_a_decree_that_is_there_means_formed_is_asked(self) -> None:
        (question,) = self.judge_decrees(*self.DECREES).questions
        option = question.options[-1]
        assert (option.value, question.suggested) == ("sk", "sk")
        assert option.label == (
            'Menurut kolom "No. SK": "Ada" Terbentuk, "dlm proses" Merintis, "Belum" Belum, nomor Terbentuk'
        )

    def test_the_words_of_the_decree_are_the_status_where_the_answer_says_so(self) -> None:
        said = stored_texts(self.judge_decrees(*self.DECREES, answer="sk"))
        assert [said[desa][0] for desa in DENDANG] == ["Terbentuk", "Merintis", "Terbentuk", "Belum"]

    def test_a_decree_under_way_is_no_sign_of_a_formation(self) -> None:
        assert set(stored_texts(self.judge_decrees(*self.DECREES, answer="bertanda"))) == {DENDANG[2]}

    def test_a_blank_decree_says_nothing(self) -> None:
        verdict = self.judge_decrees("Ada", "Ada", None, "Belum", answer="sk")
        assert len(stored_texts(verdict)) == 3
        assert "STATUS_BLANK" in codes(verdict)

    @pytest.mark.parametrize("texts", [("1/2018", "2/2018", "3/2018", "Ada"), ("-", "Belum", "tidak ada", None)])
    def test_numbers_and_words_of_none_alone_ask_nothing_of_it(self, texts: tuple[str | None, ...]) -> None:
        (question,) = self.judge_decrees(*texts).questions
        assert "sk" not in [option.value for option in question.options]

    def test_a_list_with_nothing_to_tell_it_by_is_refused(self) -> None:
        verdict = judge([("Dendang", "Nyuruk")], columns=("kecamatan", "desa"))
        assert verdict.outcome is Outcome.REJECT
