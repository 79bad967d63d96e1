"""New desa per period as bars."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kkb.charts import (
    new_per_period,
)
from kkb.indicators import kumulatif
from kkb.theme import LIGHT
from tests.support.chart_builders import THREE
from tests.support.figure_builders import (
    DATA_DAY,
    dissolved,
    formations_of,
    formed_on,
    seen,
)


@pytest.mark.parametrize(
    ("frequency", "length", "sentence", "dated"),
    [
        ("year", "M12", "2017: 1 desa baru, 2 seluruhnya.", 3),
        ("quarter", "M3", "Triwulan IV 2017: 1 desa baru, 2 seluruhnya.", 2),
        ("month", "M1", "Oktober 2017: 1 desa baru, 2 seluruhnya.", 2),
    ],
)
def test_new_per_period(frequency: Any, length: str, sentence: str, dated: int) -> None:
    frame = kumulatif(THREE, day=DATA_DAY, frequency=frequency)
    figure = new_per_period(frame, frequency=frequency, palette=LIGHT)
    bars, *undated = figure.data
    assert bars.xperiod == length
    assert len(bars.x) == len(frame)
    assert max(bars.x) <= DATA_DAY.isoformat()
    assert [text for text in bars.text if text not in ("", "0")] == ["1"] * dated
    # A year without one is marked; months without one are too many.
    assert bars.text.count("0") == (len(frame) - dated if frequency == "year" else 0)
    # One is known by its year only: of quarters and months it has none.
    assert [list(bar.y) for bar in undated] == [[1]] * (3 - dated)
    assert sentence in bars.hovertext
    assert figure.layout.xaxis.tickformat == "%Y"


def test_a_dissolution_is_told_gross_and_net() -> None:
    formations = formations_of(
        seen("Padang", tanggal="2023-01-05", day=date(2023, 1, 31)),
        seen("Lalang", tanggal="2023-02-05", day=date(2023, 3, 31)),
        dissolved("Padang", DATA_DAY),
    )
    (bars,) = new_per_period(kumulatif(formations, day=DATA_DAY), frequency="year", palette=LIGHT).data
    assert bars.hovertext[-1] == "2023: 2 desa terbentuk, 1 bubar, bersih 1, 1 seluruhnya."


def test_periods_without_new_desa_leave_a_scale_to_read() -> None:
    figure = new_per_period(kumulatif(formed_on(), day=DATA_DAY), frequency="year", palette=LIGHT)
    assert set(figure.data[0].y) == {0}
    assert figure.layout.yaxis.range[1] > 1
    assert figure.layout.yaxis.dtick == 1
