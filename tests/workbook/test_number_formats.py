"""How much of a date its number format shows, and what of it is handed on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kkb.recap import Cell
from kkb.workbook.child import read
from kkb.workbook.model import Limits
from kkb.workbook.xlsx.number_formats import as_percent, shown_part, shows_percent
from tests.support.workbook_fixtures import HEADER, make_xlsx, part_of, rezip


def dates_of(data: bytes) -> list[Cell | None]:
    return [row.cells.get("tanggal") for row in read(data, Limits()).tables[0].rows]


def with_dates(*values: tuple[Any, str]) -> bytes:
    def change(sheet: Worksheet) -> None:
        for row, (_, code) in enumerate(values, start=2):
            sheet.cell(row, 5).number_format = code

    rows = [(i, "Manggar", f"Desa {i}", "Terbentuk", value) for i, (value, _) in enumerate(values)]
    return make_xlsx([HEADER, *rows], change=change)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("mmm-yy", "month"),
        ("mmmm yyyy", "month"),
        ("[$-421]mmmm\\ yyyy;@", "month"),
        ('"bulan" mm/yyyy', "month"),
        ("yyyy", "year"),
        ("yyyy\\ ", "year"),
        ("dd/mm/yyyy", None),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", None),
        ("d-mmm", "no_year"),
        ("[$-421]d mmmm;@", "no_year"),
        ("h:mm", None),
        ("General", None),
        ('0 "hari y"', None),
        ("", None),
    ],
)
def test_a_format_shows_a_date_whole_or_in_part(code: str, part: str | None) -> None:
    assert shown_part(code) == part


def test_a_day_that_is_not_shown_is_not_handed_on() -> None:
    day = date(2018, 5, 1)
    year = date(2018, 1, 1)
    assert dates_of(with_dates((day, "mmm-yy"), (year, "yyyy"), (day, "[$-421]mmmm yyyy"), (day, "d mmm yy"))) == [
        Cell("E2", "date", "2018-05"),
        Cell("E3", "date", "2018"),
        Cell("E4", "date", "2018-05"),
        Cell("E5", "date", "2018-05-01"),
    ]


@pytest.mark.parametrize(
    ("day", "code", "kept"),
    [
        (date(2018, 5, 2), "mmm-yy", "2018-05-02"),
        (date(2018, 12, 31), "[$-421]mmmm yyyy", "2018-12-31"),
        (date(2017, 10, 3), "yyyy", "2017-10-03"),
        (date(2018, 5, 1), "yyyy", "2018-05"),
        (date(2018, 1, 1), "mmm-yy", "2018-01"),
    ],
)
def test_a_day_that_excel_did_not_make_is_kept_whatever_is_shown(day: date, code: str, kept: str) -> None:
    assert dates_of(with_dates((day, code)))[0] == Cell("E2", "date", kept)


def test_a_date_whose_year_is_not_shown_is_but_a_text() -> None:
    """Excel makes 17 March of this year of a typed "Mar-17", and nobody sees that it did."""
    assert dates_of(with_dates((date(2023, 3, 17), "d-mmm")))[0] == Cell("E2", "text", "17-Mar")


def test_a_number_in_such_a_cell_keeps_its_value() -> None:
    assert dates_of(with_dates(("Mei 2018", "mmm-yy")))[0] == Cell("E2", "text", "Mei 2018")


@pytest.mark.parametrize(
    ("code", "is_percent"),
    [("0%", True), ("0.00%", True), ("#,##0.0%;[Red]-0%", True), ('0" %"', False), ("0\\%", False), ("0", False)],
)
def test_a_format_shows_percent_unless_its_sign_is_but_a_letter(code: str, is_percent: bool) -> None:
    assert shows_percent(code) is is_percent


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0.65", "65%"), ("1", "100%"), ("0.125", "12,5%"), ("0.07", "7%"), ("0.3333333333", "33,3333%"), ("0", "0%"),
     ("-0.05", "-5%"), ("-0.0000001", "0%"), ("25", "2500%"), ("1e-300", "0%"), ("1e+300", None)],
)  # fmt: skip
def test_a_number_in_percent(number: str, shown: str | None) -> None:
    assert as_percent(number) == shown


@pytest.mark.parametrize("code", ["0%", "0.0%"])
def test_before_and_after_keep_the_percent_that_excel_shows(code: str) -> None:
    """A number of people stays one, whatever its format."""
    header = ["Desa", "Tanggal", "Nama Kegiatan", "Jumlah Peserta", "Keadaan Sebelum", "Keadaan Sesudah"]

    def change(sheet: Worksheet) -> None:
        for column in (4, 5):
            sheet.cell(2, column).number_format = code

    data = make_xlsx([header, ["Padang", date(2021, 5, 3), "Posyandu", 25, 0.65, 0.7]], change=change)
    (table,) = read(data, Limits()).programme
    cells = [table.rows[0].cells[name] for name in ("peserta", "sebelum", "sesudah")]
    assert [(cell.kind, cell.text) for cell in cells] == [("number", "25"), ("text", "65%"), ("number", "0.7")]


def test_days_of_the_calendar_of_1904_are_right() -> None:
    data = with_dates((41759, "dd/mm/yyyy"), (41759, "General"), (2018, "General"))
    book = part_of(data, "xl/workbook.xml").replace("<workbookPr", '<workbookPr date1904="1"', 1)
    assert dates_of(rezip(data, replace={"xl/workbook.xml": book.encode()})) == [
        Cell("E2", "date", "2018-05-01"),
        Cell("E3", "number", "43221"),
        Cell("E4", "number", "2018"),
    ]
