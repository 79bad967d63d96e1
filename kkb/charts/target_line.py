"""The main figure: the count since the first year, new desa per year, and the way to the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import SIZE, SMALL, Trace, build_figure, count_axis, empty_figure, faint, plain, year_axis
from kkb.charts.events import event_marks
from kkb.formatting import format_count, format_date, format_date_short
from kkb.indicators import explain_standstill, months_between
from kkb.schema import JenisTonggak, Tonggak
from kkb.theme import Palette

_DAY_MS = 86_400_000
_EDGE_SHARE = 0.02
_LABEL_ROOM = 84
"""Pixels to the right of the axis: the label at the end of the line is as wide on a phone as on the wall."""
_AXIS_ROOM = 44
"""Pixels of the figure that are no plot: margins and the years. `_LINE` is one line of small words."""
_LINE = 16
_TARGET_WORDS = 28
"""Pixels that the words on the target take above it."""
_REASON_WIDTH = 26
"""Letters in a line of a standstill's reason: what fits into the band on a phone."""


def line_to_target(
    steps: pd.DataFrame,
    per_year: pd.DataFrame,
    *,
    day: date,
    target_desa: int | None,
    target_day: date | None,
    start_of_path: tuple[date, int] | None,
    spans: Sequence[tuple[date, date]],
    milestones: Sequence[Tonggak],
    palette: Palette,
    earlier_targets: Sequence[tuple[str, date, int]] = (),
    height: int = 360,
    top_desa: int = 1,
) -> go.Figure:
    """The count as a staircase, new desa per year as bars, and the target.

    `steps` has the columns of `schema.TANGGA_FRAME`, `per_year` those of `schema.KUMULATIF_FRAME` by year.
    `start_of_path` is where the straight line to the target begins (commitment day, desa formed then); `spans` are
    standstills, shaded. `earlier_targets` are (name, day, desa) of plans that were revised: they stay visible, in
    grey. The staircase ends at `day`. The scale reaches `top_desa` at least: figures side by side share one.
    """
    if steps.empty or per_year.empty:
        return empty_figure(palette, height)
    formed = int(steps["kumulatif_desa"].iloc[-1])
    top = max(formed, target_desa or 0, *(desa for _, _, desa in earlier_targets), top_desa)
    first = steps["tanggal"].iloc[0].date()
    last = max(day, target_day or day, *(moment for _, moment, _ in earlier_targets))
    blue = palette.tahap["Terbentuk"]
    traces = [_bars_per_year(per_year, palette), *spans_of_dates(steps, blue), staircase(steps, blue)]
    labels = [*_bar_labels(per_year, palette), _end_label(day, formed, blue, is_low=formed < top * 0.1)]
    shapes: list[dict[str, Any]] = []
    ceiling = top * 1.16
    taken = max(formed, target_desa or 0) / ceiling
    for begin, end in spans:
        shapes.append(_standstill_band(begin, end, palette))
        reasons = explain_standstill((begin, end), milestones)
        labels.append(_standstill_label(begin, end, reasons, palette, taken=taken, plot=height - _AXIS_ROOM))
    for name, moment, desa in earlier_targets:
        traces.append(_earlier_target(name, moment, desa, palette))
        labels.append(_earlier_label(name, moment, desa, palette))
    if target_desa is not None and target_day is not None:
        label = f"Target {format_count(target_desa)} desa, {format_date_short(target_day)}"
        # A commitment still to come draws no path: what will be formed by then is not known on `day`.
        if start_of_path is not None and start_of_path[0] <= day and start_of_path[0] < target_day:
            traces.append(_path(start_of_path, target_desa, target_day, label, palette))
        traces.append(_target_mark(target_desa, target_day, label, palette))
        labels.append(_target_label(target_desa, target_day, label, palette))
    # Above the line while it is low, under it once it is high; in both cases clear of the words on a standstill.
    label_at = formed + top * 0.22 if formed < top * 0.45 else top * 0.3
    for milestone in milestones:
        if milestone.jenis is JenisTonggak.KOMITMEN and milestone.mulai <= day:
            shapes.append(_milestone_line(milestone, label_at, palette))
            labels.append(_milestone_label(milestone, label_at, palette))
    edge = last + (last - first) * _EDGE_SHARE

    def height_on(moment: date) -> float:
        reached = steps.loc[steps["tanggal"].dt.date <= moment, "kumulatif_desa"]
        return float(reached.iloc[-1]) / ceiling if len(reached) else 0.0

    event_lines, event_labels = event_marks(
        milestones, first=first, day=day, last=edge, height_on=height_on, palette=palette
    )
    return build_figure(
        traces,
        palette,
        height,
        right=_LABEL_ROOM,
        xaxis=year_axis(first.year, last.year) | {"range": [first.isoformat(), edge.isoformat()]},
        yaxis=count_axis(ceiling, 5),
        annotations=[*labels, *event_labels],
        shapes=[*shapes, *event_lines],
    )


