"""Web pages that call themselves Excel (.xls): their tables and the lines around them, as one sheet from top to bottom.

Nothing is executed and nothing fetched: only the letters between the tags are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kkb.recap import TextForm
from kkb.workbook.formats.decoding import decode_text
from kkb.workbook.formats.text_cells import text_value
from kkb.workbook.grid import Grid, Value
from kkb.workbook.kind import SAVE_AS
from kkb.workbook.model import refuse
from kkb.workbook.sheet_scan import MAX_AREA, MAX_CELLS, MAX_COLUMN, MAX_ROW

SHEET = "HTML"
"""The name under which cells of a web page are found."""

_SILENT = frozenset({"script", "style", "title", "select", "textarea", "template", "xml", "noscript", "object", "svg"})
"""What stands within these is nothing that a table shows."""

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "hr"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN = 65_534
_MOST_NESTED = 40
_BREAK = "\n"


@dataclass(slots=True)
class _Cell:
    """A cell of a table while it is open: `width` and `height` as it spans."""

    width: int = 1
    height: int = 1
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table while it is open. `busy` maps a column to the last row that a cell from above reaches into."""

    row: int | None = None
    column: int = 0
    cell: _Cell | None = None
    busy: dict[int, int] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class _Sheet(HTMLParser):
    """Takes a page apart: tables within tables follow the row in which they stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.tables = 0
        self.is_frame_set = False
        self._open: list[_Table] = []
        self._next = 1
        self._cells = 0
        self._silent: list[str] = []
        self._loose: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.append(tag)
            return
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "table":
            self._start_table()
        elif tag == "tr" and self._open:
            self._start_row(attrs)
        elif tag in ("td", "th") and self._open:
            self._start_cell(attrs)
        elif tag == "frameset":
            self.is_frame_set = True
        elif tag in _BREAKS:
            self._take(_BREAK)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
        elif tag == "table" and self._open:
            self._end_table()
        elif tag == "tr" and self._open:
            self._end_row()
        elif tag in ("td", "th") and self._open:
            self._end_cell()
        elif tag in _BREAKS:
            self._take(_BREAK)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._take(data)

    def finish(self) -> None:
        """End whatever the page left open."""
        self.close()
        while self._open:
            self._end_table()
        self._put_loose()

    def _take(self, text: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.text.append(text)
        elif not self._open or text.strip():
            self._loose.append(text)

    def _put_loose(self) -> None:
        """Each line of text outside tables becomes a row of one cell."""
        text, self._loose = _words(self._loose), []
        for line in text.split(_BREAK):
            if line:
                self._put(self._next, 1, line)
                self._next += 1

    def _start_table(self) -> None:
        if len(self._open) >= _MOST_NESTED:
            raise refuse("too_big_inside")
        if self._open:
            self._end_row()
        self._put_loose()
        self.tables += 1
        self._open.append(_Table())

    def _end_table(self) -> None:
        self._end_row()
        table = self._open.pop()
        # What reaches below the last row is cut off, as browsers do.
        end = self._next - 1
        self.merged += [(top, left, min(bottom, end), right) for top, left, bottom, right in table.merged]
        self._put_loose()

    def _start_row(self, attrs: list[tuple[str, str | None]]) -> None:
        self._end_row()
        self._put_loose()
        table = self._open[-1]
        table.row, table.column = self._next, 0
        self._next += 1
        if _is_hidden(attrs):
            self.hidden_rows.add(table.row)

    def _end_row(self) -> None:
        self._end_cell()
        self._open[-1].row = None

    def _start_cell(self, attrs: list[tuple[str, str | None]]) -> None:
        table = self._open[-1]
        if table.row is None:
            self._start_row([])
        self._end_cell()
        spans = dict(attrs)
        table.cell = _Cell(_span(spans.get("colspan"), MAX_COLUMN), _span(spans.get("rowspan"), _MOST_SPAN))

    def _end_cell(self) -> None:
        table = self._open[-1]
        cell, table.cell = table.cell, None
        if cell is None or table.row is None:
            return
        row, column = table.row, table.column + 1
        while table.busy.get(column, 0) >= row:
            column += 1
        last = column + cell.width - 1
        self._cells += cell.width
        if last > MAX_COLUMN or self._cells > MAX_CELLS:
            raise refuse("too_big_inside")
        table.column = last
        if cell.height > 1:
            table.busy.update(dict.fromkeys(range(column, last + 1), row + cell.height - 1))
        if cell.width > 1 or cell.height > 1:
            table.merged.append((row, column, row + cell.height - 1, last))
        self._put(row, column, _words(cell.text))

    def _put(self, row: int, column: int, text: str) -> None:
        if row > MAX_ROW:
            raise refuse("too_big_inside")
        if text:
            self.rows.setdefault(row, {})[column] = text


def read_html(data: bytes) -> tuple[Grid, TextForm]:
    """The one grid of a page, and how it was read. Raises Refused for a page without a table, and beyond bounds."""
    decoded = decode_text(data, declared=True)
    if "\x00" in decoded.text:
        raise refuse("damaged")
    sheet = _Sheet()
    sheet.feed(decoded.text)
    sheet.finish()
    if not sheet.tables or not sheet.rows:
        raise refuse("not_excel", seems="sebenarnya halaman web (HTML) tanpa tabel", mend=SAVE_AS)
    bottom, width = max(sheet.rows), max(max(cells) for cells in sheet.rows.values())
    if bottom * width > MAX_AREA:
        raise refuse("too_big_inside")
    lines: list[list[Value]] = []
    for row in range(1, bottom + 1):
        cells = sheet.rows.get(row, {})
        lines.append([text_value(cells.get(column, "")) for column in range(1, max(cells, default=0) + 1)])
    merged = [place for place in sheet.merged if place[0] <= bottom]
    grid = Grid(SHEET, lines, merged=merged, hidden_rows=sheet.hidden_rows)
    return grid, TextForm("html", encoding=decoded.encoding, doubts=("huruf",) if decoded.is_guess else ())


def _words(parts: list[str]) -> str:
    """Text as a page shows it: blanks run together, lines only where a tag breaks them."""
    joined = "".join(part if part == _BREAK else _SPACES.sub(" ", part) for part in parts)
    lines = (_SPACES.sub(" ", line).strip(" ") for line in joined.split(_BREAK))
    return _BREAK.join(line for line in lines if line)


def _span(text: str | None, most: int) -> int:
    match = re.match(r"\s*(\d{1,9})", text or "", re.ASCII)
    return max(1, min(int(match[1]), most)) if match else 1


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    return any(name == "hidden" or (name == "style" and _HIDDEN.search(value or "")) for name, value in attrs)
