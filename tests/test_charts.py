"""Each figure by its traces and labels: what an eye would read, in both themes, with hostile names, with nothing."""

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
    small_multiple,
)
from kkb.indicators import kumulatif, standstills, tangga
from kkb.schema import CAPAIAN_FRAME, KUMULATIF_FRAME, TANGGA_FRAME
from kkb.theme import DARK, LIGHT, PALETTES, Palette
from tests.figure_builders import (
    DATA_DAY,
    ESCAPED,
    HOSTILE,
    KOMITMEN,
    PEMBINAAN,
    TARGET_DAY,
    capaian_of,
    dissolved,
    formations_of,
    formed_on,
    seen,
)

THREE = formed_on("2014", "2017-10-03", "2018-05-02")
"""Padang in 2014 (the year alone is known), Lalang in October 2017, Kurnia Jaya in May 2018."""

CAPAIAN = capaian_of(("Manggar", 9, 2, 9), ("Kelapa Kampit", 6, 4, 6))

both_palettes = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def target_figure(formations: pd.DataFrame = THREE, **changes: Any) -> go.Figure:
    """The main figure on the data day, against a target of 5 by the end of 2024."""
    day = changes.pop("day", DATA_DAY)
    facts: dict[str, Any] = {
        "day": day,
        "target_desa": 5,
        "target_day": TARGET_DAY,
        "start_of_path": (DATA_DAY, 3),
        "spans": standstills(formations, day),
        "milestones": [PEMBINAAN, KOMITMEN],
        "palette": LIGHT,
    } | changes
    return line_to_target(tangga(formations, day=day), kumulatif(formations, day=day), **facts)


def multiple_figure(frame: pd.DataFrame | None = None, **changes: Any) -> go.Figure:
    facts: dict[str, Any] = {"target_desa": 6, "top_desa": 9, "name": "Manggar", "palette": LIGHT} | changes
    return small_multiple(kumulatif(THREE, day=DATA_DAY) if frame is None else frame, **facts)


FIGURES: dict[str, Callable[[Palette], go.Figure]] = {
    "line_to_target": lambda palette: target_figure(palette=palette),
    "bullet_per_kecamatan": lambda palette: bullet_per_kecamatan(CAPAIAN, palette=palette),
    "ladder_per_kecamatan": lambda palette: ladder_per_kecamatan(CAPAIAN, palette=palette),
    "new_per_period": lambda palette: new_per_period(kumulatif(THREE, day=DATA_DAY), frequency="year", palette=palette),
    "small_multiple": lambda palette: multiple_figure(palette=palette),
}

EMPTY: dict[str, Callable[[Palette], go.Figure]] = {
    "line_to_target": lambda palette: line_to_target(
        pd.DataFrame(columns=list(TANGGA_FRAME)),
        pd.DataFrame(columns=list(KUMULATIF_FRAME)),
        day=DATA_DAY,
        target_desa=39,
        target_day=TARGET_DAY,
        start_of_path=None,
        spans=[],
        milestones=[],
        palette=palette,
    ),
    "bullet_per_kecamatan": lambda palette: bullet_per_kecamatan(CAPAIAN.iloc[:0], palette=palette),
    "ladder_per_kecamatan": lambda palette: ladder_per_kecamatan(
        pd.DataFrame(columns=list(CAPAIAN_FRAME)), palette=palette
    ),
    "new_per_period": lambda palette: new_per_period(
        kumulatif(THREE, day=date(2013, 1, 1)), frequency="year", palette=palette
    ),
    "small_multiple": lambda palette: multiple_figure(pd.DataFrame(columns=list(KUMULATIF_FRAME)), palette=palette),
}

every_figure = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
every_empty_figure = pytest.mark.parametrize("draw", EMPTY.values(), ids=EMPTY)


def trace(figure: go.Figure, name: str) -> Any:
    """The one trace of this name."""
    (found,) = [t for t in figure.data if t.name == name]
    return found


def names(figure: go.Figure) -> list[str]:
    return [t.name for t in figure.data]


def labels(figure: go.Figure) -> list[str]:
    """The words written into the figure, without line breaks and bold type."""
    words = (annotation.text for annotation in figure.layout.annotations)
    return [w.replace("<br>", " ").replace("<b>", "").replace("</b>", "") for w in words]


