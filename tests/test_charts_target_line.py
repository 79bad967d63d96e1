"""The main figure: the staircase, the target, standstills, what is not known on the day."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from kkb.theme import LIGHT, Palette
from tests.chart_builders import (
    THREE,
    both_palettes,
    labels,
    names,
    target_figure,
    trace,
)
from tests.figure_builders import (
    TARGET_DAY,
    dissolved,
    formations_of,
    formed_on,
    seen,
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
    assert names(figure) == ["Tanggal berupa rentang", "Sudah terbentuk"]
    assert not any("Target" in label for label in labels(figure))


def test_without_a_commitment_the_target_has_a_mark_and_no_path() -> None:
    figure = target_figure(start_of_path=None, milestones=[])
    assert "Jalur target" not in names(figure)
    assert "Target" in names(figure)


def test_nothing_beyond_the_day_is_drawn_but_the_target() -> None:
    """On a day of 2017 neither the formation of 2018 nor the commitment of 2023 is known."""
    day = date(2017, 12, 31)
    figure = target_figure(day=day)
    assert names(figure) == ["Tanggal berupa rentang", "Sudah terbentuk", "Target"]
    assert max(trace(figure, "Sudah terbentuk").x) == "2017-12-31"
    assert trace(figure, "Sudah terbentuk").y[-1] == 2
    assert not any("Komitmen" in label for label in labels(figure))
    assert not [shape for shape in figure.layout.shapes if shape.x1 > day.isoformat()]


def test_a_day_past_the_target_keeps_the_target_in_sight() -> None:
    figure = target_figure(day=date(2026, 11, 24))
    assert max(trace(figure, "Sudah terbentuk").x) == "2026-11-24"
    assert list(trace(figure, "Target").x) == ["2024-12-31"]
    assert figure.layout.xaxis.range[1] > "2026-11-24"


def test_the_whole_standstill_is_shaded_with_its_reason_under_the_pointer() -> None:
    figure = target_figure()
    bands = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect"]
    assert bands == [("2014-12-31", "2017-10-03"), ("2018-05-02", "2023-05-10")]
    assert "33 bulan tanpa Pokja baru" in labels(figure)
    # Two that touch are parted by their edges, which nobody sees elsewhere.
    (edge,) = {(s.line.color, s.line.width) for s in figure.layout.shapes if s.type == "rect"}
    assert edge == (LIGHT.background, 3)
    (reason,) = [a for a in figure.layout.annotations if a.text.startswith("<b>60 bulan")]
    assert reason.hovertext == "Pembinaan 15 Pokja yang ada (Rilis Diskominfo, 10 Mei 2023)"


def test_the_words_on_a_standstill_fit_into_its_band_and_the_target_stands_above_it() -> None:
    figure = target_figure()
    lines = [a.text.count("<br>") + 1 for a in figure.layout.annotations if "bulan" in a.text]
    assert lines == [4, 2], "the shorter the band, the shorter its lines"
    (top,) = {shape.y1 for shape in figure.layout.shapes if shape.type == "rect"}
    assert top == pytest.approx(5 / figure.layout.yaxis.range[1])


def test_the_words_on_a_short_standstill_keep_off_the_count_beside_it() -> None:
    # 33 months of eleven years, once amid the line and once at its end: "33 bulan" just fills the band.
    amid, last = (
        target_figure(formed_on(*days), spans=(span,), day=date(2025, 3, 31)).layout.annotations
        for days, span in (
            (("2014-01-01", "2018-03-01", "2020-12-01"), (date(2018, 3, 1), date(2020, 12, 1))),
            (("2014-01-01", "2022-06-25"), (date(2022, 6, 25), date(2025, 3, 31))),
        )
    )
    assert any(a.text.startswith("<b>33 bulan<br>") for a in amid)
    assert any(a.text.startswith("<b>33<br>bulan<br>") for a in last)


def test_the_words_on_a_standstill_keep_clear_of_target_and_line() -> None:
    def place(formations: pd.DataFrame = THREE, **changes: int) -> float:
        (words,) = [a for a in target_figure(formations, **changes).layout.annotations if a.text.startswith("<b>60")]
        return float(words.y)

    assert target_figure(top_desa=9).layout.yaxis.range[1] == pytest.approx(9 * 1.16)
    # Two of 5 desa: under the target, or above it where the scale of a neighbour leaves the room.
    two = formed_on("2017-10-03", "2018-05-02")
    assert place(two, top_desa=5) == 0.84
    assert place(two, top_desa=9) == pytest.approx(1 / 1.16)
    # Three of 5: the line is high, the words stand under it.
    assert place() == pytest.approx(3 / 5 / 1.16 - 0.02)


def test_the_mark_of_the_target_is_whole_at_the_edge() -> None:
    assert trace(target_figure(), "Target").cliponaxis is False


def test_the_label_at_the_end_of_the_line_has_room() -> None:
    """To the target's day there is some; on a day past the target all of it is beside the axis."""
    assert 14 <= target_figure().layout.margin.r < target_figure(day=date(2026, 11, 24)).layout.margin.r


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
