"""What all figures share: house type, Indonesian, both themes, nothing to show, hostile names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from kkb.charts import (
    CONFIG,
    bullet_per_kecamatan,
    empty_figure,
    ladder_per_kecamatan,
    line_to_target,
    new_per_period,
)
from kkb.figures.facts import LineFacts, line_of
from kkb.indicators import kumulatif, tangga
from kkb.schema import CAPAIAN_FRAME, TANGGA_FRAME, JenisTonggak
from kkb.theme import DARK, LIGHT, Palette
from tests.support.chart_builders import (
    CAPAIAN,
    THREE,
    both_palettes,
    everything_written,
    labels,
    multiple_figure,
    target_figure,
    trace,
)
from tests.support.figure_builders import (
    DATA_DAY,
    ESCAPED,
    HOSTILE,
    KOMITMEN,
    PEMBINAAN,
)

FIGURES: dict[str, Callable[[Palette], go.Figure]] = {
    "line_to_target": lambda palette: target_figure(palette=palette),
    "bullet_per_kecamatan": lambda palette: bullet_per_kecamatan(CAPAIAN, palette=palette),
    "ladder_per_kecamatan": lambda palette: ladder_per_kecamatan(CAPAIAN, palette=palette),
    "new_per_period": lambda palette: new_per_period(kumulatif(THREE, day=DATA_DAY), frequency="year", palette=palette),
    "small_multiple": lambda palette: multiple_figure(palette=palette),
}

EMPTY: dict[str, Callable[[Palette], go.Figure]] = {
    "line_to_target": lambda palette: line_to_target(LineFacts("", DATA_DAY, ()), palette=palette),
    "bullet_per_kecamatan": lambda palette: bullet_per_kecamatan(CAPAIAN.iloc[:0], palette=palette),
    "ladder_per_kecamatan": lambda palette: ladder_per_kecamatan(
        pd.DataFrame(columns=list(CAPAIAN_FRAME)), palette=palette
    ),
    "new_per_period": lambda palette: new_per_period(
        kumulatif(THREE, day=date(2013, 1, 1)), frequency="year", palette=palette
    ),
    "small_multiple": lambda palette: multiple_figure(pd.DataFrame(columns=list(TANGGA_FRAME)), palette=palette),
}

every_figure = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
every_empty_figure = pytest.mark.parametrize("draw", EMPTY.values(), ids=EMPTY)


@both_palettes
@every_empty_figure
def test_an_empty_frame_says_so(draw: Callable[[Palette], go.Figure], palette: Palette) -> None:
    figure = draw(palette)
    assert labels(figure) == ["Belum ada data"]
    assert not figure.data
    assert not figure.layout.xaxis.visible
    assert figure.layout.annotations[0].font.color == palette.muted


@both_palettes
@every_figure
def test_numbers_and_type_are_those_of_the_house(draw: Callable[[Palette], go.Figure], palette: Palette) -> None:
    layout = draw(palette).layout
    assert layout.separators == ",."
    assert layout.font.family.startswith("Inter")
    assert layout.font.color == palette.text
    assert layout.hoverlabel.bgcolor == palette.surface
    assert layout.xaxis.gridcolor == palette.grid
    # Marks are labelled where they stand.
    assert layout.showlegend is False


@both_palettes
@every_figure
def test_formed_is_the_blue_of_the_theme(draw: Callable[[Palette], go.Figure], palette: Palette) -> None:
    other = DARK if palette is LIGHT else LIGHT
    drawn = draw(palette).to_json()
    assert palette.tahap["Terbentuk"] in drawn
    assert other.tahap["Terbentuk"] not in drawn
    assert other.text not in drawn.replace(palette.ink("Merintis"), "").replace(palette.ink("Terbentuk"), "")


@every_figure
def test_at_most_three_sizes_of_type(draw: Callable[[Palette], go.Figure]) -> None:
    figure = draw(LIGHT).to_dict()

    def sizes(node: Any) -> Iterator[int]:
        if isinstance(node, dict):
            for key, value in node.items():
                if key.endswith("font") and "size" in value:
                    yield value["size"]
                yield from sizes(value)
        elif isinstance(node, list | tuple):
            for value in node:
                yield from sizes(value)

    assert len(set(sizes(figure))) <= 3


@every_figure
def test_bars_and_lines_start_at_zero(draw: Callable[[Palette], go.Figure]) -> None:
    figure = draw(LIGHT)
    lengths = figure.layout.xaxis if any(t.orientation == "h" for t in figure.data if t.type == "bar") else None
    axis = lengths or figure.layout.yaxis
    assert axis.range is None or axis.range[0] == 0


@every_figure
def test_tooltips_are_sentences(draw: Callable[[Palette], go.Figure]) -> None:
    for t in draw(LIGHT).data:
        assert t.hoverinfo in ("text", "skip")
        if t.hoverinfo == "text":
            assert all(not text[0].islower() and text.endswith(".") for text in t.hovertext)


@every_figure
def test_a_figure_can_be_sent_and_the_same_frame_gives_the_same_figure(draw: Callable[[Palette], go.Figure]) -> None:
    assert json.loads(draw(LIGHT).to_json()) == json.loads(draw(LIGHT).to_json())


def test_the_browser_is_told_indonesian() -> None:
    language = CONFIG["locales"][CONFIG["locale"]]["format"]
    assert CONFIG["locale"] == "id"
    assert (language["decimal"], language["thousands"]) == (",", ".")
    assert language["months"][4] == "Mei"
    assert language["shortMonths"][7] == "Agu"
    assert language["shortDays"][:2] == ["Min", "Sen"]
    assert (len(language["months"]), len(language["days"])) == (12, 7)


def test_an_empty_figure_may_say_why() -> None:
    assert labels(empty_figure(LIGHT, 200, "Pilih dua kecamatan")) == ["Pilih dua kecamatan"]


def test_inputs_are_untouched() -> None:
    capaian, steps = CAPAIAN.copy(), tangga(THREE, day=DATA_DAY)
    before = steps.copy()
    for draw in FIGURES.values():
        draw(LIGHT)
    line_to_target(line_of(steps), palette=LIGHT)
    pd.testing.assert_frame_equal(capaian, CAPAIAN)
    pd.testing.assert_frame_equal(steps, before)


def hostile_target_figure() -> go.Figure:
    formations = THREE.assign(desa=HOSTILE)
    event = replace(KOMITMEN, jenis=JenisTonggak.PERISTIWA, mulai=date(2016, 1, 1))
    tonggak = [replace(t, judul=HOSTILE, sumber=HOSTILE) for t in (KOMITMEN, PEMBINAAN, event)]
    return target_figure(formations, milestones=tonggak, earlier_targets=[(HOSTILE, date(2025, 12, 31), 4)])


HOSTILE_FIGURES: dict[str, Callable[[], go.Figure]] = {
    "line_to_target": hostile_target_figure,
    "bullet_per_kecamatan": lambda: bullet_per_kecamatan(CAPAIAN.assign(kecamatan=HOSTILE), palette=LIGHT),
    "ladder_per_kecamatan": lambda: ladder_per_kecamatan(CAPAIAN.assign(kecamatan=HOSTILE), palette=LIGHT),
    "small_multiple": lambda: multiple_figure(tangga(THREE.assign(desa=HOSTILE), day=DATA_DAY)),
}


@pytest.mark.parametrize("draw", HOSTILE_FIGURES.values(), ids=HOSTILE_FIGURES)
def test_a_hostile_name_is_shown_as_it_is_written(draw: Callable[[], go.Figure]) -> None:
    written = list(everything_written(draw()))
    assert any(ESCAPED in text for text in written)
    assert not any("<img" in text or "<b>x" in text for text in written)


def test_every_name_of_the_main_figure_is_escaped() -> None:
    """Desa in the steps and in the dates known by year only, plan, milestone and reason."""
    figure = hostile_target_figure()
    assert ESCAPED in trace(figure, "Sudah terbentuk").hovertext[1]
    assert ESCAPED in trace(figure, "Tanpa tanggal pasti").hovertext[0]
    assert ESCAPED in trace(figure, "Rencana sebelumnya").hovertext[0]
    told = " ".join(a.hovertext for a in figure.layout.annotations)
    # Two standstills' reason is one: the commitment, the reason, the earlier plan, and the event.
    assert told.count(ESCAPED) == 6
    assert sum(ESCAPED.startswith(a.text.rstrip("…")) for a in figure.layout.annotations) == 1