def everything_written(figure: go.Figure) -> Iterator[str]:
    """All text that Plotly reads as markup: labels, tooltips, names and places on a named axis."""
    for t in figure.data:
        for part in (t.text, t.hovertext, t.name, t.x, t.y):
            values = [part] if isinstance(part, str) else [] if part is None else list(part)
            yield from (value for value in values if isinstance(value, str))
    for annotation in figure.layout.annotations:
        yield from (text for text in (annotation.text, annotation.hovertext) if text)


# What all figures share ------------------------------------------------------------------------------------------


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

    assert set(sizes(figure)) <= {12, 14, 18}


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
    capaian, steps, years = CAPAIAN.copy(), tangga(THREE, day=DATA_DAY), kumulatif(THREE, day=DATA_DAY)
    before = steps.copy(), years.copy()
    for draw in FIGURES.values():
        draw(LIGHT)
    line_to_target(
        steps, years, day=DATA_DAY, target_desa=5, target_day=TARGET_DAY, start_of_path=None, spans=[], milestones=[],
        palette=LIGHT,
    )  # fmt: skip
    pd.testing.assert_frame_equal(capaian, CAPAIAN)
    pd.testing.assert_frame_equal(steps, before[0])
    pd.testing.assert_frame_equal(years, before[1])


# Hostile names ---------------------------------------------------------------------------------------------------


def hostile_target_figure() -> go.Figure:
    formations = THREE.assign(desa=HOSTILE)
    tonggak = [replace(t, judul=HOSTILE, sumber=HOSTILE) for t in (KOMITMEN, PEMBINAAN)]
    return target_figure(formations, milestones=tonggak, earlier_targets=[(HOSTILE, date(2025, 12, 31), 4)])


