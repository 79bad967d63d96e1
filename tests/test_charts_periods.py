"""New desa per period, and the small line of one kecamatan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kkb.charts import (
    new_per_period,
)
from kkb.indicators import kumulatif
from kkb.theme import LIGHT, Palette
from tests.chart_builders import (
    THREE,
    both_palettes,
    multiple_figure,
    names,
    trace,
)
from tests.figure_builders import (
    DATA_DAY,
    formed_on,
)


@pytest.mark.parametrize(
    ("frequency", "length", "sentence"),
    [
        ("year", "M12", "2017: 1 desa baru, 2 seluruhnya."),
        ("quarter", "M3", "Triwulan IV 2017: 1 desa baru, 2 seluruhnya."),
        ("month", "M1", "Oktober 2017: 1 desa baru, 2 seluruhnya."),
    ],
)
def test_new_per_period(frequency: Any, length: str, sentence: str) -> None:
    frame = kumulatif(THREE, day=DATA_DAY, frequency=frequency)
    figure = new_per_period(frame, frequency=frequency, palette=LIGHT)
    (bars,) = figure.data
    assert bars.xperiod == length
    assert len(bars.x) == len(frame)
    assert max(bars.x) <= DATA_DAY.isoformat()
    assert [text for text in bars.text if text] == ["1", "1", "1"]
    assert sentence in bars.hovertext
    assert figure.layout.xaxis.tickformat == "%Y"


def test_periods_without_new_desa_leave_a_scale_to_read() -> None:
    figure = new_per_period(kumulatif(formed_on(), day=DATA_DAY), frequency="year", palette=LIGHT)
    assert set(figure.data[0].y) == {0}
    assert figure.layout.yaxis.range[1] > 1


@both_palettes
def test_small_multiple_shows_the_line_and_its_target_on_the_shared_scale(palette: Palette) -> None:
    figure = multiple_figure(palette=palette)
    line, target = trace(figure, "Sudah terbentuk"), trace(figure, "Target")
    assert list(line.x) == list(range(2014, 2024))
    assert list(line.y) == [1, 1, 1, 2, 3, 3, 3, 3, 3, 3]
    assert (list(target.x), list(target.y)) == ([2014, 2023], [6, 6])
    assert (target.line.dash, target.line.color) == ("dash", palette.target)
    assert figure.layout.yaxis.range[1] == pytest.approx(9 * 1.12)


def test_small_multiple_does_not_speak_of_the_end_of_a_year_that_has_not_ended() -> None:
    line = trace(multiple_figure(), "Sudah terbentuk")
    assert line.hovertext[-1] == "Sampai 2023, Manggar: 3 desa terbentuk."


def test_small_multiple_without_a_target_is_the_line_alone() -> None:
    assert names(multiple_figure(target_desa=None)) == ["Sudah terbentuk"]


def test_small_multiple_of_a_single_year() -> None:
    figure = multiple_figure(kumulatif(THREE, day=date(2014, 12, 31)))
    assert list(figure.layout.xaxis.tickvals) == [2014]