def _bars_per_year(per_year: pd.DataFrame, palette: Palette) -> Trace:
    new = per_year[per_year["baru_desa"] > 0]
    years, counts = new["periode"].dt.year.tolist(), new["baru_desa"].tolist()
    blue = palette.tahap["Terbentuk"]
    return {
        "type": "bar",
        "name": "Baru per tahun",
        "x": [f"{year}-07-01" for year in years],
        "y": counts,
        "width": 220 * _DAY_MS,
        "marker": {"color": faint(blue, 0.3), "line": {"color": blue, "width": 1}},
        "hovertext": [
            f"Tahun {year}: {format_count(n)} desa membentuk Pokja." for year, n in zip(years, counts, strict=True)
        ],
        "hoverinfo": "text",
    }


def _bar_labels(per_year: pd.DataFrame, palette: Palette) -> list[dict[str, Any]]:
    """What each bar says, on a ground of its own: the line passes there and would cross it out."""
    new = per_year[per_year["baru_desa"] > 0]
    return [
        {
            "x": f"{year}-07-01",
            "y": count,
            "text": f"+{format_count(count)}",
            "showarrow": False,
            "yanchor": "bottom",
            "yshift": 3,
            "bgcolor": palette.background,
            "borderpad": 1,
            "font": {"size": SIZE, "color": palette.text},
        }
        for year, count in zip(new["periode"].dt.year.tolist(), new["baru_desa"].tolist(), strict=True)
    ]


def staircase(steps: pd.DataFrame, blue: str, width: int = 4) -> Trace:
    """The count as a line that rises on the days in `steps` (`schema.TANGGA_FRAME`)."""
    days, counts = [moment.date() for moment in steps["tanggal"]], steps["kumulatif_desa"].tolist()
    return {
        "type": "scatter",
        "name": "Sudah terbentuk",
        "x": [day.isoformat() for day in days],
        "y": counts,
        "mode": "lines",
        "line": {"shape": "hv", "width": width, "color": blue},
        "hovertext": [
            f"{format_date(day)}: {format_count(count)} desa terbentuk"
            + (f" ({'baru' if count > before else 'berubah'}: {plain(names)})." if names else ".")
            for day, count, before, names in zip(days, counts, [0, *counts[:-1]], steps["desa"], strict=True)
        ],
        "hoverinfo": "text",
    }


def spans_of_dates(steps: pd.DataFrame, blue: str) -> list[Trace]:
    """Dotted lines over the time in which a formation lies whose day is not known."""
    traces = []
    for row in steps[steps["rentang_mulai"] < steps["tanggal"]].to_dict("records"):
        first, counted = row["rentang_mulai"].date(), row["tanggal"].date()
        sentence = (
            f"{plain(row['desa'])}: terbentuk antara {format_date(first)} dan {format_date(counted)}, "
            "tanggal pastinya tidak diketahui."
        )
        traces.append(
            {
                "type": "scatter",
                "name": "Tanggal berupa rentang",
                "x": [first.isoformat(), counted.isoformat()],
                "y": [row["kumulatif_desa"]] * 2,
                "mode": "lines",
                "line": {"width": 3, "dash": "dot", "color": blue},
                "hovertext": [sentence] * 2,
                "hoverinfo": "text",
            }
        )
    return traces


def _end_label(day: date, formed: int, blue: str, *, is_low: bool) -> dict[str, Any]:
    # To the right of the line's end and under it: there only the path to the target may pass, upwards. Under a low line
    # are the years; over it the path has room to the left of the words.
    return {
        "x": day.isoformat(),
        "y": formed,
        "text": f"<b>{format_count(formed)} desa</b>",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom" if is_low else "top",
        "xshift": 8 if is_low else 2,
        "yshift": 2,
        "font": {"size": 18, "color": blue},
    }


def _standstill_band(begin: date, end: date, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": begin.isoformat(),
        "x1": end.isoformat(),
        "y0": 0,
        "y1": 1,
        "yref": "y domain",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": palette.shade,
    }


