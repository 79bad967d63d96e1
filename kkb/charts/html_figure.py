"""The line to the target as HTML of the page itself: the same figure, without Plotly in the browser.

On the first page Plotly would cost as much at each choice as all the rest together, and 1.4 MB at a first visit. What
is drawn is the figure of `kkb.charts.target_line`, so that both say the same. Lengths are in em: letters and lines grow
with the screen, which Plotly's cannot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from kkb.charts.base import SIZE
from kkb.formatting import format_count

_EM = 16
"""Pixels of the figure in one em of the page."""
_AXIS_ROOM = (2.1, 1.6)
"""Em for the numbers at the left and the years below."""
_MOST_TICKS = 6
_TAG = re.compile(r"(</?b>|<br>)")
_PIECE = "position:absolute;pointer-events:none;"
_GAP = "0.55em"
"""Length of a dash, seen from the side."""
_YEAR_WIDTH = 2.8
"""Em of a year with the room beside it."""
_HIT = 0.5
"""Em that a step is wide at least for the pointer."""


def figure_html(figure: go.Figure, *, alt: str, size: str = "1em", opens: Callable[[str], str] | None = None) -> str:
    """A figure of lines over time, markers, bands and annotations as HTML; `alt` is its finding in words.

    `size` is the size of letters that the figure's `_EM` pixels become; `opens` gives the address behind a day of its
    staircase ("2018-05-02"). Raises ValueError for what it cannot draw.
    Text of the figure keeps its bold letters and breaks; all else in it is escaped.
    """
    plot = _Plot.of(figure)
    parts = [
        *_ticks(figure, plot),
        *(_shape(shape, plot) for shape in figure.layout.shapes),
        *(part for trace in figure.data for part in _trace(trace, plot, opens)),
        *(_annotation(note, plot, figure) for note in figure.layout.annotations),
    ]
    left, below = _AXIS_ROOM if plot.has_axes else (0.5, 0.5)
    right = figure.layout.margin.r / _EM
    role = "group" if opens else "img"
    return (
        f'<div role="{role}" aria-label="{escape(alt)}" style="position:relative;font-size:{size};line-height:1.3;'
        f'height:{figure.layout.height / _EM:.2f}em">'
        f'<div style="container-type:inline-size;position:absolute;left:{left}em;right:{right:.2f}em;'
        f'top:0.5em;bottom:{below}em">'
        f"{''.join(parts)}</div></div>"
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where days and counts lie, as percent of the plot from its left and from its foot."""

    first: datetime
    days: float
    top: float
    has_axes: bool

    @classmethod
    def of(cls, figure: go.Figure) -> _Plot:
        across, up = figure.layout.xaxis, figure.layout.yaxis
        if across.visible is False:
            return cls(datetime.min, 1, 1, has_axes=False)
        first, last = map(datetime.fromisoformat, across.range)
        return cls(first, max((last - first).total_seconds() / 86_400, 1), up.range[1], has_axes=True)

    def x(self, day: str | float, ref: str | None = None) -> float:
        if ref == "paper":
            return float(day) * 100
        return (datetime.fromisoformat(str(day)) - self.first).total_seconds() / 864 / self.days

    def y(self, count: float, ref: str | None = None) -> float:
        return count * 100 if ref in ("paper", "y domain") else count / self.top * 100


def _box(left: float, bottom: float, width: float, height: float) -> str:
    return f"position:absolute;left:{left:.2f}%;bottom:{bottom:.2f}%;width:{width:.2f}%;height:{height:.2f}%;"


# --- axes -----------------------------------------------------------------------------------------------------------


def _ticks(figure: go.Figure, plot: _Plot) -> list[str]:
    if not plot.has_axes:
        return []
    axis = figure.layout.yaxis
    letters = f"font-size:{SIZE / _EM:.3f}em;color:{axis.tickfont.color};position:absolute;white-space:nowrap;"
    parts = []
    for count in _counts(plot.top):
        parts.append(
            f'<div style="{_box(0, plot.y(count), 100, 0)}border-top:1px solid {axis.gridcolor}">'
            f'<div style="{letters}right:calc(100% + 0.5em);top:-0.65em">{format_count(count)}</div></div>'
        )
    every = int(str(figure.layout.xaxis.dtick).removeprefix("M")) // 12
    years = range(plot.first.year, plot.first.year + round(plot.days / 365) + 1, every)
    # On a phone the years shrink rather than run into each other.
    size = f"font-size:min({SIZE / _EM:.3f}em,calc({100 * every * 365.25 / plot.days / _YEAR_WIDTH:.2f}cqw))"
    for year in years:
        middle = plot.x(f"{year}-07-01")
        if middle <= 100:
            parts.append(
                f'<div style="{letters}{size};left:{middle:.2f}%;top:calc(100% + 0.2em);transform:translateX(-50%)">'
                f"{year}</div>"
            )
    return parts


