"""What all charts share: type, colours, axes, language. A figure is built in one step from plain dicts.

One step, because each `update_…` and `add_…` of Plotly walks and checks the whole figure again: six times the
processor time of the same figure built at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.formatting import MONTHS, MONTHS_SHORT, format_count, format_date_short
from kkb.theme import FONT_FAMILY, Palette

SIZE = 16
SMALL = 14

Trace = dict[str, Any]

_DAYS = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "responsive": True,
    "locale": "id",
    "locales": {
        "id": {
            "dictionary": {},
            "format": {
                "days": list(_DAYS),
                "shortDays": [day[:3] for day in _DAYS],
                "months": list(MONTHS),
                "shortMonths": list(MONTHS_SHORT),
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": ".",
            },
        }
    },
}
"""Plotly's settings for the page; the name of the locale alone does nothing."""


def build_figure(
    traces: list[Trace],
    palette: Palette,
    height: int,
    *,
    xaxis: dict[str, Any] | None = None,
    yaxis: dict[str, Any] | None = None,
    right: int = 8,
    **layout: Any,
) -> go.Figure:
    """A figure in the house's type: `traces` and `layout` in Plotly's words, margins in pixels."""
    axis = _axis_style(palette)
    return go.Figure(
        traces,
        {
            "height": height,
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "margin": {"l": 8, "r": right, "t": 8, "b": 8},
            "font": {"family": FONT_FAMILY, "size": SIZE, "color": palette.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "hoverlabel": {
                "bgcolor": palette.surface,
                "font": {"family": FONT_FAMILY, "color": palette.text, "size": SIZE},
                "align": "left",
            },
            # Plotly's own template is large and none of it is wanted here.
            "template": {},
            "xaxis": axis | (xaxis or {}),
            "yaxis": axis | (yaxis or {}),
            **layout,
        },
    )


def _axis_style(palette: Palette) -> dict[str, Any]:
    """What every axis looks like."""
    return {
        "gridcolor": palette.grid,
        "linecolor": palette.grid,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
        "tickfont": {"size": SIZE, "color": palette.muted},
    }


def empty_figure(palette: Palette, height: int, text: str = "Belum ada data") -> go.Figure:
    """A figure of the final size that says why it is empty."""
    label = {
        "text": text,
        "showarrow": False,
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "font": {"size": 18, "color": palette.muted},
    }
    hidden = {"visible": False}
    return build_figure([], palette, height, xaxis=hidden, yaxis=hidden, annotations=[label])


def day_axis(first: date, last: date, years: Sequence[date]) -> dict[str, Any]:
    """An axis of days from `first` to `last`; `years`, first days of years, are named under their mark."""
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "tickvals": [day.isoformat() for day in years],
        "ticktext": [str(day.year) for day in years],
        "ticks": "outside",
        "tickangle": 0,
        "showgrid": False,
    }


def year_axis(first: int, last: int) -> dict[str, Any]:
    """An axis of whole years: every one, or every other where twelve would touch each other on a phone."""
    months = 12 if last - first <= 6 else 24
    return {
        "type": "date",
        "tick0": f"{first}-01-01",
        "dtick": f"M{months}",
        "tickformat": "%Y",
        "ticklabelmode": "period",
        "tickangle": 0,
        "showgrid": False,
    }


def count_axis(ceiling: float, ticks: int) -> dict[str, Any]:
    """An axis of desa from 0 to `ceiling` with up to about `ticks` marks, never between two whole numbers."""
    marks: dict[str, Any] = {"dtick": 1} if ceiling < ticks else {"nticks": ticks}
    return {"range": [0, ceiling], "tickformat": ",d"} | marks


def target_words(desa: int, day: date) -> str:
    """ "Target 39 desa, 31 Des 2024"."""
    return f"Target {format_count(desa)} desa, {format_date_short(day)}"


def target_mark(desa: int, day: date, palette: Palette) -> Trace:
    """The target as a diamond on its day."""
    return {
        "type": "scatter",
        "name": "Target",
        "x": [day.isoformat()],
        "y": [desa],
        "mode": "markers",
        "marker": {"size": 13, "symbol": "diamond", "color": palette.target},
        "cliponaxis": False,
        "hovertext": [f"{target_words(desa, day)}."],
        "hoverinfo": "text",
    }


def plain(text: str) -> str:
    """Text for Plotly, which reads tags: none of a name's characters is markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def faint(colour: str, share: float = 0.16) -> str:
    """A colour (#RRGGBB) as a tint."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


def whole(value: Any) -> int | None:
    """A count from a frame; None where it is missing."""
    return None if pd.isna(value) else int(value)


def number(value: Any) -> float | None:
    """A number from a frame; None where it is missing."""
    return None if pd.isna(value) else float(value)
