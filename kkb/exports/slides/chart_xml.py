"""A native chart as DrawingML: columns or bars, and lines over them on the same axes.

python-pptx makes charts of one kind only, and its workbooks take a name such as "=A1" for a formula. So the XML is
written here, its elements in the order of the schema (ECMA-376, part 1, 21.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from kkb.exports.slides.chart_model import Chart, PointLabel, Series
from kkb.exports.slides.geometry import LANGUAGE, READ

SHEET = "Data"
_ON_ONE_LINE = ' wrap="none"'
_UPRIGHT, _TURNED = ' rot="0" vert="horz"', ' rot="-5400000" vert="horz"'
_CATEGORY_AXIS, _VALUE_AXIS = 111_111_111, 222_222_222


def chart_xml(chart: Chart) -> str:
    """The part of the package that a chart is."""
    bars = [(place, series) for place, series in enumerate(chart.series) if not series.is_line]
    lines = [(place, series) for place, series in enumerate(chart.series) if series.is_line]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/>'
        f'<c:lang val="{LANGUAGE}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{_layout(chart.plot)}{_bars(chart, bars)}{_lines(chart, lines) if lines else ''}{_axes(chart)}"
        f"<c:spPr><a:noFill/></c:spPr></c:plotArea>{_legend(chart)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</c:spPr>{_type('tx1')}</c:chartSpace>"
    )


def _layout(plot: tuple[float, float, float, float]) -> str:
    x, y, w, h = plot
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{w:.4f}"/><c:h val="{h:.4f}"/></c:manualLayout></c:layout>'
    )


def _bars(chart: Chart, bars: Sequence[tuple[int, Series]]) -> str:
    rows = "".join(_series(chart, place, series) for place, series in bars)
    direction = "bar" if chart.is_horizontal else "col"
    grouping = "stacked" if chart.is_stacked else "clustered"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{rows}'
        f'<c:gapWidth val="{chart.gap}"/><c:overlap val="100"/>{_axis_ids()}</c:barChart>'
    )


def _lines(chart: Chart, lines: Sequence[tuple[int, Series]]) -> str:
    rows = "".join(_series(chart, place, series) for place, series in lines)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{rows}<c:marker val="1"/>{_axis_ids()}'
        "</c:lineChart>"
    )


def _axis_ids() -> str:
    return f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'


def _series(chart: Chart, place: int, series: Series) -> str:
    column = chr(ord("B") + place)
    last = len(chart.categories) + 1
    categories = _points(chart.categories)
    numbers = _points(series.values)
    middle = _marker(series) if series.is_line else '<c:invertIfNegative val="0"/>'
    end = '<c:smooth val="0"/>' if series.is_line else ""
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name)}</c:v></c:pt></c:strCache></c:strRef>'
        f"</c:tx>{_look(series)}{middle}{_labels(series)}<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>"
        f"<c:strCache>{categories}</c:strCache></c:strRef></c:cat><c:val><c:numRef>"
        f"<c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>{numbers}"
        f"</c:numCache></c:numRef></c:val>{end}</c:ser>"
    )


def _points(values: Sequence[str | int | None]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(str(value))}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _look(series: Series) -> str:
    fill = "" if series.is_line else "<a:noFill/>"
    if series.fill is not None:
        mix = "" if series.opacity == 100 else f'<a:alpha val="{series.opacity * 1000}"/>'
        fill = f'<a:solidFill><a:schemeClr val="{series.fill}">{mix}</a:schemeClr></a:solidFill>'
    if series.line is None:
        line = "<a:ln><a:noFill/></a:ln>"
    else:
        line = (
            f'<a:ln w="{series.line_width * 12_700:.0f}" cap="flat"><a:solidFill><a:schemeClr val="{series.line}"/>'
            f'</a:solidFill><a:prstDash val="{series.dash}"/><a:round/></a:ln>'
        )
    return f"<c:spPr>{fill}{line}</c:spPr>"


def _marker(series: Series) -> str:
    if not series.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    fill = f'<a:solidFill><a:schemeClr val="{series.line}"/></a:solidFill>'
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="9"/><c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>'
    )


def _labels(series: Series) -> str:
    if series.label is None and not series.labels:
        return ""
    single = "".join(
        f'<c:dLbl><c:idx val="{place}"/>{_label(label, series.ink)}</c:dLbl>'
        for place, label in sorted(series.labels.items())
    )
    rest = _label(series.label, series.ink) if series.label is not None else _shown(False, False)
    return f"<c:dLbls>{single}{rest}</c:dLbls>"


def _label(label: PointLabel, ink: str) -> str:
    number_format = escape(label.number_format, {'"': "&quot;"})
    lift = (
        f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{-label.lift:.4f}"/></c:manualLayout></c:layout>'
        if label.lift
        else ""
    )
    return (
        f'{lift}<c:numFmt formatCode="{number_format}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_type(ink, bold=True, body=_ON_ONE_LINE)}"
        f'<c:dLblPos val="{label.position}"/>{_shown(not label.shows_name, label.shows_name)}'
    )


def _shown(value: bool, name: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value:d}"/><c:showCatName val="0"/><c:showSerName val="{name:d}"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _type(colour: str, *, bold: bool = False, body: str = "") -> str:
    return (
        f"<c:txPr><a:bodyPr{body}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr lang="{LANGUAGE}" sz="{READ * 100:.0f}" b="{bold:d}"><a:solidFill><a:schemeClr val="{colour}"/>'
        f'</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
    )


def _axes(chart: Chart) -> str:
    across, up = ("l", "b") if chart.is_horizontal else ("b", "l")
    # Bars are read from the top down.
    direction = "maxMin" if chart.is_horizontal else "minMax"
    skip = (
        f'<c:tickLblSkip val="{chart.label_every}"/><c:tickMarkSkip val="{chart.label_every}"/>'
        if chart.label_every > 1
        else ""
    )
    edge = '<c:spPr><a:ln w="12700"><a:solidFill><a:schemeClr val="accent6"/></a:solidFill></a:ln></c:spPr>'
    faint = (
        '<c:majorGridlines><c:spPr><a:ln w="9525"><a:solidFill><a:schemeClr val="accent4"/></a:solidFill></a:ln>'
        "</c:spPr></c:majorGridlines>"
        if chart.step is not None
        else ""
    )
    unit = f'<c:majorUnit val="{chart.step:g}"/>' if chart.step is not None else ""
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{direction}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{across}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{edge}'
        f"{_type('tx1', body=_TURNED if chart.is_turned else _UPRIGHT)}"
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="50"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:max val="{chart.top:g}"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="{chart.step is None:d}"/><c:axPos val="{up}"/>{faint}'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_type("tx2")}'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>{unit}</c:valAx>'
    )


def _legend(chart: Chart) -> str:
    if not chart.legend:
        return ""
    return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_type("tx1")}</c:legend>'
