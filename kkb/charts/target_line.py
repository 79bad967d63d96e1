"""The main figure: the count since the first year, and the way to the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import (
    SIZE,
    SMALL,
    Trace,
    build_figure,
    count_axis,
    empty_figure,
    plain,
    target_mark,
    target_words,
    year_axis,
)
from kkb.charts.behind import Behind
from kkb.charts.events import event_marks
from kkb.formatting import format_count, format_date, format_date_short
from kkb.indicators import explain_standstill, months_between
from kkb.schema import JenisTonggak, Tonggak
from kkb.theme import Palette

_EDGE_SHARE = 0.02
_LABEL_ROOM = 88
"""Pixels to the right of the line's end: the label there is as wide on a phone as on the wall."""
_LEAST_RIGHT = 14
"""Pixels to the right of the axis in any case: half a diamond and a little air."""
_NARROWEST = 260
"""Pixels of the plot on a phone; `_LETTER` is the width of one small bold letter."""
_LETTER = 7.8
_AXIS_ROOM = 44
"""Pixels of the figure that are no plot: margins and the years. `_LINE` is one line of small words."""
_LINE = 18
_TARGET_WORDS = 30
"""Pixels that the words on the target take above it."""
_HIGH_LINE = 0.45
"""From this share of the plot on, words on a standstill stand under the line."""
_LEAST_LETTERS = 5
"""In a line of the words on a standstill: "bulan", "tanpa", "Pokja"."""
_EDGE_LETTERS = 0.5
"""What they leave of a band that ends at the count: "33 bulan 4 desa" would be one."""


def line_to_target(
    steps: pd.DataFrame,
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
    """The count as a staircase, and the target.

    `steps` has the columns of `schema.TANGGA_FRAME`. `start_of_path` is where the straight line to the target begins
    (commitment day, desa formed then); `spans` are standstills, shaded. `earlier_targets` are (name, day, desa) of
    plans that were revised: they stay visible, in grey. The staircase ends at `day`. The scale reaches `top_desa` at
    least: figures side by side share one.
    """
    if steps.empty:
        return empty_figure(palette, height)
    formed = int(steps["kumulatif_desa"].iloc[-1])
    top = max(formed, target_desa or 0, *(desa for _, _, desa in earlier_targets), top_desa)
    first = steps["tanggal"].iloc[0].date()
    last = max(day, target_day or day, *(moment for _, moment, _ in earlier_targets))
    blue = palette.tahap["Terbentuk"]
    edge = last + (last - first) * _EDGE_SHARE
    traces = [*spans_of_dates(steps, blue), staircase(steps, blue)]
    is_reached = target_desa is not None and formed >= target_desa
    labels = [_end_label(day, formed, blue, is_low=formed < top * 0.1, is_reached=is_reached)]
    shapes: list[dict[str, Any]] = []
    ceiling = top * 1.16
    taken = max(formed, target_desa or 0) / ceiling

    def height_on(moment: date) -> float:
        reached = steps.loc[steps["tanggal"].dt.date <= moment, "kumulatif_desa"]
        return float(reached.iloc[-1]) / ceiling if len(reached) else 0.0

    for begin, end in spans:
        # The words on the target stand above the band.
        shapes.append(_standstill_band(begin, end, top / ceiling, palette))
        lines = _standstill_lines(begin, end, (end - begin) / (edge - first), is_last=end == day)
        place = _words_at(height_on(begin), taken, top / ceiling, lines=len(lines), plot=height - _AXIS_ROOM)
        labels.append(
            _standstill_label(begin, end, lines, place, explain_standstill((begin, end), milestones), palette)
        )
    for name, moment, desa in earlier_targets:
        traces.append(_earlier_target(name, moment, desa, palette))
        labels.append(_earlier_label(name, moment, desa, palette))
    if target_desa is not None and target_day is not None:
        label = target_words(target_desa, target_day)
        # A commitment still to come draws no path: what will be formed by then is not known on `day`.
        if start_of_path is not None and start_of_path[0] <= day and start_of_path[0] < target_day:
            traces.append(_path(start_of_path, target_desa, target_day, label, palette))
        traces.append(target_mark(target_desa, target_day, palette))
        labels.append(_target_label(target_desa, target_day, label, palette))
    # Above the line while it is low, under it once it is high; in both cases clear of the words on a standstill.
    label_at = formed + top * 0.22 if formed < top * 0.45 else top * 0.3
    for milestone in milestones:
        if milestone.jenis is JenisTonggak.KOMITMEN and milestone.mulai <= day:
            shapes.append(_milestone_line(milestone, label_at, palette))
            labels.append(_milestone_label(milestone, label_at, palette))
    event_lines, event_labels = event_marks(
        milestones, first=first, day=day, last=edge, height_on=height_on, palette=palette
    )
    return build_figure(
        traces,
        palette,
        height,
        right=max(_LEAST_RIGHT, round(_LABEL_ROOM - (edge - day) / (edge - first) * _NARROWEST)),
        xaxis=year_axis(first.year, last.year) | {"range": [first.isoformat(), edge.isoformat()]},
        yaxis=count_axis(ceiling, 5),
        annotations=[*labels, *event_labels],
        shapes=[*shapes, *event_lines],
    )


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
        "customdata": [Behind(tahap="Terbentuk", day=day).data() for day in days],
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
                "customdata": [Behind(tahap="Terbentuk", day=counted).data()] * 2,
                "hovertext": [sentence] * 2,
                "hoverinfo": "text",
            }
        )
    return traces


