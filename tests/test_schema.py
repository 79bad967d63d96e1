"""Dates with their precision, and the ladder."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.schema import RUNGS, Presisi, Rencana, Tahap, Tanggal, TargetRow

DAYS = st.dates(date(2014, 1, 1), date(2099, 12, 31))
TANGGAL = st.one_of(
    st.builds(lambda day: Tanggal(day), DAYS),
    st.builds(lambda day: Tanggal(day.replace(day=1), Presisi.MONTH), DAYS),
    st.builds(lambda day: Tanggal(date(day.year, 1, 1), Presisi.YEAR), DAYS),
)


@pytest.mark.parametrize(
    ("iso", "first", "last", "words"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31), "2014"),
        ("2018-05", date(2018, 5, 1), date(2018, 5, 31), "Mei 2018"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "Februari 2016"),
        ("2017-10-03", date(2017, 10, 3), date(2017, 10, 3), "3 Oktober 2017"),
    ],
)
def test_a_date_is_a_span_at_the_precision_it_was_written(iso: str, first: date, last: date, words: str) -> None:
    tanggal = Tanggal.from_iso(iso)
    assert (tanggal.first, tanggal.last, tanggal.words(), tanggal.iso()) == (first, last, words, iso)


@pytest.mark.parametrize("text", ["", "14", "2014-5", "2014-13", "2018-02-30", "Mei 2018", "2014-05-1"])
def test_anything_else_is_no_iso_date(text: str) -> None:
    with pytest.raises(ValueError):
        Tanggal.from_iso(text)


@given(TANGGAL)
def test_iso_text_and_date_are_inverse(tanggal: Tanggal) -> None:
    assert Tanggal.from_iso(tanggal.iso()) == tanggal
    assert tanggal.first <= tanggal.last


def test_a_year_contains_its_months_and_days_and_not_the_other_way_round() -> None:
    year, month, day = Tanggal.from_iso("2018"), Tanggal.from_iso("2018-05"), Tanggal.from_iso("2018-05-02")
    assert year.contains(month)
    assert year.contains(day)
    assert month.contains(day)
    assert day.contains(day)
    assert not day.contains(month)
    assert not Tanggal.from_iso("2017").contains(day)


def test_the_rungs_rise_and_komitmen_is_none_of_them() -> None:
    assert RUNGS == (Tahap.BELUM, Tahap.SOSIALISASI, Tahap.MERINTIS, Tahap.TERBENTUK)
    assert Tahap.KOMITMEN not in RUNGS


def test_a_plan_ends_on_its_last_day_and_an_empty_one_on_none() -> None:
    targets = (TargetRow("19.06.01", date(2023, 12, 31), 5), TargetRow("19.06.01", date(2024, 12, 31), 9))
    decided = date(2023, 5, 10)
    plan = Rencana(1, "Target", decided, "Bupati", "", targets, decided)
    assert plan.tanggal_akhir == date(2024, 12, 31)
    assert Rencana(2, "Kosong", decided, "Bupati", "", (), decided).tanggal_akhir is None
