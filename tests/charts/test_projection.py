"""The projection: a band between two paces, open where one of them is zero, and a reason where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from kkb.charts.projection import projection_band
from kkb.figures.outlook import outlook_of
from kkb.indicators import Perkiraan, TanpaPerkiraan
from kkb.theme import LIGHT, PALETTES, Palette
from tests.support.figure_builders import DATA_DAY, TARGET_DAY

FAST, SLOW = date(2026, 1, 9), date(2027, 5, 10)


def band(perkiraan: Perkiraan | None, **changes: Any) -> go.Figure:
    """From 15 desa on the data day to a target of 39 by the end of 2024."""
    facts: dict[str, Any] = {
        "day": DATA_DAY,
        "formed_desa": 15,
        "target_desa": 39,
        "target_day": TARGET_DAY,
    } | changes
    palette = facts.pop("palette", LIGHT)
    return projection_band(outlook_of(perkiraan, **facts), palette=palette)


def names(figure: go.Figure) -> list[str]:
    return [trace.name for trace in figure.data]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_range_is_a_band_of_the_same_hue_between_its_ends(palette: Palette) -> None:
    figure = band(Perkiraan(FAST, SLOW), palette=palette)
    area = figure.data[0]
    assert area.fill == "toself"
    assert list(zip(area.x, area.y, strict=True)) == [
        ("2023-05-10", 15), ("2026-01-09", 39), ("2027-05-10", 39), ("2023-05-10", 15),
    ]  # fmt: skip
    assert names(figure)[1:] == ["paling cepat Januari 2026", "paling lambat Mei 2027", "Target"]
    assert {trace.line.color for trace in figure.data[1:3]} == {palette.tahap["Terbentuk"]}
    assert figure.data[3].marker.color == palette.target
    assert "<b>15 desa</b>" in [a.text for a in figure.layout.annotations]


def test_an_open_range_has_a_fast_end_and_no_band() -> None:
    assert names(band(Perkiraan(FAST, None))) == ["paling cepat Januari 2026", "Target"]


def test_an_assumed_pace_is_drawn_apart_even_where_nothing_can_be_projected() -> None:
    figure = band(Perkiraan(None, None), what_if=date(2024, 5, 9))
    assert names(figure) == ["andai: Mei 2024", "Target"]
    assert (figure.data[0].line.dash, figure.data[0].line.color) == ("dot", LIGHT.muted)


def test_without_a_pace_or_a_rest_the_figure_says_why() -> None:
    nothing = band(Perkiraan(alasan=TanpaPerkiraan.TANPA_LAJU))
    done = band(None, formed_desa=39)
    assert not nothing.data
    assert "Belum dapat diperkirakan" in nothing.layout.annotations[0].text
    assert not done.data
    assert "Tidak ada yang tersisa" in done.layout.annotations[0].text


def test_a_far_end_is_told_at_the_edge_and_does_not_flatten_the_rest() -> None:
    figure = band(Perkiraan(FAST, date(2099, 1, 1)))
    assert figure.layout.xaxis.range[1] < "2033-01-01"
    assert any(a.text == "paling lambat Jan 2099 →" for a in figure.layout.annotations)


def test_ends_that_lie_close_together_are_named_in_rows_of_their_own() -> None:
    figure = band(Perkiraan(date(2024, 11, 1), date(2025, 1, 9)), what_if=date(2024, 10, 1))
    ends = {a.text: a for a in figure.layout.annotations if a.yanchor == "bottom"}
    assert set(ends) == {"andai Okt 2024", "paling cepat Nov 2024", "Target 31 Des 2024", "paling lambat Jan 2025"}
    assert len({a.yshift for a in ends.values()}) == 4
    # The highest row is still inside: the plot is some 250 points high.
    room = (1 - 39 / figure.layout.yaxis.range[1]) * 250
    assert max(a.yshift for a in ends.values()) + 15 <= room


def test_the_label_of_a_low_start_stands_clear_of_the_years() -> None:
    floor, ceiling = band(Perkiraan(FAST, SLOW), formed_desa=1).layout.yaxis.range
    # One line of letters in a plot of some 250 points.
    assert 20 <= -floor / (ceiling - floor) * 256 <= 28
    assert band(Perkiraan(FAST, SLOW)).layout.yaxis.range[0] == 0


def test_ends_far_from_each_other_share_a_row() -> None:
    figure = band(None, what_if=date(2023, 9, 1), target_day=date(2026, 12, 31))
    assert len({a.yshift for a in figure.layout.annotations if a.yanchor == "bottom"}) == 1


def test_a_target_day_that_has_passed_stays_in_sight() -> None:
    figure = band(Perkiraan(FAST, SLOW), target_day=date(2022, 12, 31))
    assert figure.layout.xaxis.range[0] == "2022-12-31"
