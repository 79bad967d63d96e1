"""Kecamatan by year as shaded cells."""

from __future__ import annotations

from kkb.charts import HeatRow, heat_by_year
from kkb.theme import LIGHT
from tests.chart_builders import heat_figure
from tests.figure_builders import ESCAPED, HOSTILE


def test_a_cell_says_its_count_and_is_shaded_by_its_share() -> None:
    (cells,) = heat_figure().data
    assert [list(row) for row in cells.z] == [[0.25, 0.5, 0]]
    assert [list(row) for row in cells.text] == [["2", "4", "8"]]
    assert list(heat_figure().layout.xaxis.ticktext) == ["2022", "10 Mei<br>2023", "Target"]


def test_more_than_the_target_is_full_and_none_is_a_dash() -> None:
    (cells,) = heat_by_year([HeatRow("Damar", [6], 4, None)], ["2022"], palette=LIGHT).data
    assert cells.z[0][0] == 1
    assert cells.text[0][1] == "–"


def test_a_hostile_name_is_text() -> None:
    names = " ".join(heat_figure(HOSTILE).layout.yaxis.ticktext)
    assert ESCAPED in names
    assert "<img" not in names
