"""The line to the target for a screen: the facts, the words and the places of labels are those of `kkb.figures`."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from kkb.charts.base import SMALL, Trace, build_figure, count_axis, day_axis, empty_figure, plain, target_mark
from kkb.charts.drill_down import DrillDown
from kkb.figures.facts import LineFacts
from kkb.figures.line_labels import PlacedLabel, place_labels
from kkb.figures.line_scale import MARGIN, LineScale
from kkb.figures.placing import Room
from kkb.narrative.tables import UNDATED
from kkb.theme import Palette

_EDGE_SHARE = 0.02
_LEAST_RIGHT = 14
"""Pixels to the right of the axis in any case: half a diamond and a little air."""
_NARROWEST = 350
"""Pixels of the figure on a phone: what has room there has it everywhere."""
_TALLER = 1.1
"""Plotly sets lines wider apart than a still: labels are placed as if their letters were as much bigger."""
_AXIS_ROOM = 44
"""Pixels of the figure's height that are no plot: margins and the years."""
_SIDES = {"start": "left", "middle": "center", "end": "right"}


def line_to_target(line: LineFacts, *, palette: Palette, height: int = 360, top_desa: int = 1) -> go.Figure:
    """The count as a staircase, and the target.

    The scale reaches `top_desa` at least: figures side by side share one. Labels are placed for a phone; in a wider
    figure they stand beside the same days.
    """
    if not line.steps:
        return empty_figure(palette, height)
    plot, width, letters = height - _AXIS_ROOM, _NARROWEST * _TALLER, SMALL * _TALLER
    scale = LineScale(line, width, plot + MARGIN * letters, letters, top_desa)
    room = Room(width, plot)
    scale.take_marks(room, line)
    ceiling = scale.top * plot / (plot - scale.head)
    labels = place_labels(line, scale, room, palette)
    first, edge = line.steps[0][0], scale.last + (scale.last - line.steps[0][0]) * _EDGE_SHARE
    uprights = [(one.day, (1 - one.box.top / plot) * ceiling) for one in labels if one.is_upright]
    if line.start_of_path is not None and scale.shows_commitment(line):
        uprights.append((line.start_of_path[0], scale.top))
    return build_figure(
        [*undated_lines(line, palette), staircase(line, palette), *_targets(line, palette)],
        palette,
        height,
        right=max(_LEAST_RIGHT, round((scale.right - scale.x(scale.last)) / _TALLER)),
        xaxis=day_axis(first, edge, scale.years()),
        yaxis=count_axis(ceiling, 5),
        annotations=[_annotation(one, (1 - (one.box.top + one.box.bottom) / 2 / plot) * ceiling) for one in labels],
        shapes=[
            *(_band(span.begin.isoformat(), span.end.isoformat(), scale.top, palette) for span in line.spans),
            *(_upright(day.isoformat(), level, palette) for day, level in uprights),
        ],
    )


def staircase(line: LineFacts, palette: Palette, width: int = 4) -> Trace:
    """The count as a line that rises on the days of its steps; a press on one opens the desa formed by then."""
    days = [day for day, _ in line.steps]
    behind = [DrillDown(kecamatan=line.kecamatan, tahap="Terbentuk", day=day).data() for day in days]
    told = [plain(line.step_sentence(index)) for index in range(len(days))]
    look = {"shape": "hv", "width": width, "color": palette.tahap["Terbentuk"]}
    return _line("Sudah terbentuk", line.steps, told, look, behind)


def undated_lines(line: LineFacts, palette: Palette) -> list[Trace]:
    """Dotted lines over the time in which formations lie whose day is not known."""
    traces = []
    for one in line.undated:
        counted = line.steps[one.index][0]
        behind = [DrillDown(kecamatan=line.kecamatan, tahap="Terbentuk", day=counted).data()] * 2
        told = [plain(line.undated_sentence(one))] * 2
        look = {"width": 3, "dash": "dot", "color": palette.tahap["Terbentuk"]}
        level = one.foot + len(one.names)
        traces.append(_line(UNDATED, [(one.begin, level), (counted, level)], told, look, behind))
    return traces


def _line(name: str, points: Any, told: list[str], look: dict[str, Any], behind: list[list[str]] | None) -> Trace:
    return {
        "type": "scatter",
        "name": name,
        "x": [day.isoformat() for day, _ in points],
        "y": [desa for _, desa in points],
        "mode": "lines",
        "line": look,
        "customdata": behind,
        "hovertext": told,
        "hoverinfo": "text",
    }


def _targets(line: LineFacts, palette: Palette) -> list[Trace]:
    """The plans that were revised, the way to the target, and the target."""
    traces = [
        {
            "type": "scatter",
            "name": "Rencana sebelumnya",
            "x": [day.isoformat()],
            "y": [desa],
            "mode": "markers",
            "marker": {"size": 11, "symbol": "diamond-open", "color": palette.target, "line": {"width": 2}},
            "cliponaxis": False,
            "hovertext": [plain(line.earlier_sentence(index))],
            "hoverinfo": "text",
        }
        for index, (day, desa) in enumerate(line.earlier_targets)
    ]
    if line.target is None:
        return traces
    look = {"width": 3, "dash": "dash", "color": palette.target}
    way = _line("Jalur target", line.way, [plain(line.target_sentence)] * 2, look, None)
    return [*traces, way, target_mark(line.target[1], line.target[0], palette)]


def _band(begin: str, end: str, top: float, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": begin,
        "x1": end,
        "y0": 0,
        "y1": top,
        "layer": "below",
        # Seen only where two bands touch: there a Pokja was formed.
        "line": {"width": 3, "color": palette.background},
        "fillcolor": palette.shade,
    }


def _upright(day: str, level: float, palette: Palette) -> dict[str, Any]:
    line = {"color": palette.muted, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": level, "layer": "below", "line": line}


def _annotation(one: PlacedLabel, level: float) -> dict[str, Any]:
    """A placed label in Plotly's words: beside its day, around a level."""
    words, bold = [plain(line) for line in one.label.lines], one.label.bold
    heavy = [f"<b>{'<br>'.join(words[:bold])}</b>"] if bold else []
    return {
        "x": one.day.isoformat(),
        "y": level,
        "text": "<br>".join([*heavy, *words[bold:]]),
        "showarrow": False,
        "xanchor": _SIDES[one.anchor],
        "yanchor": "middle",
        "xshift": round(one.shift / _TALLER),
        "align": _SIDES[one.anchor],
        "font": {"size": round(one.label.size / _TALLER), "color": one.label.fill},
        "hovertext": plain(one.told),
    }
