"""Native tables: as wide as the slide, parted over as many sheets as they need, every sheet with its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from kkb.briefing.model import SlideTable
from kkb.exports.slides.canvas import ANCHOR, Words, describe, write_words
from kkb.exports.slides.geometry import READ, Box, emu
from kkb.exports.slides.text import LINE, POINTS, clean, width_of, wrap

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_GAP, _PADDING = 0.16, 0.05
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


def part_table(table: SlideTable, width: float, height: float) -> list[Sheet]:
    """The table on as many sheets as it needs in boxes of this size; a row taller than half a sheet is parted too."""
    headers = tuple(clean(text) for text in table.headers)
    rows = [tuple(clean(text) for text in row) for row in table.rows]
    total = tuple(clean(text) for text in table.total) if table.total is not None else None
    everything = [*rows, *([total] if total is not None else [])]
    widths = _widths(headers, everything, table.numbers, width)
    head = _height(headers, widths, bold=True)
    most_lines = max(1, int((height - head) / 2 / _LINE_HEIGHT))
    parts = [part for row in rows for part in _part_row(row, widths, most_lines)]
    if total is not None:
        parts.append(total)
    tall = [_height(row, widths, bold=total is not None and place == len(parts) - 1) for place, row in enumerate(parts)]
    cuts = _cuts(tall, height - head)
    return [
        Sheet(
            headers,
            tuple(parts[start:end]),
            (head, *tall[start:end]),
            widths,
            table.numbers,
            has_total=total is not None and end == len(parts),
        )
        for start, end in cuts
    ]


def _cuts(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Rows on as few sheets as they need, each filled about as far as the others."""
    fewest = _greedy(heights, room)
    least, most = sum(heights) / max(len(fewest), 1), room
    best = fewest
    for _ in range(12):
        middle = (least + most) / 2
        tried = _greedy(heights, middle)
        if len(tried) > len(fewest):
            least = middle
        else:
            most, best = middle, tried
    return best


def _greedy(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    start, used = 0, 0.0
    for place, height in enumerate(heights):
        if place > start and used + height > room:
            cuts.append((start, place))
            start, used = place, 0.0
        used += height
    return [*cuts, (start, len(heights))]


def _widths(headers: Row, rows: Sequence[Row], numbers: frozenset[int], width: float) -> tuple[float, ...]:
    """Columns as wide as their longest text where there is room; else the widest give way, numbers last."""
    wanted = [
        max([width_of(header, READ, bold=True), *(width_of(row[place], READ, bold=True) for row in rows)]) + 2 * _GAP
        for place, header in enumerate(headers)
    ]
    # A number is never broken; a header over it may be.
    least = [
        min(want, _WIDEST_NUMBER if place in numbers else max(_NARROWEST, _longest_word(headers[place]) + 2 * _GAP))
        for place, want in enumerate(wanted)
    ]
    least = [part * min(1.0, width / sum(least)) for part in least]
    if sum(wanted) <= width:
        rest = [0.0 if place in numbers else want for place, want in enumerate(wanted)]
        spare = width - sum(wanted)
        whole = sum(rest) or 1.0
        return tuple(want + spare * part / whole for want, part in zip(wanted, rest, strict=True))
    # Raise one common limit until the columns fill the width.
    low, high = 0.0, width
    for _ in range(40):
        middle = (low + high) / 2
        if sum(_between(want, small, middle) for want, small in zip(wanted, least, strict=True)) > width:
            high = middle
        else:
            low = middle
    return tuple(_between(want, small, low) for want, small in zip(wanted, least, strict=True))


def _between(wanted: float, least: float, limit: float) -> float:
    return max(min(wanted, limit), least)


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


def draw_table(target: Any, box: Box, sheet: Sheet, *, name: str, alt: str) -> None:
    """One sheet of a table, at the top of its box."""
    count = 1 + len(sheet.rows)
    frame = target.shapes.add_table(
        count, len(sheet.headers), emu(box.left), emu(box.top), emu(box.width), emu(sum(sheet.heights))
    )
    describe(frame, alt, name=name)
    table = frame.table
    properties = table._tbl.tblPr
    properties.set("firstRow", "1")
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = NO_STYLE
    if sheet.has_total:
        properties.set("lastRow", "1")
    for column, width in zip(table.columns, sheet.widths, strict=True):
        column.width = emu(width)
    for place, (row, texts, height) in enumerate(
        zip(table.rows, [sheet.headers, *sheet.rows], sheet.heights, strict=True)
    ):
        row.height = emu(height)
        is_head, is_total = place == 0, sheet.has_total and place == count - 1
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            align = "right" if column in sheet.numbers else "left"
            colour = "tx2" if is_head else "tx1"
            words = Words(text, READ, bold=is_head or is_total, colour=colour, align=align)
            cell.margin_left = cell.margin_right = emu(_GAP)
            cell.margin_top = cell.margin_bottom = emu(_PADDING)
            cell.vertical_anchor = ANCHOR["bottom" if is_head else "top"]
            write_words(cell.text_frame, [words])
            _rule(cell, is_strong=is_head, above=is_total)


def _rule(cell: Any, *, is_strong: bool, above: bool) -> None:
    """A line under the cell, and above that of a total."""
    sides = [("lnT", 19_050, "accent6")] if above else []
    sides.append(("lnB", 19_050, "accent6") if is_strong else ("lnB", 9_525, "accent4"))
    properties = cell._tc.get_or_add_tcPr()
    for place, (side, width, colour) in enumerate(sides):
        line = parse_xml(
            f'<a:{side} {nsdecls("a")} w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr '
            f'val="{colour}"/></a:solidFill><a:prstDash val="solid"/></a:{side}>'
        )
        properties.insert(place, line)
