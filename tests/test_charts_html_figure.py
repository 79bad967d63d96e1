"""The line to the target as HTML of the page: the same places, words and tooltips as in the figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import plotly.graph_objects as go
import pytest

from kkb.charts import empty_figure
from kkb.charts.base import build_figure
from kkb.charts.html_figure import figure_html
from kkb.theme import LIGHT, Palette
from tests.chart_builders import THREE, both_palettes, everything_written, labels, target_figure
from tests.figure_builders import TARGET_DAY

HOSTILE = "<img src=x onerror=alert(1)> & <b>x</b>"

VARIANTS: dict[str, Callable[[], go.Figure]] = {
    "whole": target_figure,
    "revised": lambda: target_figure(earlier_targets=[("Target 2024", TARGET_DAY, 4)], target_day=date(2026, 12, 31)),
    "past": lambda: target_figure(day=date(2026, 11, 24)),
    "without a target": lambda: target_figure(target_desa=None, target_day=None),
    "one day": lambda: target_figure(day=date(2014, 12, 31)),
    "empty": lambda: empty_figure(LIGHT, 310),
}


def words(html: str) -> str:
    """What stands in the figure, without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def tooltips(html: str) -> list[str]:
    return [unescape(text) for text in re.findall(r' title="([^"]*)"', html)]


def places(html: str, colour: str) -> list[tuple[float, float]]:
    """Left and bottom, in percent, of the pieces in this colour."""
    piece = r"left:(?:calc\()?([\d.]+)%[^\";]*;bottom:(?:calc\()?([\d.]+)%[^\"]*background:" + colour
    return [(float(left), float(foot)) for left, foot in re.findall(piece, html)]


@pytest.mark.parametrize("make", VARIANTS.values(), ids=VARIANTS)
def test_every_word_of_the_figure_is_there(make: Callable[[], go.Figure]) -> None:
    figure = make()
    html = figure_html(figure, alt="Temuan")
    assert html.startswith('<div role="img" aria-label="Temuan"')
    assert [label for label in labels(figure) if label not in words(html)] == []


@both_palettes
def test_the_staircase_stands_where_the_figure_has_it(palette: Palette) -> None:
    figure = target_figure(palette=palette)
    pieces = places(figure_html(figure, alt=""), palette.tahap["Terbentuk"])
    # Level and riser in turn; the count of three desa against a scale of 5 × 1.16.
    assert pieces[0] == (0.0, 0.0)
    assert pieces[-1][1] == pytest.approx(3 / (5 * 1.16) * 100, abs=0.01)
    assert [left for left, _ in pieces] == sorted(left for left, _ in pieces)


def test_bands_that_touch_are_parted_by_their_edges() -> None:
    edge = f"border:solid {LIGHT.background};border-width:0 1.5px;background:{LIGHT.shade}"
    assert figure_html(target_figure(), alt="").count(edge) == 2


def test_the_pointer_is_told_what_the_figure_tells() -> None:
    told = tooltips(figure_html(target_figure(), alt=""))
    assert "3 Oktober 2017: 2 desa terbentuk (baru: Lalang)." in told
    assert "Target 5 desa, 31 Des 2024." in told
    assert "Pembinaan 15 Pokja yang ada (Rilis Diskominfo, 10 Mei 2023)" in told


def test_the_axis_counts_whole_desa_and_names_years() -> None:
    html = words(figure_html(target_figure(), alt=""))
    assert html.startswith("0 1 2 3 4 5 2014 2016 2018 2020 2022 2024")


@pytest.mark.parametrize(("target", "counts"), [(7, "0 2 4 6 8 2014"), (39, "0 10 20 30 40"), (400, "0 100 200 300")])
def test_the_axis_has_a_handful_of_numbers(target: int, counts: str) -> None:
    assert words(figure_html(target_figure(target_desa=target), alt="")).startswith(counts)


def test_hostile_text_stays_text() -> None:
    figure = target_figure(THREE.assign(desa=HOSTILE), earlier_targets=[(HOSTILE, date(2025, 12, 31), 4)])
    assert any("&lt;img" in text for text in everything_written(figure))
    html = figure_html(figure, alt=HOSTILE)
    assert "<img" not in html
    assert HOSTILE in words(html)
    assert any(HOSTILE in text for text in tooltips(html))


def test_what_cannot_be_drawn_is_refused() -> None:
    words_alone = build_figure(
        [{"type": "scatter", "mode": "text", "x": ["2020-01-01"], "y": [1]}],
        LIGHT,
        300,
        xaxis={"range": ["2019-01-01", "2021-01-01"], "dtick": "M12"},
        yaxis={"range": [0, 3]},
    )
    with pytest.raises(ValueError, match="cannot draw"):
        figure_html(words_alone, alt="")
