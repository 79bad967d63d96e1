"""The figures of the slides as native charts: which series, how they look, how much room their words take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import ceil

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE

from kkb.exports.slides.geometry import OUTLINE, READ, RUNG_COLOUR, TARGET, Box
from kkb.exports.slides.native_chart import Chart, PointLabel, Series
from kkb.exports.slides.shapes import rung_ink
from kkb.exports.slides.text import POINTS, clean, shorten, width_of, wrap
from kkb.figures.axis_steps import nice_steps
from kkb.figures.facts import LADDER, KecamatanBar, LadderRow, LineFacts, PeriodCount
from kkb.figures.letters import LINE
from kkb.formatting import format_count, format_date_short, format_share
from kkb.narrative import tahap_words
from kkb.narrative.tables import UNDATED, year_labels

_POSITION = XL_LABEL_POSITION
_ROW = 0.36
"""Height of a bar with its gap, at least."""
_LEGEND = 0.45
_WIDEST_NAME = 4.4
_HIDES_ZERO = "#,##0;;"
NEW, ENDED = "Desa baru", "Pokja berakhir"
SHADE = "Tanpa Pokja baru (bidang abu-abu)"
"""Name of the series that shades years without a new Pokja; its numbers are no counts."""
_LINE_HEIGHT = READ * LINE / POINTS
_YEAR = width_of("2000", READ) + 0.06
"""Width of a year below the axis, with the gap to the next."""
_FEWEST_YEARS = 4
_NO_YEAR = "tanpa tanggal"
_LONGEST_AHEAD = 10
"""Years from the day to the target that the axis still shows."""


def rows_that_fit(height: float, *, with_legend: bool = False) -> int:
    """How many bars stand on one slide."""
    return max(1, int((height - (_LEGEND if with_legend else 0)) / _ROW))


# --- the line to the target -----------------------------------------------------------------------------------------


def line_chart(facts: LineFacts, years: Sequence[PeriodCount], box: Box) -> Chart:
    """Columns of new desa, the line of all, the level of the target and the years without a new Pokja, by year.

    Each year stands at its end, so the straight way to the target, which begins on a day, has no place here: the level
    it leads to has. Those that may have been formed in more than one year have a place of their own behind the years.
    """
    undated = sum(count.tanpa_tanggal_desa for count in years)
    ahead = _years_ahead(facts, years[-1].year)
    labels = [*year_labels([count.year for count in years], facts.day), *map(str, ahead)]
    places = len(labels)
    labels += [_NO_YEAR] * bool(undated)
    highest = [max(count.kumulatif_desa, _stacked(count)) for count in years]
    top, step = _scale([*highest, undated] + [desa for _, desa in _targets(facts)])
    series = [Series(NEW, [count.baru_desa for count in years], fill="accent1", opacity=45)]
    if any(count.berakhir_desa for count in years):
        ended = [count.berakhir_desa for count in years]
        series.append(Series(ENDED, ended, fill="bg1", line=OUTLINE, dash="sysDash"))
    # The shade is what the stack lacks to the end of the axis, so that it fills the year and covers nothing.
    still = [top - _stacked(count) if _is_still(count, facts) else None for count in years]
    if any(still):
        series.append(Series(SHADE, still, fill="accent4", opacity=60))
    left = width_of(format_count(top), READ) + 0.15
    column = (box.width - left - 0.1) / len(labels)
    is_turned = column < _YEAR
    lines = max(len(wrap(label, column, READ)) for label in labels)
    foot = max(width_of(label, READ) for label in labels) if is_turned else lines * _LINE_HEIGHT
    plot = (left / box.width, 0.03, column * len(labels) / box.width, 1 - 0.03 - (foot + 0.15) / box.height)
    inch = top / (plot[3] * box.height)
    series = [replace(one, labels=_column_labels(one, years, inch, box.height)) for one in series]
    if undated:
        own = {places: PointLabel(_HIDES_ZERO, _POSITION.INSIDE_BASE)}
        values = [*[None] * places, undated]
        series.append(Series(UNDATED, values, fill="bg1", line="accent1", dash="sysDash", labels=own))
    series.append(_all_desa([count.kumulatif_desa for count in years], facts, inch))
    series += _target_series(facts, places, plot[2] * box.width * places / len(labels))
    counts = {count.year: count.kumulatif_desa for count in years} | dict.fromkeys(ahead, 0)
    series += [
        _earlier_series(facts, index, counts, inch, column)
        for index, (day, _) in enumerate(facts.earlier_targets)
        if day.year in counts
    ]
    every = ceil(_LINE_HEIGHT / column) if is_turned else 1
    kind = XL_CHART_TYPE.COLUMN_STACKED
    return Chart(kind, "Tahun", labels, series, top, plot, step, gap=25, label_every=every, is_turned=is_turned)


def small_line_chart(facts: LineFacts, box: Box) -> Chart:
    """The same for one kecamatan, in less room: the desa with a Pokja at the end of each year, and the target."""
    years, ahead = _shown_years(facts, box.width)
    counts = [facts.count_on(min(date(year, 12, 31), facts.day)) for year in years]
    labels = [str(year) for year in [*years, *ahead]]
    top, _ = _scale(counts + [desa for _, desa in _targets(facts)])
    plot = (0.0, 0.03, 1.0, 1 - 0.03 - (_LINE_HEIGHT + 0.15) / box.height)
    own = PointLabel(_HIDES_ZERO, _POSITION.OUTSIDE_END)
    # Where there is none yet, the last year says so.
    last = {len(counts) - 1: PointLabel("#,##0", _POSITION.OUTSIDE_END)}
    series = [Series("Desa dengan Pokja", counts, fill="accent1", label=own, labels=last)]
    series += _target_series(facts, len(labels), plot[2] * box.width)
    by_year = dict(zip(years, counts, strict=True)) | dict.fromkeys(ahead, 0)
    inch, column = top / (plot[3] * box.height), box.width / len(labels)
    series += [
        _earlier_series(facts, index, by_year, inch, column)
        for index, (day, _) in enumerate(facts.earlier_targets)
        if day.year in by_year
    ]
    return Chart(XL_CHART_TYPE.COLUMN_CLUSTERED, "Tahun", labels, series, top, plot, gap=25)


def years_apart(facts: LineFacts, width: float) -> int:
    """Every how many years the small chart shows one: as often as their labels fit side by side."""
    first, ahead = _first_year(facts), _years_ahead(facts, facts.day.year)
    most = int(width / (_YEAR))
    past = facts.day.year - first + 1
    return next(apart for apart in range(1, past + 1) if ceil(past / apart) + ceil(len(ahead) / apart) <= most)


def _shown_years(facts: LineFacts, width: float) -> tuple[list[int], list[int]]:
    """Years up to the day and years ahead; the last of both are always among them."""
    apart = years_apart(facts, width)
    years = range(_first_year(facts), facts.day.year + 1)
    return list(reversed(years[::-apart])), list(reversed(_years_ahead(facts, facts.day.year)[::-apart]))


def _first_year(facts: LineFacts) -> int:
    """The year of the first Pokja: those before say nothing. But a single bar is no line."""
    last = facts.day.year
    return min(next((moment.year for moment, count in facts.steps if count), last), last - _FEWEST_YEARS + 1)


def _all_desa(counts: Sequence[int], facts: LineFacts, inch: float) -> Series:
    """The line of all desa, labelled at its end on the side away from the target; `inch` is one in desa."""
    is_close = facts.target is not None and 0 < facts.target[1] - counts[-1] < 1.5 * _LINE_HEIGHT * inch
    label = {len(counts) - 1: PointLabel('#,##0" desa"', _POSITION.BELOW if is_close else _POSITION.ABOVE)}
    name, marker = "Desa dengan Pokja", XL_MARKER_STYLE.CIRCLE
    return Series(
        name, counts, is_line=True, line="accent1", line_width=3.5, marker=marker, labels=label, ink="accent1"
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
    label = {point: PointLabel("General", _POSITION.ABOVE, shows_name=True)}
    values = [desa] * places
    return [Series(name, values, is_line=True, line=TARGET, line_width=3, dash="dash", labels=label, ink=TARGET)]


def _targets(facts: LineFacts) -> list[tuple[date, int]]:
    """(day, desa) of the plans that were revised, and last of the one that holds."""
    return [*facts.earlier_targets, *([facts.target] if facts.target else [])]


def _earlier_series(
    facts: LineFacts, index: int, counts: Mapping[int, int], inch: float, column: float
) -> Series:
    """A hollow mark where a revised plan wanted to be: `counts` are the desa of each year on the axis.

    Its words stand below it, or above where the line of all desa runs; at the side at either end of the axis.
    """
    (day, desa), words = facts.earlier_targets[index], " ".join(facts.earlier_words(index))
    place = list(counts).index(day.year)
    half = width_of(words, READ, bold=True) / 2 / column
    if place + 0.5 < half:
        position = _POSITION.RIGHT
    elif len(counts) - place - 0.5 < half:
        position = _POSITION.LEFT
    else:
        near = [count for other, count in enumerate(counts.values()) if abs(other - place) <= half]
        is_close = any(0 <= desa - count < 1.5 * _LINE_HEIGHT * inch for count in near)
        position = _POSITION.ABOVE if is_close else _POSITION.BELOW
    name = f"Target semula {format_count(desa)} desa, {format_date_short(day)}"
    values = [desa if year == day.year else None for year in counts]
    label = {place: PointLabel(f'"{words}"', position)}
    marker = XL_MARKER_STYLE.DIAMOND
    return Series(name, values, is_line=True, marker=marker, marker_is_hollow=True, labels=label, ink=TARGET)


def _column_labels(series: Series, years: Sequence[PeriodCount], inch: float, height: float) -> dict[int, PointLabel]:
    """Numbers at the foot of the columns, or over the line where that runs through them; none for 0 and the shade."""
    labels = {}
    for place, year in enumerate(years):
        if series.values[place] and series.name != SHADE:
            over = year.kumulatif_desa / inch
            lift = (over + 0.06) / height if over < _LINE_HEIGHT + 0.1 else 0.0
            labels[place] = PointLabel(_HIDES_ZERO, _POSITION.INSIDE_BASE, lift=lift)
    return labels


def _years_ahead(facts: LineFacts, last: int) -> list[int]:
    ends = [day.year for day, _ in _targets(facts) if 0 < day.year - last <= _LONGEST_AHEAD]
    return list(range(last + 1, max(ends, default=last) + 1))


def _is_still(count: PeriodCount, facts: LineFacts) -> bool:
    """True if all of the year, up to the day, lies in a standstill."""
    first, last = date(count.year, 1, 1), min(date(count.year, 12, 31), facts.day)
    return any(span.begin <= first and last <= span.end for span in facts.spans)


def _stacked(count: PeriodCount) -> int:
    return count.baru_desa + count.berakhir_desa


def _scale(values: Sequence[int]) -> tuple[int, int]:
    """The end of the axis, with room for a label above the highest value, and the distance of its marks."""
    highest = max([*values, 1])
    step = next(step for step in nice_steps() if highest / step <= 5)
    return (highest * 6 // 5 // step + 1) * step, step


# --- bars by kecamatan ----------------------------------------------------------------------------------------------


def bullet_chart(bars: Sequence[KecamatanBar], box: Box, *, longest: int) -> Chart:
    """Formed desa as a bar inside the outline of the target, "2 dari 9" behind the longer of the two.

    `longest` is the longest bar of all sheets: they share one scale.
    """
    names, left = _names([bar.kecamatan for bar in bars])
    shares = [format_share(bar.terbentuk_desa, bar.target_desa) for bar in bars]
    words = max(width_of(share, READ, bold=True) for share in shares) + 0.2
    width = box.width - left
    top = max(longest, 1) * width / max(width - words, width * 0.3)
    formed_labels, target_labels = {}, {}
    for place, bar in enumerate(bars):
        formed, target = format_count(bar.terbentuk_desa), bar.target_desa
        if target is None:
            formed_labels[place] = PointLabel('" "#,##0" desa"', _POSITION.OUTSIDE_END)
        elif bar.terbentuk_desa > target:
            formed_labels[place] = PointLabel(f'" "#,##0" dari {format_count(target)}"', _POSITION.OUTSIDE_END)
        else:
            target_labels[place] = PointLabel(f'" {formed} dari "#,##0', _POSITION.OUTSIDE_END)
    series = [Series("Terbentuk (desa)", [bar.terbentuk_desa for bar in bars], fill="accent1", labels=formed_labels)]
    if any(bar.target_desa is not None for bar in bars):
        targets = [bar.target_desa for bar in bars]
        # Above the bar, so that its end shows where more desa are formed than were asked for.
        series.append(Series("Target (desa)", targets, line=OUTLINE, line_width=1.5, labels=target_labels))
    plot = (left / box.width, 0, width / box.width, 1)
    return Chart(XL_CHART_TYPE.BAR_CLUSTERED, "Kecamatan", names, series, top, plot)


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
            label=PointLabel(_HIDES_ZERO, _POSITION.CENTER),
            ink=rung_ink(rung),
        )
        for rung in rungs
    ]
    plot = (left / box.width, _LEGEND / box.height, 1 - left / box.width - 0.005, 1 - _LEGEND / box.height)
    return Chart(XL_CHART_TYPE.BAR_STACKED, "Kecamatan", names, series, max(longest, 1), plot, legend=True)


def _names(names: Sequence[str]) -> tuple[list[str], float]:
    """Names of kecamatan beside their bars, and the room they take."""
    shown = [shorten(clean(name), _WIDEST_NAME, READ) for name in names]
    return shown, max((width_of(name, READ) for name in shown), default=0) + 0.2
