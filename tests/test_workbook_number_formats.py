"""How much of a date its number format shows, and what of it is handed on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kkb.recap import Cell
from kkb.workbook.child import read
from kkb.workbook.model import Limits
from kkb.workbook.number_formats import shown_part
from tests.workbook_fixtures import HEADER, make_xlsx, part_of, rezip


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
    assert dates_of(with_dates((day, "mmm-yy"), (day, "yyyy"), (day, "[$-421]mmmm yyyy"), (day, "d mmm yy"))) == [
        Cell("E2", "date", "2018-05"),
        Cell("E3", "date", "2018"),
        Cell("E4", "date", "2018-05"),
        Cell("E5", "date", "2018-05-01"),
    ]


def test_a_date_whose_year_is_not_shown_is_but_a_text() -> None:
    """Excel makes 17 March of this year of a typed "Mar-17", and nobody sees that it did."""
    assert dates_of(with_dates((date(2023, 3, 17), "d-mmm")))[0] == Cell("E2", "text", "17-Mar")


def test_a_number_in_such_a_cell_keeps_its_value() -> None:
    assert dates_of(with_dates(("Mei 2018", "mmm-yy")))[0] == Cell("E2", "text", "Mei 2018")


def test_days_of_the_calendar_of_1904_are_right() -> None:
    data = with_dates((41759, "dd/mm/yyyy"), (41759, "General"), (2018, "General"))
    book = part_of(data, "xl/workbook.xml").replace("<workbookPr", '<workbookPr date1904="1"', 1)
    assert dates_of(rezip(data, replace={"xl/workbook.xml": book.encode()})) == [
        Cell("E2", "date", "2018-05-01"),
        Cell("E3", "number", "43221"),
        Cell("E4", "number", "2018"),
    ]
