"""The main figure: the staircase, the target, standstills, what is not known on the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kkb.schema import JenisTonggak, Tonggak
from kkb.theme import LIGHT, Palette
from tests.support.chart_builders import (
    both_palettes,
    labels,
    names,
    target_figure,
    trace,
)
from tests.support.figure_builders import (
    KOMITMEN,
    PEMBINAAN,
    TARGET_DAY,
    dissolved,
    formations_of,
    formed_on,
    seen,
)

LOMBA = Tonggak(
    JenisTonggak.PERISTIWA, date(2019, 7, 1), None, "Lomba Kampung KB tingkat provinsi", "Pers, 2 Juli 2019"
)


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


def test_a_date_known_by_year_only_is_drawn_as_a_span() -> None:
    span = trace(target_figure(), "Tanpa tanggal pasti")
    assert (list(span.x), list(span.y)) == (["2014-01-01", "2014-12-31"], [1, 1])
    assert span.line.dash == "dot"
    assert span.hovertext[0] == (
        "Padang: terbentuk antara 1 Januari 2014 dan 31 Desember 2014, tanggal pastinya tidak diketahui."
    )


def test_whole_dates_have_no_span() -> None:
    assert "Tanpa tanggal pasti" not in names(target_figure(formed_on("2017-10-03", "2018-05-02")))


@both_palettes
def test_the_target_is_dashed_and_labelled_on_the_line(palette: Palette) -> None:
    figure = target_figure(palette=palette)
    path, mark = trace(figure, "Jalur target"), trace(figure, "Target")
    assert (list(path.x), list(path.y)) == (["2023-05-10", "2024-12-31"], [3, 5])
    assert (path.line.dash, path.line.color) == ("dash", palette.target)
    assert (list(mark.x), list(mark.y)) == (["2024-12-31"], [5])
    assert "Target 5 desa, 31 Des 2024" in labels(figure)


def test_without_a_target_only_what_is_known_is_drawn() -> None:
    figure = target_figure(target=None)
    assert names(figure) == ["Tanpa tanggal pasti", "Sudah terbentuk"]
    assert not any("Target" in label for label in labels(figure))


def test_without_a_commitment_the_way_lies_level_with_the_target() -> None:
    way = trace(target_figure(start_of_path=None, milestones=[]), "Jalur target")
    assert (list(way.x), list(way.y)) == (["2014-01-01", "2024-12-31"], [5, 5])


def test_nothing_beyond_the_day_is_drawn_but_the_target() -> None:
    """On a day of 2017 neither the formation of 2018 nor what the commitment of 2023 begins with is known."""
    day = date(2017, 12, 31)
    figure = target_figure(day=day)
    assert set(trace(figure, "Jalur target").y) == {5}
    assert max(trace(figure, "Sudah terbentuk").x) == "2017-12-31"
    assert trace(figure, "Sudah terbentuk").y[-1] == 2
    assert not [shape for shape in figure.layout.shapes if shape.type == "rect" and shape.x1 > day.isoformat()]


def test_a_day_past_the_target_keeps_the_target_in_sight() -> None:
    figure = target_figure(day=date(2026, 11, 24))
    assert max(trace(figure, "Sudah terbentuk").x) == "2026-11-24"
    assert list(trace(figure, "Target").x) == ["2024-12-31"]
    assert figure.layout.xaxis.range[1] > "2026-11-24"


def test_the_whole_standstill_is_shaded_with_its_reason_under_the_pointer() -> None:
    figure = target_figure()
    bands = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect"]
    assert bands == [("2014-12-31", "2017-10-03"), ("2018-05-02", "2023-05-10")]
    assert "≥ 33 bulan" in labels(figure)
    # Two that touch are parted by their edges, which nobody sees elsewhere.
    (edge,) = {(s.line.color, s.line.width) for s in figure.layout.shapes if s.type == "rect"}
    assert edge == (LIGHT.background, 3)
    (reason,) = [a for a in figure.layout.annotations if a.text.startswith("<b>60 bulan")]
    assert reason.hovertext == "Pembinaan 15 Pokja yang ada (Rilis Diskominfo, 10 Mei 2023)"


@pytest.mark.parametrize("top_desa", [1, 9])
@pytest.mark.parametrize("days", [(), ("2017-10-03", "2018-05-02"), ("2014", "2017-10-03", "2018-05-02", "2019-01-01")])
def test_labels_keep_apart_on_a_phone_and_under_the_top(days: tuple[str, ...], top_desa: int) -> None:
    """Where each stands is settled in kkb/figures (tests/exports/test_drawing.py); Plotly is told the same."""
    figure = target_figure(formed_on(*days), top_desa=top_desa, milestones=[PEMBINAAN, KOMITMEN, LOMBA])
    ceiling = figure.layout.yaxis.range[1]
    tops = [label.y for label in figure.layout.annotations]
    assert all(0 < top <= ceiling for top in tops)
    assert {label.yanchor for label in figure.layout.annotations} == {"middle"}
    assert len({(label.x, label.y, label.xanchor) for label in figure.layout.annotations}) == len(tops)


def test_the_scale_leaves_room_above_the_target_for_its_words() -> None:
    assert target_figure(top_desa=9).layout.yaxis.range[1] > 9.5
    label = next(a for a in target_figure().layout.annotations if "Target" in a.text)
    assert label.y > 5


def test_the_mark_of_the_target_is_whole_at_the_edge() -> None:
    assert trace(target_figure(), "Target").cliponaxis is False


def test_the_label_at_the_end_of_the_line_has_room() -> None:
    """To the target's day there is some; on a day past the target all of it is beside the axis."""
    assert 14 <= target_figure().layout.margin.r < target_figure(day=date(2026, 11, 24)).layout.margin.r


