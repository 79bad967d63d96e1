"""The end of the rest at a pace that somebody assumes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.forecast import finish_at_pace
from kkb.indicators import pace_needed
from tests.support.figure_builders import DATA_DAY


def test_months_are_counted_as_everywhere() -> None:
    """24 desa at 2 a month are 12 months of 30.4375 days: 365 whole days."""
    assert finish_at_pace(24, 2, DATA_DAY) == date(2024, 5, 9)
    assert finish_at_pace(24, 0.5, DATA_DAY) == date(2027, 5, 10)


@pytest.mark.parametrize("pace", [0, 1.5])
@pytest.mark.parametrize("sisa", [0, -1])
def test_nothing_left_is_done_on_the_day_itself(sisa: int, pace: float) -> None:
    assert finish_at_pace(sisa, pace, DATA_DAY) == DATA_DAY


@pytest.mark.parametrize("pace", [0, -1, 0.0001, 1e-9, 5e-324])
def test_no_pace_or_an_end_beyond_the_calendar_has_no_day(pace: float) -> None:
    assert finish_at_pace(24, pace, DATA_DAY) is None


def test_a_pace_beyond_all_measure_ends_on_the_day() -> None:
    assert finish_at_pace(24, 1e6, DATA_DAY) == DATA_DAY


@given(sisa=st.integers(1, 8500), days=st.integers(1, 4000))
def test_the_pace_needed_ends_on_the_target_day(sisa: int, days: int) -> None:
    target_day = date.fromordinal(DATA_DAY.toordinal() + days)
    pace = pace_needed(sisa, DATA_DAY, target_day, DATA_DAY)
    assert pace is not None
    assert finish_at_pace(sisa, pace, DATA_DAY) == target_day


@given(sisa=st.integers(1, 39), paces=st.tuples(st.floats(0.1, 50), st.floats(0.1, 50)))
def test_a_faster_pace_never_ends_later(sisa: int, paces: tuple[float, float]) -> None:
    slow, fast = (finish_at_pace(sisa, pace, DATA_DAY) for pace in sorted(paces))
    assert slow is not None and fast is not None
    assert fast <= slow
