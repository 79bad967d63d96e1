"""Web pages that call themselves Excel (.xls): their tables and the lines around them, as one sheet from top to bottom.

lxml parses them as browsers do; nothing is executed and nothing fetched, only the letters between the tags are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import HTMLParser

from kkb.recap import TextForm
from kkb.workbook.addresses import MAX_COLUMN
from kkb.workbook.formats.bounds import check_counts
from kkb.workbook.formats.decoding import decode_text
from kkb.workbook.formats.text_cells import text_value
from kkb.workbook.grid import Grid
from kkb.workbook.kind import SAVE_AS
from kkb.workbook.model import refuse

SHEET = "HTML"
"""The name under which cells of a web page are found."""

_SILENT = frozenset(
    {"script", "style", "title", "select", "textarea", "xmp", "template", "xml", "noscript", "object", "svg"}
)
"""What stands within these is nothing that a table shows."""

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "hr"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN = 65_534
_MOST_NESTED = 40
_MOST_TAGS = 1_200_000
"""Tags of a page, references such as "&nbsp;", and values of attributes."""

_DEEPEST = 250
"""Elements within each other. The parser goes through all that are open at each end tag."""

_CHUNK = 2**16

_LONGEST_STYLE = 2_000
_NO_TABLE = "sebenarnya halaman web (HTML) tanpa tabel"
_IN_PARTS = "sebenarnya halaman web (HTML) yang tabelnya ada di berkas lain"
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


class _Page:
    """What lxml tells of a page, element by element: tables within tables follow the row in which they stand."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.tables = 0
        self.has_frames = False
        self._open: list[_Table] = []
        self._next = 1
        self._cells = self._depth = self._silent = 0
        self._loose: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise refuse("too_big_inside")
        if self._silent or tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._start_table()
        elif tag == "tr" and self._open:
            self._start_row(attributes)
        elif tag in ("td", "th") and self._open:
            self._start_cell(attributes)
        elif tag == "frameset":
            self.has_frames = True
        elif tag in _BREAKS:
            self._take(_BREAK)

    def end(self, tag: str) -> None:
        """Take the end of an element; the parser ends whatever the page left open."""
        self._depth -= 1
        if self._silent:
            self._silent -= 1
        elif tag == "table":
            self._end_table()
        elif tag == "tr" and self._open:
            self._open[-1].row = None
        elif tag in ("td", "th") and self._open:
            self._end_cell()
        elif tag in _BREAKS:
            self._take(_BREAK)

    def data(self, text: str) -> None:
        """Take a text between tags."""
        if not self._silent:
            self._take(text)

    def close(self) -> _Page:
        """The page, with the lines behind its last table."""
        self._put_loose()
        return self

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
            self._end_cell()
            self._open[-1].row = None
        self._put_loose()
        self.tables += 1
        self._open.append(_Table())

    def _end_table(self) -> None:
        table = self._open.pop()
        # What reaches below the last row is cut off, as browsers do.
        end = self._next - 1
        self.merged += [(top, left, min(bottom, end), right) for top, left, bottom, right in table.merged]
        self._put_loose()

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._put_loose()
        table = self._open[-1]
        table.row, table.column = self._next, 0
        self._next += 1
        check_counts(rows=self._next)
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")[:_LONGEST_STYLE]):
            self.hidden_rows.add(table.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        table = self._open[-1]
        if table.row is None:
            self._start_row({})
        table.cell = _Cell(_span(attributes.get("colspan"), MAX_COLUMN), _span(attributes.get("rowspan"), _MOST_SPAN))

    def _end_cell(self) -> None:
        table = self._open[-1]
        cell, table.cell = table.cell, None
        if cell is None or table.row is None:
            return
        row = table.row
        first = column = table.column + 1
        while table.busy.get(column, 0) >= row:
            column += 1
        last = column + cell.width - 1
        # Cells of rows above that are stepped over cost time as well.
        self._cells += last - first + 1
        check_counts(cells=self._cells)
        if last > MAX_COLUMN:
            raise refuse("too_big_inside")
        table.column = last
        if cell.height > 1:
            table.busy.update(dict.fromkeys(range(column, last + 1), row + cell.height - 1))
        if cell.width > 1 or cell.height > 1:
            table.merged.append((row, column, row + cell.height - 1, last))
        self._put(row, column, _words(cell.text))

    def _put(self, row: int, column: int, text: str) -> None:
        check_counts(rows=row, letters=len(text))
        if text:
            self.rows.setdefault(row, {})[column] = text


def read_html(data: bytes) -> tuple[Grid, TextForm]:
    """The one grid of a page, and how it was read. Raises Refused for a page without a table, and beyond bounds."""
    decoded = decode_text(data, declared=True)
    if "\x00" in decoded.text:
        raise refuse("damaged")
    if any(decoded.text.count(letter) > _MOST_TAGS for letter in "<&="):
        raise refuse("too_big_inside")
    page = _Page()
    parser = HTMLParser(target=page, no_network=True)
    for start in range(0, len(decoded.text), _CHUNK):
        parser.feed(decoded.text[start : start + _CHUNK])  # A refusal ends the parse between two of them.
    parser.close()
    if not page.tables or not page.rows:
        raise refuse("not_excel", seems=_IN_PARTS if page.has_frames else _NO_TABLE, mend=SAVE_AS)
    grid = Grid(SHEET, [], hidden_rows=page.hidden_rows)
    grid.put_rows(
        {row: {column: text_value(text) for column, text in cells.items()} for row, cells in page.rows.items()}
    )
    grid.merged = [place for place in page.merged if place[0] <= grid.bottom]
    return grid, TextForm("html", encoding=decoded.encoding, doubts=("huruf",) if decoded.is_guess else ())


def _words(parts: list[str]) -> str:
    """Text as a page shows it: blanks run together, lines only where a tag breaks them."""
    joined = "".join(part if part == _BREAK else _SPACES.sub(" ", part) for part in parts)
    lines = (_SPACES.sub(" ", line).strip(" ") for line in joined.split(_BREAK))
    return _BREAK.join(line for line in lines if line)


def _span(text: str | None, most: int) -> int:
    match = re.match(r"\s*(\d{1,9})", text or "", re.ASCII)
    return max(1, min(int(match[1]), most)) if match else 1
