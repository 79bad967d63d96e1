"""Numbers and dates as an Indonesian officer writes them."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from kkb import formatting
from kkb.config import PROJECT_DIR, TIMEZONE


@pytest.mark.parametrize(
    ("value", "text"),
    [(39, "39"), (2.5, "3"), (1294, "1.294"), (84_000, "84.000"), (-5, "-5"), (None, "–"), (float("nan"), "–")],
)
def test_count(value: float | None, text: str) -> None:
    assert formatting.format_count(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (38.46, "38,5%"),
        (31.25, "31,3%"),
        (23 / 80 * 100, "28,8%"),
        (100, "100%"),
        (0, "0%"),
        (0.04, "0,1%"),
        (99.96, "99,9%"),
        (99.94, "99,9%"),
        (100.04, "100%"),
        (102.6, "102,6%"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_percent(value: float | None, text: str) -> None:
    assert formatting.format_percent(value) == text


def test_decimal() -> None:
    assert formatting.format_decimal(1.23) == "1,2"
    assert formatting.format_decimal(1.25) == formatting.format_decimal(1.3) == "1,3"
    assert formatting.format_decimal(-0.25) == "-0,3"
    assert formatting.format_decimal(1234.5, digits=2) == "1.234,50"
    assert formatting.format_decimal(None) == "–"


def test_every_month_in_long_and_short_words() -> None:
    long = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
    short = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
    days = [date(2023, month, 3) for month in range(1, 13)]
    assert [formatting.format_date(day) for day in days] == [f"3 {name} 2023" for name in long]
    assert [formatting.format_date_short(day) for day in days] == [f"3 {name} 2023" for name in short]
    assert [formatting.format_month(day) for day in days] == [f"{name} 2023" for name in long]
    assert [formatting.format_month_short(day) for day in days] == [f"{name} 2023" for name in short]
    assert formatting.format_date(None) == formatting.format_date_short(None) == "–"


def test_periods() -> None:
    day = date(2023, 4, 1)
    assert formatting.format_period(day, "year") == "2023"
    assert formatting.format_period(day, "quarter") == "Triwulan II 2023"
    assert formatting.format_period(day, "month") == "April 2023"
    assert [formatting.format_quarter(date(2023, month, 1)) for month in (1, 3, 7, 12)] == [
        "Triwulan I 2023",
        "Triwulan I 2023",
        "Triwulan III 2023",
        "Triwulan IV 2023",
    ]


def test_a_moment_is_told_in_the_zone_it_carries() -> None:
    assert formatting.format_timestamp(datetime(2023, 5, 10, 9, 5, tzinfo=TIMEZONE)) == "10 Mei 2023 pukul 09.05"


def test_share() -> None:
    assert formatting.format_share(15, 39, 38.46) == "15 dari 39 · 38,5%"
    assert formatting.format_share(15, 39) == "15 dari 39"
    assert formatting.format_share(1500, None) == "1.500 desa"


def test_joined_words() -> None:
    assert formatting.join_words([]) == ""
    assert formatting.join_words(["A"]) == "A"
    assert formatting.join_words(["A", "B"]) == "A dan B"
    assert formatting.join_words(["A", "B", "C"]) == "A, B dan C"
    assert formatting.join_words(["A", "B", "C", "D"], limit=2) == "A, B dan 2 lainnya"

    assert formatting.join_words(["A", "B"], limit=2) == "A dan B"


def test_days_from_one_to_another() -> None:
    assert formatting.format_days(date(2026, 11, 26), date(2026, 11, 26)) == "26 November 2026"
    assert formatting.format_days(date(2026, 11, 26), date(2026, 11, 28)) == "26–28 November 2026"
    assert formatting.format_days(date(2023, 3, 31), date(2023, 6, 30)) == "31 Maret 2023 sampai 30 Juni 2023"


def test_numbers_in_a_row_are_a_span() -> None:
    assert formatting.format_numbers([]) == ""
    assert formatting.format_numbers([9, 4, 3, 5, 1]) == "1, 3–5 dan 9"
    assert formatting.join_words(["A", "B", "C"], limit=2) == "A, B dan C"


@pytest.mark.parametrize(
    ("last", "text"),
    [
        (date(2023, 5, 11), "1 hari"),
        (date(2023, 8, 9), "91 hari"),
        (date(2023, 8, 10), "3 bulan"),
        (date(2024, 5, 9), "11 bulan"),
        (date(2024, 5, 10), "1 tahun"),
        (date(2026, 11, 24), "3 tahun 6 bulan"),
    ],
)
def test_a_span_is_told_in_days_and_from_three_months_on_in_whole_months(last: date, text: str) -> None:
    assert formatting.format_span(date(2023, 5, 10), last) == text
    assert formatting.format_ago(date(2023, 5, 10), last) == f"{text} lalu"


def test_today_is_no_span() -> None:
    assert formatting.format_ago(date(2023, 5, 10), date(2023, 5, 10)) == "hari ini"


def test_text_as_html_has_no_tag_and_turns_nothing_behind_it() -> None:
    assert formatting.escaped('<b title="x">\u202eRekap\u2066 \u200f3') == "&lt;b title=&quot;x&quot;&gt;Rekap 3"


def test_no_other_way_to_html_is_used() -> None:
    """A name of a sheet from another turned the cell that stood behind it: "C3" was read "3C"."""
    files = [*(PROJECT_DIR / "kkb").rglob("*.py"), *(PROJECT_DIR / "pages").glob("*.py")]
    others = {
        str(file.relative_to(PROJECT_DIR)) for file in files
        if re.search(r"from html import .*\bescape\b|html\.escape\(", file.read_text(encoding="utf-8"))
    }
    # What is written into a workbook stays word for word.
    assert others == {"kkb/formatting.py", "kkb/workbook/marking/written_again.py"}
