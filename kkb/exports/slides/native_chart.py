"""A chart as PowerPoint's own, with its numbers in a workbook inside the file: columns or bars, and lines over them.

python-pptx makes charts of one kind, and has no property for the place of the plot, the number format of one label,
the skipping and turning of names on an axis, or opacity: those few elements are added here (ECMA-376, part 1, 21.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt, lazyproperty
from xlsxwriter import Workbook

from kkb.exports.slides.geometry import AUTHOR, READ, Box
from kkb.exports.slides.shapes import append, describe, draw_line, emus, fill_with, theme_colour


@dataclass(frozen=True, slots=True)
class PointLabel:
    """A label at one point. `number_format` may hold words, so that it follows the number when that is edited.

    `lift` moves it up from its position, as a share of the height of the chart.
    """

    number_format: str
    position: XL_LABEL_POSITION
    shows_name: bool = False
    lift: float = 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, from the first category on. Colours are the theme's; `opacity` (0–100) is that of the fill.

    `labels` are those of single points, `label` one for all the others (None: no label). `marker` is drawn at each
    point of a line, filled or hollow.
    """

    name: str
    values: Sequence[int | None]
    is_line: bool = False
    fill: str | None = None
    opacity: int = 100
    line: str | None = None
    line_width: float = 1.0
    dash: str = "solid"
    marker: XL_MARKER_STYLE | None = None
    marker_is_hollow: bool = False
    label: PointLabel | None = None
    labels: Mapping[int, PointLabel] = field(default_factory=dict)
    ink: str = "tx1"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. `top` is the end of the value axis, `step` the distance of its marks (None: no value axis).

    `plot` is the room of the plot inside the chart as shares of it: left, top, width, height. Labels of categories that
    are `is_turned` run upwards.
    """

    kind: XL_CHART_TYPE
    category_name: str
    categories: Sequence[str]
    series: Sequence[Series]
    top: float
    plot: tuple[float, float, float, float]
    step: float | None = None
    gap: int = 40
    label_every: int = 1
    is_turned: bool = False
    legend: bool = False


def add_chart(shapes: Any, chart: Chart, box: Box, *, day: date, name: str, alt: str) -> None:
    """Put the chart on the slide, read aloud as `alt`; `day` is when its workbook says it was made."""
    frame = shapes.add_chart(chart.kind, *emus(box), _Numbers(chart, day))
    describe(frame, name, alt)
    drawn = frame.chart
    drawn.font.size = Pt(READ)
    drawn.font.color.theme_color = theme_colour("tx1")
    drawn.has_title = False
    drawn.has_legend = chart.legend
    if chart.legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    bars = drawn.plots[0]
    bars.gap_width, bars.overlap, bars.vary_by_categories = chart.gap, 100, False
    _move_lines(bars._element, [place for place, series in enumerate(chart.series) if series.is_line])
    for series in drawn.series:
        _draw_series(series, chart.series[series._element.idx.val])
    _draw_axes(drawn, chart)
    _place(drawn._chartSpace.chart.plotArea, chart.plot, is_plot=True)
    for spoken in drawn._chartSpace.xpath(".//*[@lang]"):
        spoken.set("lang", "id-ID")


def _draw_series(drawn: Any, series: Series) -> None:
    if series.is_line:
        drawn.smooth = False
        drawn.marker.style = series.marker or XL_MARKER_STYLE.NONE
        if series.marker is not None:
            drawn.marker.size = 9
            fill_with(drawn.marker.format.fill, "bg1" if series.marker_is_hollow else series.ink)
            draw_line(drawn.marker.format.line, series.ink if series.marker_is_hollow else None, 2)
    else:
        fill_with(drawn.format.fill, series.fill)
        if series.opacity < 100:
            (colour,) = drawn.format.fill._xPr.iter(qn("a:schemeClr"))
            append(colour, "a:alpha", val=series.opacity * 1000)
    draw_line(drawn.format.line, series.line, series.line_width, series.dash)
    if series.label is not None:
        shared = drawn.data_labels
        shared.number_format, shared.number_format_is_linked = series.label.number_format, False
        shared.position, shared.show_value = series.label.position, True
        _draw_type(shared.font, series.ink)
    for point, label in sorted(series.labels.items()):
        _draw_label(drawn.points[point].data_label, label, series.ink)


def _draw_label(drawn: Any, label: PointLabel, ink: str) -> None:
    _draw_type(drawn.font, ink)
    drawn.position = label.position
    element = drawn._dLbl
    element.txPr.bodyPr.set("wrap", "none")
    element.spPr.addprevious(append(element, "c:numFmt", formatCode=label.number_format, sourceLinked=0))
    if label.lift:
        _place(element, (0, -label.lift))
    if label.shows_name:
        element.find(qn("c:showVal")).set("val", "0")
        element.find(qn("c:showSerName")).set("val", "1")


def _draw_type(font: Any, ink: str) -> None:
    font.size, font.bold = Pt(READ), True
    font.color.theme_color = theme_colour(ink)


def _draw_axes(drawn: Any, chart: Chart) -> None:
    names, values = drawn.category_axis, drawn.value_axis
    # Bars are read from the top down.
    names.reverse_order = chart.kind in (XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.BAR_STACKED)
    names.tick_labels.offset = 50
    draw_line(names.format.line, "accent6")
    turn = names._element.get_or_add_txPr().bodyPr
    turn.set("rot", "-5400000" if chart.is_turned else "0")
    turn.set("vert", "horz")
    if chart.label_every > 1:
        _insert(names._element, "c:tickLblSkip", chart.label_every, "c:noMultiLvlLbl")
        _insert(names._element, "c:tickMarkSkip", chart.label_every, "c:noMultiLvlLbl")
    values.minimum_scale, values.maximum_scale = 0, chart.top
    values.visible = values.has_major_gridlines = chart.step is not None
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "#,##0", False
    values.tick_labels.font.color.theme_color = theme_colour("tx2")
    draw_line(values.format.line, None)
    if chart.step is not None:
        values.major_unit = chart.step
        draw_line(values.major_gridlines.format.line, "accent4", 0.75)
    _insert(values._element, "c:crossBetween", "between", "c:majorUnit")
    for axis in (names, values):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE


def _insert(holder: Any, tag: str, value: object, before: str) -> None:
    holder.insert_element_before(append(holder, tag, val=value), before)


def _move_lines(bars: Any, places: Sequence[int]) -> None:
    """Make these series, drawn as columns by python-pptx, lines over the others on the same axes."""
    if not places:
        return
    lines = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>'
        "</c:lineChart>"
    )
    for series in [bars.sers[place] for place in places]:
        lines.find(qn("c:marker")).addprevious(series)
    lines.extend(deepcopy(bars.findall(qn("c:axId"))))
    bars.addnext(lines)


def _place(holder: Any, shares: Sequence[float], *, is_plot: bool = False) -> None:
    """Put a plot into its room (left, top, width, height), or move a label (right, down): shares of the chart."""
    layout = append(holder, "c:layout")
    manual = append(layout, "c:manualLayout")
    modes = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"} if is_plot else {}
    for tag, value in [*modes.items(), *zip("xywh", shares, strict=False)]:
        append(manual, f"c:{tag}", val=value)
    holder.insert(0 if is_plot else 1, layout)


# --- the workbook ---------------------------------------------------------------------------------------------------


class _Numbers(CategoryChartData):
    """The numbers of a chart as python-pptx takes them."""

    def __init__(self, chart: Chart, day: date) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.chart, self.day = chart, day
        self.categories = chart.categories
        for series in chart.series:
            # What has no number yet, as years to come, stands empty.
            padded = [*series.values, *[None] * (len(chart.categories) - len(series.values))]
            self.add_series(series.name, padded)  # type: ignore[no-untyped-call]

    @lazyproperty
    def _workbook_writer(self) -> _WorkbookWriter:
        return _WorkbookWriter(self)  # type: ignore[no-untyped-call]


class _WorkbookWriter(CategoryWorkbookWriter):
    """The workbook of a chart, in which text stays text: "=A1" would be a formula as python-pptx writes it."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        numbers = self._chart_data
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(xlsx_file, options) as book:
            # No clock: who asks twice gets the same bytes.
            book.set_properties({"author": AUTHOR, "created": datetime.combine(numbers.day, time())})
            sheet = book.add_worksheet()
            sheet.write_string(0, 0, numbers.chart.category_name)
            yield book, sheet
            sheet.set_column(0, 0, 30)