HOSTILE_FIGURES: dict[str, Callable[[], go.Figure]] = {
    "line_to_target": hostile_target_figure,
    "bullet_per_kecamatan": lambda: bullet_per_kecamatan(CAPAIAN.assign(kecamatan=HOSTILE), palette=LIGHT),
    "ladder_per_kecamatan": lambda: ladder_per_kecamatan(CAPAIAN.assign(kecamatan=HOSTILE), palette=LIGHT),
    "small_multiple": lambda: multiple_figure(name=HOSTILE),
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
    assert ESCAPED in trace(figure, "Tanggal berupa rentang").hovertext[0]
    assert ESCAPED in trace(figure, "Rencana sebelumnya").hovertext[0]
    assert sum(ESCAPED in (a.hovertext or "") for a in figure.layout.annotations) == 2
    assert sum(ESCAPED in a.text for a in figure.layout.annotations) == 2


# The line to the target ------------------------------------------------------------------------------------------


@both_palettes
def test_the_staircase_and_its_label(palette: Palette) -> None:
    figure = target_figure(palette=palette)
    line = trace(figure, "Sudah terbentuk")
    assert line.line.shape == "hv"
    assert line.line.color == palette.tahap["Terbentuk"]
    assert list(zip(line.x, line.y, strict=True)) == [
        ("2014-01-01", 0), ("2014-12-31", 1), ("2017-10-03", 2), ("2018-05-02", 3), ("2023-05-10", 3),
    ]  # fmt: skip
    assert line.hovertext[2] == "3 Oktober 2017: 2 desa terbentuk (baru: Lalang)."
    assert line.hovertext[4] == "10 Mei 2023: 3 desa terbentuk."
    assert "3 desa" in labels(figure)


def test_a_dissolution_is_not_called_new() -> None:
    formations = formations_of(
        seen("Padang", tanggal="2017-10-03", day=date(2018, 1, 1)), dissolved("Padang", date(2020, 6, 30))
    )
    line = trace(target_figure(formations), "Sudah terbentuk")
    assert line.hovertext[2] == "30 Juni 2020: 0 desa terbentuk (berubah: Padang (bubar))."


def test_new_desa_per_year_as_bars() -> None:
    bars = trace(target_figure(), "Baru per tahun")
    assert list(bars.y) == [1, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    assert [text for text in bars.text if text] == ["+1", "+1", "+1"]
    assert bars.hovertext[0] == "Tahun 2014: 1 desa membentuk Pokja."


def test_a_date_known_by_year_only_is_drawn_as_a_span() -> None:
    span = trace(target_figure(), "Tanggal berupa rentang")
    assert (list(span.x), list(span.y)) == (["2014-01-01", "2014-12-31"], [1, 1])
    assert span.line.dash == "dot"
    assert span.hovertext[0] == (
        "Padang: terbentuk antara 1 Januari 2014 dan 31 Desember 2014, tanggal pastinya tidak diketahui."
    )


def test_whole_dates_have_no_span() -> None:
    assert "Tanggal berupa rentang" not in names(target_figure(formed_on("2017-10-03", "2018-05-02")))


@both_palettes
def test_the_target_is_dashed_and_labelled_on_the_line(palette: Palette) -> None:
    figure = target_figure(palette=palette)
    path, mark = trace(figure, "Jalur target"), trace(figure, "Target")
    assert (list(path.x), list(path.y)) == (["2023-05-10", "2024-12-31"], [3, 5])
    assert (path.line.dash, path.line.color) == ("dash", palette.target)
    assert (list(mark.x), list(mark.y)) == (["2024-12-31"], [5])
    assert "Target 5 desa, 31 Des 2024" in labels(figure)


def test_without_a_target_only_what_is_known_is_drawn() -> None:
    figure = target_figure(target_desa=None, target_day=None)
    assert names(figure) == ["Baru per tahun", "Tanggal berupa rentang", "Sudah terbentuk"]
    assert not any("Target" in label for label in labels(figure))


def test_without_a_commitment_the_target_has_a_mark_and_no_path() -> None:
    figure = target_figure(start_of_path=None, milestones=[])
    assert "Jalur target" not in names(figure)
    assert "Target" in names(figure)


def test_nothing_beyond_the_day_is_drawn_but_the_target() -> None:
    """On a day of 2017 neither the formation of 2018 nor the commitment of 2023 is known."""
    day = date(2017, 12, 31)
    figure = target_figure(day=day)
    assert names(figure) == ["Baru per tahun", "Tanggal berupa rentang", "Sudah terbentuk", "Target"]
    assert max(trace(figure, "Sudah terbentuk").x) == "2017-12-31"
    assert trace(figure, "Sudah terbentuk").y[-1] == 2
    assert len(trace(figure, "Baru per tahun").x) == 4
    assert not any("Komitmen" in label for label in labels(figure))
    assert not [shape for shape in figure.layout.shapes if shape.x1 > day.isoformat()]


def test_a_day_past_the_target_keeps_the_target_in_sight() -> None:
    figure = target_figure(day=date(2026, 11, 24))
    assert max(trace(figure, "Sudah terbentuk").x) == "2026-11-24"
    assert list(trace(figure, "Target").x) == ["2024-12-31"]
    assert figure.layout.xaxis.range[1] > "2026-11-24"


def test_the_whole_standstill_is_shaded_with_its_reason_in_words() -> None:
    figure = target_figure()
    bands = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect"]
    assert bands == [("2014-12-31", "2017-10-03"), ("2018-05-02", "2023-05-10")]
    assert "33 bulan tanpa Pokja baru" in labels(figure)
    assert "60 bulan tanpa Pokja baru Pembinaan 15 Pokja yang ada" in labels(figure)
    (reason,) = [a for a in figure.layout.annotations if a.text.startswith("<b>60 bulan")]
    assert reason.hovertext == "Pembinaan 15 Pokja yang ada (Rilis Diskominfo, 10 Mei 2023)"


def test_a_long_reason_is_cut_in_the_figure_and_whole_under_the_pointer() -> None:
    judul = "Pembinaan Pokja yang sudah ada di semua desa dan kecamatan; tidak ada pembentukan baru"
    figure = target_figure(milestones=[replace(PEMBINAAN, judul=judul)])
    (reason,) = [a for a in figure.layout.annotations if a.text.startswith("<b>60 bulan")]
    assert reason.text.count("<br>") == 3
    assert reason.text.endswith(" …")
    assert judul in reason.hovertext


def test_the_commitment_is_marked_on_its_day() -> None:
    figure = target_figure()
    assert "Komitmen 10 Mei 2023" in labels(figure)
    assert [shape.x0 for shape in figure.layout.shapes if shape.type == "line"] == ["2023-05-10"]


@both_palettes
def test_an_earlier_plan_stays_visible_in_grey(palette: Palette) -> None:
    figure = target_figure(
        palette=palette, target_day=date(2025, 12, 31), earlier_targets=[("Target 2024", TARGET_DAY, 5)]
    )
    earlier = trace(figure, "Rencana sebelumnya")
    assert earlier.marker.color == palette.muted
    assert earlier.hovertext[0] == "Rencana sebelumnya, Target 2024: 5 desa, 31 Desember 2024."
    assert "Target 2024 31 Des 2024" in labels(figure)
    assert list(trace(figure, "Target").x) == ["2025-12-31"]


def test_nothing_formed_is_a_flat_line_at_zero() -> None:
    figure = target_figure(formed_on())
    assert list(trace(figure, "Sudah terbentuk").y) == [0, 0]
    assert "0 desa" in labels(figure)
    assert figure.layout.yaxis.range[1] > 5


def test_all_formed_reaches_the_target() -> None:
    figure = target_figure(formed_on("2014", "2017-10-03", "2018-05-02", "2019-01-01", "2020-01-01"))
    assert trace(figure, "Sudah terbentuk").y[-1] == trace(figure, "Target").y[0] == 5


def test_years_are_years() -> None:
    axis = target_figure().layout.xaxis
    assert (axis.type, axis.tickformat) == ("date", "%Y")
    assert target_figure().layout.yaxis.tickformat == ",d"


# Kecamatan -------------------------------------------------------------------------------------------------------


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


def test_a_rung_without_desa_has_no_letter() -> None:
    figure = ladder_per_kecamatan(CAPAIAN, palette=LIGHT)
    assert list(trace(figure, "Merintis").text) == ["", ""]
    assert not figure.layout.shapes


def test_a_kecamatan_named_like_a_number_stays_a_name() -> None:
    figure = ladder_per_kecamatan(capaian_of(("2023", 9, 2, 9)), palette=LIGHT)
    assert figure.layout.yaxis.type == "category"


# Over time -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "length", "sentence"),
    [
        ("year", "M12", "2017: 1 desa baru, 2 seluruhnya."),
        ("quarter", "M3", "Triwulan IV 2017: 1 desa baru, 2 seluruhnya."),
        ("month", "M1", "Oktober 2017: 1 desa baru, 2 seluruhnya."),
    ],
)
def test_new_per_period(frequency: Any, length: str, sentence: str) -> None:
    frame = kumulatif(THREE, day=DATA_DAY, frequency=frequency)
    figure = new_per_period(frame, frequency=frequency, palette=LIGHT)
    (bars,) = figure.data
    assert bars.xperiod == length
    assert len(bars.x) == len(frame)
    assert max(bars.x) <= DATA_DAY.isoformat()
    assert [text for text in bars.text if text] == ["1", "1", "1"]
    assert sentence in bars.hovertext
    assert figure.layout.xaxis.tickformat == "%Y"


def test_periods_without_new_desa_leave_a_scale_to_read() -> None:
    figure = new_per_period(kumulatif(formed_on(), day=DATA_DAY), frequency="year", palette=LIGHT)
    assert set(figure.data[0].y) == {0}
    assert figure.layout.yaxis.range[1] > 1


@both_palettes
def test_small_multiple_shows_the_line_and_its_target_on_the_shared_scale(palette: Palette) -> None:
    figure = multiple_figure(palette=palette)
    line, target = trace(figure, "Sudah terbentuk"), trace(figure, "Target")
    assert list(line.x) == list(range(2014, 2024))
    assert list(line.y) == [1, 1, 1, 2, 3, 3, 3, 3, 3, 3]
    assert (list(target.x), list(target.y)) == ([2014, 2023], [6, 6])
    assert (target.line.dash, target.line.color) == ("dash", palette.target)
    assert figure.layout.yaxis.range[1] == pytest.approx(9 * 1.12)


def test_small_multiple_does_not_speak_of_the_end_of_a_year_that_has_not_ended() -> None:
    line = trace(multiple_figure(), "Sudah terbentuk")
    assert line.hovertext[-1] == "Sampai 2023, Manggar: 3 desa terbentuk."


def test_small_multiple_without_a_target_is_the_line_alone() -> None:
    assert names(multiple_figure(target_desa=None)) == ["Sudah terbentuk"]


def test_small_multiple_of_a_single_year() -> None:
    figure = multiple_figure(kumulatif(THREE, day=date(2014, 12, 31)))
    assert list(figure.layout.xaxis.tickvals) == [2014]