def _standstill_label(
    begin: date, end: date, reasons: Sequence[Tonggak], palette: Palette, *, taken: float, plot: int
) -> dict[str, Any]:
    """How long, and why. `taken` is the height of target or line, whichever is higher, as a share of the `plot`.

    The words stand under the target's own; above them where the scale of a neighbour leaves the room.
    """
    lines = _reason_lines(reasons[0], end) if reasons else []
    is_above = taken * plot + _TARGET_WORDS + (2 + len(lines)) * _LINE <= plot
    return {
        "x": (begin + (end - begin) / 2).isoformat(),
        "y": 1.0 if is_above else min(0.82, taken),
        "yref": "y domain",
        "yanchor": "top",
        "showarrow": False,
        "text": "<br>".join(
            [f"<b>{format_count(months_between(begin, end))} bulan tanpa<br>Pokja baru</b>", *map(plain, lines)]
        ),
        "font": {"size": SMALL, "color": palette.muted},
        "hovertext": "; ".join(f"{plain(reason.judul)} ({plain(reason.sumber)})" for reason in reasons),
    }


def _reason_lines(reason: Tonggak, end: date) -> list[str]:
    """Why, in short: the first clause; the whole is in the table of standstills and under the pointer.

    A reason that ended before the standstill did says until when it held, or it would seem to explain all of it.
    """
    lines = wrap(reason.judul.partition(";")[0], _REASON_WIDTH, max_lines=2, placeholder=" …")
    if reason.selesai is None or reason.selesai >= end:
        return lines
    until = f"(sampai {reason.selesai.year})"
    joined = f"{lines[-1]} {until}"
    return [*lines[:-1], joined] if len(joined) <= _REASON_WIDTH else [*lines, until]


def _path(start: tuple[date, int], target_desa: int, target_day: date, label: str, palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "name": "Jalur target",
        "x": [start[0].isoformat(), target_day.isoformat()],
        "y": [start[1], target_desa],
        "mode": "lines",
        "line": {"width": 3, "dash": "dash", "color": palette.target},
        "hovertext": [f"Jalur lurus sejak komitmen {format_date(start[0])} menuju {label}."] * 2,
        "hoverinfo": "text",
    }


def _target_mark(target_desa: int, target_day: date, label: str, palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "name": "Target",
        "x": [target_day.isoformat()],
        "y": [target_desa],
        "mode": "markers",
        "marker": {"size": 13, "symbol": "diamond", "color": palette.target},
        "hovertext": [f"{label}."],
        "hoverinfo": "text",
    }


def _target_label(target_desa: int, target_day: date, label: str, palette: Palette) -> dict[str, Any]:
    return {
        "x": target_day.isoformat(),
        "y": target_desa,
        "text": f"<b>{label}</b>",
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "bottom",
        "xshift": 8,
        "yshift": 8,
        "font": {"size": SIZE, "color": palette.target},
    }


def _earlier_target(name: str, moment: date, desa: int, palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "name": "Rencana sebelumnya",
        "x": [moment.isoformat()],
        "y": [desa],
        "mode": "markers",
        "marker": {"size": 11, "symbol": "diamond-open", "color": palette.muted, "line": {"width": 2}},
        "hovertext": [f"Rencana sebelumnya, {plain(name)}: {format_count(desa)} desa, {format_date(moment)}."],
        "hoverinfo": "text",
    }


def _earlier_label(name: str, moment: date, desa: int, palette: Palette) -> dict[str, Any]:
    return {
        "x": moment.isoformat(),
        "y": desa,
        "text": f"{plain(name)}<br>{format_date_short(moment)}",
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "top",
        "xshift": -8,
        "align": "right",
        "font": {"size": SMALL, "color": palette.muted},
    }


def _milestone_line(milestone: Tonggak, label_at: float, palette: Palette) -> dict[str, Any]:
    day = milestone.mulai.isoformat()
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": label_at,
        "line": {"color": palette.muted, "width": 1, "dash": "dot"},
    }


def _milestone_label(milestone: Tonggak, label_at: float, palette: Palette) -> dict[str, Any]:
    return {
        "x": milestone.mulai.isoformat(),
        "y": label_at,
        "text": f"Komitmen<br>{format_date_short(milestone.mulai)}",
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "top",
        "xshift": -4,
        "align": "right",
        "font": {"size": SMALL, "color": palette.muted},
        "hovertext": f"{plain(milestone.judul)} ({plain(milestone.sumber)})",
    }
