"""Several kecamatan on one scale: each as a small figure, all as one picture."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.indicators import tangga
from kkb.theme import Palette
from tests.chart_builders import THREE, both_palettes, labels, multiple_figure, names, sheet_figure, trace


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
    span = trace(multiple_figure(), "Tanggal berupa rentang")
    assert (list(span.x), span.line.dash) == (["2014-01-01", "2014-12-31"], "dot")


def test_without_a_target_there_are_no_dashes() -> None:
    assert names(multiple_figure(target_desa=None)) == ["Tanggal berupa rentang", "Sudah terbentuk"]


def test_a_single_year_is_named_once() -> None:
    figure = multiple_figure(tangga(THREE, day=date(2014, 12, 31)))
    assert list(figure.layout.xaxis.ticktext) == ["2014"]


def test_the_picture_holds_all_on_one_scale() -> None:
    figure = sheet_figure("Manggar", "Gantung", "Dendang", "Damar", "Kelapa Kampit")
    assert [words.split()[0] for words in labels(figure)] == ["Manggar", "Gantung", "Dendang", "Damar", "Kelapa"]
    axes = [figure.layout[f"yaxis{number}"] for number in ("", "2", "3", "4", "5")]
    assert {axis.range[1] for axis in axes} == {9 * 1.12}
    # Four in a row, the fifth under the first, none over another.
    assert axes[0].domain == axes[3].domain
    assert axes[4].domain[1] < axes[0].domain[0]
    assert figure.layout.xaxis5.domain == figure.layout.xaxis.domain
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]
    assert {t.yaxis for t in figure.data} == {"y", "y2", "y3", "y4", "y5"}