def _end_label(day: date, formed: int, blue: str, *, is_low: bool, is_reached: bool) -> dict[str, Any]:
    # To the right of the line's end and under it: there only the path to the target may pass, upwards. Under a low line
    # are the years; over it the path has room to the left of the words. Once the target is reached its mark is as high.
    return {
        "x": day.isoformat(),
        "y": formed,
        "text": f"<b>{format_count(formed)} desa</b>",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom" if is_low else "top",
        "xshift": 8 if is_low else 2,
        "yshift": -8 if is_reached else 2,
        "font": {"size": 18, "color": blue},
    }


def _standstill_band(begin: date, end: date, top: float, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": begin.isoformat(),
        "x1": end.isoformat(),
        "y0": 0,
        "y1": top,
        "yref": "y domain",
        "layer": "below",
        # Seen only where two bands touch: there a Pokja was formed.
        "line": {"width": 3, "color": palette.background},
        "fillcolor": palette.shade,
    }


def _standstill_lines(begin: date, end: date, share: float, *, is_last: bool) -> list[str]:
    """How long nothing happened, in lines that fit into the band on a phone; `share` is its part of the axis."""
    fit = share * _NARROWEST / _LETTER - (_EDGE_LETTERS if is_last else 0)
    letters = max(_LEAST_LETTERS, int(fit))
    return wrap(f"{format_count(months_between(begin, end))} bulan tanpa Pokja baru", letters, break_long_words=False)


def _words_at(level: float, taken: float, top: float, *, lines: int, plot: int) -> float:
    """Where the words on a standstill begin, downwards, as a share of the `plot`.

    `level` is the line there, `taken` the target or the line's end, whichever is higher, `top` the end of the band.
    Under a line that is high; else under the target, or above its words where the scale of a neighbour leaves the room.
    """
    if level > _HIGH_LINE:
        return level - 0.02
    is_above = taken * plot + _TARGET_WORDS + lines * _LINE <= top * plot
    return top if is_above else min(0.84, taken)


def _standstill_label(
    begin: date, end: date, lines: Sequence[str], place: float, reasons: Sequence[Tonggak], palette: Palette
) -> dict[str, Any]:
    """How long; why is under the pointer, and in the words around the figure."""
    return {
        "x": (begin + (end - begin) / 2).isoformat(),
        "y": place,
        "yref": "y domain",
        "yanchor": "top",
        "showarrow": False,
        "text": f"<b>{'<br>'.join(lines)}</b>",
        "font": {"size": SMALL, "color": palette.muted},
        "hovertext": "; ".join(f"{plain(reason.judul)} ({plain(reason.sumber)})" for reason in reasons),
    }


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
        "cliponaxis": False,
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
