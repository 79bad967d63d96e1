"""For which day a file speaks, and when that is asked."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.checking import UnknownAnswer
from kkb.checking.files.data_day import DataDay, find_data_day
from kkb.recap import Cell
from tests.support.builders import DATA_DAY, TODAY, codes, dendang_rows, judge, make_table


def find(
    *titles: str | date,
    header: str | None = None,
    below: str | None = None,
    file_name: str = "rekap.xlsx",
    as_of: str | None = None,
    answer: date | None = None,
) -> DataDay:
    """The data day of a table with these texts in A1, A2 … above it, one above its status and one in F12 below."""
    table = make_table(dendang_rows(), title=None)
    for row, title in enumerate(titles, start=1):
        kind = "date" if isinstance(title, date) else "text"
        table.above.append(Cell(f"A{row}", kind, str(title)))
    if header is not None:
        table.above.append(Cell("C4", "text", header))
    if below is not None:
        table.below.append(Cell("F12", "text", below))
    return find_data_day(
        [table],
        file_name=file_name,
        as_of=date.fromisoformat(as_of) if as_of else None,
        answer=answer,
        today=TODAY,
    )


def offered(found: DataDay) -> tuple[list[str], str | None]:
    """(the days offered, the suggested one) of the question."""
    assert found.day is None and found.question is not None
    assert (found.question.id, found.question.code, found.question.free) == ("tanggal_data", "TANGGAL_DATA", True)
    return [option.value for option in found.question.options], found.question.suggested


class TestOneDay:
    @pytest.mark.parametrize(
        "title", ["KEADAAN PER 10 MEI 2023", "Posisi 10/05/2023", "Data s.d. 10-5-2023", "Rakor, Rabu 10 Mei 2023"]
    )
    def test_from_the_title(self, title: str) -> None:
        assert (find(title).day, find(title).source) == (DATA_DAY, "Rekap!A1")

    @pytest.mark.parametrize(
        "title", ["Keadaan akhir April 2023", "Data s.d. akhir April 2023", "POSISI AKHIR BULAN APRIL 2023"]
    )
    def test_the_end_of_a_month_is_its_last_day(self, title: str) -> None:
        found = find(title)
        assert (found.day, found.source, found.cell) == (date(2023, 4, 30), "Rekap!A1", "A1")

    @pytest.mark.parametrize(
        "title",
        [
            "Laporan akhir April 2023",
            "Posisi April 2023",
            "Target s.d. akhir April 2023",
            "Semua desa ditargetkan s.d. akhir April 2023",
            "Direncanakan terbentuk s.d. akhir April 2023",
        ],
    )
    def test_a_final_report_a_month_and_a_target_are_no_end_of_a_month(self, title: str) -> None:
        assert find(title).day is None

    def test_from_a_real_date_above_the_table(self) -> None:
        assert (find("Keadaan per", DATA_DAY).day, find("Keadaan per", DATA_DAY).source) == (DATA_DAY, "Rekap!A2")

    def test_from_the_signature(self) -> None:
        found = find("Rekap", below="Manggar, 10 Mei 2023")
        assert (found.day, found.source) == (DATA_DAY, "Rekap!F12")

    @pytest.mark.parametrize(
        "name", ["rekap_2023-05-10.xlsx", "Rekap 10 Mei 2023.xlsx", "rekap-20230510.xlsx", "10-05-2023 rekap (2).xlsx"]
    )
    def test_from_the_file_name(self, name: str) -> None:
        found = find("Rekap", file_name=name)
        assert (found.day, found.source) == (DATA_DAY, "nama berkas")

    def test_all_sources_agree_and_the_title_is_named(self) -> None:
        found = find("per 10 Mei 2023", below="Manggar, 10 Mei 2023", file_name="rekap_2023-05-10.xlsx")
        assert (found.day, found.source, found.cell) == (DATA_DAY, "Rekap!A1", "A1")

    @pytest.mark.parametrize(
        "span", ["Bulan Mei 2023", "Triwulan II 2023", "Semester I Tahun 2023", "Tahun 2023", "TW 2 2023"]
    )
    def test_a_span_around_the_day_does_not_contradict_it(self, span: str) -> None:
        assert find(span, "per 10 Mei 2023").day == DATA_DAY

    def test_the_end_of_a_name_is_no_month(self) -> None:
        assert find("per 10 Mei 2023", "Kecamatan Damar 2023", file_name="Rekap_Damar_2023-05-10.xlsx").day == DATA_DAY

    @pytest.mark.parametrize(
        "reference",
        [
            "Peraturan Bupati Nomor 14 Tahun 2021",
            "Target Kampung KB 2024",
            "Pembentukan Pokja Tahun 2014-2022",
            "Capaian 2014 s.d. 2022",
        ],
    )
    def test_laws_targets_and_spans_of_years_are_no_period(self, reference: str) -> None:
        assert find(reference, "per 10 Mei 2023").day == DATA_DAY

    def test_it_may_be_today(self) -> None:
        assert find("per 1 Juni 2023").day == TODAY


class TestAsked:
    def test_a_quarter_without_its_year_takes_the_one_of_the_titles(self) -> None:
        assert offered(find("CAPAIAN TAHUN 2023", "s.d. Triwulan I")) == (["2023-03-31"], "2023-03-31")
        assert offered(find("Tahun 2022", "Tahun 2023", "s.d. Triwulan I"))[1] == "2022-12-31"

    def test_nothing_says_it(self) -> None:
        assert offered(find("Rekap Pokja")) == ([TODAY.isoformat()], TODAY.isoformat())

    def test_two_days_disagree(self) -> None:
        found = find("per 10 Mei 2023", file_name="rekap 11 Mei 2023.xlsx")
        assert offered(found)[0] == ["2023-05-10", "2023-05-11"]
        assert found.reason and "Rekap!A1 menyebut 10 Mei 2023" in found.reason
        assert "nama berkas menyebut 11 Mei 2023" in found.reason
        assert found.cell == "A1"

    @pytest.mark.parametrize(
        ("title", "last", "first"),
        [
            ("Bulan Mei 2023", "2023-05-31", "2023-05-01"),
            ("Triwulan I 2023", "2023-03-31", "2023-01-01"),
            ("Semester II Tahun 2022", "2022-12-31", "2022-07-01"),
            ("Tahun 2022", "2022-12-31", "2022-01-01"),
        ],
    )
    def test_a_span_alone_is_asked_and_its_end_suggested(self, title: str, last: str, first: str) -> None:
        assert offered(find(title)) == ([last], last)

    def test_a_span_that_is_not_over_never_suggests_a_day_to_come(self) -> None:
        assert offered(find("Tahun 2023")) == ([TODAY.isoformat()], TODAY.isoformat())

    def test_the_day_of_a_decree_that_is_cited_is_none(self) -> None:
        assert find("Dasar: Keputusan Bupati tanggal 2 Mei 2018").question is not None
        assert find("SK Bupati, keadaan per 10 Mei 2023").day == date(2023, 5, 10)

    def test_of_two_days_that_of_the_title_is_suggested(self) -> None:
        days, suggested = offered(find("Rekap 31 Maret 2023", below="Manggar, 3 April 2023"))
        assert (set(days), suggested) == ({"2023-03-31", "2023-04-03"}, "2023-03-31")

    def test_a_day_outside_the_span_beside_it(self) -> None:
        days, suggested = offered(find("Triwulan I 2023", below="Manggar, 10 April 2023"))
        assert (days, suggested) == (["2023-03-31", "2023-04-10"], "2023-03-31")

    def test_a_day_to_come(self) -> None:
        found = find("per 10 Mei 2203")
        assert offered(found)[0] == [TODAY.isoformat()]
        assert found.reason == "10 Mei 2203 belum terjadi."


class TestOtherDays:
    """Days and years about something else than the state of the data."""

    @pytest.mark.parametrize(
        "title",
        [
            "BAHAN RAPAT KOORDINASI TANGGAL 25 MEI 2023", "Dicetak tanggal 30 Mei 2023",
            "MENUJU 39 POKJA PADA TAHUN 2022", "Rencana Aksi Tahun 2024", "Tahun 2024",
        ],
    )  # fmt: skip
    def test_a_meeting_a_printing_a_plan_or_a_year_to_come_beside_the_day_that_is_told(self, title: str) -> None:
        assert find(title, "Keadaan per 10 Mei 2023").day == DATA_DAY

    def test_the_day_of_a_meeting_is_one_where_nothing_tells_another(self) -> None:
        assert find("Rakor TPPS, 10 Mei 2023").day == DATA_DAY
        assert find("Rakor TPPS, 25 Mei 2023", below="Manggar, 10 Mei 2023").question is not None

    def test_the_day_of_printing_is_never_one(self) -> None:
        assert offered(find("Dicetak tanggal 30 Mei 2023"))[0] == [TODAY.isoformat()]

    def test_a_year_in_a_note_below_the_table(self) -> None:
        assert find("per 10 Mei 2023", below="Catatan: Desa Padang terbentuk tahun 2018").day == DATA_DAY
        assert find("per 10 Mei 2023", below="Keadaan tahun 2018").question is not None

    def test_from_one_day_to_another_the_last_is_suggested(self) -> None:
        days, suggested = offered(find("Periode 1 Januari 2023 s.d. 10 Mei 2023"))
        assert (days, suggested) == (["2023-01-01", "2023-05-10"], "2023-05-10")


class TestTooOld:
    """Before 2014 there was no Pokja: such a day is a slip."""

    def test_it_is_asked_and_never_offered(self) -> None:
        found = find("per 10 Mei 2013")
        assert offered(found) == ([TODAY.isoformat()], TODAY.isoformat())
        assert found.reason == "Rekap!A1 menyebut 10 Mei 2013, sebelum Pokja pertama (2014)."
        assert offered(find("per 10 Mei 2003", file_name="rekap 10 Mei 2023.xlsx"))[0] == ["2023-05-10"]
        assert offered(find("Rekap", as_of="2013-12-31"))[0] == [TODAY.isoformat()]

    def test_the_first_day_is_fine(self) -> None:
        assert find("per 1 Januari 2014").day == date(2014, 1, 1)

    def test_it_is_no_answer(self) -> None:
        with pytest.raises(UnknownAnswer):
            judge(dendang_rows(), title="Rekap", answers={"tanggal_data": "2013-12-31"})


class TestSigned:
    """A signature on another day than the title."""

    @pytest.mark.parametrize(
        ("title", "signature"),
        [
            ("Keadaan per 10 Mei 2023", "Manggar, 15 Mei 2023"),
            ("s.d. 10 Mei 2023", "Kelapa Kampit, tgl. 01/06/2023"),
            ("KONDISI 10 MEI 2023", "Gantung, 24 Juni 2023"),
        ],
    )
    def test_shortly_after_the_day_of_the_title_it_is_none_of_the_data(self, title: str, signature: str) -> None:
        found = find(title, below=signature)
        assert (found.day, found.source, found.cell) == (DATA_DAY, "Rekap!A1", "A1")
        assert found.signed is not None and found.signed[0] == "Rekap!F12"

    @pytest.mark.parametrize(
        ("title", "below"),
        [
            ("Keadaan per 10 Mei 2023", "Manggar, 25 Juni 2023"),
            ("Keadaan per 10 Mei 2023", "Manggar, 9 Mei 2023"),
            ("Rekap 10 Mei 2023", "Manggar, 15 Mei 2023"),
            ("Keadaan per 10 Mei 2023", "Data kami terima 15 Mei 2023"),
        ],
    )
    def test_else_it_is_asked(self, title: str, below: str) -> None:
        found = find(title, below=below)
        assert (found.day, found.signed) == (None, None)
        assert offered(found)[1] is not None

    def test_another_day_still_asks(self) -> None:
        found = find("Keadaan per 10 Mei 2023", below="Manggar, 15 Mei 2023", file_name="rekap 12-5-2023.xlsx")
        assert offered(found)[0] == ["2023-05-10", "2023-05-12"]

    @pytest.mark.parametrize("header", ["Status Pokja (10/5/23)", "Status 10 Mei 2023"])
    def test_the_header_of_the_status_is_such_a_title(self, header: str) -> None:
        found = find("Rekap Pokja", header=header, below="Manggar, 12 Mei 2023", file_name="GTG 10-5-23.xlsx")
        assert (found.day, found.cell, found.signed) == (DATA_DAY, "C4", ("Rekap!F12", date(2023, 5, 12)))
        later = find("Rekap Pokja", header=header, below="Manggar, 12 Juli 2023")
        assert offered(later)[1] == "2023-05-10"

    def test_on_the_same_day_nothing_is_said(self) -> None:
        assert find("Keadaan per 10 Mei 2023", below="Manggar, 10 Mei 2023").signed is None

    def test_both_cells_are_named(self) -> None:
        below = [Cell("F12", "text", "Manggar, 15 Mei 2023")]
        verdict = judge(dendang_rows(), title="Keadaan per 10 Mei 2023", below=below)
        (note,) = (problem for problem in verdict.problems if problem.code == "SIGNED_LATER")
        assert (verdict.data_date, verdict.questions, note.cell) == (DATA_DAY, (), "A1")
        assert "Rekap!A1" in note.message and "Rekap!F12 ditandatangani 15 Mei 2023" in note.message


class TestReplaced:
    """What the file takes the place of is not its own day."""

    @pytest.mark.parametrize(
        "words",
        [
            "(mengganti data Desember 2022)",
            "Menggantikan rekap per 31 Desember 2022",
            "ralat atas data Triwulan IV 2022",
            "memperbaiki data 31-12-2022",
            "Rekap ini meralat laporan tahun 2022",
        ],
    )
    def test_it_neither_contradicts_nor_answers(self, words: str) -> None:
        assert find(words, "Tanggal 10 Mei 2023").day == DATA_DAY
        assert find(f"{words}, keadaan 10 Mei 2023").day == DATA_DAY
        assert offered(find(words)) == ([TODAY.isoformat()], TODAY.isoformat())

    def test_a_correction_speaks_for_its_own_time(self) -> None:
        assert find("PERBAIKAN DATA POKJA KEADAAN 10 MEI 2023").day == DATA_DAY
        assert offered(find("PERBAIKAN DATA POKJA TRIWULAN I 2023", below="Manggar, 10 Mei 2023"))[1] == "2023-03-31"


class TestCover:
    """A short sheet without a table."""

    @staticmethod
    def find(cover: str | date, *, title: str = "Rekap", below: str | None = None) -> DataDay:
        table = make_table(dendang_rows(), title=None)
        table.above.append(Cell("A1", "text", title))
        if below is not None:
            table.below.append(Cell("F12", "text", below))
        cell = Cell("C9", "date" if isinstance(cover, date) else "text", str(cover))
        return find_data_day(
            [table], file_name="rekap.xlsx", as_of=None, answer=None, today=TODAY, covers={"COVER": [cell]}
        )

    @pytest.mark.parametrize("cover", ["DATA PER 10 MEI 2023", "Keadaan: 10 Mei 2023", "Posisi 10/05/2023"])
    def test_a_day_said_to_be_that_of_the_data_answers(self, cover: str) -> None:
        found = self.find(cover)
        assert (found.day, found.source, found.sheet, found.cell) == (DATA_DAY, "COVER!C9", "COVER", "C9")

    @pytest.mark.parametrize("cover", ["Manggar, 10 Mei 2023", DATA_DAY])
    def test_a_bare_day_is_only_suggested(self, cover: str | date) -> None:
        found = self.find(cover)
        assert offered(found) == (["2023-05-10", TODAY.isoformat()], "2023-05-10")
        assert found.reason and "COVER!C9 menyebut 10 Mei 2023" in found.reason
        assert self.find(cover, title="per 11 Mei 2023").day == date(2023, 5, 11)
        assert offered(self.find(cover, title="Bulan April 2023"))[1] == "2023-04-30"

    def test_a_span_is_asked_where_nothing_else_tells_one(self) -> None:
        assert offered(self.find("LAPORAN BULAN APRIL 2023"))[1] == "2023-04-30"
        assert self.find("TAHUN 2022", title="per 11 Mei 2023").day == date(2023, 5, 11)

    def test_another_day_asks_after_the_title_and_before_the_signature(self) -> None:
        assert offered(self.find("per 10 Mei 2023", title="per 11 Mei 2023"))[1] == "2023-05-11"
        assert offered(self.find("per 10 Mei 2023", below="per 12 Mei 2023"))[1] == "2023-05-10"

    def test_a_sheet_that_tells_the_day_is_no_unread_one(self) -> None:
        covers = {"COVER": (Cell("C9", "text", "per 10 Mei 2023"),)}
        beside = {"unread_sheets": ("COVER",), "covers": covers}
        assert "SHEET_UNREAD" not in codes(judge(dendang_rows(), title="Rekap", workbook=beside))
        assert "SHEET_UNREAD" in codes(judge(dendang_rows(), title="per 10 Mei 2023", workbook=beside))


class TestForm:
    @pytest.mark.parametrize(
        ("sent", "suggested"),
        [
            (("18/05/2023 8:02:11", "13/05/2023 9:00:00"), "2023-05-18"),
            (("2023/05/13 8:02:11 AM GMT+7", "2023/05/18 11:48:30 AM GMT+7"), "2023-05-18"),
            (("5/13/2023 8:02:11", "5/9/2023 8:02:11"), "2023-06-01"),
            (("13/05/2023 8:02:11", "13/06/2023 8:02:11"), "2023-06-01"),
            ((), "2023-06-01"),
        ],
    )
    def test_the_day_of_the_last_answer_is_suggested(self, sent: tuple[str, ...], suggested: str) -> None:
        table = make_table(dendang_rows(), title=None)
        table.moments = tuple(Cell(f"A{row}", "text", text) for row, text in enumerate(sent, start=5))
        found = find_data_day([table], file_name="rekap.xlsx", as_of=None, answer=None, today=TODAY)
        assert offered(found)[1] == suggested
        assert ("jawaban terakhir 18 Mei 2023" in (found.reason or "")) == (suggested == "2023-05-18")


class TestGiven:
    def test_as_of_answers_where_the_file_is_silent(self) -> None:
        found = find("Rekap", as_of="2023-05-10")
        assert (found.day, found.source) == (DATA_DAY, "jawaban")

    def test_as_of_fits_the_day_or_the_span_of_the_file(self) -> None:
        assert find("per 10 Mei 2023", as_of="2023-05-10").day == DATA_DAY
        assert find("Bulan Mei 2023", as_of="2023-05-10").day == DATA_DAY

    def test_a_different_day_inside_the_file_asks(self) -> None:
        assert offered(find("per 10 Mei 2023", as_of="2023-04-30"))[0] == ["2023-04-30", "2023-05-10"]

    def test_an_answer_settles_everything_and_keeps_the_source_that_says_the_same(self) -> None:
        titles = ("per 10 Mei 2023", "per 11 Mei 2023")
        assert find(*titles, answer=date(2023, 5, 11)).source == "Rekap!A2"
        assert find(*titles, answer=date(2023, 5, 12)) == DataDay(date(2023, 5, 12), "jawaban")
