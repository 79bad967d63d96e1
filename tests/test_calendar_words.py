"""One set of words for months and parts of a year: in headers, titles, signatures and dates."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.calendar_words import MONTH_BY_WORD, MONTHS_OF_PART, months_of_part
from kkb.checking.files.data_day import span_of
from kkb.checking.values.dates import read_date_text
from kkb.formatting import MONTHS, MONTHS_SHORT
from kkb.schema import Presisi, Tanggal
from kkb.workbook.grid import Value
from kkb.workbook.rows.row_kinds import looks_signed
from kkb.workbook.tables.headers import is_period, period_of, recognise
from tests.support.workbook_fixtures import tables_of, texts_of


@pytest.mark.parametrize(("word", "number"), MONTH_BY_WORD.items())
def test_a_month_is_known_wherever_it_stands(word: str, number: int) -> None:
    header = f"Status {word.capitalize()} 2023"
    assert recognise(header) == recognise("Status")
    assert period_of(header) == ("2023", word)
    month = Tanggal(date(2023, number, 1), Presisi.MONTH)
    assert span_of(word, 2023) == (month.first, month.last)
    assert read_date_text(f"{word} 2023").tanggal == month
    assert looks_signed(f"Manggar, 5 {word} 2023")


def test_every_month_word_of_the_screen_can_be_read() -> None:
    for number, (long, short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
        assert MONTH_BY_WORD[long.casefold()] == MONTH_BY_WORD[short.casefold()] == number


@pytest.mark.parametrize(("word", "months"), MONTHS_OF_PART.items())
@pytest.mark.parametrize("place", ["II", "2", "ke-2"])
def test_a_part_of_a_year_is_known_wherever_it_stands(word: str, months: int, place: str) -> None:
    period = f"{word.capitalize()} {place} 2023"
    assert is_period(period)
    assert recognise(f"Status {period}") == recognise("Status")
    first, last = (Tanggal(date(2023, month, 1), Presisi.MONTH) for month in (months + 1, 2 * months))
    assert span_of(period, None) == (first.first, last.last)
    assert read_date_text(period).earliest == first.first


def test_a_year_has_no_fifth_quarter_and_no_third_half() -> None:
    assert months_of_part("triwulan", "iv") == (10, 12)
    assert months_of_part("kuartal", "4") == (10, 12)
    assert months_of_part("semester", "3") is None
    assert months_of_part("caturwulan", "iv") is None


def test_a_recap_of_two_old_spellings_has_a_status_for_each() -> None:
    header: list[Value] = ["Desa", "Status Pebruari 2023", "Status Nopember 2023"]
    rows: list[list[Value]] = [header, ["Padang", "Merintis", "Terbentuk"]]
    assert [texts_of(table, "status") for table in tables_of(rows)] == [["Merintis"], ["Terbentuk"]]
