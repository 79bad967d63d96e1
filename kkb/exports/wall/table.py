"""A table on the wall: columns as wide as their texts need, rows laid out by estimate, the header on every slide."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from kkb.briefing.model import SlideTable
from kkb.exports.page_links import opened
from kkb.exports.wall.flow import Block, pour
from kkb.exports.wall.text import count_lines, longest_word, wrap, write
from kkb.figures.letters import visible, width_of

SIZE, LINE, ROW_SPACE = 40, 50, 22
_GAP = 32
"""Between two columns, in px."""
_NARROWEST = 110
_STRIDE = 40
"""Columns that are too wide give way by this many px."""
_SHORT = 330
"""What is no wider, such as a date, is not broken where others can be."""
_MOST_SPARE = 80

Row = tuple[str, ...]


def lay_out_table(
    table: SlideTable, *, width: int, height: int, addresses: Sequence[str] = (), named_in: int = 0
) -> list[str]:
    """The table as HTML, one a slide, as few as will do. A row taller than a slide goes on in the next one.

    `addresses`, where there are any: what each row opens, from its cell in the column `named_in`.
    """
    widths = _column_widths(table, width)
    room = height - _row_height(table.headers, widths, bold=True)
    openings = addresses or (None,) * len(table.rows)
    blocks = [
        Block(_row_html(part, table, links=(named_in, address)), _row_height(part, widths, bold=False))
        for row, address in zip(table.rows, openings, strict=True)
        for part in _parted(row, widths, room)
    ]
    if table.total is not None:
        blocks += [
            Block(_row_html(part, table, is_total=True), _row_height(part, widths, bold=True))
            for part in _parted(table.total, widths, room)
        ]
    return [_html(table, column, widths) for page in pour(blocks, height=room, columns=1) for column in page]


def _column_widths(table: SlideTable, width: int) -> list[int]:
    """Widths in px, space to the next column included; they add up to at most `width`."""
    columns = [_Column(table, place) for place in range(len(table.headers))]
    natural = sum(column.natural + _GAP for column in columns)
    if natural <= width:
        # What is left goes between the columns, but a short table is not drawn apart.
        spare = min((width - natural) / len(columns), _MOST_SPARE)
        return [int(column.natural + _GAP + spare) for column in columns]
    room = width - _GAP * len(columns)
    least = [column.natural if column.natural <= _SHORT else column.least for column in columns]
    if sum(least) > room:
        least = [min(column.least, room // len(columns)) for column in columns]
    return [wide + _GAP for wide in _narrowed(columns, least, room)]


def _narrowed(columns: Sequence[_Column], least: Sequence[int], room: int) -> list[int]:
    """Widths that add up to at most `room`, none below its least, with as few lines in all rows as can be."""
    # What is wider than the whole table is broken anyway.
    widths = [max(min(column.natural, room), floor) for column, floor in zip(columns, least, strict=True)]
    lines = [column.lines(wide) for column, wide in zip(columns, widths, strict=True)]

    def narrower(place: int) -> tuple[int, list[int]]:
        wide = max(widths[place] - _STRIDE, least[place])
        return wide, columns[place].lines(wide)

    choices = {place: narrower(place) for place in range(len(columns)) if widths[place] > least[place]}
    while sum(widths) > room and choices:
        tallest = [max(cells) for cells in zip(*lines, strict=True)]

        def price(place: int, tallest: list[int] = tallest) -> tuple[int, int]:
            more = sum(max(mine - most, 0) for mine, most in zip(choices[place][1], tallest, strict=True))
            return more, -widths[place]

        place = min(choices, key=price)
        widths[place], lines[place] = choices.pop(place)
        if widths[place] > least[place]:
            choices[place] = narrower(place)
    return widths


class _Column:
    """The texts of a column: how wide they are in one line (`natural`), and at least so that no word breaks."""

    def __init__(self, table: SlideTable, place: int) -> None:
        self._cells = [(table.headers[place], True)]
        self._cells += [(row[place], False) for row in table.rows if place < len(row)]
        self._cells += [(table.total[place], True)] if table.total is not None else []
        self.natural = max(_NARROWEST, *(ceil(width_of(visible(text), SIZE, is_bold=b)) for text, b in self._cells))
        self.least = max(_NARROWEST, *(ceil(longest_word(text, SIZE, bold=bold)) for text, bold in self._cells))

    def lines(self, width: int) -> list[int]:
        """Lines of each cell at a width."""
        return [count_lines(text, width, SIZE, bold=bold) for text, bold in self._cells]


def _lines(text: str, width: int, *, bold: bool) -> int:
    return count_lines(text, width - _GAP, SIZE, bold=bold)


def _row_height(row: Row, widths: list[int], *, bold: bool) -> int:
    lines = max(_lines(cell, wide, bold=bold) for cell, wide in zip(row, widths, strict=False))
    return lines * LINE + ROW_SPACE


def _parted(row: Row, widths: list[int], room: int) -> list[Row]:
    """The row, or as many rows as it takes to say it all."""
    most = max((room - ROW_SPACE) // LINE, 1)
    cells = [wrap(cell, wide - _GAP, SIZE, bold=True) for cell, wide in zip(row, widths, strict=False)]
    longest = max((len(lines) for lines in cells), default=0)
    if longest <= most:
        return [row]
    return [tuple(" ".join(lines[start : start + most]) for lines in cells) for start in range(0, longest, most)]


def _html(table: SlideTable, rows: list[Block], widths: list[int]) -> str:
    columns = "".join(f'<col style="width:{wide}px">' for wide in widths)
    head = "".join(_cell("th scope=col", name, place, table) for place, name in enumerate(table.headers))
    return (
        f'<table style="width:{sum(widths)}px"><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(row.html for row in rows)}</tbody></table>"
    )


def _row_html(row: Row, table: SlideTable, *, is_total: bool = False, links: tuple[int, str | None] = (0, None)) -> str:
    named_in, address = links
    cells = "".join(
        _cell("td", cell, place, table, address if place == named_in else None) for place, cell in enumerate(row)
    )
    return f"<tr{' class=sum' if is_total else ''}>{cells}</tr>"


def _cell(tag: str, text: str, place: int, table: SlideTable, address: str | None = None) -> str:
    kind = " class=num" if place in table.numbers else ""
    return f"<{tag}{kind}>{opened(write(text), address)}</{tag.split()[0]}>"
