"""What a native chart shows and how: series, labels, axes. Colours are those of the theme, sizes those of the slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PointLabel:
    """A label at one point. `number_format` may hold words, so that it follows the number when that is edited.

    `lift` moves it up from its position, as a share of the height of the chart.
    """

    number_format: str
    position: str
    shows_name: bool = False
    lift: float = 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers. Colours are those of the theme; `opacity` (0–100) is that of the fill.

    `labels` are those of single points, `label` one for all the others (None: no label).
    """

    name: str
    values: Sequence[int | None]
    is_line: bool = False
    fill: str | None = None
    opacity: int = 100
    line: str | None = None
    line_width: float = 1.0
    dash: str = "solid"
    marker: bool = False
    label: PointLabel | None = None
    labels: Mapping[int, PointLabel] = field(default_factory=dict)
    ink: str = "tx1"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. `top` is the end of the value axis, `step` the distance of its marks (None: no value axis).

    `plot` is the room of the plot inside the chart as shares of it: left, top, width, height. Labels of categories that
    are `is_turned` run upwards.
    """

    category_name: str
    categories: Sequence[str]
    series: Sequence[Series]
    top: float
    plot: tuple[float, float, float, float]
    step: float | None = None
    is_horizontal: bool = False
    is_stacked: bool = False
    gap: int = 40
    label_every: int = 1
    is_turned: bool = False
    legend: bool = False
