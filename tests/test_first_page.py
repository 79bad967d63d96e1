"""The first page's own HTML: bars of kecamatan, the grid of tiles, what nobody sees but the reader's machine says."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from kkb.charts import bullet_per_kecamatan
from kkb.theme import LIGHT, Palette
from kkb.ui import cache
from kkb.ui.filters import Filters
from kkb.ui.first_page import figures_html, finding_html
from kkb.ui.kecamatan_bars import kecamatan_bars_html
from kkb.ui.tile_grid import tile_grid_html
from kkb.ui.view import View, build_view
from tests.chart_builders import CAPAIAN, both_palettes, trace
from tests.figure_builders import capaian_of
from tests.page_fixtures import App, plain_html

HOSTILE = "<img src=x onerror=alert(1)>"


class OnlyCapaian:
    """A view of which nothing but the kecamatan matters."""

    def __init__(self, capaian: pd.DataFrame) -> None:
        self.capaian, self.filters = capaian, Filters()


def bars(capaian: pd.DataFrame, palette: Palette = LIGHT) -> str:
    return kecamatan_bars_html(OnlyCapaian(capaian), palette)  # type: ignore[arg-type]


def widths(html: str, colour: str) -> list[str]:
    return re.findall(rf"background:{colour};[^\"]*width:([\d.]+%)", html)


@pytest.fixture
def view(app: App) -> View:
    return build_view(app.store.data_version(), Filters(), cache.now().date())


@both_palettes
def test_bars_say_the_same_as_the_figure_for_downloads(palette: Palette) -> None:
    html, figure = bars(CAPAIAN, palette), bullet_per_kecamatan(CAPAIAN, palette=palette)
    assert plain_html(html) == "Manggar 2 dari 9 · 22,2% Kelapa Kampit 4 dari 6 · 66,7%"
    assert widths(html, palette.tahap["Terbentuk"]) == ["22.22%", "44.44%"]
    assert widths(html, palette.tahap["Belum"]) == ["100.00%", "66.67%"]
    told = [unescape(text) for text in re.findall(r'title="([^"]+)"', html)]
    assert told == list(trace(figure, "Sudah terbentuk").hovertext)[::-1]


def test_bars_without_a_target_give_counts_alone() -> None:
    html = bars(capaian_of(("Manggar", 9, 2, None)))
    assert plain_html(html) == "Manggar 2 desa"
    assert widths(html, LIGHT.tahap["Belum"]) == []


def test_a_large_region_says_how_many_kecamatan_are_not_shown() -> None:
    html = bars(capaian_of(*((f"Kecamatan {n}", 4, 1, 4) for n in range(17))))
    assert plain_html(html).endswith("Dan 2 kecamatan lain di halaman Kecamatan.")


def test_hostile_names_stay_text() -> None:
    html = bars(capaian_of((HOSTILE, 9, 2, 9)))
    assert "<img" not in html
    assert HOSTILE in plain_html(html)


def test_every_desa_is_a_tile_and_every_kecamatan_is_named(view: View) -> None:
    html = tile_grid_html(view, LIGHT)
    assert len(re.findall(r"<a ", html)) == 39
    assert 'title="Lilangan, Kecamatan Gantung: Merintis"' in html
    assert [name for name in view.capaian["kecamatan"] if name not in plain_html(html)] == []


def test_desa_without_a_place_of_their_own_stand_below(view: View) -> None:
    twice = view.desa.assign(petak_kolom=1, petak_baris=1)
    html = tile_grid_html(OnlyDesa(twice, view), LIGHT)  # type: ignore[arg-type]
    grid, below = html.split("flex-wrap:wrap")
    assert (grid.count("<a "), below.count("<a ")) == (1, 38)


class OnlyDesa:
    """A view whose desa are others."""

    def __init__(self, desa: pd.DataFrame, view: View) -> None:
        self.desa, self.filters = desa, view.filters


def test_the_first_screen_reads_its_figures_aloud(view: View) -> None:
    html = figures_html(view, LIGHT)
    spoken = [unescape(text) for text in re.findall(r'role="(?:img|group)" aria-label="([^"]+)"', html)]
    line, kecamatan, tiles = spoken
    assert "15" in line
    assert kecamatan.startswith("Desa terbentuk dari target: Manggar 2 dari 9, Gantung 3 dari 7")
    assert tiles == "24 desa belum membentuk Pokja: 2 merintis, 1 sosialisasi, 21 belum"
    assert html.index("role=") < html.index("Sumber: unggahan")


def test_the_finding_says_what_is_nearest(view: View) -> None:
    html = finding_html(view, LIGHT)
    assert html.index("<h1") < html.index("Desa sudah terbentuk") < html.index("Terdekat:")
    assert "Terdekat: Lilangan dan Jangkang (merintis), Tanjung Kelumpang (sosialisasi)." in html
