"""The drill-down of a mark of a figure, as its customdata: which desa a press on it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go


@dataclass(frozen=True, slots=True)
class DrillDown:
    """The desa that a mark counts: of a kecamatan, on a rung ("": any; None: not reported), on a day.

    With `since` it is what changed from that day to `day` instead.
    """

    kecamatan: str = ""
    tahap: str | None = ""
    day: date | None = None
    since: date | None = None

    def data(self) -> list[str]:
        """As customdata of one mark."""
        rung = "?" if self.tahap is None else self.tahap
        days = [moment.isoformat() if moment else "" for moment in (self.day, self.since)]
        return [self.kecamatan, rung, *days]

    @classmethod
    def read(cls, data: object) -> DrillDown | None:
        """The inverse of `data`; None for anything else: a browser may send anything."""
        if not isinstance(data, list | tuple) or len(data) != 4 or not all(isinstance(part, str) for part in data):
            return None
        kecamatan, rung, day, since = data
        try:
            days = [date.fromisoformat(word) if word else None for word in (day, since)]
        except ValueError:
            return None
        return cls(kecamatan, None if rung == "?" else rung, *days)


def is_pressable(figure: go.Figure) -> bool:
    """True if something lies behind a mark of the figure."""
    return any(trace.customdata is not None for trace in figure.data)


def within(figure: go.Figure, kecamatan: str) -> go.Figure:
    """The figure, of one kecamatan among others: what its marks count lies in that one."""
    for trace in figure.data:
        if trace.customdata is not None:
            trace.customdata = [[kecamatan, *data[1:]] for data in trace.customdata]
    return figure


def with_press_points(figure: go.Figure) -> go.Figure:
    """The figure with room for a finger on the points of its lines, on which Plotly feels no press by itself."""
    lines = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "lines"]
    points = [
        go.Scatter(
            x=trace.x,
            y=trace.y,
            mode="markers",
            marker={"size": 22, "opacity": 0},
            customdata=trace.customdata,
            hovertext=trace.hovertext,
            hoverinfo="text",
        )
        for trace in lines
        if trace.customdata is not None
    ]
    if not points:
        return figure
    # What lies nearest to the finger must be a point, never its line, nor the path that begins at the same place.
    quiet = [go.Scatter(trace, hoverinfo="skip") if trace in lines else trace for trace in figure.data]
    return go.Figure([*quiet, *points], figure.layout)
