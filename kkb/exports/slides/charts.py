"""The figures of the slides as native charts: which series, how they look, how much room their words take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import ceil

from kkb.briefing.facts import LADDER, KecamatanBar, LadderRow, LineFacts, YearCount
from kkb.exports.slides.chart_xml import Chart, PointLabel, Series
from kkb.exports.slides.geometry import OUTLINE, READ, RUNG_COLOUR, TARGET, Box
from kkb.exports.slides.text import LINE, POINTS, clean, shorten, width_of
from kkb.formatting import format_count, format_date_short
from kkb.narrative import tahap_words
from kkb.narrative.tables import year_labels
from kkb.theme import LIGHT

_ROW = 0.36
"""Height of a bar with its gap, at least."""
_LEGEND = 0.45
_WIDEST_NAME = 3.6
_HIDES_ZERO = "#,##0;;"
_LINE_HEIGHT = READ * LINE / POINTS
_LONGEST_AHEAD = 10
"""Years from the day to the target that the axis still shows."""


def rows_that_fit(height: float, *, with_legend: bool = False) -> int:
    """How many bars stand on one slide."""
    return max(1, int((height - (_LEGEND if with_legend else 0)) / _ROW))


def share_out(rows: int, most: int) -> list[slice]:
    """So many rows as slices of nearly the same length, none longer than `most`."""
    parts = -(-rows // most) if rows else 1
    whole, more = divmod(rows, parts)
    ends = [0]
    for place in range(parts):
        ends.append(ends[-1] + whole + (place < more))
    return [slice(start, end) for start, end in pairwise(ends)]


# --- the line to the target -----------------------------------------------------------------------------------------


def line_chart(facts: LineFacts, years: Sequence[YearCount], box: Box) -> Chart:
    """Columns of new desa, the line of all, the level of the target and the years without a new Pokja, by year.

    Each year stands at its end, so the straight way to the target, which begins on a day, has no place here: the level
    it leads to has.
    """
    ahead = _years_ahead(facts, years[-1].year)
    labels = [*year_labels([count.year for count in years], facts.day), *map(str, ahead)]
    blank: list[int | None] = [None] * len(ahead)
    top, step = _scale([count.kumulatif_desa for count in years] + ([facts.target[1]] if facts.target else []))
    still = [top if _is_still(count, facts) else None for count in years]
    series = [Series("Desa baru", [count.baru_desa for count in years] + blank, fill="accent1", opacity=45)]
    if any(still):
        series.insert(0, Series("Tanpa Pokja baru (bidang abu-abu)", still + blank, fill="accent4", opacity=60))
    if any(count.berakhir_desa for count in years):
        ended = [count.berakhir_desa for count in years]
        series.append(Series("Pokja berakhir", ended + blank, fill="bg1", line=OUTLINE, dash="sysDash"))
    series.append(_all_desa([count.kumulatif_desa for count in years], blank))
    left = width_of(format_count(top), READ) + 0.15
    plot = (left / box.width, 0.03, 1 - (left + 0.1) / box.width, 1 - 0.03 - (2.2 * _LINE_HEIGHT + 0.1) / box.height)
    series += _target_series(facts, len(labels), plot[2] * box.width)
    column = plot[2] * box.width / len(labels)
    every = _every(column)
    series = [
        _with_column_labels(one, top, plot[3] * box.height) if one.name in ("Desa baru", "Pokja berakhir") else one
        for one in series
    ]
    return Chart("Tahun", labels, series, top, plot, step=step, gap=25, label_every=every)


def small_line_chart(facts: LineFacts, box: Box) -> Chart:
    """The same for one kecamatan, in less room: the desa with a Pokja at the end of each year, and the target."""
    first = facts.steps[0][0].year if facts.steps else facts.day.year
    years = list(range(first, facts.day.year + 1))
    counts = [_count_on(facts, min(date(year, 12, 31), facts.day)) for year in years]
    # Years before the first Pokja say nothing.
    begin = next((place for place, count in enumerate(counts) if count), len(counts) - 1)
    years, counts = years[begin:], counts[begin:]
    ahead = _years_ahead(facts, years[-1])
    labels = [str(year) for year in [*years, *ahead]]
    top, _ = _scale(counts + ([facts.target[1]] if facts.target else []))
    plot = (0.0, 0.03, 1.0, 1 - 0.03 - (_LINE_HEIGHT + 0.15) / box.height)
    blank: list[int | None] = [None] * len(ahead)
    own = PointLabel(_HIDES_ZERO, "outEnd")
    series = [Series("Desa dengan Pokja", counts + blank, fill="accent1", label=own)]
    series += _target_series(facts, len(labels), plot[2] * box.width)
    every = _every(plot[2] * box.width / len(labels))
    return Chart("Tahun", labels, series, top, plot, gap=25, label_every=every)


def _all_desa(counts: Sequence[int], blank: Sequence[int | None]) -> Series:
    label = {len(counts) - 1: PointLabel('#,##0" desa"', "t")}
    return Series(
        "Desa dengan Pokja",
        [*counts, *blank],
        is_line=True,
        line="accent1",
        line_width=3.5,
        marker=True,
        labels=label,
        ink="accent1",
    )


def _target_series(facts: LineFacts, places: int, width: float) -> list[Series]:
    if facts.target is None:
        return []
    day, desa = facts.target
    name = f"Target {format_count(desa)} desa, {format_date_short(day)}"
    # The label is centred on its point: the first one that leaves it room to the left.
    column = width / places
    half = width_of(name, READ, bold=True) / 2
    point = min(max(0, ceil((half + 0.1) / column - 0.5)), places - 1) if half * 2 < width else places // 2
    label = {point: PointLabel("General", "t", shows_name=True)}
    return [
        Series(name, [desa] * places, is_line=True, line=TARGET, line_width=3, dash="dash", labels=label, ink=TARGET)
    ]


def _with_column_labels(series: Series, top: float, height: float) -> Series:
    """Numbers inside columns that are tall enough, above the others; none for 0."""
    labels = {
        place: PointLabel(_HIDES_ZERO, "inEnd" if value / top * height > _LINE_HEIGHT else "outEnd")
        for place, value in enumerate(series.values)
        if value
    }
    return replace(series, labels=labels)


def _years_ahead(facts: LineFacts, last: int) -> list[int]:
    if facts.target is None or not 0 < facts.target[0].year - last <= _LONGEST_AHEAD:
        return []
    return list(range(last + 1, facts.target[0].year + 1))


def _is_still(count: YearCount, facts: LineFacts) -> bool:
    """True if all of the year, up to the day, lies in a standstill."""
    first, last = date(count.year, 1, 1), min(date(count.year, 12, 31), facts.day)
    return any(begin <= first and last <= end for begin, end in facts.spans)


def _count_on(facts: LineFacts, day: date) -> int:
    return next((count for moment, count in reversed(facts.steps) if moment <= day), 0)


def _every(column: float) -> int:
    """Every how many years one is written, so that they stay apart."""
    needed = (width_of("2000", READ) + 0.12) / column
    return next(every for every in (1, 2, 3, 5, 10, 20, 50, 100, 1000) if every >= needed)


def _scale(values: Sequence[int]) -> tuple[int, int]:
    """The end of the axis, with room for a label above the highest value, and the distance of its marks."""
    highest = max([*values, 1])
    step = next(f * 10**p for p in range(7) for f in (1, 2, 5) if highest / (f * 10**p) <= 5)
    return (highest * 6 // 5 // step + 1) * step, step


# --- bars by kecamatan ----------------------------------------------------------------------------------------------


def bullet_chart(bars: Sequence[KecamatanBar], box: Box, *, longest: int) -> Chart:
    """Formed desa as a bar inside the outline of the target, "2 dari 9" behind the longer of the two.

    `longest` is the longest bar of all sheets: they share one scale.
    """
    names, left = _names([bar.kecamatan for bar in bars])
    words = max((width_of(_share(bar), READ, bold=True) for bar in bars), default=0) + 0.2
    width = box.width - left
    top = max(longest, 1) * width / max(width - words, width * 0.3)
    formed_labels, target_labels = {}, {}
    for place, bar in enumerate(bars):
        formed, target = format_count(bar.terbentuk_desa), bar.target_desa
        if target is None:
            formed_labels[place] = PointLabel('#,##0" desa"', "outEnd")
        elif bar.terbentuk_desa > target:
            formed_labels[place] = PointLabel(f'#,##0" dari {format_count(target)}"', "outEnd")
        else:
            target_labels[place] = PointLabel(f'"{formed} dari "#,##0', "outEnd")
    series = [Series("Terbentuk (desa)", [bar.terbentuk_desa for bar in bars], fill="accent1", labels=formed_labels)]
    if any(bar.target_desa is not None for bar in bars):
        targets = [bar.target_desa for bar in bars]
        outline = Series("Target (desa)", targets, fill="bg2", line=OUTLINE, line_width=1.5, labels=target_labels)
        series.insert(0, outline)
    return Chart("Kecamatan", names, series, top, (left / box.width, 0, width / box.width, 1), is_horizontal=True)


def _share(bar: KecamatanBar) -> str:
    if bar.target_desa is None:
        return f"{format_count(bar.terbentuk_desa)} desa"
    return f"{format_count(bar.terbentuk_desa)} dari {format_count(bar.target_desa)}"


def ladder_chart(rows: Sequence[LadderRow], box: Box, *, longest: int, rungs: Sequence[str]) -> Chart:
    """All desa of each kecamatan by rung, dark to light; `rungs` are those that any sheet shows."""
    names, left = _names([row.kecamatan for row in rows])
    series = [
        Series(
            tahap_words(rung or None),
            [row.counts[LADDER.index(rung)] for row in rows],
            fill=RUNG_COLOUR[rung],
            line=OUTLINE,
            line_width=1.25,
            dash="solid" if rung else "sysDash",
            label=PointLabel(_HIDES_ZERO, "ctr"),
            ink="bg1" if rung in LIGHT.dark_fills else "tx1",
        )
        for rung in rungs
    ]
    plot = (left / box.width, _LEGEND / box.height, 1 - left / box.width - 0.005, 1 - _LEGEND / box.height)
    top = max(longest, 1)
    return Chart("Kecamatan", names, series, top, plot, is_horizontal=True, is_stacked=True, legend=True)


def _names(names: Sequence[str]) -> tuple[list[str], float]:
    """Names of kecamatan beside their bars, and the room they take."""
    shown = [shorten(clean(name), _WIDEST_NAME, READ) for name in names]
    return shown, max((width_of(name, READ) for name in shown), default=0) + 0.2