def _counts(top: float) -> range:
    """Whole numbers at even distances, a handful: 0, 10, 20, 30, 40."""
    step, unit = 1, 1
    while top / step > _MOST_TICKS:
        unit = unit * 10 if step == 5 * unit else unit
        step = next(n for n in (unit, 2 * unit, 5 * unit) if n > step)
    return range(0, int(top) + 1, step)


# --- marks ----------------------------------------------------------------------------------------------------------


def _shape(shape: Any, plot: _Plot) -> str:
    left, right = plot.x(shape.x0), plot.x(shape.x1)
    foot, head = plot.y(shape.y0, shape.yref), plot.y(shape.y1, shape.yref)
    if shape.type == "rect":
        # Plotly draws the half of an edge inside.
        edge = f"box-sizing:border-box;border:solid {shape.line.color};border-width:0 {shape.line.width / 2:g}px;"
        ground = f"background:{shape.fillcolor}"
        return f'<div style="{_box(left, foot, right - left, head - foot)}{edge}{ground}"></div>'
    if shape.type == "line" and left == right:
        line = f"border-left:{shape.line.width / _EM:.3f}em dotted {shape.line.color}"
        return f'<div style="{_box(left, foot, 0, head - foot)}{line}"></div>'
    raise ValueError(f"cannot draw the shape {shape.type}")


def _trace(trace: Any, plot: _Plot, opens: Callable[[str], str] | None) -> Iterable[str]:
    points = list(zip(trace.x, trace.y, strict=True))
    hover = list(trace.hovertext or [""] * len(points))
    if trace.type == "scatter" and trace.mode == "markers":
        for (day, count), words in zip(points, hover, strict=True):
            yield _marker(trace.marker, plot.x(day), plot.y(count), words)
    elif trace.type == "scatter" and trace.mode == "lines":
        yield from _line(trace.line, [(plot.x(day), plot.y(count)) for day, count in points])
        is_staircase = trace.line.shape == "hv"
        yield from _hits(points, hover, plot, opens if is_staircase else None)
    else:
        raise ValueError(f"cannot draw {trace.type} {trace.mode}")


def _marker(marker: Any, x: float, y: float, words: str) -> str:
    side = marker.size / _EM
    symbol = str(marker.symbol or "circle")
    turn = "rotate(45deg) scale(0.75)" if symbol.startswith("diamond") else ""
    fill = "transparent" if symbol.endswith("-open") else marker.color
    return (
        f'<div{_title(words)} style="position:absolute;left:{x:.2f}%;bottom:{y:.2f}%;width:{side:.2f}em;'
        f"height:{side:.2f}em;transform:translate(-50%,50%) {turn};background:{fill};"
        f'border:0.12em solid {marker.color};box-sizing:border-box"></div>'
    )


def _line(line: Any, places: list[tuple[float, float]]) -> Iterable[str]:
    """A line, or a staircase (`shape` "hv"), in pieces: Streamlit takes drawings (SVG) out of a page's HTML."""
    for (x, y), (next_x, next_y) in pairwise(places):
        if line.shape == "hv" or y == next_y:
            yield _flat(line, x, y, next_x - x)
            yield _upright(line, next_x, min(y, next_y), abs(next_y - y)) if y != next_y else ""
        else:
            yield _slope(line, (x, y), (next_x, next_y))


def _flat(line: Any, x: float, y: float, width: float) -> str:
    thick = line.width / _EM
    if line.dash:
        place = f"left:{x:.2f}%;bottom:calc({y:.2f}% - {thick / 2:.3f}em);width:{width:.2f}%"
        style = "dotted" if line.dash == "dot" else "dashed"
        return f'<div style="{_PIECE}{place};height:0;border-top:{thick:.3f}em {style} {line.color}"></div>'
    place = f"left:calc({x:.2f}% - {thick / 2:.3f}em);bottom:calc({y:.2f}% - {thick / 2:.3f}em)"
    size = f"width:calc({width:.2f}% + {thick:.3f}em);height:{thick:.3f}em"
    return f'<div style="{_PIECE}{place};{size};background:{line.color}"></div>'


