"""A native chart on a slide: its part of the package, and the workbook inside it that holds the same numbers."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.parts.chart import ChartPart
from xlsxwriter import Workbook

from kkb.exports.slides.canvas import Canvas
from kkb.exports.slides.chart_model import Chart
from kkb.exports.slides.chart_xml import SHEET, chart_xml
from kkb.exports.slides.geometry import Box

AUTHOR = "Pokja Kampung KB"
"""Who made the file, as its properties and those of the workbooks in it say."""


def add_chart(canvas: Canvas, chart: Chart, box: Box, *, day: date, name: str, alt: str) -> None:
    """Put the chart on the slide, read aloud as `alt`; `day` is when its workbook says it was made."""
    package = canvas.part.package
    partname = package.next_partname(ChartPart.partname_template)
    part = ChartPart.load(partname, CONTENT_TYPE.DML_CHART, package, chart_xml(chart).encode())
    part.chart_workbook.update_from_xlsx_blob(workbook_of(chart, day))
    relation = canvas.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    content = f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{relation}"/>'
    canvas.add_frame(box, "chart", content, name=name, alt=alt)


def workbook_of(chart: Chart, day: date) -> bytes:
    """The numbers of the chart as a workbook: text stays text, whatever it looks like."""
    buffer = BytesIO()
    # Excel's own fonts and sizes, no clock, and no text that becomes a formula, a number or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = Workbook(buffer, options)
    book.set_properties({"author": AUTHOR, "created": datetime.combine(day, time())})
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, chart.category_name)
    for row, category in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    sheet.set_column(0, 0, 30)
    book.close()
    return buffer.getvalue()
