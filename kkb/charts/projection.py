"""When the rest would be done, drawn as a band between the fastest and the slowest of the last paces."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go

from kkb.charts.base import SIZE, SMALL, Trace, build_figure, count_axis, day_axis, empty_figure, faint, target_mark
from kkb.figures.line_scale import DayScale
from kkb.figures.outlook import OutlookFacts
from kkb.theme import Palette

_NARROWEST = 290
"""Pixels of the plot on a phone: what fits there fits everywhere."""
_ROW = 20
_LIFT = 9
"""Pixels between the target and the lowest row of labels: half a diamond and a little air."""
_AXIS_ROOM = 44
"""Pixels of the figure that are no plot: margins and the years."""
_START_ROOM = 24
"""Pixels under the axis for the label of a start that is so low that it would stand on the years."""
_LOW_START = 0.1
"""A start below this share of the target is low."""
_SIDES = {"start": "left", "middle": "center", "end": "right"}


def projection_band(facts: OutlookFacts, *, palette: Palette, height: int = 300) -> go.Figure:
    """From the count on a day to the target: the range as a band, an assumed pace as a dotted line.

    A range whose slow end is open has no upper edge in time: only its fast end is drawn. Nothing to project gives a
    figure that says why.
    """
    if facts.reason:
        return empty_figure(palette, height, facts.reason)
    target, blue = facts.target_desa, palette.tahap["Terbentuk"]
    colours = {"past pace": blue, "assumed pace": palette.muted, "target": palette.target}
    traces: list[Trace] = []
    if facts.band is not None:
        traces.append(_band(facts.day, facts.formed_desa, *facts.band, target, blue))
    for end in facts.ends:
        if end.kind == "target":
            traces.append(target_mark(target, end.day, palette))
        else:
            dash = "solid" if end.kind == "past pace" else "dot"
            traces.append(_ray(facts.day, facts.formed_desa, end.day, target, colours[end.kind], dash, end.name))
    placed = facts.place_ends(_NARROWEST, SMALL)
    labels = [
        _label(one.day, target, one.words, _SIDES[one.anchor], colours[one.end.kind], _LIFT + one.row * _ROW)
        for one in placed
    ]
    labels.append(_start_label(facts, blue))
    # The labels stand above the target, in as many rows as they need.
    rows = max(one.row for one in placed) + 1
    below = _START_ROOM if facts.formed_desa < _LOW_START * target else 0
    plot = height - _AXIS_ROOM - below
    scale = DayScale(facts.first, facts.last, target, _NARROWEST, plot, SMALL)
    ceiling = target * plot / (plot - _LIFT - rows * _ROW)
    return build_figure(
        traces,
        palette,
        height,
        right=16,
        xaxis=day_axis(facts.first, facts.last, scale.years()),
        yaxis=count_axis(ceiling, 5) | {"range": [-ceiling * below / plot, ceiling]},
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


def _start_label(facts: OutlookFacts, blue: str) -> dict[str, object]:
    """How many there are on the day of the data: under the rays, which all rise to the right."""
    side = "left" if facts.first == facts.day else "center"
    label = _label(facts.day, facts.formed_desa, f"<b>{facts.start_words}</b>", side, blue, -4)
    return label | {"yanchor": "top", "font": {"size": SIZE, "color": blue}}


def _label(day: date, y: int, text: str, side: str, colour: str, lift: int) -> dict[str, object]:
    return {
        "x": day.isoformat(),
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": side,
        "yanchor": "bottom",
        "yshift": lift,
        "font": {"size": SMALL, "color": colour},
    }
