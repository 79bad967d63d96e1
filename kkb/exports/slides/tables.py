"""Native tables: as wide as the slide, parted over as many sheets as they need, every sheet with its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kkb.briefing.model import SlideTable
from kkb.exports.sharing import cut_evenly
from kkb.exports.slides.canvas import Canvas, Words, paragraph
from kkb.exports.slides.geometry import READ, Box, emu
from kkb.exports.slides.text import LINE, POINTS, clean, width_of, wrap

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_GAP, _PADDING = 0.1, 0.05
"""Inside a cell: at its sides, and above and under its text."""
_FORM_LINES, _FORM_HEIGHT = 6, 0.6
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


def draw_table(canvas: Canvas, box: Box, sheet: Sheet, *, name: str, alt: str) -> None:
    """One sheet of a table, at the top of its box."""
    last = len(sheet.rows)
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in sheet.widths)
    rows = "".join(
        _row(sheet, texts, height, is_head=place == 0, is_total=sheet.has_total and place == last)
        for place, (texts, height) in enumerate(zip([sheet.headers, *sheet.rows], sheet.heights, strict=True))
    )
    marks = ' firstRow="1" lastRow="1"' if sheet.has_total else ' firstRow="1"'
    content = (
        f"<a:tbl><a:tblPr{marks}><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>"
        f"{rows}</a:tbl>"
    )
    canvas.add_frame(Box(box.left, box.top, box.width, sheet.height), "table", content, name=name, alt=alt)


def draw_form(canvas: Canvas, box: Box, headers: Sequence[str]) -> None:
    """An empty table to write into, its first column as wide as the others together."""
    first = box.width / 2 if len(headers) > 1 else box.width
    widths = (first, *(((box.width - first) / max(len(headers) - 1, 1),) * (len(headers) - 1)))
    head = _height(tuple(headers), widths, bold=True)
    count = min(_FORM_LINES, int((box.height - head) / _FORM_HEIGHT))
    sheet = Sheet(
        tuple(headers),
        (("",) * len(headers),) * count,
        (head, *(_FORM_HEIGHT,) * count),
        widths,
        frozenset(),
    )
    draw_table(canvas, box, sheet, name="Isian", alt=f"Tabel kosong untuk diisi: {', '.join(headers)}")


def _row(sheet: Sheet, texts: Row, height: float, *, is_head: bool, is_total: bool) -> str:
    sides, ends, anchor = emu(_GAP), emu(_PADDING), "b" if is_head else "t"
    margins = f'marL="{sides}" marR="{sides}" marT="{ends}" marB="{ends}" anchor="{anchor}"'
    above = _rule("lnT", 19_050, "accent6") if is_total else ""
    below = _rule("lnB", 19_050, "accent6") if is_head else _rule("lnB", 9_525, "accent4")
    cells = "".join(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>"
        + paragraph(
            Words(
                text,
                bold=is_head or is_total,
                colour="tx2" if is_head else "tx1",
                align="right" if column in sheet.numbers else "left",
            )
        )
        + f"</a:txBody><a:tcPr {margins}>{above}{below}</a:tcPr></a:tc>"
        for column, text in enumerate(texts)
    )
    return f'<a:tr h="{emu(height)}">{cells}</a:tr>'


def _rule(side: str, width: int, colour: str) -> str:
    return (
        f'<a:{side} w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="{colour}"/>'
        f'</a:solidFill><a:prstDash val="solid"/></a:{side}>'
    )
