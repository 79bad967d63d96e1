"""Several kecamatan on one scale: each as a small figure."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.indicators import tangga
from kkb.theme import Palette
from tests.support.chart_builders import THREE, both_palettes, multiple_figure, names, trace


@both_palettes
def test_the_line_ends_on_the_day_of_the_data_on_the_shared_scale(palette: Palette) -> None:
    figure = multiple_figure(palette=palette)
    line, target = trace(figure, "Sudah terbentuk"), trace(figure, "Target")
    assert list(zip(line.x, line.y, strict=True)) == [
        ("2014-01-01", 0), ("2014-12-31", 1), ("2017-10-03", 2), ("2018-05-02", 3), ("2023-05-10", 3),
    ]  # fmt: skip
    assert (list(target.x), list(target.y)) == (["2014-01-01", "2023-05-10"], [6, 6])
    assert (target.line.dash, target.line.color) == ("dash", palette.target)
    assert list(figure.layout.xaxis.range) == ["2014-01-01", "2023-05-10"]
    assert figure.layout.yaxis.range[1] == pytest.approx(9 * 1.12)


def test_a_year_alone_is_a_span() -> None:
    span = trace(multiple_figure(), "Tanpa tanggal pasti")
    assert (list(span.x), span.line.dash) == (["2014-01-01", "2014-12-31"], "dot")


def test_without_a_target_there_are_no_dashes() -> None:
    assert names(multiple_figure(target_desa=None)) == ["Tanpa tanggal pasti", "Sudah terbentuk"]


def test_a_single_year_is_named_once() -> None:
    figure = multiple_figure(tangga(THREE, day=date(2014, 12, 31)))
    assert list(figure.layout.xaxis.ticktext) == ["2014"]
