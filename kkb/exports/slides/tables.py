"""Native tables: as wide as the slide, parted over as many sheets as they need, every sheet with its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from kkb.briefing.model import SlideTable
from kkb.exports.sharing import cut_evenly
from kkb.exports.slides.geometry import READ, Box, emu
from kkb.exports.slides.shapes import Words, append, describe, emus, write_paragraph
from kkb.exports.slides.text import POINTS, clean, width_of, wrap
from kkb.figures.letters import LINE

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_GAP, _PADDING = 0.1, 0.05
"""Inside a cell: at its sides, and above and under its text."""
_WIDEST_NUMBER = 2.2
_NARROWEST = 1.1
_LINE_HEIGHT = READ * LINE / POINTS

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of a table stands on one slide: rows with their heights, the last of them a total if there is one."""

    headers: Row
    rows: tuple[Row, ...]
    heights: tuple[float, ...]
    widths: tuple[float, ...]
    numbers: frozenset[int]
    has_total: bool = False

    @property
    def height(self) -> float:
        return sum(self.heights)


def part_table(table: SlideTable, width: float, height: float) -> list[Sheet]:
    """The table on as many sheets as it needs in boxes of this size; a row taller than a sheet is parted too."""
    headers = tuple(clean(text) for text in table.headers)
    rows = [tuple(clean(text) for text in row) for row in table.rows]
    total = tuple(clean(text) for text in table.total) if table.total is not None else None
    widths = _widths(headers, rows, total, table.numbers, width)
    head = _height(headers, widths, bold=True)
    most_lines = max(1, int((height - head - 2 * _PADDING) / _LINE_HEIGHT))
    parts = [part for row in rows for part in _part_row(row, widths, most_lines)]
    if total is not None:
        parts.append(total)
    tall = [_height(row, widths, bold=total is not None and place == len(parts) - 1) for place, row in enumerate(parts)]
    cuts = cut_evenly(tall, height - head)
    ends = [total is not None and end == len(parts) for _, end in cuts]
    return [
        Sheet(headers, tuple(parts[start:end]), (head, *tall[start:end]), widths, table.numbers, has_total=has_total)
        for (start, end), has_total in zip(cuts, ends, strict=True)
    ]


def _widths(
    headers: Row, rows: Sequence[Row], total: Row | None, numbers: frozenset[int], width: float
) -> tuple[float, ...]:
    """Columns as wide as their longest text where there is room; else the widest give way, numbers last."""
    bold = [headers, *([total] if total is not None else [])]
    wanted = [
        max([width_of(row[place], READ, bold=True) for row in bold] + [width_of(row[place], READ) for row in rows])
        + 2 * _GAP
        for place in range(len(headers))
    ]
    # A number is never broken; a header over it may be.
    least = [
        min(want, _WIDEST_NUMBER if place in numbers else max(_NARROWEST, _longest_word(headers[place]) + 2 * _GAP))
        for place, want in enumerate(wanted)
    ]
    least = [part * min(1.0, width / sum(least)) for part in least]
    if sum(wanted) <= width:
        rest = [0.0 if place in numbers else want for place, want in enumerate(wanted)]
        spare = (width - sum(wanted)) / (sum(rest) or 1.0)
        return tuple(want + spare * part for want, part in zip(wanted, rest, strict=True))
    # Raise one common limit until the columns fill the width.
    low, high = 0.0, width
    for _ in range(40):
        middle = (low + high) / 2
        widths = tuple(max(min(want, middle), small) for want, small in zip(wanted, least, strict=True))
        low, high = (low, middle) if sum(widths) > width else (middle, high)
    return widths


def _longest_word(text: str) -> float:
    return min(max((width_of(word, READ, bold=True) for word in text.split(" ")), default=0.0), 2.4)


def _height(row: Row, widths: Sequence[float], *, bold: bool = False) -> float:
    lines = max(len(wrap(text, width - 2 * _GAP, READ, bold=bold)) for text, width in zip(row, widths, strict=True))
    return lines * _LINE_HEIGHT + 2 * _PADDING


def _part_row(row: Row, widths: Sequence[float], most_lines: int) -> list[Row]:
    cells = [wrap(text, width - 2 * _GAP, READ) for text, width in zip(row, widths, strict=True)]
    longest = max(map(len, cells))
    if longest <= most_lines:
        return [row]
    return [
        tuple(" ".join(cell[start : start + most_lines]) for cell in cells) for start in range(0, longest, most_lines)
    ]


def draw_table(shapes: Any, box: Box, sheet: Sheet, *, name: str, alt: str) -> None:
    """One sheet of a table, at the top of its box."""
    lines = [sheet.headers, *sheet.rows]
    frame = shapes.add_table(len(lines), len(sheet.headers), *emus(Box(box.left, box.top, box.width, sheet.height)))
    describe(frame, name, alt)
    table = frame.table
    table.horz_banding, table.last_row = False, sheet.has_total
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    for column, width in zip(table.columns, sheet.widths, strict=True):
        column.width = emu(width)
    for place, (row, height, texts) in enumerate(zip(table.rows, sheet.heights, lines, strict=True)):
        row.height = emu(height)
        is_head, is_total = place == 0, sheet.has_total and place == len(lines) - 1
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            align = "right" if column in sheet.numbers else "left"
            words = Words(text, bold=is_head or is_total, colour="tx2" if is_head else "tx1", align=align)
            _draw_cell(cell, words, is_head=is_head, is_total=is_total)


def _draw_cell(cell: Any, words: Words, *, is_head: bool, is_total: bool) -> None:
    cell.margin_left = cell.margin_right = emu(_GAP)
    cell.margin_top = cell.margin_bottom = emu(_PADDING)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.TOP
    write_paragraph(cell.text_frame.paragraphs[0], words)
    if is_total:
        _rule(cell, "lnT", 1.5, "accent6")
    _rule(cell, "lnB", *((1.5, "accent6") if is_head else (0.75, "accent4")))


def _rule(cell: Any, side: str, width: float, colour: str) -> None:
    """A line at one side of a cell, for which python-pptx has no property."""
    line = append(cell._tc.get_or_add_tcPr(), f"a:{side}", w=Pt(width))
    append(append(line, "a:solidFill"), "a:schemeClr", val=colour)
