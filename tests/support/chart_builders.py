"""Small figures, and ways to read what is written in a figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from kkb.charts import line_to_target, small_multiple
from kkb.figures.facts import LineFacts, line_of
from kkb.indicators import standstills, tangga
from kkb.theme import LIGHT, PALETTES, Palette
from tests.support.figure_builders import DATA_DAY, KOMITMEN, PEMBINAAN, TARGET_DAY, capaian_of, formed_on

THREE = formed_on("2014", "2017-10-03", "2018-05-02")
"""Padang in 2014 (the year alone is known), Lalang in October 2017, Kurnia Jaya in May 2018."""

CAPAIAN = capaian_of(("Manggar", 9, 2, 9), ("Kelapa Kampit", 6, 4, 6))

both_palettes = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def line_facts_of(formations: pd.DataFrame = THREE, **changes: Any) -> LineFacts:
    """The line on the data day, against a target of 5 by the end of 2024; any part of it may be another."""
    day = changes.pop("day", DATA_DAY)
    facts: dict[str, Any] = {
        "target": (TARGET_DAY, 5),
        "start_of_path": (DATA_DAY, 3),
        "spans": standstills(formations, day),
        "milestones": [PEMBINAAN, KOMITMEN],
    } | changes
    return line_of(tangga(formations, day=day), **facts)


def target_figure(
    formations: pd.DataFrame = THREE, *, palette: Palette = LIGHT, top_desa: int = 1, **changes: Any
) -> go.Figure:
    """The main figure of that line."""
    return line_to_target(line_facts_of(formations, **changes), palette=palette, top_desa=top_desa)


def multiple_figure(frame: pd.DataFrame | None = None, **changes: Any) -> go.Figure:
    facts: dict[str, Any] = {"target_desa": 6, "top_desa": 9, "palette": LIGHT} | changes
    return small_multiple(tangga(THREE, day=DATA_DAY) if frame is None else frame, **facts)


def trace(figure: go.Figure, name: str) -> Any:
    """The one trace of this name."""
    (found,) = [t for t in figure.data if t.name == name]
    return found


def names(figure: go.Figure) -> list[str]:
    return [t.name for t in figure.data]


def labels(figure: go.Figure) -> list[str]:
    """The words written into the figure, without line breaks and bold type."""
    words = (annotation.text for annotation in figure.layout.annotations)
    return [w.replace("<br>", " ").replace("<b>", "").replace("</b>", "") for w in words]


def everything_written(figure: go.Figure) -> Iterator[str]:
    """All text that Plotly reads as markup: labels, tooltips, names and places on a named axis."""
    for t in figure.data:
        for part in (t.text, t.hovertext, t.name, t.x, t.y):
            values = [part] if isinstance(part, str) else [] if part is None else list(part)
            yield from (value for value in values if isinstance(value, str))
    for annotation in figure.layout.annotations:
        yield from (text for text in (annotation.text, annotation.hovertext) if text)
