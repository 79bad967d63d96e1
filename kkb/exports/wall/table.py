"""A table on the wall: columns as wide as their texts need, rows laid out by estimate, the header on every slide."""

from __future__ import annotations

from kkb.briefing.model import SlideTable
from kkb.exports.drawing.letters import width_of
from kkb.exports.wall.text import count_lines, longest_word, say, wrap

SIZE, LINE, ROW_SPACE = 40, 50, 22
_GAP = 36
"""Between two columns, in px."""
_NARROWEST = 150

Row = tuple[str, ...]


def lay_out_table(table: SlideTable, *, width: int, height: int) -> list[str]:
    """The table as HTML, one a slide. A row taller than a slide goes on in the next one."""
    widths = _column_widths(table, width)
    room = height - _row_height(table.headers, widths, bold=True)
    rows = [(part, False) for row in table.rows for part in _parted(row, widths, room)]
    if table.total is not None:
        rows += [(part, True) for part in _parted(table.total, widths, room)]
    pages: list[list[tuple[Row, bool]]] = [[]]
    filled = 0
    for row, is_total in rows:
        need = _row_height(row, widths, bold=is_total)
        if pages[-1] and filled + need > room:
            pages.append([])
            filled = 0
        pages[-1].append((row, is_total))
        filled += need
    return [_html(table, page, widths) for page in pages]


def _column_widths(table: SlideTable, width: int) -> list[int]:
    """Widths in px, space to the next column included; they add up to at most `width`."""
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    natural, least = [], []
    for place, header in enumerate(table.headers):
        cells = [row[place] for row in rows if place < len(row)]
        natural.append(max(_wide(header), *(_wide(cell) for cell in cells), _NARROWEST) + _GAP)
        words = [longest_word(header, SIZE, bold=True), *(longest_word(cell, SIZE, bold=True) for cell in cells)]
        least.append(max(*words, _NARROWEST) + _GAP)
    if sum(natural) <= width:
        # What is left goes between the columns, but a short table is not drawn apart.
        spare = min((width - sum(natural)) / len(natural), 80)
        return [int(wide + spare) for wide in natural]
    share = width / len(natural)
    least = [min(wide, max(share, _NARROWEST)) for wide in least]
    # The widest columns give way until all fit.
    low, high = 0.0, max(natural)
    while high - low > 1:
        cap = (low + high) / 2
        total = sum(max(min(wide, cap), floor) for wide, floor in zip(natural, least, strict=True))
        low, high = (cap, high) if total <= width else (low, cap)
    return [int(max(min(wide, low), floor)) for wide, floor in zip(natural, least, strict=True)]


def _wide(text: str) -> float:
    return width_of(text, SIZE, is_bold=True)


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


def _html(table: SlideTable, page: list[tuple[Row, bool]], widths: list[int]) -> str:
    columns = "".join(f'<col style="width:{wide}px">' for wide in widths)
    head = "".join(_cell("th scope=col", name, place, table) for place, name in enumerate(table.headers))
    body = "".join(
        f"<tr{' class=sum' if is_total else ''}>"
        + "".join(_cell("td", cell, place, table) for place, cell in enumerate(row))
        + "</tr>"
        for row, is_total in page
    )
    return (
        f'<table style="width:{sum(widths)}px"><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(tag: str, text: str, place: int, table: SlideTable) -> str:
    kind = " class=num" if place in table.numbers else ""
    return f"<{tag}{kind}>{say(text)}</{tag.split()[0]}>"
