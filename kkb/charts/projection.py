"""When the rest would be done, drawn as a band between the fastest and the slowest of the last paces."""

from __future__ import annotations

from datetime import date, timedelta

import plotly.graph_objects as go

from kkb.charts.base import SIZE, SMALL, Trace, build_figure, empty_figure, faint, year_axis
from kkb.formatting import format_count, format_date_short, format_month
from kkb.indicators import Perkiraan
from kkb.theme import Palette

_LONGEST_YEARS = 8
"""The figure reaches this far; a later end is told at its edge, so that one far year does not flatten the rest."""


def projection_band(
    perkiraan: Perkiraan | None,
    *,
    day: date,
    formed_desa: int,
    target_desa: int | None,
    target_day: date | None,
    what_if: date | None = None,
    palette: Palette,
    height: int = 300,
) -> go.Figure:
    """From the count on `day` to the target: the range of `Perkiraan` as a band, an assumed pace as a dotted line.

    A range whose slow end is open has no upper edge in time: only its fast end is drawn. Nothing to project gives a
    figure that says why.
    """
    if target_desa is None or target_desa <= formed_desa:
        return empty_figure(palette, height, "Tidak ada yang tersisa untuk diperkirakan")
    fast = perkiraan.paling_cepat if perkiraan else None
    if fast is None and what_if is None:
        return empty_figure(palette, height, "Belum dapat diperkirakan: 36 bulan terakhir tanpa Pokja baru")
    slow = perkiraan.paling_lambat if perkiraan else None
    edge = day + timedelta(days=round(_LONGEST_YEARS * 365.25))
    ends = [end for end in (fast, slow, what_if, target_day) if end is not None]
    last = min(max([day, *ends]), edge) + timedelta(days=200)
    blue = palette.tahap["Terbentuk"]
    traces: list[Trace] = []
    labels = [_label(day, formed_desa, f"<b>{format_count(formed_desa)} desa</b>", "left", "top", SIZE, blue)]
    if fast is not None and slow is not None:
        traces.append(_band(day, formed_desa, fast, slow, target_desa, blue))
    for end, words in ((fast, "paling cepat"), (slow, "paling lambat")):
        if end is not None:
            traces.append(_ray(day, formed_desa, end, target_desa, blue, "solid", f"{words} {format_month(end)}"))
            labels.append(_end_label(end, last, target_desa, words, blue))
    if what_if is not None:
        words = f"andai: {format_month(what_if)}"
        traces.append(_ray(day, formed_desa, what_if, target_desa, palette.muted, "dot", words))
        labels.append(_end_label(what_if, last, target_desa, "andai", palette.muted))
    if target_day is not None:
        traces.append(_target(target_day, target_desa, palette))
        words = f"Target {format_date_short(target_day)}"
        labels.append(_label(target_day, target_desa, words, "center", "top", SMALL, palette.target, shift=-10))
    return build_figure(
        traces,
        palette,
        height,
        right=16,
        xaxis=year_axis(day.year, last.year) | {"range": [min(day, target_day or day).isoformat(), last.isoformat()]},
        yaxis={"range": [0, target_desa * 1.3], "tickformat": ",d", "nticks": 5},
        annotations=labels,
    )


def _band(day: date, formed: int, fast: date, slow: date, target: int, blue: str) -> Trace:
    return {
        "type": "scatter",
        "name": "Perkiraan",
        "x": [day.isoformat(), fast.isoformat(), slow.isoformat(), day.isoformat()],
        "y": [formed, target, target, formed],
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": faint(blue, 0.2),
        "hoverinfo": "skip",
    }


def _ray(day: date, formed: int, end: date, target: int, colour: str, dash: str, words: str) -> Trace:
    return {
        "type": "scatter",
        "name": words,
        "x": [day.isoformat(), end.isoformat()],
        "y": [formed, target],
        "mode": "lines",
        "line": {"width": 2, "dash": dash, "color": colour},
        "hovertext": [f"Selesai {words}."] * 2,
        "hoverinfo": "text",
    }


def _target(target_day: date, target_desa: int, palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "name": "Target",
        "x": [target_day.isoformat()],
        "y": [target_desa],
        "mode": "markers",
        "marker": {"size": 12, "symbol": "diamond", "color": palette.target},
        "hovertext": [f"Target {format_count(target_desa)} desa, {format_date_short(target_day)}."],
        "hoverinfo": "text",
    }


def _end_label(end: date, last: date, target: int, words: str, colour: str) -> dict[str, object]:
    if end > last:
        return _label(last, target, f"{words} {format_month(end)} →", "right", "bottom", SMALL, colour)
    return _label(end, target, f"{words}<br>{format_month(end)}", "center", "bottom", SMALL, colour)


def _label(
    day: date, y: int, text: str, xanchor: str, yanchor: str, size: int, colour: str, *, shift: int = 4
) -> dict[str, object]:
    return {
        "x": day.isoformat(),
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": xanchor,
        "yanchor": yanchor,
        "yshift": shift,
        "font": {"size": size, "color": colour},
    }