def _upright(line: Any, x: float, foot: float, height: float) -> str:
    thick = line.width / _EM
    place = f"left:calc({x:.2f}% - {thick / 2:.3f}em);bottom:{foot:.2f}%;width:{thick:.3f}em;height:{height:.2f}%"
    return f'<div style="{_PIECE}{place};background:{line.color}"></div>'


def _slope(line: Any, start: tuple[float, float], end: tuple[float, float]) -> str:
    """The diagonal of a box: half way along a gradient towards a corner lies the line between the two others."""
    (x, y), (next_x, next_y), half = start, end, line.width / _EM / 2
    corner = "top left" if next_y > y else "top right"
    ink = f"calc(50% - {half:.3f}em),{line.color} calc(50% - {half:.3f}em),{line.color} calc(50% + {half:.3f}em)"
    gradient = f"linear-gradient(to {corner},transparent {ink},transparent calc(50% + {half:.3f}em))"
    dash = f"mask-image:repeating-linear-gradient(to top,#000 0 {_GAP},transparent 0 calc({_GAP} * 1.7));"
    box = _box(x, min(y, next_y), next_x - x, abs(next_y - y))
    return f'<div style="{box}pointer-events:none;background:{gradient};{dash if line.dash else ""}"></div>'


def _hits(
    points: list[tuple[str, float]], hover: list[str], plot: _Plot, opens: Callable[[str], str] | None
) -> Iterable[str]:
    """Room for the pointer under and over each part of a line: it says what held from its beginning on.

    Links are no stops of the keyboard: there may be fifty of them, and the table below leads to the same.
    """
    for ((day, count), (end, _)), words in zip(pairwise(points), hover, strict=False):
        left = plot.x(day)
        width = f"max({_HIT}em,{plot.x(end) - left:.2f}%)"
        foot = f"calc({plot.y(count):.2f}% - 0.6em)"
        place = f"position:absolute;left:{left:.2f}%;bottom:{foot};width:{width};height:1.2em"
        if opens is None:
            yield f'<div{_title(words)} style="{place}"></div>'
        else:
            link = f'href="{escape(opens(day))}" target="_self" tabindex="-1"'
            yield f'<a {link}{_title(words)} aria-label="{escape(_spoken(words))}" style="{place}"></a>'


# --- words ----------------------------------------------------------------------------------------------------------


def _annotation(note: Any, plot: _Plot, figure: go.Figure) -> str:
    x, y = plot.x(note.x, note.xref), plot.y(note.y, note.yref)
    across = {"left": "0%", "right": "-100%"}.get(str(note.xanchor), "-50%")
    up = {"top": "100%", "bottom": "0%"}.get(str(note.yanchor), "50%")
    size = (note.font.size or SIZE) / _EM
    # Shifts are in the figure's pixels; up is positive there.
    right, down = (note.xshift or 0) / _EM / size, -(note.yshift or 0) / _EM / size
    colour = note.font.color or figure.layout.font.color
    ground = f"background:{note.bgcolor};padding:0 0.08em;" if note.bgcolor else ""
    side = note.align or {"left": "left", "right": "right"}.get(str(note.xanchor), "center")
    return (
        f'<div{_title(note.hovertext)} style="position:absolute;left:{x:.2f}%;bottom:{y:.2f}%;white-space:nowrap;'
        f"transform:translate(calc({across} + {right:.2f}em),calc({up} + {down:.2f}em));text-align:{side};"
        f'font-size:{size:.3f}em;color:{colour};{ground}">{_words(note.text)}</div>'
    )


def _words(text: str) -> str:
    """Bold letters and breaks as they are, all else escaped: names come here with `plain` around them."""
    return "".join(part if _TAG.fullmatch(part) else escape(unescape(part)) for part in _TAG.split(text))


def _title(words: str | None) -> str:
    """What the pointer is told."""
    text = _spoken(words or "")
    return f' title="{escape(text)}"' if text else ""


def _spoken(words: str) -> str:
    """The words without their tags, a break as a line."""
    return unescape(_TAG.sub(lambda tag: "\n" if tag[0] == "<br>" else "", words))
