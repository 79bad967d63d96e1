"""Kecamatan against their targets and by rung."""

from __future__ import annotations

from kkb.charts import (
    bullet_per_kecamatan,
    ladder_per_kecamatan,
)
from kkb.theme import LIGHT, Palette
from tests.support.chart_builders import (
    CAPAIAN,
    both_palettes,
    labels,
    names,
    trace,
)
from tests.support.figure_builders import (
    capaian_of,
)


@both_palettes
def test_bullet_shows_formed_in_front_of_the_target_most_left_on_top(palette: Palette) -> None:
    figure = bullet_per_kecamatan(CAPAIAN, palette=palette)
    target, formed = trace(figure, "Target"), trace(figure, "Sudah terbentuk")
    # The first is drawn at the bottom.
    assert list(target.x) == [6, 9]
    assert list(formed.x) == [4, 2]
    assert (target.marker.color, target.marker.line.color) == (palette.tahap["Belum"], palette.outline)
    assert labels(figure) == ["Kelapa Kampit", "4 dari 6 · 66,7%", "Manggar", "2 dari 9 · 22,2%"]
    assert formed.hovertext[1] == "Kecamatan Manggar: 2 dari 9 · 22,2% sudah terbentuk; sisa 7 desa."


def test_bullet_without_a_target_gives_counts_alone() -> None:
    figure = bullet_per_kecamatan(capaian_of(("Manggar", 9, 2, None), ("Damar", 5, 3, None)), palette=LIGHT)
    assert list(trace(figure, "Target").x) == [0, 0]
    assert list(trace(figure, "Target").marker.line.width) == [0, 0]
    assert "2 desa" in labels(figure)
    assert trace(figure, "Sudah terbentuk").hovertext[-1] == "Kecamatan Manggar: 2 desa sudah terbentuk."


def test_bullet_with_a_target_of_zero_has_no_percentage() -> None:
    figure = bullet_per_kecamatan(capaian_of(("Manggar", 9, 0, 0)), palette=LIGHT)
    assert labels(figure) == ["Manggar", "0 dari 0"]


def test_kecamatan_with_as_much_left_keep_the_order_of_the_region_from_the_top() -> None:
    capaian = capaian_of(("Dendang", 4, 2, 4), ("Damar", 4, 2, 4), ("Manggar", 9, 2, 9))
    from_the_top = labels(bullet_per_kecamatan(capaian, palette=LIGHT))[::-2]
    assert [*trace(ladder_per_kecamatan(capaian, palette=LIGHT), "Belum").y][::-1] == ["Manggar", "Dendang", "Damar"]
    assert from_the_top == ["2 dari 9 · 22,2%", "2 dari 4 · 50,0%", "2 dari 4 · 50,0%"]


@both_palettes
def test_ladder_stacks_all_desa_from_terbentuk_to_not_reported(palette: Palette) -> None:
    capaian = capaian_of(("Manggar", 9, 2, 9)).assign(
        merintis_desa=1, sosialisasi_desa=1, belum_desa=3, tidak_dilaporkan_desa=2
    )
    figure = ladder_per_kecamatan(capaian, palette=palette)
    assert names(figure) == ["Terbentuk", "Merintis", "Sosialisasi", "Belum", "Belum dilaporkan"]
    assert [t.text[0] for t in figure.data] == ["T 2", "M 1", "S 1", "B 3", "? 2"]
    assert sum(t.x[0] for t in figure.data) == 9
    assert [t.marker.color for t in figure.data] == list(palette.tahap.values())
    assert figure.data[1].textfont.color == palette.ink("Merintis")
    assert figure.data[4].hovertext[0] == "Kecamatan Manggar: 2 desa belum dilaporkan."


def test_not_reported_has_a_dashed_edge_and_the_reported_a_whole_one() -> None:
    capaian = capaian_of(("Manggar", 9, 2, 9), ("Damar", 5, 3, 5))
    capaian["tidak_dilaporkan_desa"], capaian["belum_desa"] = [3, 0], [4, 2]
    figure = ladder_per_kecamatan(capaian, palette=LIGHT)
    assert [t.marker.line.width for t in figure.data] == [1, 1, 1, 1, 0]
    (edge,) = figure.layout.shapes
    assert (edge.x0, edge.x1) == (6, 9)
    assert edge.line.dash == "dash"
    # Manggar has most left: it is the second from the bottom.
    assert edge.y0 < 1 < edge.y1


def test_the_dashed_edge_stands_behind_the_rungs_that_are_shown() -> None:
    capaian = capaian_of(("Manggar", 9, 2, 9)).assign(belum_desa=4, tidak_dilaporkan_desa=3, terbentuk_desa=0)
    (edge,) = ladder_per_kecamatan(capaian, palette=LIGHT).layout.shapes
    assert (edge.x0, edge.x1) == (4, 7)


def test_a_rung_without_desa_has_no_letter() -> None:
    figure = ladder_per_kecamatan(CAPAIAN, palette=LIGHT)
    assert list(trace(figure, "Merintis").text) == ["", ""]
    assert not figure.layout.shapes


def test_a_kecamatan_named_like_a_number_stays_a_name() -> None:
    figure = ladder_per_kecamatan(capaian_of(("2023", 9, 2, 9)), palette=LIGHT)
    assert figure.layout.yaxis.type == "category"