def test_the_commitment_is_marked_on_its_day() -> None:
    figure = target_figure()
    assert "Komitmen 10 Mei 2023" in labels(figure)
    assert [shape.x0 for shape in figure.layout.shapes if shape.type == "line"] == ["2023-05-10"]
    (label,) = [a for a in figure.layout.annotations if a.text.startswith("Komitmen")]
    assert label.hovertext == "Komitmen Bersama (Rilis Diskominfo, 10 Mei 2023)"


def test_an_event_is_an_upright_with_a_short_label_that_tells_its_source() -> None:
    figure = target_figure(milestones=[LOMBA])
    assert [shape.x0 for shape in figure.layout.shapes if shape.type == "line"] == ["2019-07-01", "2023-05-10"]
    (label,) = [a for a in figure.layout.annotations if a.x == "2019-07-01"]
    assert label.text.startswith("Lomba") and label.text.endswith("…")
    assert label.hovertext == "1 Juli 2019: Lomba Kampung KB tingkat provinsi. Sumber: Pers, 2 Juli 2019"


def test_an_event_without_room_is_a_dot_and_one_after_the_day_is_none() -> None:
    crowd = [replace(LOMBA, mulai=date(2019, 7, 1) + timedelta(days=20 * n)) for n in range(30)]
    told = [a for a in target_figure(milestones=crowd).layout.annotations if "Sumber: Pers" in a.hovertext]
    assert len(told) == 30
    assert any(a.text == "•" for a in told)
    assert "Lomba" not in " ".join(labels(target_figure(milestones=[replace(LOMBA, mulai=date(2023, 5, 11))])))


@both_palettes
def test_an_earlier_plan_stays_visible_as_an_open_mark(palette: Palette) -> None:
    figure = target_figure(
        palette=palette, target=(date(2025, 12, 31), 5), earlier_targets=[("Target 2024", TARGET_DAY, 5)]
    )
    earlier = trace(figure, "Rencana sebelumnya")
    assert (earlier.marker.symbol, earlier.marker.color) == ("diamond-open", palette.target)
    assert earlier.hovertext[0] == "Rencana sebelumnya, Target 2024: 5 desa, 31 Desember 2024."
    # Named where a phone has room for it.
    assert "semula" not in " ".join(labels(figure))
    roomy = target_figure(palette=palette, spans=[], earlier_targets=[("Target 2020", date(2020, 12, 31), 4)])
    assert "semula 31 Des 2020" in labels(roomy)
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
    assert axis.type == "date"
    assert [*zip(axis.tickvals, axis.ticktext, strict=True)][:2] == [("2014-01-01", "2014"), ("2016-01-01", "2016")]
    assert target_figure().layout.yaxis.tickformat == ",d"
