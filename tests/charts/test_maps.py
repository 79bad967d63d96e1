"""Tile map and true map: every desa once, its letter and sentence, hostile text escaped."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from kkb.charts import polygon_map, tile_map
from kkb.config import DEFAULT_REGION_CSV
from kkb.figures.tile_borders import borders, outlines
from kkb.indicators import desa_frame
from kkb.region import load_region
from kkb.schema import Tahap
from kkb.theme import LIGHT, Palette
from tests.support.chart_builders import both_palettes, everything_written, labels, trace
from tests.support.figure_builders import BY_NAME, DATA_DAY, ESCAPED, HOSTILE, REGION, histories_of, seen

ROWS = (
    seen("Padang", tanggal="2014", no_sk="12/2014"),
    seen("Lalang", Tahap.MERINTIS),
    seen("Kurnia Jaya", Tahap.SOSIALISASI),
    seen("Mengkubang", Tahap.BELUM),
)
"""One desa of each rung; Burong Mandi has not been reported. Only Padang and Lalang have a place on the grid."""

DESA = desa_frame(histories_of(*ROWS), REGION, DATA_DAY)
RINGS = {
    desa.kode_desa: [((x, -2.8), (x + 1.0, -2.8), (x + 1.0, -1.8), (x, -1.8), (x, -2.8))]
    for x, desa in enumerate(REGION.desa, start=108)
}
"""Each desa a square of one degree, from west to east."""


def draw_tiles(desa: pd.DataFrame = DESA, **changes: Any) -> go.Figure:
    return tile_map(desa, **({"palette": LIGHT} | changes))


def draw_areas(desa: pd.DataFrame = DESA, **changes: Any) -> go.Figure:
    return polygon_map(desa, RINGS, **({"palette": LIGHT} | changes))


both_maps = pytest.mark.parametrize("draw", [draw_tiles, draw_areas], ids=["tiles", "areas"])
FILLS = ("Belum", "Belum dilaporkan", "Sosialisasi", "Merintis", "Terbentuk")


@both_palettes
@both_maps
def test_every_rung_has_its_colour_outline_and_letter(draw: Any, palette: Palette) -> None:
    figure = draw(palette=palette)
    rungs = ("Belum", "", "Sosialisasi", "Merintis", "Terbentuk")
    fills = [trace(figure, name) for name in FILLS]
    assert [fill.fillcolor for fill in fills] == [palette.tahap[tahap] for tahap in rungs]
    assert {fill.line.color for fill in fills} == {palette.outline}
    assert [fill.line.dash for fill in fills] == ["solid", "4px,3px", "solid", "solid", "solid"]
    letters = trace(figure, "Desa")
    shown = dict(zip(letters.customdata, letters.text, strict=True))
    assert shown == {
        BY_NAME[desa].kode_desa: f"<b>{letter}</b>"
        for desa, letter in zip(("Padang", "Lalang", "Kurnia Jaya", "Mengkubang", "Burong Mandi"), "TMSB?", strict=True)
    }
    inks = dict(zip(letters.customdata, letters.textfont.color, strict=True))
    assert inks[BY_NAME["Padang"].kode_desa] == palette.ink("Terbentuk")


@both_maps
def test_a_desa_is_told_in_full_sentences(draw: Any) -> None:
    letters = trace(draw(), "Desa")
    said = dict(zip(letters.customdata, letters.hovertext, strict=True))
    assert said[BY_NAME["Padang"].kode_desa] == (
        "<b>Padang</b>, Kecamatan Manggar: Pokja terbentuk, 2014.<br>SK nomor 12/2014.<br>Dilaporkan per 10 Mei 2023."
    )
    assert said[BY_NAME["Lalang"].kode_desa] == (
        "<b>Lalang</b>, Kecamatan Manggar: merintis, belum membentuk Pokja.<br>Dilaporkan per 10 Mei 2023."
    )
    assert said[BY_NAME["Burong Mandi"].kode_desa] == "<b>Burong Mandi</b>, Kecamatan Damar: belum dilaporkan."


@both_maps
def test_no_desa_is_an_empty_figure(draw: Any) -> None:
    assert labels(draw(DESA.iloc[:0])) == ["Belum ada data"]


@both_maps
def test_a_hostile_name_is_shown_as_it_is_written(draw: Any) -> None:
    figure = draw(DESA.assign(desa=HOSTILE, kecamatan=HOSTILE, no_sk=HOSTILE))
    written = [*everything_written(figure)]
    assert not any(t.hovertemplate for t in figure.data)
    assert sum(ESCAPED in text for text in written) >= len(DESA)
    assert not any("<img" in text or "<b>x" in text for text in written)


@both_maps
def test_desa_out_of_focus_are_pale_and_stay_on_the_map(draw: Any) -> None:
    focus = {BY_NAME["Padang"].kode_desa}
    figure = draw(focus=focus)
    assert trace(figure, "Terbentuk").opacity == 1
    assert trace(figure, "Belum").opacity < 1
    assert len(trace(figure, "Desa").customdata) == 5


@both_maps
def test_the_frame_is_untouched(draw: Any) -> None:
    desa = DESA.copy(deep=True)
    draw(desa)
    pd.testing.assert_frame_equal(desa, DESA)


def test_desa_without_a_place_stand_in_a_strip_below_the_grid() -> None:
    figure = draw_tiles()
    letters = trace(figure, "Desa")
    rows = dict(zip(letters.customdata, letters.y, strict=True))
    placed = {BY_NAME["Padang"].kode_desa, BY_NAME["Lalang"].kode_desa}
    assert {rows[kode] for kode in placed} == {4}
    assert min(y for kode, y in rows.items() if kode not in placed) > 4
    assert "Tanpa tempat di peta petak:" in labels(figure)


def test_the_regency_has_thirty_nine_tiles_of_their_own_and_seven_names() -> None:
    region = load_region(DEFAULT_REGION_CSV)
    figure = draw_tiles(desa_frame({}, region, DATA_DAY))
    letters = trace(figure, "Desa")
    assert len({*zip(letters.x, letters.y, strict=True)}) == 39
    assert {*labels(figure)} == {kec.kecamatan for kec in region.kecamatan}


def test_the_outline_of_a_block_is_one_closed_line() -> None:
    (loop,) = outlines([(0, 0), (1, 0)])
    assert loop[0] == loop[-1]
    assert {x for x, _ in loop} == {-0.5, 0.5, 1.5}
    assert [len(line) for line in borders({(0, 0): "Manggar", (1, 0): "Damar"})] == [5, 5]
    assert [len(line) for line in borders({(0, 0): "Manggar", (1, 0): "Manggar"})] == [7]


def test_a_map_says_that_its_borders_are_not_official_unless_they_are() -> None:
    assert labels(draw_areas()) == ["bukan batas resmi"]
    assert labels(draw_areas(official=True)) == []


def test_a_map_without_these_desa_says_so() -> None:
    assert labels(polygon_map(DESA, {}, palette=LIGHT)) == ["Desa ini tidak ada di peta"]
