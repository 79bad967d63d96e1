"""What stands before and after an activity: a number with its unit, or why two do not compare."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.programme.measures import Difference, Incomparable, compare, read_measure


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("35 anak", "35", "anak"),
        ("35anak", "35", "anak"),
        ("12,5 %", "12.5", "%"),
        ("12.5%", "12.5", "%"),
        ("1.250 kg", "1250", "kg"),
        ("1.250.000", "1250000", ""),
        ("1.250,5 m2", "1250.5", "m2"),
        ("1.5 km", "1.5", "km"),
        (" 0,5 ", "0.5", ""),
        ("0.125", "0.125", ""),
        ("0.085 ha", "0.085", "ha"),
        ("-4", "-4", ""),
        ("3 dari 10 posyandu", "3", "dari 10 posyandu"),
        ("3/10", "3", "/10"),
        ("Rp 5.000", "5000", "Rp"),
        ("20 KK (warga)", "20", "KK (warga)"),
    ],
)
def test_a_number_is_read_as_indonesian_officers_write_it(text: str, number: str, unit: str) -> None:
    measure = read_measure(text)

    assert measure is not None
    assert (measure.number, measure.unit) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "banyak",
        "30-35 anak",
        "35 anak 12 ibu",
        "sekitar 35",
        "10 Mei 2023",
        "1,234,567",
        "3 dari 10 dari 20",
        "1906012005750001",
        "9" * 99,
    ],
)
def test_a_text_without_one_number_is_no_measure(text: str) -> None:
    assert read_measure(text) is None


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("35 anak", "20 Anak.", "-15"),
        ("12,5 %", "8 persen", "-4.5"),
        ("3 dari 10", "7 dari 10", "4"),
        ("0,1 kg", "0,3 kg", "0.2"),
        ("10 org", "12 orang", "2"),
    ],
)
def test_before_and_after_of_one_unit_compare(before: str, after: str, change: str) -> None:
    found = compare(before, after)

    assert isinstance(found, Difference)
    assert found.change == Decimal(change)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (None, " ", Incomparable.BLANK_BOTH),
        ("", "3 anak", Incomparable.BLANK_BEFORE),
        ("3 anak", None, Incomparable.BLANK_AFTER),
        ("banyak", "3 anak", Incomparable.NO_NUMBER),
        ("3 anak", "5 %", Incomparable.UNIT),
        ("3 dari 10", "7 dari 12", Incomparable.UNIT),
        ("3", "5 anak", Incomparable.UNIT),
    ],
)
def test_it_is_said_why_two_do_not_compare(before: str | None, after: str | None, why: Incomparable) -> None:
    assert compare(before, after) is why


@given(st.text(max_size=120))
def test_any_text_is_a_measure_or_none(text: str) -> None:
    measure = read_measure(text)

    assert measure is None or measure.number.is_finite()


@given(st.decimals(-10_000, 10_000, places=1), st.decimals(-10_000, 10_000, places=1))
def test_the_way_back_is_the_difference_turned_round(first: Decimal, second: Decimal) -> None:
    there = compare(f"{first} kg".replace(".", ","), f"{second} kg".replace(".", ","))
    back = compare(f"{second} kg".replace(".", ","), f"{first} kg".replace(".", ","))

    assert isinstance(there, Difference)
    assert isinstance(back, Difference)
    assert there.change == second - first == -back.change
