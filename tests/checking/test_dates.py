"""Dates as officers write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.checking.values.dates import find_dates, find_months, read_date, read_date_text, read_packed_date
from kkb.checking.values.months import likely_month
from kkb.formatting import format_date
from kkb.recap import Cell, CellKind
from kkb.schema import Tanggal
from tests.support.builders import codes, dendang_rows, judge, make_table, stored_texts

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def read(kind: CellKind, text: str) -> tuple[str | None, str | None, str | None]:
    """(date at its precision, fault, note)."""
    reading = read_date(Cell("E5", kind, text))
    return reading.tanggal.iso() if reading.tanggal else None, reading.fault, reading.note


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10 Mei 2023", "2023-05-10"),
        ("10 mei 2023", "2023-05-10"),
        ("10  MEI  2023", "2023-05-10"),
        ("10-Mei-23", "2023-05-10"),
        ("3 Okt. 2017", "2017-10-03"),
        ("3 October 2017", "2017-10-03"),
        ("2 Nopember 2018", "2018-11-02"),
        ("1 Pebruari 2018", "2018-02-01"),
        ("10/05/2023", "2023-05-10"),
        ("10-5-23", "2023-05-10"),
        ("10.05.2023", "2023-05-10"),
        ("3/4/2018", "2018-04-03"),
        ("2023-05-10", "2023-05-10"),
        ("2023/05/10", "2023-05-10"),
        ("Rabu, 10 Mei 2023", "2023-05-10"),
        ("Jum'at, 12 Mei 2023", "2023-05-12"),
        ("Tgl. 10 Mei 2023", "2023-05-10"),
        ("2023-05-10 00:00:00", "2023-05-10"),
        ("29 Februari 2016", "2016-02-29"),
        ("Aug 24, 2021", "2021-08-24"),
        ("Mei 24 2021", "2021-05-24"),
        ("19 04 2018", "2018-04-19"),
        ("15022019", "2019-02-15"),
        ("20190215", "2019-02-15"),
        ("Rabu (10/5/23)", "2023-05-10"),
        ("hari Rabu tanggal 10 Mei 2023", "2023-05-10"),
        ("10 Mei 2023.", "2023-05-10"),
        ("10.05.2023;", "2023-05-10"),
        ("(10 Mei 2023)", "2023-05-10"),
        ("10 Mei (2023)", "2023-05-10"),
        ("[10/05/2023]", "2023-05-10"),
        ("Rabu, 10 Mei 2023 pukul 09.30 WIB", "2023-05-10"),
        ("10 Mei 2023, jam 9.30", "2023-05-10"),
        ("10/05/2023 13:00 WITA", "2023-05-10"),
        ("10Mei2023", "2023-05-10"),
        ("3okt2017", "2017-10-03"),
        ("3 Okt'17", "2017-10-03"),
        ("3 Okt ’17", "2017-10-03"),
    ],
)
def test_whole_days_are_read_day_first_and_without_a_note(text: str, iso: str) -> None:
    assert read("text", text) == (iso, None, None)


@pytest.mark.parametrize(
    ("kind", "text", "iso", "note"),
    [
        ("number", "2014", "2014", "DATE_YEAR_ONLY"),
        ("text", "2014", "2014", "DATE_YEAR_ONLY"),
        ("text", "20140000", "2014", "DATE_YEAR_ONLY"),
        ("number", "20140000", "2014", "DATE_YEAR_ONLY"),
        ("text", "20140500", "2014-05", "DATE_MONTH_ONLY"),
        ("text", "Mei 2018", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "Bulan Mei Tahun 2018", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "2 Mei Thn. 2018", "2018-05-02", None),
        ("text", "MEI, 2018", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "05/2018", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "Mei-18", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "Mei '18", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "Mei (2018)", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "2018 (Mei)", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "2018 - Mei", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "Mei 23", "2023-05", "DATE_MONTH_ONLY"),
        ("text", "Okt 17", "2017-10", "DATE_MONTH_ONLY"),
        ("text", "Th. 2018", "2018", "DATE_YEAR_ONLY"),
        ("text", "sejak tahun 2018", "2018", "DATE_YEAR_ONLY"),
        ("text", "akhir 2017", "2017", "DATE_READ_AS"),
        ("text", "Awal tahun 2017", "2017", "DATE_READ_AS"),
        ("text", "2017 akhir", "2017", "DATE_READ_AS"),
        ("text", "2018 (awal)", "2018", "DATE_READ_AS"),
        ("text", "Mei 2018, akhir", "2018-05", "DATE_READ_AS"),
        ("text", "Triwulan II 2018", "2018", "DATE_READ_AS"),
        ("text", "TW 2/2018", "2018", "DATE_READ_AS"),
        ("text", "2018 (Semester I)", "2018", "DATE_READ_AS"),
        ("text", "sekitar Mei 2018", "2018-05", "DATE_READ_AS"),
        ("text", "± 2018", "2018", "DATE_READ_AS"),
        ("text", "kira-kira 10 Mei 2018", "2018-05", "DATE_READ_AS"),
        ("text", "minggu ke-2 Mei 2018", "2018-05", "DATE_READ_AS"),
        ("text", "10 Mey 2018", "2018-05-10", "DATE_READ_AS"),
        ("text", "10 Mei Mei 2018", "2018-05-10", "DATE_READ_AS"),
        ("text", "Agst 2018", "2018-08", "DATE_READ_AS"),
        ("number", "5022019", "2019-02-05", "DATE_READ_AS"),
        ("text", "Tahun 2018", "2018", "DATE_YEAR_ONLY"),
        ("text", "Bulan Mei 2018", "2018-05", "DATE_MONTH_ONLY"),
        ("text", "2 Mei 2018 (Rabu)", "2018-05-02", None),
        ("date", "2018-05", "2018-05", "DATE_MONTH_ONLY"),
        ("date", "2018", "2018", "DATE_YEAR_ONLY"),
        ("number", "43011", "2017-10-03", "DATE_SERIAL"),
        ("number", "43011.5", "2017-10-03", "DATE_SERIAL"),
        ("text", "43011", "2017-10-03", "DATE_SERIAL"),
    ],
)
def test_less_than_a_day_and_serials_deserve_a_word(kind: CellKind, text: str, iso: str, note: str) -> None:
    assert read(kind, text) == (iso, None, note)


@pytest.mark.parametrize("text", ["2017-10-03", "2017-10-03T08:30:00"])
def test_a_real_date_needs_no_note(text: str) -> None:
    assert read("date", text) == ("2017-10-03", None, None)


@pytest.mark.parametrize("text", ["", "-", "–", "—", "0", "00000000", ".", "  ", "Belum", "Tidak ada"])
def test_marks_for_no_date_are_blank(text: str) -> None:
    assert read("text", text) == (None, None, None)
    assert read_date(None).tanggal is None


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("text", "31 Februari 2017", "DATE_IMPOSSIBLE"),
        ("text", "29/02/2017", "DATE_IMPOSSIBLE"),
        ("text", "13/2017", "DATE_IMPOSSIBLE"),
        ("text", "0/5/2018", "DATE_IMPOSSIBLE"),
        ("text", "20l9", "DATE_UNREADABLE"),
        ("text", "2o18", "DATE_UNREADABLE"),
        ("text", "per 2018", "DATE_UNREADABLE"),
        ("text", "3 orang 2018", "DATE_UNREADABLE"),
        ("text", "Desa 2018", "DATE_UNREADABLE"),
        ("text", "2018 (2019)", "DATE_UNREADABLE"),
        ("text", "2 Mei 2018 (SK)", "DATE_UNREADABLE"),
        ("text", "10 Jumi 2018", "DATE_UNREADABLE"),
        ("text", "10 Juny 2018", "DATE_UNREADABLE"),
        ("text", "3 Mie 2018", "DATE_UNREADABLE"),
        ("text", "sekitar 31 Februari 2018", "DATE_IMPOSSIBLE"),
        ("text", "Triwulan VI 2018", "DATE_UNREADABLE"),
        ("text", "akhir", "DATE_UNREADABLE"),
        ("text", "32012019", "DATE_OUT_OF_RANGE"),
        ("text", "20141300", "DATE_OUT_OF_RANGE"),
        ("text", "15020000", "DATE_OUT_OF_RANGE"),
        ("number", "1112019", "DATE_OUT_OF_RANGE"),
        ("text", "2017-2018", "DATE_UNREADABLE"),
        ("text", "TRUE", "DATE_UNREADABLE"),
        ("number", "20230", "DATE_OUT_OF_RANGE"),
        ("number", "7", "DATE_OUT_OF_RANGE"),
        ("number", "-43011", "DATE_OUT_OF_RANGE"),
        ("number", "2018.5", "DATE_OUT_OF_RANGE"),
        ("number", "99999999", "DATE_OUT_OF_RANGE"),
        ("text", "10/05/1023", "DATE_OUT_OF_RANGE"),
        ("text", "10/05/9999", "DATE_OUT_OF_RANGE"),
        ("date", "0000-05-10", "DATE_OUT_OF_RANGE"),
    ],
)
def test_what_is_no_date_is_a_fault_and_never_a_blank(kind: CellKind, text: str, fault: str) -> None:
    assert read(kind, text) == (None, fault, None)


def test_an_american_date_that_cannot_be_is_answered_with_the_likely_one() -> None:
    assert read_date_text("05/31/2018").suggestion == "31/05/2018"
    assert read_date_text("31/02/2018").suggestion is None


@pytest.mark.parametrize(
    ("month", "typed"),
    [
        (1, "janury jnr janu"), (2, "pebuari februri fbr febr"), (3, "maart mret marret"), (4, "aprl apil aprill"),
        (5, "mey meii mai"), (6, "junni"), (7, "jully jullii"), (8, "agst agus agusttus"), (9, "sptember septem"),
        (10, "oktobr okober ktober"), (11, "nopmber novmber nvmbr"), (12, "desenber dsmbr desem"),
    ],
)  # fmt: skip
def test_a_month_is_known_by_its_beginning_its_consonants_or_its_likeness(month: int, typed: str) -> None:
    assert {word: likely_month(word) for word in typed.split()} == dict.fromkeys(typed.split(), month)


@pytest.mark.parametrize("word", "jumi juny jn mie desa per sem orang juara triwulan minggu kades mi".split())
def test_what_may_be_two_months_or_none_is_none(word: str) -> None:
    assert likely_month(word) is None


FORMS = ("words", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y", "%d%m%Y", "(%d-%m-%Y).", "%d.%m.%Y 09.30")


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_written_in_any_usual_form_comes_back(day: date, form: str) -> None:
    text = format_date(day) if form == "words" else day.strftime(form)
    assert read_date_text(text).tanggal == Tanggal(day)


@given(DAYS)
def test_a_serial_is_the_day_that_excel_shows(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_date(Cell("E5", "number", str(serial))).tanggal == Tanggal(day)


@given(st.text(max_size=20))
def test_any_text_gives_a_date_a_fault_or_a_blank(text: str) -> None:
    reading = read_date(Cell("E5", "text", text))
    assert (reading.tanggal is None) or (reading.fault is None)


class TestInsideLongerTexts:
    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("Manggar, 10 Mei 2023", ["2023-05-10"]),
            ("Keadaan per 31/12/2022 dan 10-05-2023", ["2022-12-31", "2023-05-10"]),
            ("rekap 2023-05-10 final.xlsx", ["2023-05-10"]),
            ("Nomor 140/12/2018/345", []),
            ("Telp. 0719.10.05.2023", []),
            ("31 Februari 2023", []),
            ("tahun 2023", []),
        ],
    )
    def test_days(self, text: str, days: list[str]) -> None:
        assert sorted(tanggal.iso() for tanggal, _ in find_dates(text)) == days

    def test_months_that_belong_to_no_day(self) -> None:
        assert [t.iso() for t in find_months("Bulan Mei 2023")] == ["2023-05"]
        assert [t.iso() for t in find_months("10 Mei 2023")] == []
        assert [t.iso() for t in find_months("Januari 2023 s.d. Maret 2023")] == ["2023-01", "2023-03"]


@pytest.mark.parametrize(
    ("form", "kind", "text", "expected"),
    [
        ("ddmmyyyy", "number", "2052018", ("2018-05-02", "DATE_READ_AS")),
        ("ddmmyyyy", "text", "3102017", ("2017-10-03", "DATE_READ_AS")),
        ("ddmmyyyy", "number", "1112019", ("2019-11-01", "DATE_READ_AS")),
        ("ddmmyyyy", "text", "11062024", ("2024-06-11", None)),
        ("ddmmyyyy", "text", "20240611", ("2024-06-11", None)),
        ("ddmmyyyy", "date", "2024-06-11", ("2024-06-11", None)),
        ("ddmmyyyy", "number", "2018", ("2018", "DATE_YEAR_ONLY")),
        ("hhbbtt", "number", "40518", ("2018-05-04", "DATE_READ_AS")),
        ("hhbbtt", "text", "170518", ("2018-05-17", "DATE_READ_AS")),
        ("hhbbtt", "number", "45159", ("2023-08-21", "DATE_SERIAL")),
        ("ddmmyyyy", "number", "32052018", (None, None)),
    ],
)
def test_a_header_says_how_a_date_is_packed(
    form: str, kind: CellKind, text: str, expected: tuple[str | None, str | None]
) -> None:
    reading = read_packed_date(Cell("E5", kind, text), form)
    assert (reading.tanggal.iso() if reading.tanggal else None, reading.note) == expected
    assert (reading.fault is None) == (reading.tanggal is not None)


def test_below_such_a_header_a_number_without_its_zero_is_read_and_told() -> None:
    table = make_table(dendang_rows(Nyuruk=("Terbentuk", 2052018)))
    table.columns["tanggal"] = "Tgl Pokja (ddmmyyyy)"
    verdict = judge(table)
    assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", "2018-05-02")
    assert "DATE_READ_AS" in codes(verdict)
